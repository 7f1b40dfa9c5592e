import type { IsoDate } from '../../assurance/dates.ts'
import { londonTime, sayShortDay } from '../../assurance/dates.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { View } from '../../assurance/record.ts'
import { type Done, isOpen, type Request } from '../../assurance/request.ts'
import { BeyondCalendar, type Calendar, workingDaysBetween } from '../../assurance/working-days.ts'

/** What a cell of the matrix can say; each has its icon, word and colour in the client. */
export type CellState =
  | 'waiting'
  | 'late'
  | 'received'
  | 'returned'
  | 'nil'
  | 'sent-back'
  | 'accepted'
  | 'excused'
  | 'withdrawn'

/** One request in one word, with what a second line adds. */
export interface Cell {
  readonly key: string
  readonly state: CellState
  /** *Late 3 days*, *Returned*, *Not known* */
  readonly word: string
  /** *due 2 Dec 2026*, *case key not confirmed*, *Jo Reed, 24 Nov 2026* */
  readonly detail: string
  /** Working days of the agency's own calendar since the due date; absent where it is not late or cannot be counted. */
  readonly lateDays?: number
}

/** The calendar an agency counts its days in, where the partnership has it. */
export const calendarOf = (partnership: Partnership, agency: string): Calendar | undefined => {
  const id = partnership.agencies.find((one) => one.id === agency)?.calendar
  return partnership.calendars.find((calendar) => calendar.id === id) ?? partnership.calendars[0]
}

/** Working days late; 0 where it is not, undefined where it is late by days nobody has a calendar for. */
const lateness = (calendar: Calendar | undefined, dueOn: IsoDate, today: IsoDate): number | undefined => {
  if (today <= dueOn) return 0
  if (!calendar) return undefined
  try {
    return workingDaysBetween(calendar, dueOn, today)
  } catch (error) {
    if (error instanceof BeyondCalendar) return undefined
    throw error
  }
}

/** *Jo Reed, 24 Nov 2026*; the day alone where one person was asked, whose name is theirs. */
const sayReturn = ({ by, at }: Done, { person, pseudonym }: Request): string => {
  const day = sayShortDay(londonTime(new Date(at)).day)
  return person || pseudonym ? day : `${by.name}, ${day}`
}

const nilWords = { 'not-known': 'Not known', 'no-contact': 'No contact', 'cannot-determine': 'Cannot tell' } as const

/** *1 day*, *3 days* */
const sayDays = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** Says one request in a word and a line, on a day. Pure; the same on page, panel and test. */
export const cellOf = (view: View, partnership: Partnership, today: IsoDate): Cell => {
  const { request, waiting } = view
  const { key } = request
  const answering = waiting.findLast(({ doing }) => doing === 'return' || doing === 'nil' || doing === 'share')
  if (answering && request.state === 'returned')
    return { key, state: 'received', word: 'Received', detail: sayReturn(answering, request) }
  const done = request.returned ? sayReturn(request.returned, request) : ''
  switch (request.state) {
    case 'returned':
      return request.nil
        ? { key, state: 'nil', word: nilWords[request.nil.kind], detail: done }
        : { key, state: 'returned', word: 'Returned', detail: done }
    case 'accepted':
      return { key, state: 'accepted', word: 'Accepted', detail: done }
    case 'excused':
      return { key, state: 'excused', word: 'Excused', detail: 'by the SSU' }
    case 'withdrawn':
      return { key, state: 'withdrawn', word: 'Withdrawn', detail: 'by the SSU' }
    case 'asked':
    case 'sent-back': {
      const late = lateness(calendarOf(partnership, request.agency), request.dueOn, today)
      const keyless = request.caseRef !== undefined && !request.keyConfirmed
      const due = keyless ? 'case key not confirmed' : `due ${sayShortDay(request.dueOn)}`
      const sentBack = request.state === 'sent-back'
      if (late === 0 && sentBack) return { key, state: 'sent-back', word: 'Sent back', detail: due }
      if (late === 0) return { key, state: 'waiting', word: 'Waiting', detail: due }
      const detail = sentBack ? `sent back, ${due}` : due
      return late === undefined
        ? { key, state: 'late', word: 'Late', detail }
        : { key, state: 'late', word: `Late ${sayDays(late)}`, detail, lateDays: late }
    }
  }
}

/** Whether somebody still owes this: open, whatever waits to be filed laid over it. */
export const isMissing = ({ request }: View): boolean => isOpen(request)

/** An agency as a page needs it. */
export type AgencyName = Pick<Agency, 'id' | 'name' | 'short'>

/** The agency's name, or its id where the partnership no longer has it. */
export const agencyName = (partnership: Partnership, id: string): AgencyName => {
  const { name, short } = partnership.agencies.find((one) => one.id === id) ?? { name: id, short: id }
  return { id, name, short }
}
