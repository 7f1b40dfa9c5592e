import { definitionFor } from '../../assurance/kind-definition.ts'
import { earlyShare } from '../../assurance/kinds/early-share/kind.ts'
import type { Sample } from '../sample.ts'
import { sampleAgency, sampleLabels, sampleLinks, sampleOther, sampleRound } from '../sample-round.ts'
import { sharedCard } from './shared-card.ts'

const round = sampleRound({ id: 'early-share-2026-27', kind: 'early-share', title: 'Shared early', group: 'qa' })
const read = definitionFor(earlyShare, { title: 'Shared early' })
const definition = 'definition' in read ? read.definition : undefined

export const sharedSamples: readonly Sample[] = [
  {
    name: 'shared',
    title: 'To the chair alone: something shared early',
    card: () =>
      sharedCard({
        labels: sampleLabels,
        round,
        agency: sampleAgency,
        group: { name: 'Quality Assurance Group' },
        view: sampleOther(round, 'returned', {
          answers: { what: 'A barrier in the system', noticed: 'Referrals wait for a form nobody owns.' },
        }),
        definition,
        links: sampleLinks,
      }),
  },
]
