import { randomUUID } from 'node:crypto'
import { isObject, type Json, type JsonObject } from './exchange.ts'
import { refuse } from './refusals.ts'

/** A column as Graph's `columnDefinition` gives it, and as it is stored. */
export interface Column {
  id: string
  name: string
  displayName: string
  description: string
  columnGroup: string
  hidden: boolean
  indexed: boolean
  enforceUniqueValues: boolean
  readOnly: boolean
  required: boolean
  text?: {
    allowMultipleLines: boolean
    appendChangesToExistingText: boolean
    linesForEditing: number
    maxLength?: number
  }
  choice?: { allowTextEntry: boolean; choices: string[]; displayAs: string }
  number?: { decimalPlaces: string; displayAs: string; minimum?: number; maximum?: number }
  dateTime?: { displayAs: string; format: string }
  boolean?: Record<string, never>
  personOrGroup?: { allowMultipleSelection: boolean; chooseFromType: string; displayAs: string }
}

const builtIn = (column: Partial<Column> & { id: string; name: string }): Column => ({
  displayName: column.name,
  description: '',
  columnGroup: 'Custom Columns',
  hidden: false,
  indexed: false,
  enforceUniqueValues: false,
  readOnly: true,
  required: false,
  ...column,
})

const person = {
  allowMultipleSelection: false,
  chooseFromType: 'peopleAndGroups',
  displayAs: 'nameWithPictureAndDetails',
}
const moment = { displayAs: 'standard', format: 'dateTime' }

/** The columns every list has, with SharePoint's own ids. */
export const builtInColumns = (): Column[] => [
  builtIn({ id: 'fa564e0f-0c70-4ab9-b863-0177e6ddd247', name: 'Title', readOnly: false, text: textFacet({}) }),
  builtIn({
    id: '1d22ea11-1e32-424e-89ab-9fedbadb6ce1',
    name: 'ID',
    indexed: true,
    number: { decimalPlaces: 'automatic', displayAs: 'number' },
  }),
  builtIn({ id: '28cf69c5-fa48-462a-b5cd-27b6f9d2bd5f', name: 'Modified', dateTime: moment }),
  builtIn({ id: '8c06beca-0777-48f7-91c7-6da68bc07b69', name: 'Created', dateTime: moment }),
  builtIn({
    id: '1df5e554-ec7e-46a6-901d-d85a3881cb18',
    name: 'Author',
    displayName: 'Created By',
    personOrGroup: person,
  }),
  builtIn({
    id: 'd31655d1-1d5b-4511-95a1-7a09e9b75bf2',
    name: 'Editor',
    displayName: 'Modified By',
    personOrGroup: person,
  }),
]

const facets = ['text', 'choice', 'number', 'dateTime', 'boolean'] as const
const plain = [
  'name',
  'displayName',
  'description',
  'columnGroup',
  'hidden',
  'indexed',
  'enforceUniqueValues',
  'required',
]
/** SharePoint allows 20 indexes a list, and internal names of 32 characters (DESIGN §4: stable ASCII names). */
const mostIndexes = 20

const flag = (value: Json | undefined, otherwise = false): boolean => {
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'boolean') throw refuse.badArgument()
  return value
}
const word = (value: Json | undefined, otherwise: string): string => {
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'string') throw refuse.badArgument()
  return value
}
const amount = (value: Json | undefined): number | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw refuse.badArgument()
  return value
}

const textFacet = (given: JsonObject): NonNullable<Column['text']> => {
  const allowMultipleLines = flag(given['allowMultipleLines'])
  const maxLength = amount(given['maxLength']) ?? 255
  if (!allowMultipleLines && (maxLength < 1 || maxLength > 255)) {
    throw refuse.badColumn('The maxLength of a single line of text must be between 1 and 255.')
  }
  return {
    allowMultipleLines,
    appendChangesToExistingText: flag(given['appendChangesToExistingText']),
    linesForEditing: amount(given['linesForEditing']) ?? (allowMultipleLines ? 6 : 0),
    ...(allowMultipleLines ? {} : { maxLength }),
  }
}

const choiceFacet = (given: JsonObject): NonNullable<Column['choice']> => {
  const choices = given['choices']
  if (!Array.isArray(choices) || !choices.every((one) => typeof one === 'string')) {
    throw refuse.badColumn('A choice column needs its choices.')
  }
  return {
    allowTextEntry: flag(given['allowTextEntry']),
    choices,
    displayAs: word(given['displayAs'], 'dropDownMenu'),
  }
}

const facetOf = (kind: (typeof facets)[number], given: JsonObject): Partial<Column> => {
  switch (kind) {
    case 'text':
      return { text: textFacet(given) }
    case 'choice':
      return { choice: choiceFacet(given) }
    case 'number': {
      const minimum = amount(given['minimum'])
      const maximum = amount(given['maximum'])
      return {
        number: {
          decimalPlaces: word(given['decimalPlaces'], 'automatic'),
          displayAs: word(given['displayAs'], 'number'),
          ...(minimum === undefined ? {} : { minimum }),
          ...(maximum === undefined ? {} : { maximum }),
        },
      }
    }
    case 'dateTime':
      return { dateTime: { displayAs: word(given['displayAs'], 'default'), format: word(given['format'], 'dateOnly') } }
    case 'boolean':
      return { boolean: {} }
  }
}

/** A new column from what was posted; the facts of SharePoint that forbid it are refused. */
export const newColumn = (given: Json | undefined, present: readonly Column[]): Column => {
  if (!isObject(given)) throw refuse.badArgument()
  const kinds = Object.keys(given).filter((key) => !plain.includes(key) && !key.startsWith('@'))
  const kind = facets.find((one) => one === kinds[0])
  if (kinds.length !== 1 || !kind) throw refuse.badArgument()
  const facet = given[kind]
  if (!isObject(facet)) throw refuse.badArgument()
  const name = word(given['name'], '')
  if (!/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(name)) {
    throw refuse.badColumn(`The column name '${name}' is not valid: a letter, then letters, digits or _, 32 at most.`)
  }
  if (present.some((one) => one.name.toLowerCase() === name.toLowerCase())) {
    throw refuse.nameTaken('A column with the same name already exists in the list.')
  }
  const column: Column = {
    ...builtIn({ id: randomUUID(), name, readOnly: false }),
    displayName: word(given['displayName'], name),
    description: word(given['description'], ''),
    columnGroup: word(given['columnGroup'], 'Custom Columns'),
    hidden: flag(given['hidden']),
    indexed: flag(given['indexed']),
    enforceUniqueValues: flag(given['enforceUniqueValues']),
    required: flag(given['required']),
    ...facetOf(kind, facet),
  }
  return checkIndexes(column, present)
}

/** The column after a PATCH: its name and its kind stay. */
export const changedColumn = (column: Column, given: Json | undefined, present: readonly Column[]): Column => {
  if (!isObject(given)) throw refuse.notJson()
  const keys = Object.keys(given).filter((key) => !key.startsWith('@'))
  for (const key of keys) {
    if (key === 'name' && given[key] === column.name) continue
    const facet = facets.find((one) => one === key)
    if (key === 'name' || (!plain.includes(key) && !(facet && facet in column))) throw refuse.badArgument()
  }
  const facet = facets.find((one) => one in column)
  const changes = facet && isObject(given[facet]) ? facetOf(facet, { ...column[facet], ...given[facet] }) : {}
  const others = present.filter((one) => one.id !== column.id)
  return checkIndexes(
    {
      ...column,
      displayName: word(given['displayName'], column.displayName),
      description: word(given['description'], column.description),
      hidden: flag(given['hidden'], column.hidden),
      indexed: flag(given['indexed'], column.indexed),
      enforceUniqueValues: flag(given['enforceUniqueValues'], column.enforceUniqueValues),
      required: flag(given['required'], column.required),
      ...changes,
    },
    others,
  )
}

const checkIndexes = (column: Column, others: readonly Column[]): Column => {
  if (column.enforceUniqueValues && !column.indexed) {
    throw refuse.badColumn(`Column '${column.name}' must be indexed to enforce unique values.`)
  }
  if (column.indexed && (column.text?.allowMultipleLines || column.choice?.displayAs === 'checkBoxes')) {
    throw refuse.badColumn(`Column '${column.name}' is of a type that cannot be indexed.`)
  }
  const indexes = others.filter(({ indexed, readOnly }) => indexed && !readOnly).length + (column.indexed ? 1 : 0)
  if (indexes > mostIndexes) throw refuse.badColumn(`A list can have at most ${mostIndexes} indexed columns.`)
  return column
}
