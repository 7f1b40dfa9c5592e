import type { Outcome } from '../../assurance/register.ts'
import type { FilingRoom } from './file-move.ts'
import type { PendingMove } from './pending-moves.ts'

/** Comes back to a move after so many milliseconds, and not before. */
const rest = async (room: FilingRoom, id: string, ms: number): Promise<void> => {
  await room.pendingMoves.rest(id, ms)
  await room.later(id, ms)
}

/** One more try in vain: these moves step back, each time for longer, until they wait for the SSU with the reason. */
export const stepBack = async (room: FilingRoom, moves: readonly PendingMove[], why: string): Promise<void> => {
  const { tries: most, stepBackMs, stepBackAtMostMs } = room.waits
  for (const { move } of moves) {
    const tries = await room.pendingMoves.tried(move.id)
    if (tries < most) await rest(room, move.id, Math.min(stepBackMs * 2 ** tries, stepBackAtMostMs))
    else {
      const reason = why.replace(/[.]?$/, '.')
      await room.pendingMoves.fail(move.id, `It was tried ${tries} times and could not be filed. ${reason} Try again.`)
    }
  }
}

/** The same after an outcome: where SharePoint only asked to wait, that is no try in vain. */
export const stepBackAfter = async (
  room: FilingRoom,
  moves: readonly PendingMove[],
  outcome: Outcome | undefined,
  why: string,
): Promise<void> => {
  if (outcome?.is !== 'busy') return stepBack(room, moves, why)
  for (const { move } of moves) await rest(room, move.id, outcome.afterMs * room.waits.scale)
}

/**
 * Why something could not be done: that SharePoint could not be read, or a fault of our own. Where that happened is logged,
 * without the message: it may quote what somebody wrote.
 */
export const noteFault = (room: Pick<FilingRoom, 'log'>, error: unknown): string => {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error()
  if (error instanceof Error && 'afterMs' in error) return message
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const first = places.slice(0, 3).map((line) => line.trim())
  room.log(`filing: ${name} ${first.join(' ')}`)
  return `Sightline met a fault of its own, ${name}`
}
