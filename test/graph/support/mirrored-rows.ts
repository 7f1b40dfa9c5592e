import type { ReadUpTo } from '../../../graph/mirror/changed-rows.ts'
import type { MirroredRow } from '../../../graph/mirror/mirrored-row.ts'
import type { Mirror } from '../../../graph/mirror.ts'

interface Kept {
  upTo: ReadUpTo | undefined
  rows: Map<string, MirroredRow>
  turn: Promise<unknown>
}

const kept = new WeakMap<Mirror, Map<string, Kept>>()

const byAge = (one: MirroredRow, other: MirroredRow) => Number(one.id) - Number(other.id)

const catchUp = async (mirror: Mirror, list: string, so: Pick<Kept, 'upTo' | 'rows'>): Promise<void> => {
  for (let more = true; more; ) {
    const changed = await mirror.changed(list, so.upTo)
    if (changed.anew) so.rows.clear()
    for (const row of changed.rows) so.rows.set(row.id, row)
    so.upTo = changed.upTo
    more = changed.more
  }
}

/**
 * A list's rows in the order they were made, as somebody knows them who has followed their changes since the first call
 * for this mirror.
 */
export const rowsOf = async (mirror: Mirror, list: string): Promise<readonly MirroredRow[]> => {
  const lists = kept.get(mirror) ?? new Map<string, Kept>()
  kept.set(mirror, lists)
  const own = lists.get(list) ?? { upTo: undefined, rows: new Map(), turn: Promise.resolve() }
  lists.set(list, own)
  own.turn = own.turn.then(() => catchUp(mirror, list, own))
  await own.turn
  return [...own.rows.values()].sort(byAge)
}

/** The same as somebody reads them who knows nothing yet. */
export const rowsAnew = async (mirror: Mirror, list: string): Promise<readonly MirroredRow[]> => {
  const so = { upTo: undefined, rows: new Map() }
  await catchUp(mirror, list, so)
  return [...so.rows.values()].sort(byAge)
}
