import { checkDefinition } from './check-definition.ts'
import type { Definition, Field, Section } from './definition.ts'
import type { Kind } from './kinds/kind.ts'
import type { Tool } from './partnership.ts'
import { definitionOf, type ToolFault } from './tool.ts'

/** One item a request names: a recommendation, the scrutineer's question, an indicator; `from` says where it comes from. */
export interface Item {
  readonly title: string
  readonly from?: string
}

/** What the questions are made from besides the kind: the tool agreed, or the items named. */
export interface QuestionsFrom {
  readonly title: string
  readonly tool?: Tool
  readonly items?: readonly Item[]
}

const evidenceField: Field = {
  id: 'evidence',
  type: 'evidence',
  section: 'evidence',
  label: 'Attach what shows it, where there is something to show',
  help: 'Case references only: no name, initials, date of birth or address in a file or its name.',
  column: 'q_evidence',
  rules: [],
}
const evidenceSection: Section = { id: 'evidence', kind: 'general', title: 'Evidence' }

/** Room for attachments where the kind allows them and no question asks for them. */
const withEvidence = (definition: Definition, kind: Kind): Definition =>
  !kind.evidence || definition.fields.some(({ type }) => type === 'evidence')
    ? definition
    : {
        ...definition,
        sections: [...definition.sections, evidenceSection],
        fields: [...definition.fields, evidenceField],
      }

/** A field asked of the item with this number. Rules that name another field mean the one of the same item. */
const numbered = (field: Omit<Field, 'section'>, number: number, section: string): Field => ({
  ...field,
  id: `${field.id}-${number}`,
  column: `${field.column}_${number}`,
  section,
  rules: field.rules.map((rule) => {
    if ('field' in rule) return { ...rule, field: `${rule.field}-${number}` }
    return rule.rule === 'steady' ? { ...rule, explain: `${rule.explain}-${number}` } : rule
  }),
})

const eachOf = (
  items: readonly Item[],
  fields: readonly Omit<Field, 'section'>[],
  kind: Section['kind'],
): { readonly sections: readonly Section[]; readonly fields: readonly Field[] } => ({
  sections: items.map(({ title, from }, at) => ({
    id: `item-${at + 1}`,
    kind,
    title,
    ...(from ? { intro: `From: ${from}` } : {}),
  })),
  fields: items.flatMap((_, at) => fields.map((field) => numbered(field, at + 1, `item-${at + 1}`))),
})

/**
 * The definition a round of this kind freezes: from the tool's rows, the kind's own questions, or a section for each item
 * (DESIGN §2); or everything that is wrong, as sentences.
 */
export const definitionFor = (
  kind: Kind,
  { title, tool, items = [] }: QuestionsFrom,
): { readonly definition: Definition } | { readonly faults: readonly ToolFault[] } => {
  const { fields } = kind
  if (fields.from === 'tool') {
    if (!tool) return { faults: [{ say: `Choose the tool with the questions for this ${kind.word}.` }] }
    const read = definitionOf(tool, kind)
    if ('faults' in read) return read
    const unwanted = read.definition.fields.filter(({ type }) => fields.without?.includes(type))
    if (unwanted.length > 0)
      return {
        faults: unwanted.map(({ id, type }) => ({
          question: id,
          say: `is of type “${type}”, which a ${kind.word} does not take.`,
        })),
      }
    return checked(kind, withEvidence(read.definition, kind), items)
  }
  const named = items.filter((item) => item.title.trim() !== '')
  if (fields.from === 'each' && named.length === 0)
    return { faults: [{ say: `Name at least one ${fields.item} to ask about.` }] }
  if (fields.from === 'each' && named.length > fields.itemsAtMost)
    return { faults: [{ say: `Ask about ${fields.itemsAtMost} at most at a time; these are ${named.length}.` }] }
  const asked = fields.from === 'each' ? eachOf(named, fields.fields, 'general') : fields
  const definition: Definition = {
    family: kind.id,
    kind: kind.id,
    title,
    clause: kind.clause,
    version: 1,
    sections: asked.sections,
    fields: asked.fields,
  }
  return checked(kind, withEvidence(definition, kind), named)
}

const checked = (
  kind: Kind,
  asked: Definition,
  items: readonly Item[],
): { readonly definition: Definition } | { readonly faults: readonly ToolFault[] } => {
  const { review } = kind
  const each = kind.fields.from === 'each' && review.fields.length > 0
  const definition: Definition = {
    ...asked,
    ...(kind.nil ? { nil: true } : {}),
    ...(kind.parts.length > 0 ? { parts: kind.parts } : {}),
    review: each ? { ...review, ...eachOf(items, review.fields, 'judgement') } : review,
  }
  const faults = [
    ...checkDefinition(definition),
    ...(definition.review && definition.review.fields.length > 0 ? checkReview(definition) : []),
  ]
  return faults.length > 0
    ? { faults: faults.map(({ field, say }) => (field === undefined ? { say } : { question: field, say })) }
    : { definition }
}

/** A review is checked as questions are, and shares the row with them. */
const checkReview = (definition: Definition) => {
  const { sections = [], fields = [] } = definition.review ?? {}
  return checkDefinition({
    ...definition,
    sections: [...definition.sections, ...sections.map((section) => ({ ...section, id: `review-${section.id}` }))],
    fields: [...definition.fields, ...fields.map((field) => ({ ...field, section: `review-${field.section}` }))],
  })
}
