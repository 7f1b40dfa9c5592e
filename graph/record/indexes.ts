/** A value that entities are found by. */
export interface Index<Entity> {
  readonly name: string
  of(entity: Entity): string
}

/** Things found by a value of their entity, kept up to date one at a time. */
export interface Indexes<Entity, Thing> {
  put(id: string, thing: Thing): void
  remove(id: string, entity: Entity): void
  /** In no particular order; nothing where the index is not kept. */
  find(index: string, value: string): readonly Thing[]
}

export const createIndexes = <Entity, Thing extends { readonly entity: Entity }>(
  indexes: readonly Index<Entity>[],
): Indexes<Entity, Thing> => {
  const kept = indexes.map((index) => ({ index, things: new Map<string, Map<string, Thing>>() }))
  return {
    put(id, thing) {
      for (const { index, things } of kept) {
        const value = index.of(thing.entity)
        const there = things.get(value)
        if (there) there.set(id, thing)
        else things.set(value, new Map([[id, thing]]))
      }
    },
    remove(id, entity) {
      for (const { index, things } of kept) {
        const value = index.of(entity)
        const there = things.get(value)
        there?.delete(id)
        if (there?.size === 0) things.delete(value)
      }
    },
    find(name, value) {
      const there = kept.find(({ index }) => index.name === name)?.things.get(value)
      return there ? [...there.values()] : []
    },
  }
}
