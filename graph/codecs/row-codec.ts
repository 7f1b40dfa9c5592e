import type { Instant, IsoDate } from '../../assurance/dates.ts'
import type { Cell, Column, Fields } from '../../assurance/register.ts'
import type { PersonRef } from '../../assurance/who.ts'
import { dayIn, dayOut, keepable, numberIn, textIn } from '../cells.ts'

/** What is made of a property's cells: its value, nothing, or that they cannot be read. */
export type Kept<T> = { readonly value: T } | 'none' | 'unreadable'

/** How one property is kept: its columns, and both ways between value and cells. */
export interface Keeping<T> {
  readonly columns: readonly Column[]
  readonly write: (value: T) => Fields
  readonly read: (fields: Fields) => Kept<T>
}

/** A property that may be absent; its cells are then empty. */
export interface OptionalKeeping<T> extends Keeping<T> {
  readonly optional: true
}

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

type Options = { readonly indexed?: true; readonly unique?: true }
const column = (
  name: string,
  title: string,
  type: Column['type'],
  options: Options & { choices?: readonly string[] } = {},
): Column => ({
  name,
  title,
  type,
  ...options,
  ...(options.unique ? { indexed: true } : {}),
})

const kept = <T>(value: T | undefined | null): Kept<T> =>
  value === undefined ? 'none' : value === null ? 'unreadable' : { value }

const single = <T>(
  column: Column,
  out: (value: T) => Cell,
  into: (cell: Cell | undefined) => T | undefined | null,
): Keeping<T> => ({
  columns: [column],
  write: (value) => ({ [column.name]: out(value) }),
  read: (fields) => kept(into(fields[column.name])),
})

/** Up to 255 characters. The column `Title` is in every list already. */
export const text = (name: string, title: string, options?: Options): Keeping<string> =>
  single(column(name, title, 'text', options), (value) => keepable(value).slice(0, 255), textIn)

export const note = (name: string, title: string): Keeping<string> =>
  single(column(name, title, 'note'), keepable, textIn)

export const number = (name: string, title: string, options?: Options): Keeping<number> =>
  single(column(name, title, 'number', options), (value) => value, numberIn)

/** Empty reads as no, as SharePoint shows it. */
export const yesNo = (name: string, title: string, options?: Options): Keeping<boolean> =>
  single<boolean>(
    column(name, title, 'yes-no', options),
    (value) => value,
    (cell) => cell === true || cell === 1 || cell === 'true',
  )

export const day = (name: string, title: string, options?: Options): Keeping<IsoDate> =>
  single<IsoDate>(column(name, title, 'day', options), dayOut, dayIn)

/** SharePoint keeps whole seconds. */
export const moment = (name: string, title: string): Keeping<Instant> =>
  single<Instant>(
    column(name, title, 'moment'),
    (value) => value,
    (cell) => {
      const text = textIn(cell)
      if (text === undefined) return undefined
      const time = Date.parse(text)
      return Number.isNaN(time) ? null : new Date(time).toISOString()
    },
  )

export const choice = <T extends string>(
  name: string,
  title: string,
  choices: readonly T[],
  options?: Options,
): Keeping<T> =>
  single<T>(
    column(name, title, 'choice', { ...options, choices }),
    (value) => value,
    (cell) => {
      const text = textIn(cell)
      return text === undefined ? undefined : (choices.find((choice) => choice === text) ?? null)
    },
  )

/** Anything as text that a function of its own reads back; `null` where it cannot. */
export const written = <T>(
  name: string,
  title: string,
  out: (value: T) => string,
  into: (text: string) => T | null,
  type: 'note' | 'text' = 'note',
): Keeping<T> =>
  single<T>(
    column(name, title, type),
    (value) => keepable(out(value)),
    (cell) => {
      const text = textIn(cell)
      return text === undefined ? undefined : into(text)
    },
  )

/** JSON in a note, vouched for by `is` when read. */
export const json = <T>(name: string, title: string, is: (value: unknown) => value is T): Keeping<T> =>
  written<T>(
    name,
    title,
    (value) => JSON.stringify(value),
    (text) => {
      try {
        const value: unknown = JSON.parse(text)
        return is(value) ? value : null
      } catch {
        return null
      }
    },
  )

/** A person as three text columns: display name, `oid` and `tid` (DESIGN §4). */
export const who = (stem: string, title: string): Keeping<PersonRef> => {
  const names = { name: `${stem}By`, oid: `${stem}ByOid`, tid: `${stem}ByTid` } as const
  return {
    columns: [
      column(names.name, title, 'text'),
      column(names.oid, `${title} (oid)`, 'text'),
      column(names.tid, `${title} (tid)`, 'text'),
    ],
    write: (value) => ({
      [names.name]: keepable(value.name).slice(0, 255),
      [names.oid]: value.oid,
      [names.tid]: value.tid,
    }),
    read: (fields) => {
      const [name, oid, tid] = [names.name, names.oid, names.tid].map((one) => textIn(fields[one]))
      if (oid === undefined && tid === undefined && name === undefined) return 'none'
      return oid !== undefined && tid !== undefined ? { value: { oid, tid, name: name ?? '' } } : 'unreadable'
    },
  }
}

/** Marks a property that may be absent. */
export const optional = <T>(keeping: Keeping<T>): OptionalKeeping<T> => ({ ...keeping, optional: true })

/** A property for which an empty cell means something, e.g. an empty list. */
export const otherwise = <T>(keeping: Keeping<T>, empty: T): Keeping<T> => ({
  ...keeping,
  read: (fields) => {
    const read = keeping.read(fields)
    return read === 'none' ? { value: empty } : read
  },
})

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
