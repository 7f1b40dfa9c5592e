import type { PoolClient } from 'pg'
import type { Changes, Fields, Row } from '../../assurance/register.ts'
import { isOlder } from '../rows.ts'

/** Ids of the arriving rows that somebody has made unreadable by hand. */
export type Unreadable = ReadonlySet<string>

interface Place {
  readonly site: string
  readonly list: string
}

interface KeptRow {
  readonly generation: number
  readonly id: string
  readonly etag: string
  readonly changed_at: string
  readonly fields: Fields
  readonly good: Fields | null
  readonly gone: boolean
}

/**
 * Puts rows into a generation unless a newer version of one is there: a page requested before our own write and arriving
 * after it never undoes it (DESIGN §4). A row that cannot be read keeps its last good reading beside it. Answers how many
 * rows changed.
 */
const putRows = async (
  client: PoolClient,
  { site, list }: Place,
  generations: readonly number[],
  rows: readonly Row[],
  unreadable: Unreadable,
  own: string | null,
): Promise<number> => {
  if (rows.length === 0) return 0
  const found = await client.query<KeptRow>(
    'select generation, id, etag, changed_at, fields, good, gone from mirror.rows where site = $1 and list = $2 and id = any($3)',
    [site, list, rows.map(({ id }) => id)],
  )
  const before = new Map<string, KeptRow>()
  for (const kept of found.rows) before.set(`${kept.generation} ${kept.id}`, kept)
  const newest = (id: string) =>
    found.rows.filter((kept) => kept.id === id).toSorted((a, b) => b.generation - a.generation)[0]

  const puts: { generation: number; row: Row; good: Fields | null }[] = []
  for (const row of rows) {
    const last = newest(row.id)
    const good = unreadable.has(row.id) && last ? (last.good ?? last.fields) : null
    for (const generation of generations) {
      const kept = before.get(`${generation} ${row.id}`)
      const stale =
        kept && !kept.gone && (kept.etag === row.etag || isOlder(row, { etag: kept.etag, changedAt: kept.changed_at }))
      if (!stale) puts.push({ generation, row, good })
    }
  }
  if (puts.length === 0) return 0
  await client.query(
    `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields, good, own)
     select $1, $2, generation, id, etag, changed_at, fields, nullif(good, 'null'::jsonb), $4::bigint
     from jsonb_to_recordset($3::jsonb) as put(generation int, id text, etag text, changed_at text, fields jsonb, good jsonb)
     on conflict (site, list, generation, id) do update
     set etag = excluded.etag, changed_at = excluded.changed_at, fields = excluded.fields,
         good = excluded.good, own = coalesce(excluded.own, rows.own), gone = false`,
    [
      site,
      list,
      JSON.stringify(
        puts.map(({ generation, row, good }) => ({
          generation,
          id: row.id,
          etag: row.etag,
          changed_at: row.changedAt,
          fields: row.fields,
          good,
        })),
      ),
      own,
    ],
  )
  return puts.length
}

interface ListState {
  readonly cursor: string | null
  readonly generation: number
  readonly building: number | null
  readonly version: string
}

const lockList = async (client: PoolClient, { site, list }: Place): Promise<ListState | undefined> => {
  const found = await client.query<ListState>(
    'select cursor, generation, building, version from mirror.lists where site = $1 and list = $2 for update',
    [site, list],
  )
  return found.rows[0]
}

const bump = 'version = version + 1'

/** When a reading began: its moments, and the list's version before its first page was asked for. */
export interface Started {
  readonly at: Date
  readonly now: Date
  readonly version: string
}

/**
 * Commits one page: its rows, removals and the cursor together. `expected` is the cursor the page was asked with; where
 * another reader has moved it meanwhile the page is dropped, and false comes back.
 */
export const applyPage = async (
  client: PoolClient,
  place: Place,
  expected: string | undefined,
  page: Changes,
  started: Started,
  unreadable: Unreadable,
): Promise<boolean> => {
  const { site, list } = place
  const state = await lockList(client, place)
  if (!state || (state.cursor ?? undefined) !== expected) return false
  const { generation } = state
  const building = page.whole ? Math.max(generation, state.building ?? 0) + 1 : state.building
  if (page.whole) {
    await client.query('delete from mirror.rows where site = $1 and list = $2 and generation > $3', [
      site,
      list,
      generation,
    ])
    // Our own writes since the page was asked for are not in it, and must not look deleted or older.
    await client.query(
      `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields, good, gone, own)
       select site, list, $3, id, etag, changed_at, fields, good, gone, own from mirror.rows
       where site = $1 and list = $2 and generation = $4 and own > $5::bigint`,
      [site, list, building, generation, started.version],
    )
  }
  let changed = await putRows(client, place, [building ?? generation], page.rows, unreadable, null)
  if (page.gone.length > 0) {
    const removed = await client.query(
      `update mirror.rows set gone = true where site = $1 and list = $2 and generation = $3 and id = any($4) and not gone`,
      [site, list, building ?? generation, page.gone],
    )
    changed += removed.rowCount ?? 0
  }
  const swaps = building !== null && !page.more
  if (swaps) {
    // What the whole reading did not name was deleted while nobody looked; that is remembered.
    await client.query(
      `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields, good, gone)
       select site, list, $3, id, etag, changed_at, fields, good, true from mirror.rows
       where site = $1 and list = $2 and generation = $4 on conflict do nothing`,
      [site, list, building, generation],
    )
    await client.query('delete from mirror.rows where site = $1 and list = $2 and generation <> $3', [
      site,
      list,
      building,
    ])
  }
  await client.query(
    `update mirror.lists set cursor = $3, generation = $4, building = $5, fault = null, tried_at = $9,
       building_since = case when $5::int is null then null when $6 then $7 else building_since end,
       as_at = case when $8 then coalesce(case when $6 then null else building_since end, $7) else as_at end,
       changed_at = case when $10 then $9 else changed_at end${changed > 0 || swaps ? `, ${bump}` : ''}
     where site = $1 and list = $2`,
    [
      site,
      list,
      page.next,
      swaps ? building : generation,
      swaps ? null : building,
      page.whole,
      started.at,
      !page.more,
      started.now,
      changed > 0,
    ],
  )
  return true
}

/** Puts our own writes into the generation that is read and into the one being built; false where the list is not followed. */
export const applyOwn = async (
  client: PoolClient,
  place: Place,
  rows: readonly Row[],
  now: Date,
  unreadable: Unreadable,
): Promise<boolean> => {
  const state = await lockList(client, place)
  if (!state) return false
  const generations = [state.generation, ...(state.building === null ? [] : [state.building])]
  const own = String(BigInt(state.version) + 1n)
  const changed = await putRows(client, place, generations, rows, unreadable, own)
  if (changed > 0)
    await client.query(`update mirror.lists set ${bump}, changed_at = $3 where site = $1 and list = $2`, [
      place.site,
      place.list,
      now,
    ])
  return true
}
