import { decide } from '../../assurance/decide.ts'
import type { Definition } from '../../assurance/definition.ts'
import { evolve } from '../../assurance/evolve.ts'
import type { Record, View, Views } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import type { PendingMove, PendingMoves } from './pending-moves.ts'

/** Lays one move on a request where it is still permitted; undefined where it is refused there. */
const layMove = (
  request: Request,
  definition: Definition,
  pending: Pick<PendingMove, 'move' | 'actor'>,
): Request | undefined => {
  const decision = decide({ request, definition }, pending.move, pending.actor)
  if ('refusal' in decision) return undefined
  return decision.facts.reduce((laid, fact) => evolve(laid, fact, pending.move), request)
}

/** The view of one request: its row with the moves under way laid over it. One that would be refused at filing is not shown as received. */
const viewOf = (request: Request, definition: Definition | undefined, pending: readonly PendingMove[]): View => {
  let laid = request
  const waiting: View['waiting'][number][] = []
  for (const one of pending) {
    const next = definition && one.move.key === request.key ? layMove(laid, definition, one) : undefined
    if (!next || next === laid) continue
    laid = next
    waiting.push({ move: one.move.id, doing: one.move.command.do, at: one.move.on, by: one.move.by })
  }
  return { request: laid, waiting }
}

/** Reading for everyone: the record with pending moves laid over it. It never waits for Graph. */
export const createViews = (record: Record, pendingMoves: PendingMoves): Views => ({
  reading: record.reading,
  partnership: record.partnership,
  rounds: record.rounds,
  definition: record.definition,
  events: record.events,
  deliveries: record.deliveries,
  async views(where = {}) {
    // The moves are read before the rows: one that is filed in between is then found in its row, never in neither.
    const pending = await pendingMoves.list(where.key ? { key: where.key } : {})
    const filed = await record.requests(where)
    const hashes = new Set(
      filed
        .filter(({ request }) => pending.some(({ move }) => move.key === request.key))
        .map(({ request }) => request.definition),
    )
    const definitions = new Map<string, Definition | undefined>()
    for (const hash of hashes) definitions.set(hash, await record.definition(hash))
    return filed.map(({ request, unreadable }) => ({
      ...viewOf(request, definitions.get(request.definition), pending),
      ...(unreadable ? { unreadable } : {}),
    }))
  },
})
