import type { Fields } from '../../assurance/register.ts'
import type { ReadUpTo, Version } from '../mirror/changed-rows.ts'
import type { MirroredRow } from '../mirror/mirrored-row.ts'
import type { Mirror } from '../mirror.ts'
import type { Reader } from './decoded-lists.ts'
import { createIndexes, type Index } from './indexes.ts'

/** A row that somebody has made unreadable by hand; `kept` where its last good reading still stands. */
export interface RowFault {
  readonly list: string
  readonly row: string
  readonly say: string
  readonly kept: boolean
}

/** An entity with the row it was read from; a new object whenever either changes. */
export interface Decoded<Entity> {
  readonly entity: Entity
  readonly row: Pick<MirroredRow, 'id' | 'etag' | 'gone'>
  /** Why the row cannot be read now; the entity is then its last good reading. */
  readonly fault?: RowFault
}

/** A list's entities as they are now. */
export interface DecodedList<Entity> {
  /** In the order their rows were made; the same array until one changes. */
  readonly rows: readonly Decoded<Entity>[]
  readonly faults: readonly RowFault[]
  /** Those with this value in one of the list's indexes. */
  by(index: string, value: string): readonly Decoded<Entity>[]
}

/** A list's entities with what brings them up to date. */
export interface Shelf<Entity> extends DecodedList<Entity> {
  /** Brings it at least as far as `version`, which the list had at a look just taken; undefined where it is not mirrored. */
  freshen(reader: Reader<Entity>, version: Version | undefined): Promise<void>
}

interface Slot<Entity> {
  readonly row: Decoded<Entity>['row']
  readonly decoded?: Decoded<Entity>
  readonly fault?: RowFault
  /** The row as it is, where it could not be read: it may become readable. */
  readonly unread?: MirroredRow
}

/**
 * The last good reading with all of the row that can be read by now laid over it, cell by cell: what somebody changed well
 * beside a slip counts, and only the slip does not.
 */
const readBeside = <Entity>(fields: Fields, good: Fields, read: Reader<Entity>['read']) => {
  let kept = good
  for (const column of new Set([...Object.keys(good), ...Object.keys(fields)])) {
    const now = fields[column] ?? null
    if ((kept[column] ?? null) === now) continue
    const tried = { ...kept, [column]: now }
    if ('entity' in read(tried)) kept = tried
  }
  return read(kept)
}

/** One row as its entity: as it stands, else by its last good reading beside its fault. */
const decode = <Entity>(list: string, mirrored: MirroredRow, { read }: Reader<Entity>): Slot<Entity> => {
  const { id, etag, gone, fields, good } = mirrored
  const row = { id, etag, gone }
  const now = read(fields)
  if ('entity' in now) return { row, decoded: { entity: now.entity, row } }
  const last = good ? readBeside(fields, good, read) : undefined
  const kept = last !== undefined && 'entity' in last
  // Nobody can mend a row that was deleted.
  if (gone && !kept) return { row, unread: mirrored }
  const fault = { list, row: id, say: now.fault, kept }
  return { row, fault, unread: mirrored, ...(kept ? { decoded: { entity: last.entity, row, fault } } : {}) }
}

const byAge = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one.length - other.length || (one < other ? -1 : one > other ? 1 : 0)

/** What is kept of a list; `isSorted` while its rows stand in the order they were made. */
const createStock = <Entity>(by: readonly Index<Entity>[]) => {
  let slots = new Map<string, Slot<Entity>>()
  let isSorted = true
  let last: string | undefined
  const unread = new Map<string, MirroredRow>()
  const indexes = createIndexes<Entity, Decoded<Entity>>(by)
  return {
    unread,
    indexes,
    get: (id: string) => slots.get(id),
    put(slot: Slot<Entity>) {
      const { id } = slot.row
      const before = slots.get(id)
      if (!before && last !== undefined && byAge([last, 0], [id, 0]) > 0) isSorted = false
      last = before ? last : id
      if (before?.decoded) indexes.remove(id, before.decoded.entity)
      if (slot.decoded) indexes.put(id, slot.decoded)
      if (slot.unread) unread.set(id, slot.unread)
      else unread.delete(id)
      slots.set(id, slot)
    },
    show() {
      if (!isSorted) slots = new Map([...slots].sort(byAge))
      isSorted = true
      const rows: Decoded<Entity>[] = []
      const faults: RowFault[] = []
      for (const { decoded, fault } of slots.values()) {
        if (decoded) rows.push(decoded)
        if (fault) faults.push(fault)
      }
      return { rows, faults }
    },
  }
}

/** The entities of one list, each row decoded once for each of its versions. */
export const createShelf = <Entity>(mirror: Mirror, list: string, by: readonly Index<Entity>[] = []): Shelf<Entity> => {
  let stock = createStock<Entity>(by)
  let upTo: ReadUpTo | undefined
  let stamp: string | undefined
  let shown: { readonly rows: readonly Decoded<Entity>[]; readonly faults: readonly RowFault[] } | undefined
  let turn: Promise<void> = Promise.resolve()

  const isFresh = (version: Version | undefined) =>
    version === undefined
      ? upTo === undefined
      : upTo !== undefined && upTo.era === version.era && upTo.version >= version.version

  const freshenNow = async (reader: Reader<Entity>, version: Version | undefined) => {
    if (stamp !== reader.stamp) {
      for (const row of [...stock.unread.values()]) stock.put(decode(list, row, reader))
      shown = undefined
    }
    stamp = reader.stamp
    if (isFresh(version)) return
    let since = upTo
    // Another era is read aside and shown when it is complete; what was decoded is known again by its ETag.
    let into = stock
    for (let more = true; more; ) {
      const changed = await mirror.changed(list, since)
      if (changed.anew) into = createStock<Entity>(by)
      for (const row of changed.rows) {
        const same = stock.get(row.id)
        const isSame = same && !same.unread && same.row.etag === row.etag && same.row.gone === row.gone
        into.put(isSame ? same : decode(list, row, reader))
      }
      since = changed.upTo
      more = changed.more
    }
    stock = into
    shown = undefined
    upTo = version === undefined ? undefined : since
  }

  const show = () => {
    shown ??= stock.show()
    return shown
  }
  return {
    get rows() {
      return show().rows
    },
    get faults() {
      return show().faults
    },
    by: (index, value) => stock.indexes.find(index, value),
    freshen(reader, version) {
      // One after another; whoever comes second finds it done.
      const work = turn.then(() => freshenNow(reader, version))
      turn = work.catch(() => undefined)
      return work
    },
  }
}
