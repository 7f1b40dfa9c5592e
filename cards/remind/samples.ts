import type { Sample } from '../sample.ts'
import { sampleAgency, sampleCalendar, sampleLabels, sampleLinks, sampleRound, sampleView } from '../sample-round.ts'
import { remindCard } from './remind-card.ts'

const views = ['C-4F7K', 'C-9M2T'].map((ref) => sampleView(ref))
const base = {
  labels: sampleLabels,
  round: sampleRound(),
  agency: sampleAgency,
  calendar: sampleCalendar,
  links: sampleLinks,
}

export const remindSamples: readonly Sample[] = [
  {
    name: 'remind',
    title: 'A reminder the support unit asked for',
    card: () => remindCard({ ...base, views, today: '2026-11-26' }),
  },
  {
    name: 'remind-late',
    title: 'A reminder out of turn, after the day',
    card: () => remindCard({ ...base, views, today: '2026-12-07' }),
  },
  {
    name: 'remind-answered',
    title: 'A reminder out of turn, answered since',
    card: () => remindCard({ ...base, views: [sampleView('C-4F7K', 'returned')], today: '2026-12-07' }),
  },
]
