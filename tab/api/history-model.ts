import { sayMoment } from '../../assurance/dates.ts'
import { nilLabels } from '../../assurance/read-nil.ts'
import type { Delivery, View } from '../../assurance/record.ts'
import type { Doing, Fact, Request, State } from '../../assurance/request.ts'

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
  'confirm-key': 'confirmed having the case key',
  return: 'returned it',
  nil: 'made a nil return',
  'reverse-nil': 'reversed the nil return',
  accept: 'accepted it',
  'send-back': 'sent it back with a question',
  excuse: 'excused the agency',
  withdraw: 'withdrew the request',
}

const saidFact = (fact: Fact): string => {
  if (fact.is === 'return' && fact.corrects) return `${fact.by.name} corrected the return`
  if (fact.is === 'nil' && fact.nil) return `${fact.by.name} answered “${nilLabels[fact.nil]}”`
  return `${fact.by.name} ${doingWords[fact.is]}`
}

/** Facts copied to *Events* and those still riding in the row, each once, in order. */
const allFacts = (events: readonly Fact[], request: Request): readonly Fact[] => {
  const byNumber = new Map([...events, ...request.facts].map((fact) => [fact.number, fact]))
  return [...byNumber.values()].sort((a, b) => a.number - b.number)
}

/** Everything that happened to a request, in order; reasons only where `reasons`. */
export const historyOf = (view: View, events: readonly Fact[], reasons: boolean): readonly HistoryLine[] => {
  const waiting = new Set(view.waiting.map(({ move }) => move))
  return allFacts(events, view.request).map((fact) => ({
    at: sayMoment(fact.at),
    say: `${saidFact(fact)}.`,
    ...(fact.from === fact.to ? {} : { change: `${stateWords[fact.from]} → ${stateWords[fact.to]}` }),
    ...(reasons && fact.reason ? { reason: fact.reason } : {}),
    ...(waiting.has(fact.move) ? { waiting: true as const } : {}),
  }))
}

/** What went out for a request: its round's card, and every digest with a rung of it. */
export const sentFor = (request: Request, deliveries: readonly Delivery[]): readonly SentLine[] =>
  deliveries
    .filter(
      ({ agency, sort, round, rungs }) =>
        agency === request.agency &&
        (sort === 'ask' ? round === request.round : rungs.some((rung) => rung.request === request.key)),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, sort, state, reason, rungs }) => {
      const day = rungs.find((rung) => rung.request === request.key)?.rung ?? 0
      const when =
        day < 0
          ? `${-day} working days before the due date`
          : day > 0
            ? `${day} working days after the due date`
            : 'on the due date'
      const what =
        sort === 'ask' ? 'Request posted in the agency’s channel' : `Reminder in the agency’s channel, ${when}`
      const say = state === 'blocked' ? `${what}: could not be sent. ${reason ?? ''}`.trim() : `${what}.`
      return { at: sayMoment(at), say: say.replace(/\b1 working days/, '1 working day') }
    })
