import type pg from 'pg'
import type { Instant } from '../../assurance/dates.ts'
import type { Doing, Move } from '../../assurance/request.ts'
import type { Actor, PersonRef } from '../../assurance/who.ts'
import { inBatches } from '../out/in-batches.ts'
import type { Seal } from './seal.ts'

/** A move that has been acknowledged and is not yet filed, with who made it as they stood then. */
export interface PendingMove {
  readonly move: Move
  readonly actor: Actor
  readonly tries: number
  /** Why it could not be filed, where it is out of tries and waits for the SSU. */
  readonly failed?: string
}

/** A move that waits for the SSU: who did what to which request, and why it could not be filed. */
export interface FailedMove {
  readonly id: string
  readonly key: string
  readonly doing: Doing
  readonly by: PersonRef
  readonly receivedAt: Instant
  readonly why: string
}

interface StoredMove {
  id: string
  tries: number
  state: 'waiting' | 'failed'
  why: string | null
}

type Reader = Pick<pg.Pool, 'query'>
type Opened = { readonly move: Move; readonly actor: Actor } | 'unreadable'

/** The moves in flight (DESIGN §4): put in within the commit that acknowledges them, taken out when they are filed. */
export interface PendingMoves {
  add(client: Reader, partnership: string, pending: Omit<PendingMove, 'tries'>): Promise<void>
  /** Oldest first; of these requests, or all; `due` leaves out those that are to be left alone for a while. */
  list(
    where?: { readonly keys?: readonly string[]; readonly ids?: readonly string[]; readonly due?: boolean },
    client?: Reader,
  ): Promise<readonly PendingMove[]>
  /** Counts one more try that did not settle it. */
  tried(id: string): Promise<number>
  /** Leaves a move alone for so many milliseconds. */
  rest(id: string, ms: number): Promise<void>
  /** Whether it falls to the caller to tell its author that it lost: to nobody else, until it is done or given back or a while has passed. */
  claimTelling(id: string): Promise<boolean>
  giveBackTelling(id: string): Promise<void>
  fail(id: string, why: string): Promise<void>
  /** Moves out of tries with their reasons, oldest first: for the SSU, and without anybody's words. */
  failed(): Promise<readonly FailedMove[]>
  /** Puts a move that was out of tries back, to be filed like a new one; false where there is none such. */
  again(id: string, client?: Reader): Promise<boolean>
  remove(ids: readonly string[]): Promise<void>
}

/** As many as may wait in a bad hour. */
const openedAtMost = 5_000
const removedTogether = 500
/** Longer than Teams is waited for; then whoever was to tell has ended in the middle of it. */
const tellingAtMostMs = 30_000

const unopened = 'It was kept under another key and can no longer be read. Ask its author to send it again.'

export const createPendingMoves = (pool: pg.Pool, seal: Seal): PendingMoves => {
  // What waits does not change, so it is opened once in each process.
  const opened = new Map<string, Opened>()
  const open = (words: Buffer): Opened => {
    try {
      return seal.open(words) as { move: Move; actor: Actor }
    } catch {
      return 'unreadable'
    }
  }
  const openAll = async (client: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Opened>> => {
    // Others may have filed what is kept here, so that it is begun anew from time to time.
    if (opened.size > openedAtMost) opened.clear()
    const known = new Map<string, Opened>()
    for (const id of ids) {
      const own = opened.get(id)
      if (own) known.set(id, own)
    }
    const unread = ids.filter((id) => !known.has(id))
    if (unread.length === 0) return known
    const query = 'select id, words from sightline.pending_move where id = any($1)'
    const { rows } = await client.query<{ id: string; words: Buffer }>(query, [unread])
    for (const { id, words } of rows) {
      const own = open(words)
      known.set(id, own)
      opened.set(id, own)
    }
    return known
  }
  const removed = inBatches(undefined, removedTogether, async (ids: readonly string[]) => {
    await pool.query('delete from sightline.pending_move where id = any($1)', [ids])
    return ids
  })
  return {
    async add(client, partnership, { move, actor }) {
      await client.query(
        `insert into sightline.pending_move (id, partnership, key, doing, by, received_at, words)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
        [move.id, partnership, move.key, move.command.do, move.by, move.on, seal.close({ move, actor })],
      )
      opened.set(move.id, { move, actor })
    },
    async list({ keys, ids, due = false } = {}, client = pool) {
      const { rows } = await client.query<StoredMove>(
        `select id, tries, state, why from sightline.pending_move
       where ($1::text[] is null or key = any($1)) and ($2::text[] is null or id = any($2))
         and (not $3 or (state = 'waiting' and not_before <= clock_timestamp())) order by seq`,
        [keys ?? null, ids ?? null, due],
      )
      const all = await openAll(
        client,
        rows.map(({ id }) => id),
      )
      const moves: PendingMove[] = []
      for (const { id, tries, state, why } of rows) {
        const own = all.get(id)
        // One that cannot be opened must not keep anybody from reading the others.
        if (own === 'unreadable') await this.fail(id, unopened)
        else if (own) moves.push({ ...own, tries, ...(state === 'failed' ? { failed: why ?? '' } : {}) })
      }
      return moves
    },
    async tried(id) {
      const { rows } = await pool.query<{ tries: number }>(
        'update sightline.pending_move set tries = tries + 1 where id = $1 returning tries',
        [id],
      )
      return rows[0]?.tries ?? 0
    },
    async rest(id, ms) {
      await pool.query(
        `update sightline.pending_move set not_before = clock_timestamp() + $2 * interval '1 millisecond' where id = $1`,
        [id, ms],
      )
    },
    async claimTelling(id) {
      const { rowCount } = await pool.query(
        `update sightline.pending_move set telling_until = clock_timestamp() + $2 * interval '1 millisecond'
         where id = $1 and telling_until < clock_timestamp()`,
        [id, tellingAtMostMs],
      )
      return rowCount === 1
    },
    async giveBackTelling(id) {
      await pool.query(`update sightline.pending_move set telling_until = '-infinity' where id = $1`, [id])
    },
    async failed() {
      const { rows } = await pool.query<FailedMove>(
        `select id, key, doing, by, received_at as "receivedAt", coalesce(why, '') as why
       from sightline.pending_move where state = 'failed' order by seq`,
      )
      return rows
    },
    async again(id, client = pool) {
      const { rowCount } = await client.query(
        `update sightline.pending_move set state = 'waiting', why = null, tries = 0, not_before = '-infinity'
       where id = $1 and state = 'failed'`,
        [id],
      )
      return rowCount === 1
    },
    async fail(id, why) {
      await pool.query(`update sightline.pending_move set state = 'failed', why = $2 where id = $1`, [id, why])
    },
    async remove(ids) {
      for (const id of ids) opened.delete(id)
      await Promise.all(ids.map(removed))
    },
  }
}
