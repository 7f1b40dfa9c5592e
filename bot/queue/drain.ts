import type { FilingRoom } from './file-move.ts'
import { fileMoves } from './file-move.ts'

/** Files everything that waits, now, until nothing does: how a played-through day ends and how a stop leaves nothing half done. */
export const drain = async (room: FilingRoom): Promise<void> => {
  for (let passes = 0; passes < 100; passes += 1) {
    const waiting = (await room.pendingMoves.list()).filter(({ failed }) => failed === undefined)
    if (waiting.length === 0) return
    await fileMoves(
      room,
      waiting.map(({ move }) => move.id),
    )
  }
}
