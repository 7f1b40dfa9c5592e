import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import type { Card, Colour } from '../card.ts'
import { expander } from '../expand.ts'
import { sayDue } from '../say-due.ts'
import { askTheUnit, type Links, roundPage, sampleNote, smallPrint } from '../small-print.ts'
import { counted, told } from '../text.ts'
import { dialogPayload, payload } from '../verbs.ts'
import { byRef, caseLine, isAnswerable, needsKey, ownViews, refOf } from './case-line.ts'
import { sayProgress } from './progress.ts'
import { askTemplate } from './template.ts'

/** What the card of a round needs: the round, and this agency's own requests in it, pending moves laid over them. */
export interface AskInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly views: readonly View[]
  readonly today: IsoDate
  /** The agency's own, in whose working days *due* and *late* are counted. */
  readonly calendar: Calendar
  readonly links: Links
}

/** Lines on one card; what is more is folded into words, so that a card with any number of cases stays small. */
const linesAtMost = 8

type Payload = ReturnType<typeof payload>
type Line = {
  readonly icon: string
  readonly colour: Colour
  readonly ref: string
  readonly say: string
  readonly opens: boolean
  readonly open: string
  readonly data: Payload
}

const expand = expander<{
  readonly fallbackText: string
  readonly from: string
  readonly title: string
  readonly isSample: boolean
  readonly sample: string
  readonly hasAsk: boolean
  readonly ask: string
  readonly due: string
  readonly dueWeight: 'default' | 'bolder'
  readonly dueColour: Colour
  readonly hasSupport: boolean
  readonly support: string
  readonly why: string
  readonly clause: string
  readonly progress: string
  readonly hasKeyNote: boolean
  readonly keyNote: string
  readonly lines: readonly Line[]
  readonly hasMore: boolean
  readonly more: string
  readonly canConfirm: boolean
  readonly confirm: Payload
  readonly canComplete: boolean
  readonly completeTitle: string
  readonly complete: Payload
  readonly canNil: boolean
  readonly nil: Payload
  readonly canReverse: boolean
  readonly reverse: Payload
  readonly link: string
  readonly question: string
  readonly smallPrint: string
}>(askTemplate)

const sayAsk = (views: readonly View[], everyCaseDone: boolean): string => {
  if (everyCaseDone) return ''
  return views.some(({ request }) => request.caseRef)
    ? 'Please complete the audit tool for each case below, or tell us that the person is not known to you.'
    : 'Please complete the request below.'
}

const dueLine = (
  dueOn: IsoDate,
  { calendar, today, views }: AskInput,
): { due: string; colour: Colour; support: string } => {
  if (!views.some(({ request }) => isOpen(request)))
    return { due: `Was asked for by ${sayDay(dueOn)}`, colour: 'default', support: '' }
  const { when, words } = sayDue(calendar, dueOn, today)
  const late = 'It is not too late: your answer still counts and is still needed.'
  return {
    due: `By ${sayDay(dueOn)} — ${words}`,
    colour: when === 'ahead' ? 'default' : 'warning',
    support: when === 'late' ? late : '',
  }
}

const keyNote = (views: readonly View[]): string => {
  const waiting = views.filter(({ request }) => needsKey(request)).map(({ request }) => refOf(request))
  if (waiting.length === 0) return ''
  const which =
    waiting.length < views.length
      ? ` for ${waiting.length > 8 ? counted(waiting.length, 'case') : waiting.join(', ')}`
      : ''
  return `Who each reference stands for reaches you by the partnership’s secure route, outside Teams. Once you have the case key${which}, choose “I have the case key” and the cases open.`
}

const linesOf = ({ round, agency, views }: AskInput, mainDay: string): { lines: Line[]; more: string } => {
  const place = { partnership: round.partnership, round: round.id, agency: agency.id }
  const rank = (view: View) => (!isOpen(view.request) ? 2 : view.request.state === 'sent-back' ? 0 : 1)
  const sorted = views.toSorted((one, other) => rank(one) - rank(other) || byRef(one, other))
  const lines = sorted.slice(0, linesAtMost).map((view): Line => {
    const line = caseLine(view, mainDay)
    return {
      ...line,
      opens: isAnswerable(view) && !round.closed,
      open: `Complete ${line.ref}`,
      data: dialogPayload('complete', place, view.request.key),
    }
  })
  const folded = sorted.slice(linesAtMost)
  const stillOpen = folded.filter(({ request }) => isOpen(request)).length
  const waiting = stillOpen > 0 ? `, ${stillOpen} of them waiting for your answer` : ''
  return { lines, more: folded.length > 0 ? `… and ${folded.length} more in Sightline${waiting}` : '' }
}

/**
 * The one card of a round in an agency's channel (WORK R1, R2, R4): what is asked, why, by when, how many are returned and
 * how each case stands, with the ways on. It asks and acknowledges; it never shows an answer, nor another agency's anything.
 */
export const askCard = (given: AskInput): Card => {
  const { labels, round, agency, links } = given
  const views = ownViews(given.views, round, agency)
  const input = { ...given, views }
  const place = { partnership: round.partnership, round: round.id, agency: agency.id }
  const open = views.filter(({ request }) => isOpen(request))
  const answerable = round.closed ? [] : views.filter(isAnswerable)
  const only = answerable.length === 1 ? answerable[0]?.request : undefined
  const dueOn = open.map(({ request }) => request.dueOn).toSorted()[0] ?? round.dueOn
  const { due, colour, support } = dueLine(dueOn, input)
  const note = round.closed ? '' : keyNote(views)
  const { lines, more } = linesOf(input, dueOn)
  const sample = sampleNote(round)
  const title = told(round.title, 200)
  const ask = round.closed ? 'This round is closed.' : sayAsk(views, open.length === 0)
  return expand({
    fallbackText: `${title}. By ${sayDay(dueOn)}. Open it in Sightline.`,
    from: `${told(labels.partnership)} · ${told(agency.name)}`,
    title,
    isSample: sample !== '',
    sample,
    hasAsk: ask !== '',
    ask,
    due,
    dueWeight: open.length > 0 ? 'bolder' : 'default',
    dueColour: colour,
    hasSupport: support !== '' && !round.closed,
    support,
    why: told(round.why, 500),
    clause: told(round.clause, 200),
    progress: sayProgress(views),
    hasKeyNote: note !== '',
    keyNote: note,
    lines,
    hasMore: more !== '',
    more,
    canConfirm: note !== '',
    confirm: payload('confirm-key', place),
    canComplete: answerable.length > 0,
    completeTitle: only ? `Complete ${refOf(only)}` : 'Complete',
    complete: dialogPayload('complete', place, only?.key),
    canNil: answerable.some(({ request }) => request.caseRef),
    nil: dialogPayload('nil', place),
    canReverse: !round.closed && views.some(({ request }) => request.state === 'returned' && request.nil),
    reverse: dialogPayload('reverse-nil', place),
    link: links.tab(roundPage(round)),
    question: askTheUnit(labels),
    smallPrint: smallPrint(labels),
  })
}
