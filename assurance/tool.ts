import { checkDefinition, mostQuestions } from './check-definition.ts'
import { type Definition, type Field, type FieldType, fieldTypes, type Rule, type Section } from './definition.ts'
import type { Kind, KindSection } from './kinds/kind.ts'
import type { Question, Tool } from './partnership.ts'

/** What is wrong with a tool; `question` is the id of the row, where it is one row's fault. */
export interface ToolFault {
  readonly question?: string
  readonly say: string
}

/** Other words people write for a type. */
const typeWords: { readonly [word: string]: FieldType } = {
  'short text': 'text',
  'yes/no': 'yes-no',
  'yes or no': 'yes-no',
  'yes/no with reason': 'yes-no',
  'one of': 'choice',
  'several of': 'choices',
  'n of d': 'share',
  grade: 'rating',
}

/** What people type differently and mean the same: case, kinds of apostrophe and hyphen, spaces. */
const plain = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/\.$/, '')

const typeOf = (word: string): FieldType | undefined => {
  const said = plain(word)
  return fieldTypes.find((type) => type === said.replaceAll(' ', '-')) ?? typeWords[said]
}

const sectionOf = (title: string, kind: Kind): KindSection | undefined =>
  kind.sections.find(({ titles }) => titles.some((one) => plain(one) === plain(title)))

const numberIn = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text)

/**
 * Reads one rule as people write it: `required`, `length 2000`, `length 20..2000`, `range 0..10`, `range 1..`,
 * `at most <question>`, `show when <question> is <answer>`. Undefined where it is none of these.
 */
export const readRule = (text: string): Rule | undefined => {
  const said = text.trim().replaceAll(/\s+/g, ' ')
  if (/^required$/i.test(said)) return { rule: 'required' }
  const length = /^length (?:(\d+)\.\.)?(\d+)$/i.exec(said)
  if (length) {
    const min = numberIn(length[1])
    return { rule: 'length', ...(min === undefined ? {} : { min }), max: Number(length[2]) }
  }
  const range = /^range (-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?$/i.exec(said)
  if (range && (range[1] ?? range[2]) !== undefined) {
    const [min, max] = [numberIn(range[1]), numberIn(range[2])]
    return { rule: 'range', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
  }
  const most = /^at most ([a-z0-9-]+)$/i.exec(said)
  if (most?.[1]) return { rule: 'at-most', field: most[1] }
  const when = /^show when ([a-z0-9-]+) is (.+)$/i.exec(said)
  if (when?.[1] && when[2]) return { rule: 'show-when', field: when[1], is: when[2] }
  return undefined
}

/** Left free below SharePoint's 32, so that a face which needs a second column can add a few letters. */
const columnLength = 28

const shortHash = (text: string): string => {
  let hash = 0
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36).padStart(7, '0').slice(-5)
}

/**
 * The SharePoint internal name of a question's column: made from its id alone, so that it stays whatever is reworded or
 * moved. `q_` keeps it apart from the columns every list has.
 */
export const columnOf = (question: string): string => {
  const name = `q_${question.replaceAll(/[^A-Za-z0-9]/g, '_')}`
  return name.length <= columnLength ? name : `${name.slice(0, columnLength - 6)}_${shortHash(question)}`
}

const fieldOf = (question: Question, section: string, faults: ToolFault[]): Field => {
  const fault = (say: string) => faults.push({ question: question.id, say })
  const type = typeOf(question.type)
  if (!type)
    fault(
      `${question.type.trim() === '' ? 'has no type' : `is of type “${question.type}”, which does not exist`}. Known: ${fieldTypes.join(', ')}.`,
    )
  const rules: Rule[] = []
  for (const text of question.rules) {
    const rule = readRule(text)
    if (rule) rules.push(rule)
    else
      fault(
        `has the rule “${text}”, which cannot be read. Write: required · length 2000 · range 0..10 · at most <question> · show when <question> is <answer>.`,
      )
  }
  return {
    id: question.id,
    type: type ?? 'text',
    section,
    label: question.text,
    ...(question.help ? { help: question.help } : {}),
    column: columnOf(question.id),
    rules,
    ...(question.options && question.options.length > 0 ? { options: question.options } : {}),
  }
}

/**
 * Makes the definition a round freezes from the rows of a tool, or names everything that is wrong with them. Sections
 * come in the kind's order, questions in theirs.
 */
export const definitionOf = (
  tool: Tool,
  kind: Kind,
): { readonly definition: Definition } | { readonly faults: readonly ToolFault[] } => {
  const faults: ToolFault[] = []
  const { length } = tool.questions
  // Not looked at one by one: nobody reads ten thousand faults.
  if (length > mostQuestions)
    return {
      faults: [
        { say: `The tool has ${length} questions; a SharePoint list holds ${mostQuestions} at most. Split the tool.` },
      ],
    }
  const sections = new Map<string, Section>()
  const fields: Field[] = []
  for (const question of tool.questions.toSorted((a, b) => a.order - b.order)) {
    const known = sectionOf(question.section, kind)
    if (!known)
      faults.push({
        question: question.id,
        say: `stands under “${question.section}”, which ${kind.title.toLowerCase()}s do not have. Known: ${kind.sections.map(({ titles }) => titles[0]).join(' · ')}.`,
      })
    const id = known?.id ?? 'general'
    const title = question.section.trim()
    if (!sections.has(id))
      sections.set(id, {
        id,
        kind: known?.kind ?? 'general',
        title,
        ...(known?.intro ? { intro: known.intro } : {}),
        ...(known?.part ? { part: known.part } : {}),
      })
    fields.push(fieldOf(question, id, faults))
  }
  for (const { id, needed, titles } of kind.sections)
    if (needed && !sections.has(id)) faults.push({ say: `The tool has no question under “${titles[0]}”.` })

  const place = (id: string) => kind.sections.findIndex((section) => section.id === id)
  const definition: Definition = {
    family: `${kind.id}/${tool.id}`,
    kind: kind.id,
    title: tool.title,
    clause: kind.clause,
    version: tool.version,
    sections: [...sections.values()].toSorted((a, b) => place(a.id) - place(b.id)),
    fields: fields.toSorted((a, b) => place(a.section) - place(b.section)),
  }
  for (const { field, say } of checkDefinition(definition))
    faults.push(field === undefined ? { say } : { question: field, say })
  return faults.length > 0 ? { faults } : { definition }
}
