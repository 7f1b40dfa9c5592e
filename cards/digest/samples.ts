import type { Sample } from '../sample.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleLabels,
  sampleLinks,
  samplePerson,
  sampleRound,
  sampleView,
} from '../sample-round.ts'
import { digestCard } from './digest-card.ts'

const children = sampleRound()
const adults = sampleRound({
  id: 'ce-adults-2026',
  title: 'Multi-agency response to adults with care and support needs who have been criminally exploited',
})
const base = { labels: sampleLabels, agency: sampleAgency, calendar: sampleCalendar, links: sampleLinks }
const childCases = ['C-4F7K', 'C-9M2T', 'C-B6XD'].map((ref) => sampleView(ref))
const adultCases = ['A-3GQN', 'A-7ZLC'].map((ref) => sampleView(ref, 'asked', { round: adults }))

export const digestSamples: readonly Sample[] = [
  {
    name: 'digest-one-round',
    title: 'Digest: one round, five working days before the day',
    card: () =>
      digestCard({
        ...base,
        day: '2026-11-25',
        lines: [{ round: children, views: childCases, rung: { day: -5, to: 'channel' } }],
      }),
  },
  {
    name: 'digest-due-today',
    title: 'Digest: due today',
    card: () =>
      digestCard({
        ...base,
        day: '2026-12-02',
        lines: [{ round: children, views: childCases.slice(0, 1), rung: { day: 0, to: 'channel' } }],
      }),
  },
  {
    name: 'digest-two-rounds-late',
    title: 'Digest: two rounds late, the lead mentioned',
    card: () =>
      digestCard({
        ...base,
        day: '2026-12-09',
        lead: samplePerson('Rowan Vale'),
        lines: [
          { round: children, views: childCases, rung: { day: 5, to: 'lead' } },
          { round: adults, views: adultCases, rung: { day: 5, to: 'lead' } },
        ],
      }),
  },
  {
    name: 'digest-eight-rounds',
    title: 'Digest: eight rounds, six buttons at most',
    card: () =>
      digestCard({
        ...base,
        day: '2026-12-03',
        lines: Array.from({ length: 8 }, (_, at) => {
          const round = sampleRound({ id: `sample-${at + 1}`, title: `Sample round number ${at + 1}` })
          return {
            round,
            views: [sampleView(`C-${at + 1}`, 'asked', { round })],
            rung: { day: 1, to: 'channel' as const },
          }
        }),
      }),
  },
]
