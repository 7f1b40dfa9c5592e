import type { StandingRequest } from '../../assurance/record.ts'
import type { Outcome } from '../../assurance/register.ts'
import type { FilingRoom } from './file-move.ts'
import type { Work } from './lay-waiting.ts'
import type { PendingMove } from './pending-moves.ts'
import { noteFault, stepBack, stepBackAfter } from './step-back.ts'

const isKept = (outcome: Outcome | undefined): boolean => outcome?.is === 'written' || outcome?.is === 'taken'
const notKept = 'The words it replaces could not be kept yet'

/** Tells the author of a losing move, which then leaves the queue. Two processes may find it; one of them tells. */
const tell = async (
  room: FilingRoom,
  { request }: StandingRequest,
  pending: PendingMove,
  say: string,
): Promise<void> => {
  const { id } = pending.move
  if (!(await room.pendingMoves.claimTelling(id))) return
  try {
    await room.onSuperseded(request, pending, say)
    await room.pendingMoves.remove([id])
  } catch (error) {
    noteFault(room, error)
    await room.pendingMoves.giveBackTelling(id)
    await stepBack(room, [pending], 'Its author could not be told yet that it lost')
  }
}

/**
 * Keeps earlier and losing words in *Superseded* before anything is written over them; only then does a losing move leave
 * the queue, and its author is told. False where what is about to be written over could not be kept.
 */
export const keepWords = async (
  room: FilingRoom,
  { before, earlier, refused, already, laid }: Work,
): Promise<boolean> => {
  if (already.length > 0) await room.pendingMoves.remove(already.map(({ move }) => move.id))
  const losing = refused.map(({ pending: { move }, say }) => ({
    key: `${move.key}#${move.id}`,
    move: move.id,
    by: move.by,
    at: move.on,
    why: say,
    words: JSON.stringify(move.command),
  }))
  if (earlier.length + losing.length === 0) return true
  const outcomes = await room.filing.keepSuperseded([...earlier, ...losing])
  for (const [at, { pending, say }] of refused.entries()) {
    const outcome = outcomes[earlier.length + at]
    if (isKept(outcome)) await tell(room, before, pending, say)
    else await stepBackAfter(room, [pending], outcome, notKept)
  }
  const lost = earlier.findIndex((_, at) => !isKept(outcomes[at]))
  if (lost >= 0) await stepBackAfter(room, laid, outcomes[lost], notKept)
  return lost < 0
}
