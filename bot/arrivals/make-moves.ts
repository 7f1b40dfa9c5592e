import { createHash } from 'node:crypto'
import type { Fault } from '../../assurance/definition.ts'
import { sayNotKept } from '../../assurance/not-kept.ts'
import type { View } from '../../assurance/record.ts'
import type { Command, Refusal } from '../../assurance/request.ts'
import type { Actor } from '../../assurance/who.ts'
import { refOf } from '../../cards/ask/case-line.ts'
import type { ArrivalRoom } from './arrival-room.ts'

/** What came of making moves on several requests. */
export interface Made {
  readonly received: readonly View[]
  /** Each refusal with the request it was about. */
  readonly refused: readonly { readonly view: View; readonly refusal: Refusal }[]
}

/** Which opening of a dialog a move came from, and the revision its author had before them where that matters. */
export interface Opened {
  readonly attempt?: string
  readonly base?: number
}

const notKept = { refusal: { say: sayNotKept } }

/**
 * Makes a command on each request. The move's id follows from who, what and `attempt` (which opening of the dialog), so
 * that a button pressed twice, or an invoke that Teams sends again, is one move; without one, from the revision seen. Where
 * answers are anonymous, what stands for the person takes their place in it. Once nothing can be kept, no more is tried: the
 * person waits for an answer.
 */
export const makeMoves = async (
  { intake, isOutage }: Pick<ArrivalRoom, 'intake' | 'isOutage'>,
  actor: Actor,
  commands: readonly { readonly view: View; readonly command: Command }[],
  { attempt = '', base }: Opened = {},
): Promise<Made> => {
  const received: View[] = []
  const refused: { view: View; refusal: Refusal }[] = []
  let down = false
  for (const { view, command } of commands) {
    const { key, revision } = view.request
    const who = actor.pseudonym === undefined ? [actor.oid, actor.tid] : [actor.pseudonym]
    const id = createHash('sha256')
      .update(JSON.stringify([key, attempt || revision, ...who, command]))
      .digest('hex')
      .slice(0, 32)
    const move = { id, key, base: base ?? revision, command }
    const result = down
      ? notKept
      : await intake.submit(actor, move).catch((error: unknown) => {
          if (!isOutage(error)) throw error
          down = true
          return notKept
        })
    if ('refusal' in result) refused.push({ view, refusal: result.refusal })
    else received.push(view)
  }
  return { received, refused }
}

/** The same command on each of these requests. */
export const onEach = (views: readonly View[], command: Command): readonly { view: View; command: Command }[] =>
  views.map((view) => ({ view, command }))

/** What was refused, as faults of a dialog: beside its field where the refusal names one of `fields`, else beside the cases. */
export const faultsOf = ({ received, refused }: Made, fields: readonly string[] = []): readonly Fault[] => {
  const several = received.length + refused.length > 1
  const faults = refused.map(({ view, refusal: { say, field } }) => ({
    field: field !== undefined && fields.includes(field) ? field : 'cases',
    say: several ? `${refOf(view.request)}: ${say}` : say,
  }))
  const done = received.map(({ request }) => refOf(request)).join(', ')
  return received.length > 0
    ? [...faults, { field: 'cases', say: `Received for ${done}, and not for the others.` }]
    : faults
}

/** What receipts name requests by; nothing for one that is about no case and no learning need. */
export const namesOf = (views: readonly View[]): readonly string[] =>
  views.flatMap(({ request }) => (request.caseRef || request.about ? [refOf(request)] : []))
