import type pg from 'pg'
import type { Move } from '../../assurance/request.ts'
import type { Actor } from '../../assurance/who.ts'
import type { Seal } from './seal.ts'

/** A move that has been acknowledged and is not yet filed, with who made it as they stood then. */
export interface PendingMove {
  readonly move: Move
  readonly actor: Actor
  readonly tries: number
  /** Why it could not be filed, where it is out of tries and waits for the SSU. */
  readonly failed?: string
}

interface StoredMove {
  words: Buffer
  tries: number
  state: 'waiting' | 'failed'
  why: string | null
}

type Reader = Pick<pg.Pool, 'query'>

/** The moves in flight (DESIGN §4): put in within the commit that acknowledges them, taken out when they are filed. */
export interface PendingMoves {
  add(client: Reader, partnership: string, pending: Omit<PendingMove, 'tries'>): Promise<void>
  /** Oldest first; of one request, or all. */
  list(
    where?: { readonly key?: string; readonly ids?: readonly string[] },
    client?: Reader,
  ): Promise<readonly PendingMove[]>
  /** Counts one more try that did not settle it. */
  tried(id: string): Promise<number>
  fail(id: string, why: string): Promise<void>
  remove(ids: readonly string[]): Promise<void>
}

export const createPendingMoves = (pool: pg.Pool, seal: Seal): PendingMoves => ({
  async add(client, partnership, { move, actor }) {
    await client.query(
      `insert into sightline.pending_move (id, partnership, key, doing, by, received_at, words)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
      [move.id, partnership, move.key, move.command.do, move.by, move.on, seal.close({ move, actor })],
    )
  },
  async list({ key, ids } = {}, client = pool) {
    const { rows } = await client.query<StoredMove>(
      `select words, tries, state, why from sightline.pending_move
       where ($1::text is null or key = $1) and ($2::text[] is null or id = any($2)) order by seq`,
      [key ?? null, ids ?? null],
    )
    return rows.map(({ words, tries, state, why }) => {
      const { move, actor } = seal.open(words) as { move: Move; actor: Actor }
      return { move, actor, tries, ...(state === 'failed' ? { failed: why ?? '' } : {}) }
    })
  },
  async tried(id) {
    const { rows } = await pool.query<{ tries: number }>(
      'update sightline.pending_move set tries = tries + 1 where id = $1 returning tries',
      [id],
    )
    return rows[0]?.tries ?? 0
  },
  async fail(id, why) {
    await pool.query(`update sightline.pending_move set state = 'failed', why = $2 where id = $1`, [id, why])
  },
  async remove(ids) {
    await pool.query('delete from sightline.pending_move where id = any($1)', [ids])
  },
})
