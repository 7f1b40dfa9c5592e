import type { PoolClient } from 'pg'
import type { Changes, Row } from '../../assurance/register.ts'
import { type Place, putRows, type Unreadable } from './put-rows.ts'

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

/** Changes whenever a whole reading is begun or shown. */
export const markOf = ({ generation, building }: { generation: number; building: number | null }): string =>
  `${generation} ${building ?? ''}`

const bump = 'version = version + 1'

/** The version that a change makes, as `bump` does. */
const nextVersion = ({ version }: ListState) => String(BigInt(version) + 1n)

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
  const touched = nextVersion(state)
  const building = page.whole ? Math.max(generation, state.building ?? 0) + 1 : state.building
  if (page.whole) {
    await client.query('delete from mirror.rows where site = $1 and list = $2 and generation > $3', [
      site,
      list,
      generation,
    ])
    // Our own writes since the page was asked for are not in it, and must not look deleted or older.
    await client.query(
      `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields, good, gone, own, unsure)
       select site, list, $3, id, etag, changed_at, fields, good, gone, own, not gone from mirror.rows
       where site = $1 and list = $2 and generation = $4 and own > $5::bigint`,
      [site, list, building, generation, started.version],
    )
  }
  let changed = await putRows(client, place, page.rows, { generations: [building ?? generation], touched, unreadable })
  if (page.gone.length > 0) {
    // A row we have not heard of is noted too: our own write of it may be on its way here.
    const removed = await client.query(
      `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields, gone, touched)
       select $1, $2, $3, unnest($4::text[]), '', '', '{}', true, $5::bigint
       on conflict (site, list, generation, id) do update
       set gone = true, unsure = false, touched = excluded.touched where not rows.gone`,
      [site, list, building ?? generation, page.gone, touched],
    )
    changed += removed.rowCount ?? 0
  }
  if (building === null && !page.more) {
    // Rows a whole reading left unsure, and that this later one does not name either, were deleted.
    const settled = await client.query(
      `update mirror.rows set gone = true, unsure = false, touched = $5::bigint
       where site = $1 and list = $2 and generation = $3 and unsure and own <= $4::bigint`,
      [site, list, generation, started.version, touched],
    )
    changed += settled.rowCount ?? 0
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

/**
 * Puts our own writes into the generation that is read and into the one being built; false where the list is not followed.
 * `mark` is what `Mirror.mark` said before the write.
 */
export const applyOwn = async (
  client: PoolClient,
  place: Place,
  rows: readonly Row[],
  now: Date,
  unreadable: Unreadable,
  mark: string | undefined,
): Promise<boolean> => {
  const state = await lockList(client, place)
  if (!state) return false
  const unsure = mark !== undefined && mark !== markOf(state)
  const generations = [state.generation, ...(state.building === null ? [] : [state.building])]
  const touched = nextVersion(state)
  const changed = await putRows(client, place, rows, { generations, touched, unreadable, own: { unsure } })
  if (changed > 0)
    await client.query(`update mirror.lists set ${bump}, changed_at = $3 where site = $1 and list = $2`, [
      place.site,
      place.list,
      now,
    ])
  return true
}
