import { sayMoment } from './dates.ts'
import type { Definition } from './definition.ts'
import { readAnswers } from './read-answers.ts'
import { nilLabels, readNil } from './read-nil.ts'
import { type Fact, type Move, moves, type Refusal, type Request, type State } from './request.ts'
import { type Actor, relationsTo } from './who.ts'

/** What deciding needs besides the move: the request as it stands, and the definition it was frozen with. */
export interface Standing {
  readonly request: Request
  readonly definition: Definition
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

/** Who answered and when, for somebody who answers second. */
export const sayReturned = (request: Request): string => {
  const { returned, nil } = request
  if (!returned) return 'This request has not been answered yet.'
  const how = nil ? `answered “${nilLabels[nil.kind]}”` : 'returned this'
  return `${returned.by.name} ${how} on ${sayMoment(returned.at)}.`
}

const refuse = (say: string, field?: string): Decision => ({ refusal: field ? { say, field } : { say } })

const notHere = (move: Move, request: Request): Decision => {
  const { command } = move
  if (command.do === 'nil' && request.state === 'returned')
    return refuse(`${sayReturned(request)} Nothing more is needed for this case.`)
  if (command.do === 'reverse-nil') return refuse('There is no nil return to reverse here.')
  if (request.state === 'withdrawn' || request.state === 'excused')
    return refuse(
      `This request ${stateWords[request.state]}, so nothing more is needed. Speak to the SSU if that seems wrong.`,
    )
  return refuse(
    `This cannot be done now: the request ${stateWords[request.state]}. Open it again to see where it stands.`,
  )
}

const needsKey = ['return', 'nil'] as const

/**
 * Decides a move on a request that exists: the facts it makes, or a refusal. Pure: the same request, move and actor give
 * the same decision on every machine, so that filing can decide again on a fresher row (DESIGN §4).
 */
export const decide = ({ request, definition }: Standing, move: Move, actor: Actor): Decision => {
  if (request.moves.includes(move.id)) return { facts: [] }
  const rule = moves[move.command.do]
  const relations = relationsTo(actor, request)
  if (!rule.by.some((relation) => relations.has(relation)))
    return refuse(
      'This request belongs to another agency or role, so it cannot be answered from here. Ask the SSU if it should be yours.',
    )
  if (!rule.from.includes(request.state)) return notHere(move, request)

  const { command } = move
  if ((needsKey as readonly string[]).includes(command.do) && request.caseRef && !request.keyConfirmed)
    return refuse(
      'Please confirm first that you have the case key; it says which child or adult the reference is. Choose “I have the case key”.',
    )
  if (command.do === 'confirm-key' && request.keyConfirmed) return { facts: [] }
  if (command.do === 'return' && request.state === 'returned' && move.base !== request.revision)
    return refuse(`${sayReturned(request)} Open it again to read it; you can correct it until it is reviewed.`)
  if (command.do === 'reverse-nil' && !request.nil) return notHere(move, request)
  if (command.do === 'return') {
    const read = readAnswers(definition, command.answers)
    const fault = 'faults' in read ? read.faults[0] : undefined
    if (fault) return refuse(fault.say, fault.field)
  }
  if (command.do === 'nil') {
    const read = readNil(command.nil, move.on.slice(0, 10))
    const fault = 'faults' in read ? read.faults[0] : undefined
    if (fault) return refuse(fault.say, fault.field)
  }
  if ('reason' in command && command.reason.trim() === '')
    return refuse('Please give the reason in a sentence; it is kept with the request.', 'reason')

  return { facts: [factOf(request, move, rule.to === 'same' ? request.state : rule.to)] }
}

const factOf = (request: Request, move: Move, to: State): Fact => {
  const { command } = move
  return {
    number: request.revision + 1,
    move: move.id,
    is: command.do,
    from: request.state,
    to,
    by: move.by,
    at: move.on,
    ...(command.do === 'nil' ? { nil: command.nil.kind } : {}),
    ...('reason' in command ? { reason: command.reason } : {}),
    ...(command.do === 'return' && request.answers ? { corrects: true as const } : {}),
  }
}
