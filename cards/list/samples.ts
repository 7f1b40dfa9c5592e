import type { Agency } from '../../assurance/partnership.ts'
import type { Sample } from '../sample.ts'
import { sampleAgency, sampleCalendar, sampleLabels, sampleLinks, sampleRound, sampleView } from '../sample-round.ts'
import { listCard } from './list-card.ts'
import { agencyLine, ownLine, wholeLine } from './round-lines.ts'

const given = { today: '2026-12-07', calendar: sampleCalendar, links: sampleLinks }
const base = { labels: sampleLabels, sample: '', link: sampleLinks.tab('returns') }
const children = sampleRound()
const adults = sampleRound({
  id: 'ce-adults-2026',
  title: 'Adults who have been criminally exploited',
  dueOn: '2027-01-15',
})

const agencies = Array.from(
  { length: 300 },
  (_, at): Agency => ({
    id: `sample-${at + 1}`,
    name: `Sample agency number ${at + 1} with a rather long name of its own`,
    short: `Agency ${at + 1}`,
    sector: 'other',
    asked: true,
    calendar: 'england',
    source: 'sample',
  }),
)
const everywhere = agencies.map(({ id }, at) =>
  sampleView('C-4F7K', at % 3 === 0 ? 'returned' : 'asked', { agency: id }),
)

export const listSamples: readonly Sample[] = [
  {
    name: 'list-mine',
    title: 'The command mine, in an agency’s channel',
    card: () =>
      listCard({
        ...base,
        heading: 'Asked of Sample Community Health Trust',
        intro: 'Everything asked and not closed, and how it stands.',
        sections: [
          {
            title: sampleAgency.name,
            lines: [
              ownLine(children, [sampleView('C-4F7K'), sampleView('C-9M2T', 'returned')], given),
              ownLine(adults, [sampleView('A-3GQN', 'asked', { dueOn: '2027-01-15' })], given),
            ],
          },
        ],
      }),
  },
  {
    name: 'list-due-whole',
    title: 'The command due, for the support unit: 300 agencies',
    card: () =>
      listCard({
        ...base,
        heading: 'Still open',
        intro: 'The soonest first.',
        sections: [{ title: 'The partnership', lines: [wholeLine(children, everywhere, agencies, given)] }],
      }),
  },
  {
    name: 'list-status-whole',
    title: 'The command status, for the support unit: 300 agencies',
    card: () =>
      listCard({
        ...base,
        heading: 'How it stands',
        intro: 'Agencies that are still waited for first.',
        sections: [
          { title: 'In all', lines: [wholeLine(children, everywhere, agencies, given)] },
          {
            title: 'By agency',
            lines: agencies.map((agency) =>
              agencyLine(
                agency,
                everywhere.filter(({ request }) => request.agency === agency.id),
                given,
              ),
            ),
          },
        ],
      }),
  },
]
