import type pg from 'pg'
import type { Clock } from '../../assurance/dates.ts'
import { decide } from '../../assurance/decide.ts'
import type { Intake, Views } from '../../assurance/record.ts'
import type { Move } from '../../assurance/request.ts'
import type { PendingMoves } from './pending-moves.ts'
import type { Wake } from './wake.ts'

/** Characters one move may have as a whole, its answers included. */
const moveLimit = 400_000

/**
 * Where every move comes in, from a card and from the tab alike (DESIGN §4): decided on the view, put on the queue with
 * its wake-up in one commit, then acknowledged. Two at once for one request take turns, so the second is told about the first.
 */
export const createIntake = ({
  pool,
  views,
  pendingMoves,
  wake,
  clock,
  onReceived,
}: {
  pool: pg.Pool
  views: Views
  pendingMoves: PendingMoves
  wake: Wake
  clock: Clock
  /** Told once a move is safe, so that its card can be brought up to date. */
  onReceived: (key: string) => void
}): Intake => ({
  async submit(actor, { id, key, base, command }) {
    const by = { oid: actor.oid, tid: actor.tid, name: actor.name }
    const move: Move = { id, key, base, by, on: clock.now().toISOString(), command }
    if (JSON.stringify(command).length > moveLimit)
      return {
        refusal: {
          say: 'This answer is too long to send in one piece. Please shorten it, or attach the longer text as evidence.',
        },
      }

    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [key])
      const again = await pendingMoves.list({ ids: [id] }, client)
      if (again[0]) return { received: again[0].move.on }
      const [view] = await views.views({ key })
      if (!view)
        return {
          refusal: { say: 'There is no such request any more. Open the card in your channel again, or ask the SSU.' },
        }
      const definition = await views.definition(view.request.definition)
      if (!definition) throw new Error(`no definition ${view.request.definition} for ${key}`)
      const decision = decide({ request: view.request, definition }, move, actor)
      if ('refusal' in decision) return { refusal: decision.refusal }
      if (decision.facts.length === 0) return { received: move.on }
      await pendingMoves.add(client, view.request.partnership, { move, actor })
      await wake.add(client, id)
      await client.query('commit')
    } finally {
      // After a commit this ends nothing; after an early answer or a throw it lets go of the lock.
      await client.query('rollback').catch(() => undefined)
      client.release()
    }
    wake.now()
    onReceived(key)
    return { received: move.on }
  },
})
