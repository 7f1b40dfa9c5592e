import type { Sample } from '../sample.ts'
import { sampleAgency, sampleLabels, sampleOther, sampleRound, sampleView } from '../sample-round.ts'
import { thanksCard } from './thanks-card.ts'

const base = { labels: sampleLabels, agency: sampleAgency }
const people = sampleRound({
  id: 'neglect-survey',
  kind: 'practitioner-questionnaire',
  title: 'Neglect: what practitioners see',
  anonymous: true,
})

export const thanksSamples: readonly Sample[] = [
  {
    name: 'thanks',
    title: 'Thanks: all cases returned',
    card: () =>
      thanksCard({
        ...base,
        round: sampleRound(),
        views: ['C-4F7K', 'C-9M2T'].map((ref) => sampleView(ref, 'returned')),
      }),
  },
  {
    name: 'thanks-people',
    title: 'Thanks: everybody asked has answered',
    card: () => thanksCard({ ...base, round: people, views: [sampleOther(people, 'returned', { pseudonym: 'p-1' })] }),
  },
]
