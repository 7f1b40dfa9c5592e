import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Clock } from '../../assurance/dates.ts'
import { decide } from '../../assurance/decide.ts'
import type { Intake, Views } from '../../assurance/record.ts'
import type { Move, Request } from '../../assurance/request.ts'
import type { Actor, PersonRef } from '../../assurance/who.ts'
import type { PendingMoves } from './pending-moves.ts'
import type { Wake } from './wake.ts'

/** Characters one move may have as a whole, its answers included. */
const moveLimit = 400_000

const no = () => false
const yes = () => true

/** The number under which moves of one request take turns, in every process alike. */
const lockOf = (key: string): bigint => createHash('sha256').update(key).digest().readBigInt64BE()

const refOf = ({ oid, tid, name }: PersonRef): PersonRef => ({ oid, tid, name })

/** Where answers are anonymous, whoever answers is nobody from here on: neither queue, row nor fact says who (WORK P2). */
const asKept = (actor: Actor, { agency, pseudonym }: Request): Actor =>
  pseudonym !== undefined && actor.pseudonym === pseudonym
    ? {
        oid: pseudonym,
        tid: 'anonymous',
        name: 'A practitioner',
        holds: [{ role: 'practitioner', agency }],
        pseudonym,
      }
    : actor

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
  /** One of its own: each move under way holds a connection of it while it reads through others. */
  pool: pg.Pool
  views: Views
  pendingMoves: Pick<PendingMoves, 'add'>
  wake: Wake
  clock: Clock
  /** Told once a move is safe, so that its card can be brought up to date. */
  onReceived: (key: string) => void
}): Intake => ({
  async submit(actor, { id, key, base, command }) {
    if (JSON.stringify(command).length > moveLimit)
      return {
        refusal: {
          say: 'This answer is too long to send in one piece. Please shorten it, or attach the longer text as evidence.',
        },
      }

    let received = ''
    let committed = false
    const client = await pool.connect()
    try {
      await client.query(`begin; select pg_advisory_xact_lock(${lockOf(key)})`)
      const [found, rounds] = await Promise.all([views.views({ key }), views.rounds()])
      const [view] = found
      const again = view?.waiting.find(({ move }) => move === id)
      if (again) return { received: again.at }
      const request = view?.request ?? (command.do === 'share' ? command.opens : undefined)
      if (!request)
        return {
          refusal: { say: 'There is no such request any more. Open the card in your channel again, or ask the SSU.' },
        }
      const definition = await views.definition(request.definition)
      if (!definition) throw new Error(`no definition ${request.definition} for ${key}`)
      const who = asKept(actor, request)
      const move: Move = { id, key, base, by: refOf(who), on: clock.now().toISOString(), command }
      // Whether a round is closed is asked here and not at filing: what was acknowledged before it closed still counts.
      const closed = rounds.find((round) => round.id === request.round)?.closed ?? false
      const decision = decide({ request, definition, closed }, move, who)
      if ('refusal' in decision) return { refusal: decision.refusal }
      if (decision.facts.length === 0) return { received: move.on }
      received = move.on
      await pendingMoves.add(client, request.partnership, { move, actor: who })
      await wake.add(client, id)
      await client.query('commit')
      committed = true
    } finally {
      // After an early answer or a throw the lock is let go of; a connection that cannot even do that is broken.
      const broken = committed ? false : await client.query('rollback').then(no, yes)
      client.release(broken)
    }
    wake.now()
    onReceived(key)
    return { received }
  },
})
