import type {
  Answer,
  AnswerOf,
  Answers,
  ChronologyEntry,
  Definition,
  Face,
  Field,
  FieldType,
} from '../assurance/definition.ts'
import { type AnswerFace, faceOf, ruleOf } from '../assurance/definition.ts'
import type { Cell, Column, Fields } from '../assurance/register.ts'
import { dayIn, dayOut, keepable, numberIn, textIn } from './cells.ts'

/** Internal names have at most 32 characters; the stem gives way to the suffix, and `listFaults` names a collision. */
const suffixed = (column: string, suffix: string) => `${column.slice(0, 32 - suffix.length)}${suffix}`

const share = ({ column }: Field) => [suffixed(column, '_N'), suffixed(column, '_Of')] as const
const why = ({ column }: Field) => suffixed(column, '_Why')

const titleLimit = 255
/** What a column is called; where the same is asked of several items, each with its number (DESIGN §2). */
const titled = (field: Field, more = '') => {
  const [, number] = /^item-(\d+)$/.exec(field.section) ?? []
  const label = number === undefined ? field.label : `${number}. ${field.label}`
  return `${label.slice(0, titleLimit - more.length)}${more}`
}

const one =
  (type: Column['type']) =>
  (field: Field): readonly Column[] => [{ name: field.column, title: titled(field), type }]
const choice = (field: Field): readonly Column[] => [
  { name: field.column, title: titled(field), type: 'choice', choices: field.options ?? [] },
]

/** The SharePoint columns of each type of field (DESIGN §2): what a person can read and filter in the list. */
const columnFace: Face<readonly Column[]> = {
  text: (field) => one((ruleOf(field, 'length')?.max ?? 0) > 255 ? 'note' : 'text')(field),
  'long-text': one('note'),
  number: one('number'),
  count: one('number'),
  share: (field) => [
    { name: share(field)[0], title: titled(field, ' (how many)'), type: 'number' },
    { name: share(field)[1], title: titled(field, ' (out of)'), type: 'number' },
  ],
  choice,
  choices: one('note'),
  'yes-no': (field) => [
    // A SharePoint yes/no column cannot be empty, and not answered is not no.
    { name: field.column, title: titled(field), type: 'choice', choices: ['yes', 'no'] },
    { name: why(field), title: titled(field, ' (reason)'), type: 'note' },
  ],
  rating: choice,
  date: one('day'),
  chronology: one('note'),
  // A text column holds 255 characters, an address may have more.
  link: one('note'),
  evidence: one('note'),
}

/** The columns of a definition's questions, in their order. */
export const questionColumns = (definition: Definition): readonly Column[] =>
  definition.fields.flatMap((field) => columnFace[field.type](field))

const keep = (text: string) => keepable(text)
const keepJson = (value: unknown) => keepable(JSON.stringify(value))

const cells: AnswerFace<Fields> = {
  text: (answer, { column }) => ({ [column]: keep(answer) }),
  'long-text': (answer, { column }) => ({ [column]: keep(answer) }),
  number: (answer, { column }) => ({ [column]: answer }),
  count: (answer, { column }) => ({ [column]: answer }),
  share: ({ n, of }, field) => ({ [share(field)[0]]: n, [share(field)[1]]: of }),
  choice: (answer, { column }) => ({ [column]: answer }),
  choices: (answer, { column }) => ({ [column]: answer.join('; ') }),
  'yes-no': ({ answer, reason }, field) => ({
    [field.column]: answer,
    [why(field)]: reason === undefined ? null : keep(reason),
  }),
  rating: (answer, { column, options = [] }) => ({ [column]: options[answer - 1] ?? null }),
  date: (answer, { column }) => ({ [column]: dayOut(answer) }),
  chronology: (answer, { column }) => ({ [column]: keepJson(answer) }),
  link: (answer, { column }) => ({ [column]: keep(answer) }),
  evidence: (answer, { column }) => ({ [column]: keepJson(answer) }),
}

/** The answers as cells; every column of the definition is named, so that what is no longer answered is cleared. */
export const answersToFields = (definition: Definition, answers: Answers | undefined): Fields => {
  const fields: { [column: string]: Cell } = {}
  for (const { name } of questionColumns(definition)) fields[name] = null
  for (const field of definition.fields) {
    const answer = answers?.[field.id]
    if (answer !== undefined) Object.assign(fields, faceOf(cells, field, answer))
  }
  return fields
}

/** An answer, none, or that the cell holds something that is no answer to this question. */
type Found<T> = { readonly answer: T } | 'none' | 'unreadable'
type CellReaders = { readonly [Type in FieldType]: (field: Field, fields: Fields) => Found<AnswerOf[Type]> }

const found = <T>(value: T | undefined | null): Found<T> =>
  value === undefined ? 'none' : value === null ? 'unreadable' : { answer: value }

const oneOf = (options: readonly string[], text: string | undefined): string | undefined | null =>
  text === undefined ? undefined : options.includes(text) ? text : null

/** Splits by the options themselves, longest first, since an option may hold a semicolon of its own. */
const split = (text: string, options: readonly string[]): readonly string[] | undefined => {
  if (text === '') return []
  for (const option of options.toSorted((a, b) => b.length - a.length)) {
    if (text === option) return [option]
    if (!text.startsWith(`${option};`)) continue
    const rest = split(text.slice(option.length + 1).trimStart(), options)
    if (rest) return [option, ...rest]
  }
  return undefined
}

const jsonIn = <T>(
  cell: Cell | undefined,
  isEntry: (entry: { [name: string]: unknown }) => boolean,
): Found<readonly T[]> => {
  const text = textIn(cell)
  if (text === undefined) return 'none'
  try {
    const value: unknown = JSON.parse(text)
    const isList =
      Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null && isEntry(entry))
    return isList ? { answer: value } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

const readText = (field: Field, fields: Fields) => found(textIn(fields[field.column]))
const readNumber = (field: Field, fields: Fields) => found(numberIn(fields[field.column]))
const areTexts = (...values: readonly unknown[]) => values.every((value) => typeof value === 'string')

const readers: CellReaders = {
  text: readText,
  'long-text': readText,
  number: readNumber,
  count: readNumber,
  share: (field, fields) => {
    const [n, of] = share(field).map((name) => numberIn(fields[name]))
    if (n === undefined && of === undefined) return 'none'
    return typeof n === 'number' && typeof of === 'number' ? { answer: { n, of } } : 'unreadable'
  },
  choice: (field, fields) => found(oneOf(field.options ?? [], textIn(fields[field.column]))),
  choices: (field, fields) => {
    const text = textIn(fields[field.column])
    if (text === undefined) return 'none'
    const chosen = split(text.trim(), field.options ?? [])
    return chosen ? { answer: (field.options ?? []).filter((option) => chosen.includes(option)) } : 'unreadable'
  },
  'yes-no': (field, fields) => {
    const answer = textIn(fields[field.column])?.toLowerCase()
    const reason = textIn(fields[why(field)])
    if (answer === undefined) return reason === undefined ? 'none' : 'unreadable'
    if (answer !== 'yes' && answer !== 'no') return 'unreadable'
    return { answer: reason === undefined ? { answer } : { answer, reason } }
  },
  rating: (field, fields) => {
    const words = oneOf(field.options ?? [], textIn(fields[field.column]))
    return found(typeof words === 'string' ? (field.options ?? []).indexOf(words) + 1 : words)
  },
  date: (field, fields) => found(dayIn(fields[field.column])),
  chronology: (field, fields) =>
    jsonIn<ChronologyEntry>(
      fields[field.column],
      ({ date, what, source }) => areTexts(date, what) && (source === undefined || areTexts(source)),
    ),
  link: readText,
  evidence: (field, fields) => jsonIn(fields[field.column], ({ name, item }) => areTexts(name, item)),
}

/**
 * The inverse of `answersToFields`: the answers in a row, or which column was made unreadable by hand. The fault names
 * the question and never what stands there.
 */
export const fieldsToAnswers = (
  definition: Definition,
  fields: Fields,
): { readonly answers: Answers } | { readonly fault: string } => {
  const answers: { [field: string]: Answer } = {}
  for (const field of definition.fields) {
    const read: Found<Answer> = readers[field.type](field, fields)
    if (read === 'unreadable') return { fault: `The column “${field.label}” does not hold an answer that can be read.` }
    if (read !== 'none') answers[field.id] = read.answer
  }
  return { answers }
}
