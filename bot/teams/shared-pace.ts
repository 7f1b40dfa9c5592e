import type pg from 'pg'
import { inBatches } from '../out/in-batches.ts'
import {
  type Book,
  type CallSort,
  correctPlace,
  everything,
  holdPlace,
  nameOf,
  type Pace,
  type Place,
  takePlace,
  teamsLimits,
} from './pace.ts'

/** One thing asked of the book. */
type Asked =
  | { readonly ask: 'place'; readonly sort: CallSort; readonly conversation: string }
  | { readonly ask: 'quiet'; readonly sort: CallSort; readonly conversation: string; readonly ms: number }
  | { readonly ask: 'correct'; readonly mark: number; readonly lateMs: number }

interface StoredTaken {
  name: string
  times: number[]
  held: number
}

const nowhere: Place = { taken: false, inMs: 0 }
const askedTogether = 200
/** Conversations that nobody has written in for longer than any limit looks back. */
const forgottenMs = 2 * 3_600_000
const tidiedEvery = 1_000

/**
 * A pace that holds across every process on one PostgreSQL: what is taken lies in the table `sightline.pace`, measured by
 * the database's clock unless `now` gives milliseconds of another that all of them agree on. Whatever a process asks for
 * while it waits for the table it asks for together: one transaction. `tenant` keeps apart what Teams limits apart.
 */
export const createSharedPace = (pool: pg.Pool, tenant: string, now?: () => number): Pace => {
  const stored = (name: string) => `${tenant} ${name}`
  let batches = 0

  const answer = (book: Book, asked: Asked, at: number): Place => {
    if (asked.ask === 'place') return takePlace(book, teamsLimits, asked, at)
    if (asked.ask === 'correct') correctPlace(book, asked.mark, asked.lateMs)
    else holdPlace(book, asked.sort, asked.conversation, at + asked.ms)
    return nowhere
  }
  const inBook = async (asked: readonly Asked[], client: pg.PoolClient): Promise<readonly Place[]> => {
    const conversations = asked.flatMap((one) => (one.ask === 'correct' ? [] : nameOf(one.sort, one.conversation)))
    const names = [everything, ...new Set(conversations)]
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 12))', [tenant])
    // The clock is read once the table is ours: else a place could be taken that lies behind another's.
    const { rows } = await client.query<StoredTaken & { at: number }>(
      `select name, times, held, extract(epoch from clock_timestamp()) * 1000 as at
       from unnest($1::text[]) as asked(stored) left join sightline.pace on name = stored`,
      [names.map(stored)],
    )
    const at = now?.() ?? Number(rows[0]?.at)
    const found = new Map(rows.map((row) => [row.name, row]))
    const book: Book = new Map(
      names.flatMap((name) => {
        const row = found.get(stored(name))
        return row ? [[name, { times: row.times, held: row.held }]] : []
      }),
    )
    const answers = asked.map((one) => answer(book, one, at))
    const taken = [...book].map(([name, { times, held }]) => ({ name: stored(name), times, held }))
    await client.query(
      `insert into sightline.pace select name, times, held
       from jsonb_to_recordset($1::jsonb) as taken(name text, times double precision[], held double precision)
       on conflict (name) do update set times = excluded.times, held = excluded.held`,
      [JSON.stringify(taken)],
    )
    return answers
  }
  const ask = inBatches<Asked, Place>(undefined, askedTogether, async (asked) => {
    const client = await pool.connect()
    const lost = () => undefined
    client.on('error', lost)
    try {
      await client.query('begin')
      const answers = await inBook(asked, client)
      await client.query('commit')
      batches += 1
      if (batches % tidiedEvery === 0) await tidy(client)
      return answers
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.off('error', lost)
      client.release()
    }
  })
  const tidy = (client: pg.PoolClient) =>
    client.query(
      `delete from sightline.pace where name <> $1 and greatest(held, times[cardinality(times)])
         < extract(epoch from clock_timestamp()) * 1000 - $2`,
      [stored(everything), forgottenMs],
    )
  return {
    place: (sort, conversation) => ask({ ask: 'place', sort, conversation }),
    async correct(mark, lateMs) {
      await ask({ ask: 'correct', mark, lateMs })
    },
    async hold(sort, conversation, ms) {
      await ask({ ask: 'quiet', sort, conversation, ms })
    },
  }
}
