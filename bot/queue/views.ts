import { decide } from '../../assurance/decide.ts'
import type { Definition } from '../../assurance/definition.ts'
import { evolve } from '../../assurance/evolve.ts'
import type { Record, StandingRequest, View, Views } from '../../assurance/record.ts'
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
const viewOf = (
  { request, unreadable }: StandingRequest,
  definition: Definition | undefined,
  pending: readonly PendingMove[],
): View => {
  let laid = request
  const waiting: View['waiting'][number][] = []
  for (const one of pending) {
    const next = definition && layMove(laid, definition, one)
    if (!next || next === laid) continue
    laid = next
    waiting.push({ move: one.move.id, doing: one.move.command.do, at: one.move.on, by: one.move.by })
  }
  return { request: laid, waiting, ...(unreadable ? { unreadable } : {}) }
}

/** Views as they were last laid: the same object until the row or what waits for it changes, so that thousands cost nothing. */
const createKeptViews = (record: Pick<Record, 'definition'>) => {
  const kept = new WeakMap<StandingRequest, { readonly waiting: string; readonly view: View }>()
  return async (filed: StandingRequest, pending: readonly PendingMove[] = []): Promise<View> => {
    const waiting = pending.map(({ move }) => move.id).join()
    const last = kept.get(filed)
    if (last?.waiting === waiting) return last.view
    const definition = pending.length > 0 ? await record.definition(filed.request.definition) : undefined
    const view = viewOf(filed, definition, pending)
    if (definition || pending.length === 0) kept.set(filed, { waiting, view })
    return view
  }
}

type Where = { readonly round?: string; readonly agency?: string; readonly key?: string }

const isWithin = (request: Request, { round, agency, key }: Where): boolean =>
  (round === undefined || request.round === round) &&
  (agency === undefined || request.agency === agency) &&
  (key === undefined || request.key === key)

/** Reading for everyone: the record with pending moves laid over it. It never waits for Graph. */
export const createViews = (record: Record, pendingMoves: PendingMoves): Views => {
  const keptView = createKeptViews(record)
  return {
    reading: record.reading,
    partnership: record.partnership,
    rounds: record.rounds,
    definition: record.definition,
    events: record.events,
    deliveries: record.deliveries,
    async views(where: Where = {}) {
      // The moves are read before the rows: one that is filed in between is then found in its row, never in neither.
      const pending = Map.groupBy(
        await pendingMoves.list(where.key ? { keys: [where.key] } : {}),
        ({ move }) => move.key,
      )
      const filed = await record.requests(where)
      const views: View[] = []
      for (const one of filed) {
        const own = pending.get(one.request.key)
        views.push(await keptView(one, own))
        pending.delete(one.request.key)
      }
      for (const own of pending.values()) {
        // What is only being opened has no row yet; its first move brings it.
        const opens = own.flatMap(({ move: { command } }) => (command.do === 'share' ? [command.opens] : []))[0]
        if (opens && isWithin(opens, where)) views.push(await keptView({ request: opens }, own))
      }
      return views
    },
  }
}
