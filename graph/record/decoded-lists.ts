import type { Fields } from '../../assurance/register.ts'
import type { ReadRow } from '../codecs/row-codec.ts'
import type { MirroredRow } from '../mirror/mirrored-row.ts'
import type { Mirror } from '../mirror.ts'

/** A row that somebody has made unreadable by hand; `kept` where its last good reading still stands. */
export interface RowFault {
  readonly list: string
  readonly row: string
  readonly say: string
  readonly kept: boolean
}

/** An entity with the row it was read from. */
export interface Decoded<Entity> {
  readonly entity: Entity
  readonly row: MirroredRow
}

export interface DecodedList<Entity> {
  readonly rows: readonly Decoded<Entity>[]
  readonly faults: readonly RowFault[]
}

type Reader<Entity> = (fields: Fields) => ReadRow<Entity>

interface Kept<Entity> {
  readonly row: MirroredRow
  readonly read: { readonly decoded?: Decoded<Entity>; readonly fault?: RowFault }
}

/** One row as its entity: as it stands, else by its last good reading beside its fault. */
const decode = <Entity>(list: string, row: MirroredRow, reader: Reader<Entity>): Kept<Entity>['read'] => {
  const read = reader(row.fields)
  if ('entity' in read) return { decoded: { entity: read.entity, row } }
  const last = row.good ? reader(row.good) : undefined
  const kept = last !== undefined && 'entity' in last
  // Nobody can mend a row that was deleted.
  if (row.gone && !kept) return {}
  const fault = { list, row: row.id, say: read.fault, kept }
  return kept ? { decoded: { entity: last.entity, row }, fault } : { fault }
}

/**
 * The mirror's rows as entities. A row is decoded once: what was decoded is kept by the mirrored row itself, which is a
 * new object whenever the list changes, so nothing kept here can be stale; unchanged rows are recognised by their ETag.
 */
export const decodedLists = (mirror: Mirror) => {
  const lists = new Map<
    string,
    { rows: readonly MirroredRow[]; byId: Map<string, Kept<unknown>>; result: DecodedList<unknown>; stamp: string }
  >()

  /** `stamp` names what decoding depends on besides the row; another stamp decodes anew. */
  return async <Entity>(list: string, reader: Reader<Entity>, stamp = ''): Promise<DecodedList<Entity>> => {
    const rows = await mirror.rows(list)
    const before = lists.get(list)
    if (before && before.rows === rows && before.stamp === stamp) return before.result as DecodedList<Entity>
    const byId = new Map<string, Kept<Entity>>()
    for (const row of rows) {
      const kept = before?.stamp === stamp ? (before.byId.get(row.id) as Kept<Entity> | undefined) : undefined
      const same = kept && kept.row.etag === row.etag && kept.row.gone === row.gone && !kept.read.fault
      byId.set(row.id, same ? kept : { row, read: decode(list, row, reader) })
    }
    const reads = [...byId.values()].map(({ read }) => read)
    const result = {
      rows: reads.flatMap(({ decoded }) => (decoded ? [decoded] : [])),
      faults: reads.flatMap(({ fault }) => (fault ? [fault] : [])),
    }
    lists.set(list, { rows, byId, result, stamp })
    return result
  }
}
