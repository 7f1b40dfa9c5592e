import type { Pool } from 'pg'
import type { Clock } from '../assurance/dates.ts'
import type { Register, Row } from '../assurance/register.ts'
import { applyOwn, applyPage, markOf } from './mirror/apply-page.ts'
import type { ListReading, MirroredRow } from './mirror/mirrored-row.ts'
import { inTransaction, makeTables } from './mirror/tables.ts'

/** When lists that do not change are read more rarely. */
export interface Resting {
  /** A list unchanged for so long rests … */
  readonly afterMs: number
  /** … and is then read so often; well under the ten minutes chasing allows (DESIGN §4). */
  readonly everyMs: number
}

export interface MirrorSettings {
  readonly pool: Pool
  readonly register: Register
  /** Names the site in the tables; the partnership's id will do. */
  readonly site: string
  readonly clock: Clock
  readonly resting?: Resting
}

/** Which of the rows arriving in a list cannot be read, by id. */
export type Judge = (list: string, rows: readonly Row[]) => Promise<ReadonlySet<string>>

/** What a sweep did. `elsewhere`: another process holds the lease and is reading. */
export interface Sweep {
  readonly elsewhere: boolean
  readonly read: readonly string[]
  readonly failed: readonly string[]
}

/** The lists of one site as last read, in PostgreSQL; disposable, shared by all processes (DESIGN §4). */
export interface Mirror {
  /** Makes the tables. Before anything else. */
  open(): Promise<void>
  /** Reads these lists from now on, too. */
  follow(lists: readonly string[]): Promise<void>
  /** Says which rows cannot be read, and which lists are to be followed as far as known now. Given once, by the record. */
  judgeBy(judge: Judge, further: () => Promise<readonly string[]>): void
  /** Reads the changes of all lists that are due, in one request where it can; `all` reads resting ones, too. */
  sweep(options?: { readonly all?: boolean }): Promise<Sweep>
  /** Reads the changes of one list now. Throws where it cannot be read. */
  sweepList(list: string): Promise<void>
  /** To be asked before a write whose rows are then put: tells whether the list was read anew meanwhile. */
  mark(list: string): Promise<string>
  /** Takes in rows we have just written or read by themselves, and what `mark` said before. */
  put(list: string, rows: readonly Row[], mark?: string): Promise<void>
  /** A list's rows in the order they were made, deleted ones among them. Never stale against the tables. */
  rows(list: string): Promise<readonly MirroredRow[]>
  readings(): Promise<readonly ListReading[]>
}

const usualResting: Resting = { afterMs: 30 * 60_000, everyMs: 5 * 60_000 }
const mostPages = 10_000

interface ListRow {
  readonly list: string
  readonly cursor: string | null
  readonly as_at: Date | null
  readonly changed_at: Date | null
  readonly tried_at: Date | null
  readonly building_since: Date | null
  readonly version: string
  readonly fault: string | null
}

/** The mirror of one site. `sweep` is called by whoever keeps time; nothing here starts by itself. */
export const createMirror = ({ pool, register, site, clock, resting = usualResting }: MirrorSettings): Mirror => {
  let judge: Judge = async () => new Set()
  let further: () => Promise<readonly string[]> = async () => []
  let sweeping: { readonly all: boolean; readonly done: Promise<Sweep> } | undefined
  const cache = new Map<string, { readonly version: string; readonly rows: readonly MirroredRow[] }>()

  const listRows = async () =>
    (await pool.query<ListRow>('select * from mirror.lists where site = $1 order by list', [site])).rows

  /** Reads one list to the end of its changes; every page is committed with its cursor. */
  const readList = async ({ list, cursor: from, building_since, version }: ListRow): Promise<void> => {
    const now = clock.now()
    let cursor = from ?? undefined
    const started = { at: cursor === undefined ? now : (building_since ?? now), now, version }
    for (let page = 0; page < mostPages; page += 1) {
      const changes = await register.changes(list, cursor)
      const expected = cursor
      // Judged before the transaction, which holds a connection that judging may need.
      const unreadable = await judge(list, changes.rows)
      const place = { site, list }
      const kept = await inTransaction(pool, (client) =>
        applyPage(client, place, expected, changes, started, unreadable),
      )
      if (!kept || !changes.more) return
      cursor = changes.next
    }
  }

  const tryList = async (one: ListRow): Promise<boolean> => {
    const { list } = one
    try {
      await readList(one)
      return true
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      await pool.query('update mirror.lists set fault = $3, tried_at = $4 where site = $1 and list = $2', [
        site,
        list,
        why,
        clock.now(),
      ])
      return false
    }
  }

  const isDue = ({ as_at, changed_at, tried_at, fault }: ListRow): boolean => {
    if (!as_at || !tried_at || fault !== null) return true
    const now = clock.now().getTime()
    const restsSince = (changed_at?.getTime() ?? 0) + resting.afterMs
    return now < restsSince || now >= as_at.getTime() + resting.everyMs
  }

  const follow = async (lists: readonly string[]) => {
    if (lists.length === 0) return
    await pool.query('insert into mirror.lists (site, list) select $1, unnest($2::text[]) on conflict do nothing', [
      site,
      lists,
    ])
  }

  const readDue = async (all: boolean): Promise<Sweep> => {
    const results = new Map<string, boolean>()
    await follow(await further())
    // Twice, because reading Rounds may make another list known.
    for (let round = 0; round < 2; round += 1) {
      const due = (await listRows()).filter((one) => !results.has(one.list) && (all || isDue(one)))
      const done = await Promise.all(due.map(async (one) => [one.list, await tryList(one)] as const))
      for (const [list, read] of done) results.set(list, read)
      const known = new Set((await listRows()).map(({ list }) => list))
      const more = (await further()).filter((list) => !known.has(list))
      if (more.length === 0) break
      await follow(more)
    }
    const named = (wanted: boolean) => [...results].filter(([, read]) => read === wanted).map(([list]) => list)
    return { elsewhere: false, read: named(true), failed: named(false) }
  }

  const sweepUnderLease = async (all: boolean): Promise<Sweep> => {
    const client = await pool.connect()
    try {
      const lease = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtext($1)) as held', [
        `mirror ${site}`,
      ])
      if (!lease.rows[0]?.held) return { elsewhere: true, read: [], failed: [] }
      try {
        return await readDue(all)
      } finally {
        await client.query('select pg_advisory_unlock(hashtext($1))', [`mirror ${site}`])
      }
    } finally {
      client.release()
    }
  }

  const version = async (list: string) => {
    const found = await pool.query<{ version: string }>(
      'select version from mirror.lists where site = $1 and list = $2',
      [site, list],
    )
    return found.rows[0]?.version ?? 'none'
  }

  return {
    open: () => makeTables(pool),
    follow,
    judgeBy(newJudge, newFurther) {
      judge = newJudge
      further = newFurther
    },
    async sweep({ all = false } = {}) {
      if (sweeping && (sweeping.all || !all)) return sweeping.done
      await sweeping?.done
      const done = sweepUnderLease(all).finally(() => {
        sweeping = undefined
      })
      sweeping = { all, done }
      return done
    },
    async sweepList(list) {
      await follow([list])
      const one = (await listRows()).find((row) => row.list === list)
      if (one) await readList(one)
    },
    async mark(list) {
      const found = await pool.query<{ generation: number; building: number | null }>(
        'select generation, building from mirror.lists where site = $1 and list = $2',
        [site, list],
      )
      return markOf(found.rows[0] ?? { generation: 0, building: null })
    },
    async put(list, rows, mark) {
      if (rows.length === 0) return
      const unreadable = await judge(list, rows)
      const apply = () =>
        inTransaction(pool, (client) => applyOwn(client, { site, list }, rows, clock.now(), unreadable, mark))
      if (await apply()) return
      await follow([list])
      await apply()
    },
    async rows(list) {
      const kept = cache.get(list)
      if (kept && kept.version === (await version(list))) return kept.rows
      const found = await pool.query<{
        version: string
        id: string | null
        etag: string
        changed_at: string
        fields: Row['fields']
        good: Row['fields'] | null
        gone: boolean
      }>(
        `select l.version, r.id, r.etag, r.changed_at, r.fields, r.good, r.gone from mirror.lists l
         left join mirror.rows r on r.site = l.site and r.list = l.list and r.generation = l.generation
         where l.site = $1 and l.list = $2 order by length(r.id), r.id`,
        [site, list],
      )
      const rows = found.rows.flatMap(({ id, etag, changed_at, fields, good, gone }): MirroredRow[] =>
        id === null ? [] : [{ id, etag, changedAt: changed_at, fields, gone, ...(good ? { good } : {}) }],
      )
      cache.set(list, { version: found.rows[0]?.version ?? 'none', rows })
      return rows
    },
    async readings() {
      return (await listRows()).map(({ list, as_at, fault, version }) => ({
        list,
        asAt: as_at ?? undefined,
        fault: fault ?? undefined,
        version,
      }))
    },
  }
}
