import type { Sample } from '../sample.ts'
import { sampleAgency, sampleDone, sampleLabels, sampleLinks, sampleRound } from '../sample-round.ts'
import { receiptCard } from './receipt-card.ts'

const base = { labels: sampleLabels, round: sampleRound(), agency: sampleAgency, ...sampleDone, links: sampleLinks }

export const receiptSamples: readonly Sample[] = [
  {
    name: 'receipt-return',
    title: 'Receipt: a return, received',
    card: () => receiptCard({ ...base, doing: 'return', cases: ['C-4F7K'], filed: false }),
  },
  {
    name: 'receipt-return-filed',
    title: 'Receipt: a return, filed',
    card: () => receiptCard({ ...base, doing: 'return', cases: ['C-4F7K'], filed: true }),
  },
  {
    name: 'receipt-nil-several',
    title: 'Receipt: a nil return for several cases',
    card: () =>
      receiptCard({ ...base, doing: 'nil', nil: 'not-known', cases: ['C-4F7K', 'C-9M2T', 'C-B6XD'], filed: false }),
  },
  {
    name: 'receipt-key',
    title: 'Receipt: the case key confirmed',
    card: () => receiptCard({ ...base, doing: 'confirm-key', cases: ['C-4F7K', 'C-9M2T'], filed: false }),
  },
  {
    name: 'receipt-reversed',
    title: 'Receipt: a nil return reversed',
    card: () => receiptCard({ ...base, doing: 'reverse-nil', cases: ['C-4F7K'], filed: true }),
  },
]
