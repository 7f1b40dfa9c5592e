import type { Sample } from '../sample.ts'
import { attemptPayload, nextPayload } from '../verbs.ts'
import { unkeptCard } from './unkept-card.ts'

const place = { partnership: 'swindon', round: 'ce-children-2026', agency: 'police' }

export const unkeptSamples: readonly Sample[] = [
  {
    name: 'unkept-dialog',
    title: 'Nothing can be kept: the dialog comes back with what was typed',
    card: () =>
      unkeptCard({
        opens: false,
        value: {
          ...attemptPayload('nil', place, 'first'),
          cases: 'swindon/audit-return:ce-children-2026:c-4f7k:police',
          systems: 'Case management, custody records, missing persons',
          from: '2025-10-01',
          to: '2026-09-30',
          confirm: 'true',
        },
      }),
  },
  {
    name: 'unkept-opening',
    title: 'Nothing can be read: a dialog that cannot be opened',
    card: () => unkeptCard({ opens: true, value: nextPayload('nil', place) }),
  },
]
