import type { Sample } from '../sample.ts'
import { sampleAgency, sampleCalendar, sampleLabels, sampleLinks, sampleRound, sampleView } from '../sample-round.ts'
import { escalationCard } from './escalation-card.ts'

const base = {
  labels: sampleLabels,
  round: sampleRound(),
  agency: sampleAgency,
  calendar: sampleCalendar,
  links: sampleLinks,
  today: '2026-12-16',
}

export const escalationSamples: readonly Sample[] = [
  {
    name: 'escalation',
    title: 'To the chair alone: ten working days late',
    card: () => escalationCard({ ...base, view: sampleView('C-4F7K') }),
  },
  {
    name: 'escalation-answered',
    title: 'To the chair alone: answered since',
    card: () => escalationCard({ ...base, view: sampleView('C-4F7K', 'returned') }),
  },
]
