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

type Options = { readonly indexed?: true; readonly unique?: true }
/** A column with what follows from its options: a unique one is indexed. */
export const column = (
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
