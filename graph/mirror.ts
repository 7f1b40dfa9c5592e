import type { Pool } from 'pg'
import type { Clock } from '../assurance/dates.ts'
import type { Register, Row } from '../assurance/register.ts'
import { applyOwn, markOf } from './mirror/apply-page.ts'
import { type ChangedRows, type ReadUpTo, readChangedRows, readVersions, type Version } from './mirror/changed-rows.ts'
import type { ListReading } from './mirror/mirrored-row.ts'
import { oneLook } from './mirror/one-look.ts'
import { createReader, type Judge, type Reached } from './mirror/read-lists.ts'
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
  /** How far each list has come, in one look at the tables: whoever has read up to there misses nothing. */
  versions(): Promise<ReadonlyMap<string, Version>>
  /** A list's rows, deleted ones among them, or those that have changed `since`. Never stale against the tables. */
  changed(list: string, since?: ReadUpTo): Promise<ChangedRows>
  readings(): Promise<readonly ListReading[]>
}

const usualResting: Resting = { afterMs: 30 * 60_000, everyMs: 5 * 60_000 }

interface ListRow extends Reached {
  readonly as_at: Date | null
  readonly changed_at: Date | null
  readonly tried_at: Date | null
  readonly fault: string | null
}

/** The mirror of one site. `sweep` is called by whoever keeps time; nothing here starts by itself. */
export const createMirror = ({ pool, register, site, clock, resting = usualResting }: MirrorSettings): Mirror => {
  let judge: Judge = async () => new Set()
  let further: () => Promise<readonly string[]> = async () => []
  let sweeping: { readonly all: boolean; readonly done: Promise<Sweep> } | undefined

  const listRows = async () =>
    (await pool.query<ListRow>('select * from mirror.lists where site = $1 order by list', [site])).rows

  const read = createReader({ pool, register, site, clock, judge: (list, rows) => judge(list, rows) })

  /** Reads these lists and notes why some could not be read; answers which those are. */
  const tryLists = async (lists: readonly ListRow[]): Promise<ReadonlySet<string>> => {
    const failed = await read(lists)
    const faults = [...failed].map(([list, error]) => ({
      list,
      why: error instanceof Error ? error.message : String(error),
    }))
    if (faults.length > 0)
      await pool.query(
        `update mirror.lists l set fault = f.why, tried_at = $3
         from jsonb_to_recordset($2::jsonb) as f(list text, why text) where l.site = $1 and l.list = f.list`,
        [site, JSON.stringify(faults), clock.now()],
      )
    return new Set(failed.keys())
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
      const failed = await tryLists(due)
      for (const { list } of due) results.set(list, !failed.has(list))
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
      const failed = one ? await read([one]) : new Map<string, unknown>()
      if (failed.has(list)) throw failed.get(list)
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
    versions: oneLook(() => readVersions(pool, site)),
    changed: (list, since) => readChangedRows(pool, { site, list }, since),
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
