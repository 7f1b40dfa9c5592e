import { sayMoment, sayShortDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { nilLabels } from '../../assurance/read-nil.ts'
import type { Delivery, View } from '../../assurance/record.ts'
import { type Doing, type Fact, moves, type Request, type State } from '../../assurance/request.ts'

/** One line of a request's history, newest last. */
export interface HistoryLine {
  readonly at: string
  readonly say: string
  /** *Waiting → Returned*; absent where the state stayed as it was. */
  readonly change?: string
  readonly reason?: string
  /** Acknowledged and not yet filed. */
  readonly waiting?: true
}

/** One message that went out for a request. */
export interface SentLine {
  readonly at: string
  readonly say: string
}

const stateWords: { readonly [Name in State | 'none']: string } = {
  none: 'Not asked',
  asked: 'Waiting',
  returned: 'Returned',
  accepted: 'Accepted',
  'sent-back': 'Sent back',
  excused: 'Excused',
  withdrawn: 'Withdrawn',
}

const doingWords: { readonly [Name in Doing]: string } = {
  ask: 'asked the agency',
  share: 'shared it early',
  invite: 'invited a colleague to a part',
  'finish-part': 'handed in their part',
  'hand-over': 'handed it to a colleague',
  'ask-extension': 'asked for more time',
  'grant-extension': 'gave more time',
  'refuse-extension': 'refused more time',
  'set-due': 'changed the due date',
  'ask-question': 'asked a question',
  'answer-question': 'answered the question',
  remind: 'sent a reminder',
  release: 'released the reminder to the chair',
  rate: 'rated it',
  'confirm-key': 'confirmed having the case key',
  return: 'returned it',
  nil: 'made a nil return',
  'reverse-nil': 'reversed the nil return',
  accept: 'accepted it',
  'send-back': 'sent it back with a question',
  excuse: 'excused the agency',
  withdraw: 'withdrew the request',
}

const partTitle = ({ part }: Fact, definition: Definition | undefined): string =>
  definition?.parts?.find(({ id }) => id === part)?.title ?? part ?? 'a part'

const saidFact = (fact: Fact, definition: Definition | undefined): string => {
  const { by, whom, until } = fact
  switch (fact.is) {
    case 'return':
      return fact.corrects ? `${by.name} corrected the return` : `${by.name} returned it`
    case 'nil':
      return fact.nil ? `${by.name} answered “${nilLabels[fact.nil]}”` : `${by.name} ${doingWords.nil}`
    case 'invite':
      return `${by.name} invited ${whom ?? 'a colleague'} to: ${partTitle(fact, definition)}`
    case 'finish-part':
      return `${by.name} handed in: ${partTitle(fact, definition)}`
    case 'hand-over':
      return `${by.name} handed it to ${whom ?? 'a colleague'}`
    case 'ask-extension':
    case 'grant-extension':
    case 'set-due':
      return `${by.name} ${doingWords[fact.is]}${until ? `: ${sayShortDay(until)}` : ''}`
    default:
      return `${by.name} ${doingWords[fact.is]}`
  }
}

/** Facts copied to *Events* and those still riding in the row, each once, in order. */
const allFacts = (events: readonly Fact[], request: Request): readonly Fact[] => {
  const byNumber = new Map([...events, ...request.facts].map((fact) => [fact.number, fact]))
  return [...byNumber.values()].sort((a, b) => a.number - b.number)
}

/** What of a history somebody may read: reasons and names of colleagues; what is the SSU's alone. */
export interface HistoryReader {
  readonly words: boolean
  readonly ssu: boolean
  readonly definition: Definition | undefined
}

/** Everything that happened to a request, in order. A release beyond the agency is told to the SSU alone: nobody is shamed (WORK R4). */
export const historyOf = (
  view: View,
  events: readonly Fact[],
  { words, ssu, definition }: HistoryReader,
): readonly HistoryLine[] => {
  const waiting = new Set(view.waiting.map(({ move }) => move))
  const { person, pseudonym } = view.request
  const told = allFacts(events, view.request).filter(({ is }) => ssu || is !== 'release')
  return told.map((fact) => {
    // Where one person was asked, who that is is for those who may read the answer.
    const theirs = (person || pseudonym) && moves[fact.is].by.includes('agency')
    const { whom: _, ...unnamed } = fact
    const by = theirs ? { ...fact.by, name: 'Whoever was asked' } : fact.by
    const shown = words ? fact : { ...unnamed, by }
    return {
      at: sayMoment(fact.at),
      say: `${saidFact(shown, definition)}.`,
      ...(fact.from === fact.to ? {} : { change: `${stateWords[fact.from]} → ${stateWords[fact.to]}` }),
      ...(words && fact.reason ? { reason: fact.reason } : {}),
      ...(waiting.has(fact.move) ? { waiting: true as const } : {}),
    }
  })
}

const rungWords = (day: number): string => {
  const days = `${Math.abs(day)} working ${Math.abs(day) === 1 ? 'day' : 'days'}`
  return day < 0 ? `${days} before the due date` : day > 0 ? `${days} after the due date` : 'on the due date'
}

/** What a delivery was of this request; undefined where it was not about it, or is not told here. */
const saidDelivery = ({ key, partnership, sort, round, rungs }: Delivery, request: Request, ssu: boolean) => {
  const about = (what: string) => key.startsWith(`${partnership}/${what}:${request.key}`)
  const rung = rungs.find((one) => one.request === request.key)?.rung
  switch (sort) {
    case 'ask':
      return round === request.round ? 'Request posted in the agency’s channel' : undefined
    case 'digest':
      return rung === undefined ? undefined : `Reminder in the agency’s channel, ${rungWords(rung)}`
    case 'remind':
      return round === request.round ? 'Reminder out of turn in the agency’s channel' : undefined
    case 'thanks':
      return round === request.round ? 'Thanks in the agency’s channel' : undefined
    case 'escalation':
      return ssu && about('escalation') ? 'Told to the group’s chair' : undefined
    case 'shared':
      return about('shared') ? 'Told to the group’s chair' : undefined
    case 'note':
    case 'welcome':
      return undefined
    default:
      return sort satisfies never
  }
}

/** What went out for a request: its round's card and thanks, and every reminder of it. */
export const sentFor = (request: Request, deliveries: readonly Delivery[], ssu = false): readonly SentLine[] =>
  deliveries
    .filter(({ agency }) => agency === request.agency)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap((delivery) => {
      const what = saidDelivery(delivery, request, ssu)
      if (what === undefined) return []
      const { at, state, reason } = delivery
      const say = state === 'blocked' ? `${what}: could not be sent. ${reason ?? ''}`.trim() : `${what}.`
      return [{ at: sayMoment(at), say }]
    })
