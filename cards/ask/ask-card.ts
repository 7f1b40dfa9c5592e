import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import type { Card, Colour, Element } from '../card.ts'
import { expander } from '../expand.ts'
import { fitting } from '../fit.ts'
import { sayDue } from '../say-due.ts'
import { askTheUnit, type Links, roundPage, sampleNote, smallPrint } from '../small-print.ts'
import { counted, told } from '../text.ts'
import { dialogPayload } from '../verbs.ts'
import { byRef, caseLine, isOfPeople, needsKey, ownViews, refOf } from './case-line.ts'
import { lineNotes } from './line-notes.ts'
import { sayProgress } from './progress.ts'
import { askTemplate } from './template.ts'
import { isAnswerableNow, mayBeDone, type Possible, waysOn } from './ways.ts'

/** What the card of a round needs: the round, and this agency's own requests in it, pending moves laid over them. */
export interface AskInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly views: readonly View[]
  /** The frozen definitions of those requests, by hash: whether nil is an answer, and what parts there are. */
  readonly definitions: ReadonlyMap<string, Definition>
  readonly today: IsoDate
  /** The agency's own, in whose working days *due* and *late* are counted. */
  readonly calendar: Calendar
  readonly links: Links
}

/** How many lines stand on one card: as many as fit, and what is more is folded into words. */
const lineCounts = [8, 6, 4, 3, 2, 1] as const

type Payload = ReturnType<typeof dialogPayload>
type Line = {
  readonly icon: string
  readonly colour: Colour
  readonly ref: string
  readonly say: string
  readonly notes: readonly { readonly note: string }[]
  readonly opens: boolean
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
  readonly hasWhy: boolean
  readonly why: string
  readonly clause: string
  readonly progress: string
  readonly hasKeyNote: boolean
  readonly keyNote: string
  readonly lines: readonly Line[]
  readonly hasMore: boolean
  readonly more: string
  readonly actions: readonly Element[]
  readonly question: string
  readonly smallPrint: string
}>(askTemplate)

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

const rank = ({ request }: View): number => (!isOpen(request) ? 2 : request.state === 'sent-back' ? 0 : 1)

const linesOf = (
  { round, agency, labels, definitions }: AskInput,
  possible: readonly Possible[],
  mainDay: string,
  most: number,
): { readonly lines: readonly Line[]; readonly more: string } => {
  const place = { partnership: round.partnership, round: round.id, agency: agency.id }
  const sorted = possible.toSorted((one, other) => rank(one.view) - rank(other.view) || byRef(one.view, other.view))
  const lines = sorted.slice(0, most).map((one): Line => {
    const { view } = one
    const line = caseLine(view, mainDay)
    return {
      ...line,
      notes: lineNotes(view, definitions.get(view.request.definition), labels).map((note) => ({ note })),
      opens: isAnswerableNow(one),
      data: dialogPayload('complete', place, view.request.key),
    }
  })
  const folded = sorted.slice(most)
  const stillOpen = folded.filter(({ view }) => isOpen(view.request)).length
  const waiting = stillOpen > 0 ? `, ${stillOpen} of them waiting for your answer` : ''
  return { lines, more: folded.length > 0 ? `… and ${folded.length} more in Sightline${waiting}` : '' }
}

/**
 * The one card of a round in an agency's channel (WORK R1, R2, R4, R5): what is asked, why, by when, how many are returned
 * and how each case, learning need or request stands, with the ways on. Where people are asked it only counts them. It asks
 * and acknowledges; it never shows an answer, nor another agency's anything.
 */
export const askCard = (given: AskInput): Card => {
  const { labels, round, agency, links } = given
  const views = ownViews(given.views, round, agency)
  const input = { ...given, views }
  const ofPeople = isOfPeople(views)
  const open = views.filter(({ request }) => isOpen(request))
  const possible = views.map((view) => {
    const definition = given.definitions.get(view.request.definition)
    return { view, may: mayBeDone(view, { definition, closed: round.closed }) }
  })
  const dueOn = open.map(({ request }) => request.dueOn).toSorted()[0] ?? round.dueOn
  const { due, colour, support } = dueLine(dueOn, input)
  const note = round.closed ? '' : keyNote(views)
  const sample = sampleNote(round)
  const title = told(round.title, 200)
  const asking = kindOf(round.kind)?.asking ?? 'Please complete the request below.'
  const ask = round.closed ? 'This round is closed.' : open.length === 0 ? '' : asking
  const actions = waysOn(possible, {
    place: { partnership: round.partnership, round: round.id, agency: agency.id },
    link: links.tab(roundPage(round)),
    ofPeople,
    awaitsKey: note !== '',
  })
  return fitting(lineCounts, (most) => {
    const { lines, more } = ofPeople ? { lines: [], more: '' } : linesOf(input, possible, dueOn, most)
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
      hasWhy: round.why.trim() !== '',
      why: told(round.why, 500),
      clause: told(round.clause, 200),
      progress: sayProgress(views),
      hasKeyNote: note !== '',
      keyNote: note,
      lines,
      hasMore: more !== '',
      more,
      actions,
      question: askTheUnit(labels, ofPeople || round.closed ? '' : 'this card’s menu'),
      smallPrint: smallPrint(labels),
    })
  })
}
