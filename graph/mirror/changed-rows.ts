import type { Pool } from 'pg'
import type { Fields } from '../../assurance/register.ts'
import type { MirroredRow } from './mirrored-row.ts'
import type { Place } from './put-rows.ts'

/** How far a list of the mirror has come. Within one era rows only change; another era is to be read from its start. */
export interface Version {
  readonly era: string
  readonly version: bigint
}

/** How far somebody has read a list's rows; `after` while they are in the middle of an era's rows. */
export interface ReadUpTo extends Version {
  readonly after?: string
}

/** Rows that have changed since; with `anew` what was read before is to be forgotten. Go on while there is `more`. */
export interface ChangedRows {
  readonly upTo: ReadUpTo
  readonly rows: readonly MirroredRow[]
  readonly anew: boolean
  readonly more: boolean
}

/** Rows read at one time, so that a long list never stands in memory twice. */
const most = 5_000
const nothing: ReadUpTo = { era: '', version: 0n }

const columns = 'r.id, r.etag, r.changed_at, r.fields, r.good, r.gone'
const version = `l.born || '.' || l.generation as era, l.version`

interface VersionRow {
  readonly era: string
  readonly version: string
}

interface JoinedRow extends VersionRow {
  readonly id: string | null
  readonly etag: string
  readonly changed_at: string
  readonly fields: Fields
  readonly good: Fields | null
  readonly gone: boolean
}

const rowsIn = (found: readonly JoinedRow[]): readonly MirroredRow[] =>
  found.flatMap(({ id, etag, changed_at, fields, good, gone }) =>
    id === null ? [] : [{ id, etag, changedAt: changed_at, fields, gone, ...(good ? { good } : {}) }],
  )

/** How far each list of a site has come, in one look. */
export const readVersions = async (pool: Pool, site: string): Promise<ReadonlyMap<string, Version>> => {
  const found = await pool.query<VersionRow & { list: string }>(
    `select l.list, ${version} from mirror.lists l where l.site = $1`,
    [site],
  )
  return new Map(found.rows.map((row) => [row.list, { era: row.era, version: BigInt(row.version) }]))
}

/** Reads the rows of a list that have changed since, in one look at the tables for each `most` of them. */
export const readChangedRows = async (
  pool: Pool,
  { site, list }: Place,
  since: ReadUpTo = nothing,
): Promise<ChangedRows> => {
  const { era, after } = since
  if (era !== '' && after === undefined) {
    const found = await pool.query<JoinedRow>(
      `select ${version}, ${columns} from mirror.lists l left join mirror.rows r
         on r.site = $1 and r.list = $2 and r.generation = l.generation and r.touched > $3::bigint
       where l.site = $1 and l.list = $2`,
      [site, list, String(since.version)],
    )
    const [first] = found.rows
    if (first?.era === era)
      return { upTo: { era, version: BigInt(first.version) }, rows: rowsIn(found.rows), anew: false, more: false }
  }
  return readWhole(pool, { site, list }, since)
}

/** An era's rows from their start, or from where they were left off. */
const readWhole = async (pool: Pool, { site, list }: Place, since: ReadUpTo): Promise<ChangedRows> => {
  const found = await pool.query<JoinedRow>(
    `select ${version}, r.* from mirror.lists l left join lateral (
       select ${columns} from mirror.rows r
       where r.site = $1 and r.list = $2 and r.generation = l.generation
         and r.id > case when l.born || '.' || l.generation = $3 then $4 else '' end
       order by r.id limit ${most}) r on true
     where l.site = $1 and l.list = $2`,
    [site, list, since.era, since.after ?? ''],
  )
  const [first] = found.rows
  if (!first) return { upTo: nothing, rows: [], anew: true, more: false }
  const rows = rowsIn(found.rows)
  const goesOn = first.era === since.era && since.after !== undefined
  // The version of the first look stands for all: what has changed since is read again after it.
  const reached = { era: first.era, version: goesOn ? since.version : BigInt(first.version) }
  const last = rows.length === most ? rows.at(-1)?.id : undefined
  const upTo = last === undefined ? reached : { ...reached, after: last }
  return { upTo, rows, anew: !goesOn, more: last !== undefined }
}
