import type { Sample } from '../sample.ts'
import { sampleAgency, sampleNil, sampleRound, sampleView } from '../sample-round.ts'
import { reverseNilCard } from './reverse-nil-card.ts'

const base = { round: sampleRound(), agency: sampleAgency, attempt: 'sample' }
const views = [
  sampleView('C-4F7K', 'returned', { nil: sampleNil }),
  sampleView('C-9M2T', 'returned', { nil: { ...sampleNil, kind: 'no-contact' } }),
  sampleView('C-B6XD', 'returned'),
]

export const reverseNilSamples: readonly Sample[] = [
  { name: 'reverse-nil', title: 'Reverse a nil return', card: () => reverseNilCard({ ...base, views }) },
  {
    name: 'reverse-nil-problems',
    title: 'Reverse a nil return: nothing chosen yet',
    card: () =>
      reverseNilCard({
        ...base,
        views,
        typed: { keys: [], confirmed: true },
        faults: [{ field: 'cases', say: 'Please choose the nil return to reverse.' }],
      }),
  },
]
