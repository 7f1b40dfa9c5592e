import { isIsoDate, sayDay, sayShortDay } from '../../../assurance/dates.ts'
import type { Definition, Face, Field } from '../../../assurance/definition.ts'
import { type Answers, isAsked } from '../../../assurance/definition.ts'
import type { Raw } from '../../api/form-model.ts'

type Lines = (value: unknown) => readonly string[]

const text: Lines = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value).split('\n') : [])
const object = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as { [name: string]: unknown }
const words = (value: unknown) => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** What somebody typed, as lines to read over before it is handed in; it may still have faults. */
const lines: Face<Lines> = {
  text: () => text,
  'long-text': () => text,
  number: () => text,
  count: () => text,
  share: () => (value) => {
    const { n, of } = object(value)
    return n === undefined && of === undefined ? [] : [`${n ?? '?'} of ${of ?? '?'}`]
  },
  choice: () => text,
  choices: () => (value) => list(value).map(words),
  'yes-no': () => (value) => {
    const { answer, reason } = object(value)
    const said = answer === 'yes' ? ['Yes'] : answer === 'no' ? ['No'] : []
    return [...said, ...words(reason).split('\n')].filter((line) => line !== '')
  },
  rating:
    ({ options = [] }) =>
    (value) => {
      const said = options[Number(value) - 1]
      return said ? [said] : []
    },
  date: () => (value) => (isIsoDate(words(value)) ? [sayDay(words(value))] : text(value)),
  chronology: () => (value) =>
    list(value).map((entry) => {
      const { date, what, source } = object(entry)
      const day = isIsoDate(words(date)) ? sayShortDay(words(date)) : 'no date yet'
      return `${day}: ${words(what)}${words(source) ? ` (${words(source)})` : ''}`
    }),
  link: () => text,
  evidence: () => (value) => list(value).map((one) => words(object(one)['name'])),
}

/** The lines of one answer as typed; none where nothing has been typed. */
export const typedLines = (field: Field, raw: Raw): readonly string[] =>
  lines[field.type](field)(raw[field.id]).filter((line) => line.trim() !== '')

/** Whether a field is asked, given what has been typed so far: choices are typed as they are answered. */
export const isAskedNow = (field: Field, raw: Raw): boolean => isAsked(field, raw as Answers)

/** Everything typed, as plain text to take elsewhere. */
export const wordsOf = (definition: Definition, raw: Raw): string =>
  definition.sections
    .map(({ id, title }) => {
      const asked = definition.fields.filter((field) => field.section === id && isAskedNow(field, raw))
      return [
        title,
        ...asked.flatMap((field) => [field.label, ...typedLines(field, raw).map((line) => `  ${line}`)]),
      ].join('\n')
    })
    .join('\n\n')
