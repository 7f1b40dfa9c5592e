import type { Sample } from '../sample.ts'
import { sampleLabels, sampleLinks } from '../sample-round.ts'
import { helpCard } from './help-card.ts'

const base = { labels: sampleLabels, links: sampleLinks }

export const helpSamples: readonly Sample[] = [
  { name: 'help', title: 'Help', card: () => helpCard(base) },
  { name: 'help-lost', title: 'Help: what was typed is no command', card: () => helpCard({ ...base, lost: true }) },
]
