import type { Definition } from './definition.ts'
import { endsWithRound, type Guarded, guards, judges, mustSay, sayReturned } from './guards.ts'
import { type Doing, type Fact, type Move, moves, type Refusal, type Request, type State } from './request.ts'
import { type Actor, relationsTo } from './who.ts'

/** What deciding needs besides the move: the request as it stands, the definition it was frozen with, and whether its round is closed. */
export interface Standing {
  readonly request: Request
  readonly definition: Definition
  readonly closed?: boolean
}

/** Either the facts to lay on the request, none where the move was made already, or why not. */
export type Decision = { readonly facts: readonly Fact[] } | { readonly refusal: Refusal }

const stateWords: { readonly [Name in State]: string } = {
  asked: 'is waiting for an answer',
  returned: 'has been returned',
  accepted: 'has been accepted',
  'sent-back': 'was sent back with a question',
  excused: 'has been excused',
  withdrawn: 'has been withdrawn by the SSU',
}

const notHere = (move: Move, request: Request): Refusal => {
  const { command } = move
  if (command.do === 'nil' && request.state === 'returned')
    return { say: `${sayReturned(request)} Nothing more is needed for this case.` }
  if (command.do === 'reverse-nil') return { say: 'There is no nil return to reverse here.' }
  if (request.state === 'withdrawn' || request.state === 'excused')
    return {
      say: `This request ${stateWords[request.state]}, so nothing more is needed. Speak to the SSU if that seems wrong.`,
    }
  return {
    say: `This cannot be done now: the request ${stateWords[request.state]}. Open it again to see where it stands.`,
  }
}

const notTheirs: Refusal = {
  say: 'This request belongs to another agency or role, so it cannot be answered from here. Ask the SSU if it should be yours.',
}
const closedNow: Refusal = {
  say: 'The SSU has closed this round, so no more answers are taken. Your words are still here to copy; speak to the SSU.',
}

/** The state a request is in as the table names it: one that is only being opened is in none. */
export const stateOf = (request: Request): State | 'none' => (request.revision === 0 ? 'none' : request.state)

/** Whether the table of moves lets this person do this to the request at all, whatever its state (WORK X2). */
export const isTheirs = (doing: Doing, { request, definition }: Standing, actor: Actor): boolean => {
  const relations = relationsTo(actor, request)
  const judging = doing === 'accept' || doing === 'rate' || doing === 'send-back'
  return moves[doing].by.some(
    (relation) => relations.has(relation) && (!judging || judges(definition).includes(relation)),
  )
}

/**
 * Decides a move on a request: the facts it makes, or a refusal. Pure: the same request, move and actor give the same
 * decision on every machine, so that filing can decide again on a fresher row (DESIGN §4).
 */
export const decide = (standing: Standing, move: Move, actor: Actor): Decision => {
  const { request, definition, closed = false } = standing
  const { command } = move
  const refuse = (refusal: Refusal): Decision => ({ refusal })
  if (request.moves.includes(move.id)) return { facts: [] }
  if (!isTheirs(command.do, standing, actor)) return refuse(notTheirs)
  const rule = moves[command.do]
  if (!rule.from.includes(stateOf(request))) return refuse(notHere(move, request))
  if (closed && endsWithRound.has(command.do)) return refuse(closedNow)

  const words = mustSay[command.do]
  const said = words && (command as unknown as { readonly [field: string]: unknown })[words.field]
  if (words && (typeof said !== 'string' || said.trim() === '')) return refuse(words)
  const guard = guards[command.do] as ((given: Guarded) => Refusal | 'done' | undefined) | undefined
  const held = guard?.({ request, definition, command, move, actor })
  if (held === 'done') return { facts: [] }
  if (held) return refuse(held)

  return { facts: [factOf(request, move, rule.to === 'same' ? request.state : rule.to)] }
}

const factOf = (request: Request, move: Move, to: State): Fact => {
  const { command } = move
  return {
    number: request.revision + 1,
    move: move.id,
    is: command.do,
    from: stateOf(request),
    to,
    by: move.by,
    at: move.on,
    ...(command.do === 'nil' ? { nil: command.nil.kind } : {}),
    ...('reason' in command ? { reason: command.reason } : {}),
    ...('part' in command ? { part: command.part } : {}),
    ...('to' in command ? { whom: command.to.name } : {}),
    ...('until' in command ? { until: command.until } : {}),
    ...(command.do === 'set-due' ? { until: command.dueOn } : {}),
    ...(command.do === 'release' ? { rung: command.rung } : {}),
    ...(command.do === 'return' && request.answers ? { corrects: true as const } : {}),
  }
}
