import { refuse } from './refusals.ts'

/** The query options of a request; names without their `$`, as Graph v1.0 takes them either way. */
export interface QueryOptions {
  select: string[] | undefined
  /** `fields` or `columns` → what is selected of it (`undefined`: all). */
  expand: Map<string, string[] | undefined>
  filter: string | undefined
  orderby: { field: string; descending: boolean }[]
  top: number | undefined
  token: string | undefined
  skiptoken: string | undefined
}

const names = ['select', 'expand', 'filter', 'orderby', 'top', 'token', 'skiptoken'] as const
type Name = (typeof names)[number]

/** Reads the options this resource takes; any other is refused, as SharePoint refuses rather than ignores. */
export const readOptions = (query: URLSearchParams, allowed: readonly Name[]): QueryOptions => {
  const given = new Map<Name, string>()
  for (const [key, value] of query) {
    const name = names.find((one) => one === key.replace(/^\$/, '').toLowerCase())
    if (!name || !allowed.includes(name) || given.has(name)) throw refuse.badQuery(key)
    given.set(name, value)
  }
  return {
    select: list(given.get('select')),
    expand: readExpand(given.get('expand')),
    filter: given.get('filter'),
    orderby: readOrder(given.get('orderby')),
    top: readTop(given.get('top')),
    token: given.get('token'),
    skiptoken: given.get('skiptoken'),
  }
}

const list = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean)

const readTop = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text) || Number(text) < 1) throw refuse.badQuery('$top')
  return Number(text)
}

const readExpand = (text: string | undefined): Map<string, string[] | undefined> => {
  const expand = new Map<string, string[] | undefined>()
  let rest = text?.trim() ?? ''
  while (rest) {
    const found = /^(\w+)(?:\(\s*\$?select=([^()]*)\))?\s*(?:,\s*|$)/.exec(rest)
    if (!found?.[1]) throw refuse.badQuery('$expand')
    expand.set(found[1], list(found[2]))
    rest = rest.slice(found[0].length)
  }
  return expand
}

const readOrder = (text: string | undefined): { field: string; descending: boolean }[] =>
  (list(text) ?? []).map((part) => {
    const found = /^fields\/(\w+)(?:\s+(asc|desc))?$/i.exec(part)
    if (!found?.[1]) throw refuse.badQuery('$orderby')
    return { field: found[1], descending: found[2]?.toLowerCase() === 'desc' }
  })

/** Only what was selected, and the annotations that come with it. */
export const pick = <Value>(from: Record<string, Value>, select: string[] | undefined): Record<string, Value> =>
  select === undefined
    ? from
    : Object.fromEntries(Object.entries(from).filter(([key]) => key.startsWith('@') || select.includes(key)))
