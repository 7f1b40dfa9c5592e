import type { Sample } from '../sample.ts'
import { sampleAgency, sampleRound } from '../sample-round.ts'
import { moreCard } from './more-card.ts'

const base = { round: sampleRound(), agency: sampleAgency }

export const moreSamples: readonly Sample[] = [
  {
    name: 'more',
    title: 'More ways on',
    card: () => moreCard({ ...base, ways: ['ask-extension', 'hand-over', 'ask-question', 'share', 'invite'] }),
  },
]
