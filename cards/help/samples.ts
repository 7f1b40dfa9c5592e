import type { Sample } from '../sample.ts'
import { sampleLabels, sampleLinks } from '../sample-round.ts'
import { helpCard } from './help-card.ts'

export const helpSamples: readonly Sample[] = [
  { name: 'help', title: 'Help', card: () => helpCard({ labels: sampleLabels, links: sampleLinks }) },
]
