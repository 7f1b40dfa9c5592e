import type { Column } from './columns.ts'
import type { Json } from './exchange.ts'
import { refuse } from './refusals.ts'
import { keyOf } from './values.ts'

type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'startswith'
type Node =
  | { is: 'and' | 'or'; left: Node; right: Node }
  | { is: 'compare'; field: string; by: Comparison; value: Json }

const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const signs = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const
const token = /\s*([(),]|'(?:[^']|'')*'|[^\s(),']+)/y

const split = (text: string): string[] => {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.trimEnd().length) {
    const found = token.exec(text)
    if (!found?.[1]) throw refuse.badFilter()
    tokens.push(found[1])
  }
  return tokens
}

const literal = (text: string | undefined): Json => {
  if (text === undefined) throw refuse.badFilter()
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  throw refuse.badFilter()
}

/** The filters SharePoint takes on items: comparisons of `fields/X`, startswith, and, or, parentheses. */
export const parseFilter = (text: string): Node => {
  const tokens = split(text)
  let at = 0
  const take = (expected: string) => {
    if (tokens[at++] !== expected) throw refuse.badFilter()
  }
  const field = (): string => {
    const name = /^fields\/(\w+)$/i.exec(tokens[at++] ?? '')?.[1]
    if (!name) throw refuse.badFilter()
    return name
  }
  const one = (): Node => {
    if (tokens[at] === '(') {
      at++
      const inside = either()
      take(')')
      return inside
    }
    if (tokens[at] === 'startswith') {
      at++
      take('(')
      const name = field()
      take(',')
      const value = literal(tokens[at++])
      take(')')
      if (typeof value !== 'string') throw refuse.badFilter()
      return { is: 'compare', field: name, by: 'startswith', value }
    }
    const name = field()
    const by = comparisons.find((sign) => sign === tokens[at])
    at++
    if (!by) throw refuse.badFilter()
    return { is: 'compare', field: name, by, value: literal(tokens[at++]) }
  }
  const all = (): Node => {
    let left = one()
    while (tokens[at] === 'and') {
      at++
      left = { is: 'and', left, right: one() }
    }
    return left
  }
  const either = (): Node => {
    let left = all()
    while (tokens[at] === 'or') {
      at++
      left = { is: 'or', left, right: all() }
    }
    return left
  }
  const whole = either()
  if (at !== tokens.length) throw refuse.badFilter()
  return whole
}

/** The column a filter or order names, refused where it is unknown or has no index (unless that was asked for). */
export const indexedColumn = (name: string, columns: readonly Column[], honour: boolean): Column => {
  const column = columns.find((one) => one.name === name)
  if (!column || column.personOrGroup) throw refuse.unknownField(name)
  if (!column.indexed && !honour) throw refuse.notIndexed(name)
  return column
}

/** Where PostgreSQL finds a column's value; text compares in lower case, bytewise. */
export const expressionOf = (column: Column): string => {
  if (column.name === 'ID') return 'id'
  if (column.name === 'Created') return 'created'
  if (column.name === 'Modified') return 'modified'
  const value = column.indexed ? `keys->>'${column.name}'` : `lower(fields->>'${column.name}')`
  return column.number ? `(${value})::numeric` : `(${value}) collate "C"`
}

/** The condition in SQL; its values are put at the end of `values`. */
export const toSql = (node: Node, columns: readonly Column[], honour: boolean, values: unknown[]): string => {
  if (node.is !== 'compare') {
    const [left, right] = [toSql(node.left, columns, honour, values), toSql(node.right, columns, honour, values)]
    return `(${left} ${node.is} ${right})`
  }
  const column = indexedColumn(node.field, columns, honour)
  const at = expressionOf(column)
  if (node.value === null) {
    if (node.by !== 'eq' && node.by !== 'ne') throw refuse.badFilter()
    return `${at} is ${node.by === 'eq' ? '' : 'not '}null`
  }
  const value = comparable(column, node.value)
  const put = (given: unknown, cast: string) => {
    values.push(given)
    return `$${values.length}::${cast}`
  }
  if (node.by === 'startswith') {
    if (typeof value !== 'string' || !(column.text || column.choice)) throw refuse.badFilter()
    return `starts_with(${at}, ${put(value, 'text')})`
  }
  const inKeys = column.indexed && !column.readOnly
  const equal = inKeys
    ? `keys @> ${put(JSON.stringify({ [column.name]: value }), 'jsonb')}`
    : `${at} = ${put(String(value), column.number ? 'numeric' : column.readOnly ? 'timestamptz' : 'text')}`
  if (node.by === 'eq') return equal
  if (node.by === 'ne') return `not coalesce(${equal}, false)`
  values.pop()
  return `${at} ${signs[node.by]} ${put(String(value), column.number ? 'numeric' : column.readOnly ? 'timestamptz' : 'text')}`
}

const comparable = (column: Column, value: Json): Json => {
  if (column.number) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number !== 'number' || Number.isNaN(number)) throw refuse.badFilter()
    return number
  }
  if (column.boolean) {
    if (value === true || value === 1 || value === '1') return true
    if (value === false || value === 0 || value === '0') return false
    throw refuse.badFilter()
  }
  if (typeof value !== 'string') throw refuse.badFilter()
  if (!column.dateTime) return keyOf(value)
  const moment = new Date(value)
  if (Number.isNaN(moment.getTime())) throw refuse.badFilter()
  return `${moment.toISOString().slice(0, 19)}Z`.toLowerCase()
}

/** The part that has to narrow a large list by an index: the first of those joined by `and`, every side of an `or`. */
export const leading = (node: Node): Node =>
  node.is === 'and'
    ? leading(node.left)
    : node.is === 'or'
      ? { ...node, left: leading(node.left), right: leading(node.right) }
      : node
