import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import { sayProgress } from '../ask/progress.ts'
import type { Colour } from '../card.ts'
import { sayDue } from '../say-due.ts'
import { type Links, roundPage } from '../small-print.ts'
import { counted } from '../text.ts'
import { nameThem } from '../waiting.ts'
import type { ListLine } from './list-card.ts'

/** What every line is made from besides its requests. */
export interface LineGiven {
  readonly today: IsoDate
  readonly calendar: Calendar
  readonly links: Links
}

const openOf = (views: readonly View[]): readonly View[] => views.filter(({ request }) => isOpen(request))

/** The soonest day on which something of these requests is due; undefined where nothing is open. */
export const soonestDue = (views: readonly View[]): IsoDate | undefined =>
  openOf(views)
    .map(({ request }) => request.dueOn)
    .toSorted()[0]

const look = (due: IsoDate | undefined, { calendar, today }: LineGiven) => {
  if (due === undefined) return { icon: '✓', colour: 'good', words: '' } as const
  const { when, words } = sayDue(calendar, due, today)
  const colour: Colour = when === 'ahead' ? 'default' : 'warning'
  return { icon: when === 'late' ? '!' : '○', colour, words: `By ${sayDay(due)} — ${words}` }
}

const sentence = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('. ')

/** One round as one agency sees it: how far it is, by when, and what still waits. */
export const ownLine = (round: Round, views: readonly View[], given: LineGiven): ListLine => {
  const open = openOf(views)
  const { icon, colour, words } = look(soonestDue(views), given)
  const named = open.some(({ request }) => request.caseRef ?? request.about)
  return {
    icon,
    colour,
    title: round.title,
    say: sentence(words, sayProgress(views), named ? `Waiting: ${nameThem(open)}` : '', round.closed ? 'Closed' : ''),
    link: given.links.tab(roundPage(round)),
  }
}

/** One agency's requests of a round, as whoever looks at the whole round sees them: states only, never an answer. */
export const agencyLine = (agency: Agency, views: readonly View[], given: LineGiven): ListLine => {
  const { icon, colour, words } = look(soonestDue(views), given)
  return { icon, colour, title: agency.name, say: sentence(sayProgress(views), words) }
}

/** Agencies of which something is still waited for; excused and withdrawn requests are not (WORK R7). */
const missingFrom = (views: readonly View[], agencies: readonly Agency[]): readonly Agency[] => {
  const waiting = new Set(openOf(views).map(({ request }) => request.agency))
  return agencies.filter(({ id }) => waiting.has(id))
}

/** One round as a whole: how many agencies are complete, and who is missing beside it, by name. */
export const wholeLine = (
  round: Round,
  views: readonly View[],
  agencies: readonly Agency[],
  given: LineGiven,
): ListLine => {
  const asked = new Set(
    views.filter(({ request }) => request.state !== 'withdrawn').map(({ request }) => request.agency),
  )
  const missing = missingFrom(views, agencies)
  const { icon, colour, words } = look(soonestDue(views), given)
  const total =
    asked.size === 0
      ? 'Nobody is asked'
      : `${asked.size - missing.length} of ${counted(asked.size, 'agency', 'agencies')} complete`
  return {
    icon,
    colour,
    title: round.title,
    say: sentence(total, words, round.closed ? 'Closed' : ''),
    missing: missing.map(({ short }) => short),
    link: given.links.tab(roundPage(round)),
  }
}
