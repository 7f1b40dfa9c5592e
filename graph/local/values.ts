import type { Column } from './columns.ts'
import { isObject, type Json, type JsonObject, toSecond } from './exchange.ts'
import { refuse } from './refusals.ts'

/**
 * Checks the fields sent against the list's columns and puts them as SharePoint keeps them: an empty text is no value,
 * moments have whole seconds, a date alone is midnight UTC. A null means that the field is cleared.
 */
export const readFields = (given: Json | undefined, columns: readonly Column[]): JsonObject => {
  if (!isObject(given)) throw refuse.badArgument()
  const read: JsonObject = {}
  for (const [name, value] of Object.entries(given)) {
    if (name.includes('@odata.')) continue
    const column = columns.find((one) => one.name === name)
    if (!column) throw refuse.unknownField(name)
    if (column.readOnly) throw refuse.readOnlyField(name)
    read[name] = value === null || value === '' || value === undefined ? null : readValue(column, value, given)
  }
  return read
}

/** SharePoint keeps XML: no control characters but tab and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones refused
const unkeepable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

const readValue = (column: Column, value: Json, given: JsonObject): Json => {
  const wrong = (why: string) => refuse.badValue(column.name, why)
  if (typeof value === 'string' && (unkeepable.test(value) || !value.isWellFormed())) {
    throw wrong('it has a character that cannot be kept')
  }
  if (column.text) {
    if (typeof value !== 'string') throw wrong('a text is expected')
    const most = column.text.maxLength
    if (most !== undefined && value.length > most) throw wrong(`it is longer than ${most} characters`)
    return value
  }
  if (column.number) {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('a number is expected')
    const { minimum, maximum } = column.number
    if (minimum !== undefined && value < minimum) throw wrong(`it is below ${minimum}`)
    if (maximum !== undefined && value > maximum) throw wrong(`it is above ${maximum}`)
    return value
  }
  if (column.boolean) {
    if (typeof value !== 'boolean') throw wrong('true or false is expected')
    return value
  }
  if (column.dateTime) return readMoment(column, value)
  if (column.choice) return readChoice(column, column.choice, value, given)
  throw refuse.readOnlyField(column.name)
}

const readMoment = (column: Column, value: Json): string => {
  const wrong = refuse.badValue(column.name, 'a date as YYYY-MM-DD or a moment as YYYY-MM-DDThh:mm:ssZ is expected')
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(value)
  ) {
    throw wrong
  }
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value.slice(0, 10)) throw wrong
  const moment = new Date(value)
  if (Number.isNaN(moment.getTime())) throw wrong
  return column.dateTime?.format === 'dateOnly' ? `${moment.toISOString().slice(0, 10)}T00:00:00Z` : toSecond(moment)
}

/** Several choices need `X@odata.type`, without which SharePoint answers nothing more than a general exception. */
const readChoice = (column: Column, facet: NonNullable<Column['choice']>, value: Json, given: JsonObject): Json => {
  const several = facet.displayAs === 'checkBoxes'
  if (several && (!Array.isArray(value) || given[`${column.name}@odata.type`] !== 'Collection(Edm.String)')) {
    throw refuse.severalChoices()
  }
  const chosen = several && Array.isArray(value) ? value : [value]
  for (const one of chosen) {
    if (typeof one !== 'string') throw refuse.badValue(column.name, 'a text is expected')
    if (!facet.allowTextEntry && !facet.choices.includes(one)) {
      throw refuse.badValue(column.name, 'it is not one of the choices')
    }
    if (one.length > 255) throw refuse.badValue(column.name, 'it is longer than 255 characters')
  }
  return several && chosen.length === 0 ? null : value
}

/** The fields after a write: what was sent lies over what was there, and what was cleared is gone. */
export const mergeFields = (before: JsonObject, sent: JsonObject, columns: readonly Column[]): JsonObject => {
  const merged = Object.fromEntries(Object.entries({ ...before, ...sent }).filter(([, value]) => value !== null))
  const missing = columns.find(({ name, required, readOnly }) => required && !readOnly && merged[name] === undefined)
  if (missing) throw refuse.missing(missing.name)
  return merged
}

/** The indexed fields as SharePoint compares them: without regard to case. */
export const keysOf = (fields: JsonObject, columns: readonly Column[]): JsonObject => {
  const keys: JsonObject = {}
  for (const { name, indexed, readOnly } of columns) {
    const value = fields[name]
    if (indexed && !readOnly && value !== undefined) keys[name] = keyOf(value)
  }
  return keys
}

export const keyOf = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : value)
