import { sayMoment, sayShortDay } from '../../assurance/dates.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { Done, NilKind, Request } from '../../assurance/request.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Colour } from '../card.ts'
import { told } from '../text.ts'

/** How a case stands, as one line of a card: a sign, the words that carry the meaning, and a colour beside them. */
export interface CaseLine {
  readonly ref: string
  readonly icon: string
  readonly colour: Colour
  readonly say: string
}

/** The formal words for each kind of nil return, short enough for a line (WORK R3). */
export const nilSaid: { readonly [Kind in NilKind]: string } = {
  'not-known': 'Not known (nil return)',
  'no-contact': 'Known, no contact in the period (nil return)',
  'cannot-determine': 'Cannot determine (nil return)',
}

/** What a card calls a request: its case reference, the learning need it is about, or the request itself. */
export const refOf = ({ caseRef, about }: Request): string =>
  caseRef ? told(caseRef, 60) : about ? told(about.title, 120) : 'This request'

/** Whether a round asks people and not their agency: a card then counts, and names nobody (WORK P2). */
export const isOfPeople = (views: readonly View[]): boolean =>
  views.some(({ request }) => request.person !== undefined || request.pseudonym !== undefined)

const byOn = (done: Done | undefined): string => (done ? ` by ${told(done.by.name, 80)} on ${sayMoment(done.at)}` : '')

const open = (view: View, mainDay: string): Omit<CaseLine, 'ref'> => {
  const { request, waiting } = view
  const due = request.dueOn === mainDay ? '' : `; due ${sayShortDay(request.dueOn)}`
  const reversed = waiting.some(({ doing }) => doing === 'reverse-nil')
  const say = reversed ? 'Nil return reversed, being filed. Waiting for your answer' : 'Waiting for your answer'
  return { icon: '○', colour: 'default', say: `${say}${due}` }
}

const sentBack = (request: Request): Omit<CaseLine, 'ref'> => ({
  icon: '↩',
  colour: 'warning',
  say: request.reason ? `Sent back with a question: ${told(request.reason, 300)}` : 'Sent back with a question',
})

/** Whether an answer is on its way to the record; a question or another move under way is none. */
export const isBeingFiled = ({ waiting }: View): boolean =>
  waiting.some(({ doing }) => doing === 'return' || doing === 'nil' || doing === 'share')

const returned = (view: View): Omit<CaseLine, 'ref'> => {
  const { request } = view
  const filing = isBeingFiled(view)
  const what = request.nil ? nilSaid[request.nil.kind] : filing ? 'Received' : 'Returned'
  return filing
    ? { icon: '◐', colour: 'accent', say: `${what}${byOn(request.returned)} — being filed` }
    : { icon: '✓', colour: 'good', say: `${what}${byOn(request.returned)}, filed` }
}

const stateOf = (view: View, mainDay: string): Omit<CaseLine, 'ref'> => {
  switch (view.request.state) {
    case 'asked':
      return open(view, mainDay)
    case 'sent-back':
      return sentBack(view.request)
    case 'returned':
      return returned(view)
    case 'accepted':
      return {
        icon: '✓',
        colour: 'good',
        say: `${view.request.ratings ? 'Reviewed and rated' : 'Accepted'}. Thank you`,
      }
    case 'excused':
      return { icon: '–', colour: 'default', say: 'Excused: no answer needed' }
    case 'withdrawn':
      return { icon: '–', colour: 'default', say: 'No longer needed' }
  }
}

/** One request's line. `mainDay` is the due day the card names at its head; a case due on another says so itself. */
export const caseLine = (view: View, mainDay: string): CaseLine => ({
  ref: refOf(view.request),
  ...stateOf(view, mainDay),
})

/** In the order people read references: c-2 before c-10. */
export const byRef = (one: View, other: View): number =>
  refOf(one.request).localeCompare(refOf(other.request), 'en', { numeric: true })

/** Whether somebody may answer it now: it is open, and the case key, where there is a case, has been confirmed. */
export const isAnswerable = ({ request }: View): boolean => isOpen(request) && !needsKey(request)

/** Whether the agency has yet to say that it has the case key (WORK A3). */
export const needsKey = (request: Request): boolean =>
  isOpen(request) && request.caseRef !== undefined && !request.keyConfirmed

/** The agency's own requests of a round: whatever a card is handed, it never shows another agency's anything (WORK X2). */
export const ownViews = (
  views: readonly View[],
  round: Pick<Round, 'id'>,
  agency: Pick<Agency, 'id'>,
): readonly View[] => views.filter(({ request }) => request.agency === agency.id && request.round === round.id)
