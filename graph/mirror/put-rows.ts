import type { PoolClient } from 'pg'
import type { Fields, Row } from '../../assurance/register.ts'
import { isOlder } from '../rows.ts'

/** Ids of the arriving rows that somebody has made unreadable by hand. */
export type Unreadable = ReadonlySet<string>

/** A list of a site. */
export interface Place {
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
  readonly unsure: boolean
}

/** What is put: into which generations, the list's version that this makes, and which rows somebody made unreadable. */
export interface Putting {
  readonly generations: readonly number[]
  readonly touched: string
  readonly unreadable: Unreadable
  /** Our own write, and whether a row not there may have been deleted since it was written. */
  readonly own?: { readonly unsure: boolean }
}

/**
 * Puts rows into a generation unless a newer version of one is there: a page requested before our own write and arriving
 * after it never undoes it (DESIGN §4), and our own write never brings back a row that was deleted after it. A row that cannot be read keeps its last good reading beside it. Answers how many
 * rows changed.
 */
export const putRows = async (
  client: PoolClient,
  { site, list }: Place,
  rows: readonly Row[],
  { generations, touched, unreadable, own }: Putting,
): Promise<number> => {
  if (rows.length === 0) return 0
  const found = await client.query<KeptRow>(
    'select generation, id, etag, changed_at, fields, good, gone, unsure from mirror.rows where site = $1 and list = $2 and id = any($3)',
    [site, list, rows.map(({ id }) => id)],
  )
  const before = new Map<string, KeptRow>()
  for (const kept of found.rows) before.set(`${kept.generation} ${kept.id}`, kept)
  const newest = (id: string) =>
    found.rows.filter((kept) => kept.id === id).toSorted((a, b) => b.generation - a.generation)[0]

  const named: string[] = []
  const puts: { generation: number; row: Row; good: Fields | null }[] = []
  for (const row of rows) {
    const last = newest(row.id)
    const good = unreadable.has(row.id) && last ? (last.good ?? last.fields) : null
    for (const generation of generations) {
      const kept = before.get(`${generation} ${row.id}`)
      const stale =
        kept && !kept.gone && (kept.etag === row.etag || isOlder(row, { etag: kept.etag, changedAt: kept.changed_at }))
      if (!stale) puts.push({ generation, row, good })
      else if (kept.unsure && !own) named.push(row.id)
    }
  }
  if (named.length > 0)
    await client.query(
      'update mirror.rows set unsure = false where site = $1 and list = $2 and generation = any($3) and id = any($4)',
      [site, list, generations, named],
    )
  if (puts.length === 0) return 0
  await client.query(
    `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields, good, own, unsure, touched)
     select $1, $2, generation, id, etag, changed_at, fields, nullif(good, 'null'::jsonb), $4::bigint, $5, $6::bigint
     from jsonb_to_recordset($3::jsonb) as put(generation int, id text, etag text, changed_at text, fields jsonb, good jsonb)
     on conflict (site, list, generation, id) do update
     set etag = excluded.etag, changed_at = excluded.changed_at, fields = excluded.fields,
         good = excluded.good, touched = excluded.touched, own = coalesce(excluded.own, rows.own),
         gone = rows.gone and excluded.own is not null, unsure = rows.unsure and excluded.own is not null`,
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
      own ? touched : null,
      own?.unsure ?? false,
      touched,
    ],
  )
  return puts.length
}
