import { type IsoDate, isIsoDate } from './dates.ts'
import type { PathFault } from './partnership.ts'

export type Path = PathFault['path']

/**
 * Reads one map of a partnership's file or one row of a list. Each accessor gives a value of its type; where the raw one
 * is missing or wrong it names the fault and gives a stand-in, so that one reading names every fault there is.
 */
export interface Item {
  readonly path: Path
  /** How a sentence speaks of it: `agency “gwh”`. */
  readonly about: string
  has(key: string): boolean
  text(key: string): string
  slug(key: string): string
  /** A day; empty where there is none, so that nothing is compared with it. */
  day(key: string): IsoDate
  flag(key: string): boolean
  whole(key: string): number
  oneOf<Option extends string>(key: string, options: readonly Option[]): Option
  texts(key: string): readonly string[]
  /** An id that must be among those known; `what` is the noun for it. */
  reference(key: string, what: string, known: Iterable<string>): string
  map(key: string, about: string): Item
  list<Out>(key: string, noun: string, read: (item: Item) => Out): readonly Out[]
  raw(key: string): unknown
  /** The keys there are, whether or not anybody asks for them. */
  keys(): readonly string[]
  /** A fault of the thing itself, of one of its keys, or of what lies further in. */
  fault(where: string | Path | undefined, say: string): void
  /** Names what is there besides the keys asked for. Called once everything has been read. */
  done(): void
}

const isMap = (raw: unknown): raw is { readonly [key: string]: unknown } =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

const editsBetween = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (one.charAt(i - 1) === other.charAt(j - 1) ? 0 : 1),
        ),
      )
    row = next
  }
  return row.at(-1) ?? 0
}

/** The known word nearest to one that is not, where somebody may well have meant it. */
const nearest = (word: string, known: Iterable<string>): string | undefined => {
  const near = [...known]
    .map((one) => ({ one, edits: editsBetween(word.toLowerCase(), one.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits)[0]
  return near && near.edits <= (word.length < 4 ? 1 : 2) ? near.one : undefined
}

const shortList = 6
const longList = 20

/** *Known: england.* for a few; *Did you mean “gwh”?* for many where one is near; else the whole list. */
const sayKnown = (word: string, known: Iterable<string>): string => {
  const all = [...known]
  const near = all.length > shortList ? nearest(word, all) : undefined
  if (near) return `Did you mean “${near}”?`
  if (all.length === 0) return 'None is defined.'
  const more = all.length - longList
  return `Known: ${all.slice(0, longList).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

const show = (raw: unknown): string => (typeof raw === 'object' && raw !== null ? 'a list or map' : `“${String(raw)}”`)

/** What a sentence calls a thing of a list: by its id or whatever names it, otherwise by its place. */
const called = (noun: string, raw: unknown, at: number): string => {
  const map = isMap(raw) ? raw : {}
  const name = ['id', 'ref', 'name', 'title'].map((key) => map[key]).find((one) => typeof one === 'string')
  return name === undefined ? `${noun} ${at + 1}` : `${noun} “${name}”`
}

/** Reads `raw` as a map; faults are added to `faults` with their path. */
export const itemOf = (raw: unknown, path: Path, about: string, faults: PathFault[]): Item => {
  const asked = new Set<string>()
  const add = (where: Path, say: string) => faults.push({ path: where, say: `${about} ${say}` })
  if (!isMap(raw)) add(path, `should be a map of keys and values, but is ${raw === null ? 'empty' : show(raw)}.`)
  const source = isMap(raw) ? raw : undefined
  const at = (key: string): unknown => {
    asked.add(key)
    return source?.[key]
  }
  const given = (key: string): boolean => at(key) !== undefined && at(key) !== null

  /** One value; `right` says whether it is as it should be, `wanted` what it should be. */
  const value = <Out>(key: string, right: (raw: unknown) => raw is Out, wanted: string, standIn: Out): Out => {
    const found = at(key)
    if (right(found)) return found
    if (!source) return standIn
    if (!given(key)) add([...path, key], `has no “${key}”.`)
    else add([...path, key], `gives “${key}” as ${show(found)}; it should be ${wanted}.`)
    return standIn
  }

  const item: Item = {
    path,
    about,
    has: given,
    raw: at,
    keys: () => Object.keys(source ?? {}),
    text: (key) =>
      value(
        key,
        (one): one is string => typeof one === 'string' && one.trim() !== '',
        'text (put it in quotes)',
        '',
      ).trim(),
    slug: (key) =>
      value(
        key,
        (one): one is string => typeof one === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(one),
        'lower-case letters, digits and single hyphens',
        '',
      ),
    day: (key) =>
      value<IsoDate>(
        key,
        (one): one is IsoDate => typeof one === 'string' && isIsoDate(one),
        'a day that exists, as in 2026-12-02',
        '',
      ),
    flag: (key) => value(key, (one): one is boolean => typeof one === 'boolean', 'true or false', false),
    whole: (key) => value(key, (one): one is number => Number.isInteger(one), 'a whole number', 0),
    oneOf: (key, options) => {
      const [first] = options
      if (first === undefined) throw new Error(`No options for ${key}`)
      type Option = (typeof options)[number]
      return value(
        key,
        (one): one is Option => options.some((option) => option === one),
        `one of: ${options.join(', ')}`,
        first,
      )
    },
    texts: (key) => {
      const all = value(key, Array.isArray, 'a list of texts', [] as unknown[])
      all.forEach((one, index) => {
        if (typeof one !== 'string')
          add([...path, key, index], `gives ${show(one)} in “${key}”; each should be text (put it in quotes).`)
      })
      return all.filter((one): one is string => typeof one === 'string')
    },
    reference: (key, what, known) => {
      const id = item.text(key)
      const all = [...known]
      if (id !== '' && !all.includes(id))
        add([...path, key], `uses ${what} “${id}”, which is not defined. ${sayKnown(id, all)}`)
      return id
    },
    map: (key, name) => {
      if (!given(key)) {
        add([...path, key], `has no “${key}”.`)
        return itemOf({}, [...path, key], name, [])
      }
      return itemOf(at(key), [...path, key], name, faults)
    },
    list: (key, noun, read) => {
      if (!given(key)) return []
      return value(key, Array.isArray, 'a list', [] as unknown[]).map((one, index) => {
        const entry = itemOf(one, [...path, key, index], called(noun, one, index), faults)
        const out = read(entry)
        entry.done()
        return out
      })
    },
    fault: (where, say) =>
      add([...path, ...(where === undefined ? [] : typeof where === 'string' ? [where] : where)], say),
    done: () => {
      for (const key of Object.keys(source ?? {})) {
        if (asked.has(key)) continue
        const near = nearest(key, asked)
        add(
          [...path, key],
          `has “${key}”, which means nothing here. ${near ? `Did you mean “${near}”?` : `Known: ${[...asked].join(', ')}.`}`,
        )
      }
    },
  }
  return item
}

/** Names every id that is there more than once, at its later places. */
export const nameDuplicates = (
  ids: readonly { readonly id: string; readonly path: Path }[],
  noun: string,
  faults: PathFault[],
): void => {
  const seen = new Set<string>()
  for (const { id, path } of ids) {
    if (id !== '' && seen.has(id))
      faults.push({ path, say: `${noun} “${id}” is there more than once; each id is used once.` })
    seen.add(id)
  }
}
