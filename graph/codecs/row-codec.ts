import type { Cell, Column, Fields } from '../../assurance/register.ts'
import { keepable } from '../cells.ts'
import { column, type Keeping, type OptionalKeeping } from './keepings.ts'

/** Declared once per entity: how each of its properties is kept. A property without its column does not compile. */
export type Mapping<Entity> = {
  readonly [P in keyof Entity]-?: object extends Pick<Entity, P>
    ? OptionalKeeping<Exclude<Entity[P], undefined>>
    : Keeping<Entity[P]>
}

/** An entity read from a row, or why the row cannot be read; the reason names columns, never what stands in them. */
export type ReadRow<Entity> = { readonly entity: Entity } | { readonly fault: string }

export interface RowCodec<Entity> {
  readonly columns: readonly Column[]
  /** Every column, empty ones as null, so that a change clears what is gone. */
  write(entity: Entity): Fields
  read(fields: Fields): ReadRow<Entity>
}

/** Several keepings under one property, e.g. who and when. */
export const together = <T extends object>(mapping: Mapping<T>): Keeping<T> => {
  const parts = entriesOf(mapping)
  return {
    columns: parts.flatMap(([, { columns }]) => columns),
    write: (value) => writeParts(parts, value),
    read: (fields) => {
      const read = readParts<T>(parts, fields)
      if ('entity' in read) return { value: read.entity }
      const isEmpty = parts.every(([, part]) => part.read(fields) === 'none')
      return isEmpty ? 'none' : 'unreadable'
    },
  }
}

type Part = readonly [property: string, keeping: Keeping<unknown> & { readonly optional?: true }]
const entriesOf = <Entity>(mapping: Mapping<Entity>): readonly Part[] =>
  Object.entries(mapping) as unknown as readonly Part[]

const writeParts = (parts: readonly Part[], entity: object): Fields => {
  const fields: { [column: string]: Cell } = {}
  const values = entity as { readonly [property: string]: unknown }
  for (const [property, { columns, write }] of parts) {
    for (const { name } of columns) fields[name] = null
    if (values[property] !== undefined) Object.assign(fields, write(values[property]))
  }
  return fields
}

const readParts = <Entity>(parts: readonly Part[], fields: Fields): ReadRow<Entity> => {
  const entity: { [property: string]: unknown } = {}
  for (const [property, keeping] of parts) {
    const read = keeping.read(fields)
    const title = keeping.columns.map(({ title }) => `“${title}”`).join(', ')
    if (read === 'unreadable') return { fault: `The column ${title} does not hold what it should.` }
    if (read === 'none' && !keeping.optional) return { fault: `The column ${title} is empty.` }
    if (read !== 'none') entity[property] = read.value
  }
  return { entity: entity as Entity }
}

/** Columns worked out from the entity and only written: what people see first, and a key made of several properties. */
export interface Derived<Entity> {
  /** What the row is called in the column `Title` every list has. */
  readonly title?: (entity: Entity) => string
  readonly key?: { readonly name: string; readonly title: string; readonly of: (entity: Entity) => string }
}

/** Both ways between an entity and a row, derived from its mapping. */
export const rowCodec = <Entity extends object>(
  mapping: Mapping<Entity>,
  { title, key }: Derived<Entity> = {},
): RowCodec<Entity> => {
  const parts = entriesOf(mapping)
  const keyColumns = key ? [column(key.name, key.title, 'text', { indexed: true, unique: true })] : []
  return {
    columns: [...keyColumns, ...parts.flatMap(([, { columns }]) => columns)],
    write: (entity) => ({
      ...(title ? { Title: keepable(title(entity)).slice(0, 255) } : {}),
      ...(key ? { [key.name]: key.of(entity) } : {}),
      ...writeParts(parts, entity),
    }),
    read: (fields) => readParts<Entity>(parts, fields),
  }
}
