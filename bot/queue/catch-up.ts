import type { Filing, Record } from '../../assurance/record.ts'
import { type FilingRoom, fileMoves } from './file-move.ts'

/** Copies to *Events* the facts that still ride in their rows because copying them failed at filing (DESIGN §4). */
export const copyFacts = async (room: { readonly record: Record; readonly filing: Filing }): Promise<void> => {
  const missing = []
  for (const { request } of await room.record.requests()) {
    const copied = new Set((await room.record.events(request.key)).map(({ number }) => number))
    for (const fact of request.facts) if (!copied.has(fact.number)) missing.push({ key: request.key, fact })
  }
  if (missing.length > 0) await room.filing.appendEvents(missing)
}

/** Files what waits though its wake-up was lost, and copies what could not be copied: nothing is left until somebody acts again. */
export const catchUp = async (room: FilingRoom): Promise<void> => {
  const waiting = (await room.pendingMoves.list()).filter(({ failed }) => failed === undefined)
  await fileMoves(
    room,
    waiting.map(({ move }) => move.id),
  )
  await copyFacts(room)
}
