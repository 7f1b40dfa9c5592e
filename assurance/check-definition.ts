import { type Definition, type Field, type FieldType, fieldTypes, type Rule } from './definition.ts'
import type { ColumnType } from './register.ts'

/** What is wrong with a definition; `field` where it is one question's fault. */
export interface DefinitionFault {
  readonly field?: string
  readonly say: string
}

const columnName = /^[A-Za-z][A-Za-z0-9_]*$/
const longestColumn = 32

/**
 * What SharePoint publishes per list: columns of a type, and bytes each takes of a row of 8,000, of which 256 are its
 * own. The columns every list of requests has besides its questions are left room for.
 */
const room: { readonly [Type in ColumnType]: { readonly most: number; readonly bytes: number } } = {
  text: { most: 276, bytes: 28 },
  note: { most: 192, bytes: 28 },
  choice: { most: 276, bytes: 28 },
  number: { most: 72, bytes: 12 },
  day: { most: 48, bytes: 12 },
  moment: { most: 48, bytes: 12 },
  'yes-no': { most: 96, bytes: 5 },
}
/** Types SharePoint counts together, and what they are called. */
const together: readonly { readonly types: readonly ColumnType[]; readonly called: string }[] = [
  { types: ['text', 'choice'], called: 'text and choice' },
  { types: ['note'], called: 'many lines' },
  { types: ['number'], called: 'number' },
  { types: ['day', 'moment'], called: 'date' },
  { types: ['yes-no'], called: 'yes/no' },
]
const rowBytes = 8_000 - 256
/** What every list of requests has besides its questions; a test holds it to the list itself. */
export const ownColumns: { readonly [Type in ColumnType]: number } = {
  text: 56,
  note: 14,
  choice: 3,
  number: 4,
  day: 8,
  moment: 12,
  'yes-no': 4,
}
/** More than this no list can hold, whatever their types; they are then not looked at one by one. */
export const mostQuestions = 276
const longestOption = 255

/** The columns an answer of each type takes at most. */
const columnsOf: { readonly [Type in FieldType]: readonly ColumnType[] } = {
  text: ['text'],
  'long-text': ['note'],
  number: ['number'],
  count: ['number'],
  share: ['number', 'number'],
  choice: ['choice'],
  choices: ['note'],
  'yes-no': ['choice', 'note'],
  rating: ['choice'],
  date: ['day'],
  chronology: ['note'],
  link: ['note'],
  evidence: ['note'],
}

const numeric: readonly FieldType[] = ['number', 'count']
const worded: readonly FieldType[] = ['text', 'long-text', 'chronology', 'yes-no']
const optioned: readonly FieldType[] = ['choice', 'choices', 'rating']
const deciding: readonly FieldType[] = ['choice', 'yes-no']

const duplicated = (words: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return [...new Set(words.filter((word) => seen.has(word) || !seen.add(word)))]
}

const fieldFaults = (field: Field, definition: Definition): readonly string[] => {
  const says: string[] = []
  const { options = [], column, type } = field
  if (!fieldTypes.includes(type))
    return [`is of type “${type}”, which does not exist. Known: ${fieldTypes.join(', ')}.`]
  if (field.label.trim() === '') says.push('has no words.')
  if (!columnName.test(column) || column.length > longestColumn)
    says.push(
      `has the column name “${column}”; it should be letters, digits and underscores, at most ${longestColumn}.`,
    )
  if (!definition.sections.some(({ id }) => id === field.section))
    says.push(`belongs to the section “${field.section}”, which does not exist.`)
  if (optioned.includes(type) && options.length < 2) says.push('needs at least two options, one a line.')
  if (!optioned.includes(type) && options.length > 0) says.push(`has options, which a ${type} question does not take.`)
  for (const option of duplicated(options)) says.push(`has the option “${option}” more than once.`)
  if (options.some((option) => option.trim() === '')) says.push('has an empty option.')
  if (options.some((option) => option.length > longestOption))
    says.push(`has an option of more than ${longestOption} characters, which SharePoint does not take.`)
  if (field.criteria && field.criteria.length !== options.length)
    says.push(`has ${field.criteria.length} criteria beside ${options.length} options; there is one for each.`)
  for (const name of duplicated(field.rules.map(({ rule }) => rule)))
    says.push(`has the rule “${name}” more than once.`)
  for (const rule of field.rules) says.push(...ruleFaults(field, rule, definition))
  return says
}

const ruleFaults = (field: Field, rule: Rule, { fields }: Definition): readonly string[] => {
  const other = 'field' in rule ? fields.find(({ id }) => id === rule.field) : undefined
  if ('field' in rule && !other) return [`names “${rule.field}” in a rule, and there is no such question.`]
  switch (rule.rule) {
    case 'required':
      return []
    case 'length':
      if (!worded.includes(field.type)) return ['has a length, which only text has.']
      return rule.max < 1 || (rule.min ?? 0) > rule.max ? ['has a length that nothing can have.'] : []
    case 'range':
      if (!numeric.includes(field.type)) return ['has a range, which only numbers have.']
      return rule.min !== undefined && rule.max !== undefined && rule.min > rule.max
        ? ['has a range that no number is in.']
        : []
    case 'at-most':
      if (other?.id === field.id) return ['is compared with itself.']
      return numeric.includes(field.type) && other && numeric.includes(other.type)
        ? []
        : [`is compared with “${rule.field}”; both should be numbers.`]
    case 'steady':
      if (!numeric.includes(field.type) && field.type !== 'share')
        return ['is to be steady, which only numbers and shares are.']
      return fields.some(({ id, type }) => id === rule.explain && worded.includes(type))
        ? []
        : [`is explained in “${rule.explain}”, which should be a text question.`]
    case 'show-when':
      return other ? showWhenFaults(field, rule.is, other, fields) : []
  }
}

const showWhenFaults = (field: Field, is: string, other: Field, fields: readonly Field[]): readonly string[] => {
  const answers = other.type === 'yes-no' ? ['yes', 'no'] : (other.options ?? [])
  if (!deciding.includes(other.type))
    return [`is shown by “${other.id}”, which should be a choice or a yes-no question.`]
  if (!answers.includes(is))
    return [`is shown when “${other.id}” is “${is}”, which cannot be answered there. Possible: ${answers.join(', ')}.`]
  return fields.indexOf(other) >= fields.indexOf(field)
    ? [`is shown by “${other.id}”, which should come before it.`]
    : []
}

const roomFaults = ({ fields }: Definition): readonly DefinitionFault[] => {
  const used = { ...ownColumns }
  for (const { type } of fields) for (const column of columnsOf[type] ?? []) used[column] += 1
  const types = Object.keys(room) as ColumnType[]
  const over = together.flatMap(({ types: [first = 'text', ...others], called }) => {
    const all = [first, ...others].reduce((sum, type) => sum + used[type], 0)
    if (all <= room[first].most) return []
    const own = [first, ...others].reduce((sum, type) => sum + ownColumns[type], 0)
    return [
      {
        say: `The questions need ${all - own} columns of type ${called}; a SharePoint list has room for ${room[first].most - own} beside its own. Leave some out or put several in one.`,
      },
    ]
  })
  const bytesOf = (columns: typeof ownColumns) => types.reduce((sum, type) => sum + columns[type] * room[type].bytes, 0)
  const [bytes, ownBytes] = [bytesOf(used), bytesOf(ownColumns)]
  return bytes > rowBytes
    ? [
        ...over,
        {
          say: `The questions need ${bytes - ownBytes} bytes of a SharePoint row, which has room for ${rowBytes - ownBytes} beside its own. Leave some out or put several in one.`,
        },
      ]
    : over
}

/** Names every fault of a definition; none means that it can be asked, answered and filed (DESIGN §2, §4). */
export const checkDefinition = (definition: Definition): readonly DefinitionFault[] => {
  const { fields, sections } = definition
  const faults: DefinitionFault[] = []
  if (fields.length > mostQuestions)
    return [
      {
        say: `There are ${fields.length} questions, and a SharePoint list holds ${mostQuestions} at most. Leave some out or split the tool.`,
      },
    ]
  if (fields.length === 0) faults.push({ say: 'There is no question.' })
  for (const id of duplicated(sections.map((section) => section.id)))
    faults.push({ say: `The section “${id}” is there more than once.` })
  for (const { id, title } of sections)
    if (!fields.some(({ section }) => section === id)) faults.push({ say: `The section “${title}” has no question.` })
  for (const id of duplicated(fields.map((field) => field.id)))
    faults.push({ field: id, say: 'has an id that another question has too.' })
  // SharePoint does not tell capital from small letters in a column's name.
  const owners = new Map<string, string>()
  for (const { column, id } of fields) if (!owners.has(column.toLowerCase())) owners.set(column.toLowerCase(), id)
  for (const field of fields)
    if (owners.get(field.column.toLowerCase()) !== field.id)
      faults.push({ field: field.id, say: `has the column name “${field.column}”, which another question has too.` })
  for (const field of fields) for (const say of fieldFaults(field, definition)) faults.push({ field: field.id, say })
  return [...faults, ...roomFaults(definition)]
}
