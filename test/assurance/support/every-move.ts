import fc from 'fast-check'
import { addDays } from '../../../assurance/dates.ts'
import { decide } from '../../../assurance/decide.ts'
import type { Definition } from '../../../assurance/definition.ts'
import { evolve } from '../../../assurance/evolve.ts'
import { type Command, type Doing, type Move, moves, type Request } from '../../../assurance/request.ts'
import type { Actor, Relation } from '../../../assurance/who.ts'
import { aDefinition, aMove, anActor, aRequest, ssu } from '../../support/build-work.ts'

/** Words that belong to answers, ratings, questions and the SSU's replies, by which they are found again. */
export const words = {
  answer: 'Mornings were hardest for the young person.',
  rating: 'The panel read it differently.',
  question: 'Which of the two schools is meant?',
  reply: 'The one in the east of the borough.',
} as const

/** A definition that permits every move: parts, a nil return, and a review that accepts or rates by anybody who may. */
export const everyMoveDefinition: Definition = {
  ...aDefinition,
  parts: [{ id: 'practitioner', title: 'The practitioner’s part', by: 'practitioner' }],
  review: {
    how: 'accept-or-rate',
    by: ['ssu', 'group', 'scrutineer'],
    sections: [{ id: 'panel', kind: 'judgement', title: 'The panel' }],
    fields: [
      { id: 'why', type: 'long-text', section: 'panel', label: 'Why', column: 'r_why', rules: [{ rule: 'required' }] },
    ],
  },
}

export const chair = anActor('Noor Okafor', { role: 'chair', group: 'exploitation' })
const scrutineer = anActor('Hedley Ash', { role: 'scrutineer' })
export const practitioner = anActor('Bea Lyle', { role: 'practitioner', agency: 'police' })
export const colleague = anActor('Kit Moss', { role: 'auditor', agency: 'police' })
export const otherAgency = anActor('Sol Adeyemi', { role: 'representative', agency: 'gwh' })

/** Somebody of each relation; the practitioner only where they are invited. */
export const actors: { readonly [Name in Relation]: Actor } = {
  ssu,
  agency: anActor(),
  part: practitioner,
  group: chair,
  scrutineer,
}

const person = ({ oid, tid, name }: Actor) => ({ oid, tid, name })
export const nil = { kind: 'not-known', systems: 'Niche, Athena', from: '2025-10-01', to: '2026-09-30' } as const

/** A well-formed command of each sort for the request as it stands. */
export const commandFor = (doing: Doing, request: Request): Command => {
  const until = addDays(request.dueOn, 7)
  const commands: { readonly [Name in Doing]: Extract<Command, { do: Name }> } = {
    ask: { do: 'ask' },
    'confirm-key': { do: 'confirm-key' },
    share: { do: 'share', answers: { understood: words.answer }, opens: request },
    invite: { do: 'invite', part: 'practitioner', to: person(practitioner) },
    'finish-part': { do: 'finish-part', part: 'practitioner' },
    return: { do: 'return', answers: { understood: words.answer, contacts: 4 } },
    nil: { do: 'nil', nil },
    'reverse-nil': { do: 'reverse-nil' },
    'hand-over': { do: 'hand-over', to: person(colleague) },
    'ask-extension': { do: 'ask-extension', until, reason: 'Two of the team are away.' },
    'grant-extension': { do: 'grant-extension', until },
    'refuse-extension': { do: 'refuse-extension', reason: 'The audit day is fixed.' },
    'set-due': { do: 'set-due', dueOn: until, reason: 'The audit day has moved.' },
    'ask-question': { do: 'ask-question', question: words.question },
    'answer-question': { do: 'answer-question', answer: words.reply },
    remind: { do: 'remind' },
    release: { do: 'release', rung: 10 },
    accept: { do: 'accept' },
    rate: { do: 'rate', ratings: { why: words.rating } },
    'send-back': { do: 'send-back', reason: 'Could you add the months since March?' },
    excuse: { do: 'excuse', reason: 'The service has closed.' },
    withdraw: { do: 'withdraw', reason: 'The case left the sample.' },
  }
  return commands[doing]
}

/** What decide says: the request with the facts laid on it, and the sentence where it refuses. */
export const make = (
  request: Request,
  move: Move,
  actor: Actor,
  closed = false,
): { readonly request: Request; readonly say?: string } => {
  const decision = decide({ request, definition: everyMoveDefinition, closed }, move, actor)
  if ('refusal' in decision) return { request, say: decision.refusal.say }
  return { request: decision.facts.reduce((laid, fact) => evolve(laid, fact, move), request) }
}

/** One step of a history: who does what, and on which day. */
export interface Step {
  readonly doing: Doing
  readonly actor: Actor
  readonly day: string
}

const doings = Object.keys(moves) as Doing[]

/** Histories of any moves by anybody, in the order of their days; most of their steps are refused. */
export const anyHistory: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      doing: fc.constantFrom(...doings),
      actor: fc.constantFrom(...Object.values(actors), colleague, otherAgency),
      day: fc.integer({ min: 0, max: 80 }).map((at) => addDays('2026-10-06', at)),
    }),
    { maxLength: 30 },
  )
  .map((steps) => steps.toSorted((one, other) => (one.day < other.day ? -1 : 1)))

/** Plays a history, telling of each step before and after it. */
export const playHistory = (
  history: readonly Step[],
  each: (before: Request, move: Move, after: Request, say: string | undefined, actor: Actor) => void = () => undefined,
): Request =>
  history.reduce((request, { doing, actor, day }, at) => {
    const minute = String(at % 60).padStart(2, '0')
    const move = { ...aMove(request, commandFor(doing, request), actor), on: `${day}T10:${minute}:00.000Z` }
    const after = make(request, move, actor)
    each(request, move, after.request, after.say, actor)
    return after.request
  }, aRequest())
