import type { Sample } from '../sample.ts'
import { sampleLabels, sampleLinks } from '../sample-round.ts'
import { welcomeCard } from './welcome-card.ts'

export const welcomeSamples: readonly Sample[] = [
  {
    name: 'welcome',
    title: 'Welcome, once a team',
    card: () => welcomeCard({ labels: sampleLabels, links: sampleLinks }),
  },
]
