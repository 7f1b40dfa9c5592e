import type { Fields } from '../../assurance/register.ts'
import type { ReadRow } from '../codecs/row-codec.ts'
import type { Version } from '../mirror/changed-rows.ts'
import type { Mirror } from '../mirror.ts'
import type { Index } from './indexes.ts'
import { createShelf, type DecodedList, type Shelf } from './shelf.ts'

/** How the rows of one list are read, and by what its entities are looked up. */
export interface Reader<Entity> {
  readonly read: (fields: Fields) => ReadRow<Entity>
  /** By which of its values an entity is found; the same for every call that names the list. */
  readonly indexes?: readonly Index<Entity>[]
  /** Names what makes an unreadable row readable besides a change of it; where it changes such rows are read again. */
  readonly stamp?: string
}

/** How far each list of the mirror has come, at one look. */
export type Versions = ReadonlyMap<string, Version>

/**
 * The mirror's rows as entities, kept in this process. Each row is decoded once for each of its versions, and only rows
 * that have changed since are asked for: a list that stands still costs nothing. `versions` is a look at the mirror that
 * serves several lists; each call takes its own where none is handed in.
 */
export const decodedLists = (mirror: Mirror) => {
  const shelves = new Map<string, Shelf<unknown>>()
  return async <Entity>(list: string, reader: Reader<Entity>, versions?: Versions): Promise<DecodedList<Entity>> => {
    const kept = (shelves.get(list) as Shelf<Entity> | undefined) ?? createShelf<Entity>(mirror, list, reader.indexes)
    shelves.set(list, kept as Shelf<unknown>)
    await kept.freshen(reader, (versions ?? (await mirror.versions())).get(list))
    return kept
  }
}
