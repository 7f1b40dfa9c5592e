import type { Filing, Record } from '../../assurance/record.ts'
import { type FilingRoom, fileMoves } from './file-move.ts'

/** Copies to *Events* the facts that still ride in their rows because copying them failed at filing (DESIGN §4). */
export const copyFacts = async (room: { readonly record: Record; readonly filing: Filing }): Promise<void> => {
  const riding = (await room.record.requests()).filter(({ request }) => request.facts.length > 0)
  // Asked for together, so that however many there are, they are one look at the mirror.
  const missing = await Promise.all(
    riding.map(async ({ request: { key, facts } }) => {
      const copied = new Set((await room.record.events(key)).map(({ number }) => number))
      return facts.filter(({ number }) => !copied.has(number)).map((fact) => ({ key, fact }))
    }),
  )
  if (missing.flat().length > 0) await room.filing.appendEvents(missing.flat())
}

/** Files what waits though its wake-up was lost, and copies what could not be copied: nothing is left until somebody acts again. */
export const catchUp = async (room: FilingRoom): Promise<void> => {
  const waiting = await room.pendingMoves.list({ due: true })
  await fileMoves(
    room,
    waiting.map(({ move }) => move.id),
  )
  await copyFacts(room)
}
