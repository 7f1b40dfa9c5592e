import { type IsoDate, sayDay, sayMoment, sayShortDay } from '../../assurance/dates.ts'
import type { Answer, AnswerFace, Definition, Field, SectionKind } from '../../assurance/definition.ts'
import { faceOf } from '../../assurance/definition.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { nilLabels } from '../../assurance/read-nil.ts'
import type { Delivery, Reading, Round, View } from '../../assurance/record.ts'
import { type Doing, type Fact, moves, type Request, type State } from '../../assurance/request.ts'
import { type Actor, relationsTo } from '../../assurance/who.ts'
import { type AgencyName, agencyName, type Cell, cellOf } from './cell-model.ts'
import { reaches } from './permissions.ts'
import { versionOf } from './returns-model.ts'

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

/** An answer with the question as it was worded then. */
export interface AnswerShown {
  readonly field: string
  readonly label: string
  readonly lines: readonly string[]
  readonly entries?: readonly { readonly date: string; readonly what: string; readonly source?: string }[]
}

export interface SectionShown {
  readonly id: string
  readonly title: string
  readonly kind: SectionKind
  readonly answers: readonly AnswerShown[]
}

/** One request as its panel shows it, as far as this person may see it. */
export interface RequestView {
  readonly key: string
  readonly round: string
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly agency: AgencyName
  readonly caseRef?: string
  readonly sample: boolean
  readonly cell: Cell
  readonly state: State
  readonly revision: number
  readonly issued: string
  readonly due: string
  readonly group: string
  readonly keyConfirmed?: string
  readonly asked: { readonly questions: number; readonly sections: readonly string[] }
  readonly history: readonly HistoryLine[]
  readonly sent: readonly { readonly at: string; readonly say: string }[]
  readonly nil?: { readonly kind: string; readonly systems: string; readonly period: string }
  /** Absent where this person may not read them, or there are none. */
  readonly answers?: readonly SectionShown[]
  /** Why no answer is shown where there is one. */
  readonly withheld?: string
  /** What this person may do now, by the table of moves. */
  readonly may: readonly Doing[]
  readonly version: string
  readonly reading: Reading
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

const historyOf = (view: View, events: readonly Fact[], reasons: boolean): readonly HistoryLine[] => {
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
const sentFor = (request: Request, deliveries: readonly Delivery[]): RequestView['sent'] =>
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
            ? `${day} working days after it`
            : 'on the due date'
      const what =
        sort === 'ask' ? 'Request posted in the agency’s channel' : `Reminder in the agency’s channel, ${when}`
      const say = state === 'blocked' ? `${what}: could not be sent. ${reason ?? ''}`.trim() : `${what}.`
      return { at: sayMoment(at), say: say.replace(/\b1 working days/, '1 working day') }
    })

const said: AnswerFace<Omit<AnswerShown, 'field' | 'label'>> = {
  text: (answer) => ({ lines: [answer] }),
  'long-text': (answer) => ({ lines: answer.split('\n') }),
  number: (answer) => ({ lines: [String(answer)] }),
  count: (answer) => ({ lines: [String(answer)] }),
  share: ({ n, of }) => ({ lines: [`${n} of ${of}`] }),
  choice: (answer) => ({ lines: [answer] }),
  choices: (answer) => ({ lines: answer }),
  'yes-no': ({ answer, reason }) => ({
    lines: [answer === 'yes' ? 'Yes' : 'No', ...(reason ? reason.split('\n') : [])],
  }),
  rating: (answer, field) => ({
    lines: [`${field.options?.[answer - 1] ?? answer} (${answer} of ${field.options?.length ?? '?'})`],
  }),
  date: (answer) => ({ lines: [sayDay(answer)] }),
  chronology: (entries) => ({
    lines: [],
    entries: entries.map((entry) => ({ ...entry, date: sayShortDay(entry.date) })),
  }),
  link: (answer) => ({ lines: [answer] }),
  evidence: (answer) => ({ lines: answer.map(({ name }) => name) }),
}

const shown = (field: Field, answer: Answer | undefined): AnswerShown => {
  const { id, label } = field
  return answer === undefined
    ? { field: id, label, lines: ['Not answered'] }
    : { field: id, label, ...faceOf(said, field, answer) }
}

/** The answers of a request by section, each under its question as it was asked. */
export const answersShown = (
  definition: Definition,
  answers: NonNullable<Request['answers']>,
): readonly SectionShown[] =>
  definition.sections.map(({ id, title, kind }) => ({
    id,
    title,
    kind,
    answers: definition.fields.filter(({ section }) => section === id).map((field) => shown(field, answers[field.id])),
  }))

/** Moves by which an agency answers; none of them once the SSU has closed the round (WORK R2). */
export const agencyAnswers: ReadonlySet<Doing> = new Set(['confirm-key', 'return', 'nil', 'reverse-nil'])

/** What this person may do to a request now: the table of moves, and not what it would refuse at once. */
export const mayNow = (actor: Actor, request: Request, round: Round | undefined): readonly Doing[] => {
  const relations = relationsTo(actor, request)
  return (Object.keys(moves) as Doing[]).filter((doing) => {
    const rule = moves[doing]
    if (round?.closed && agencyAnswers.has(doing)) return false
    if (!rule.from.includes(request.state) || !rule.by.some((relation) => relations.has(relation))) return false
    if (doing === 'confirm-key') return request.caseRef !== undefined && !request.keyConfirmed
    if (doing === 'reverse-nil') return request.nil !== undefined
    const awaitsKey = request.caseRef !== undefined && !request.keyConfirmed
    if (doing === 'nil' || doing === 'return') return !awaitsKey && !(doing === 'return' && request.nil)
    return true
  })
}

/** The panel of one request. Answers, nil details and reasons only where `answers` reaches it (WORK X2). */
export const requestView = (given: {
  readonly actor: Actor
  readonly view: View
  readonly partnership: Partnership
  readonly round: Round | undefined
  readonly definition: Definition | undefined
  readonly events: readonly Fact[]
  readonly deliveries: readonly Delivery[]
  readonly today: IsoDate
  readonly reading: Reading
}): RequestView => {
  const { actor, view, partnership, round, definition, events, deliveries, today, reading } = given
  const { request } = view
  const reads = reaches(actor.holds, 'answers', request.agency)
  const { nil, answers, keyConfirmed } = request
  return {
    key: request.key,
    round: request.round,
    title: round?.title ?? request.round,
    why: round?.why ?? '',
    clause: round?.clause ?? '',
    agency: agencyName(partnership, request.agency),
    ...(request.caseRef ? { caseRef: request.caseRef } : {}),
    sample: request.sample,
    cell: cellOf(view, partnership, today),
    state: request.state,
    revision: request.revision,
    issued: sayDay(request.issuedOn),
    due: sayDay(request.dueOn),
    group: partnership.groups.find(({ id }) => id === request.group)?.name ?? request.group,
    ...(keyConfirmed ? { keyConfirmed: `${keyConfirmed.by.name}, ${sayMoment(keyConfirmed.at)}` } : {}),
    asked: {
      questions: definition?.fields.length ?? 0,
      sections: definition?.sections.map(({ title }) => title) ?? [],
    },
    history: historyOf(view, events, reads),
    sent: sentFor(request, deliveries),
    ...(nil && reads
      ? {
          nil: {
            kind: nilLabels[nil.kind],
            systems: nil.systems,
            period: `${sayShortDay(nil.from)} to ${sayShortDay(nil.to)}`,
          },
        }
      : {}),
    ...(answers && reads && definition ? { answers: answersShown(definition, answers) } : {}),
    ...((answers || nil) && !reads ? { withheld: 'What was answered is seen by the agency itself and the SSU.' } : {}),
    may: mayNow(actor, request, round),
    version: versionOf([view], [today, deliveries.length, String(reading.complete)]),
    reading,
  }
}
