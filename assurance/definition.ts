/**
 * A definition is what a request asks: an agreed set of fields with rules as data (DESIGN §2). Card, form, SharePoint
 * columns, validation and table are each a `Face` over it. When a round is issued its definition is frozen under a hash.
 */
export interface Definition {
  /** Readable and stable, e.g. `audit-return/ce-children-2026`. One SharePoint list per family. */
  readonly family: string
  readonly kind: string
  readonly title: string
  /** The clause it rests on, as people cite it. */
  readonly clause: string
  readonly version: number
  readonly sections: readonly Section[]
  readonly fields: readonly Field[]
  /** Whether a formal nil return is an answer (WORK R3). */
  readonly nil?: boolean
  /** Parts somebody may be invited to by name; the sections that name them are theirs (WORK R2). */
  readonly parts?: readonly Part[]
  /** How a return is judged; absent where the SSU or the group accepts it as it is. */
  readonly review?: Review
}

/** A share of a return that one invited person writes, and sees alone until it is handed in (WORK R2). */
export interface Part {
  readonly id: string
  readonly title: string
  /** Who is usually invited to it. */
  readonly by: 'practitioner' | 'auditor'
}

/** Who may judge a return. */
export const reviewers = ['ssu', 'group', 'scrutineer'] as const

/**
 * How a return is judged (WORK R6): accepted as it is, or rated in these fields, by whom. An answer's own grade stays
 * beside the panel's.
 */
export interface Review {
  readonly how: 'none' | 'accept' | 'rate' | 'accept-or-rate'
  readonly by: readonly (typeof reviewers)[number][]
  readonly sections: readonly Section[]
  readonly fields: readonly Field[]
}

export const sectionKinds = ['line-of-enquiry', 'chronology', 'practitioner', 'voice', 'judgement', 'general'] as const
export type SectionKind = (typeof sectionKinds)[number]

/** One page of the form. A line of enquiry, the chronology, the practitioner's perspective, the voice of child or adult, or the judgement. */
export interface Section {
  readonly id: string
  readonly kind: SectionKind
  readonly title: string
  readonly intro?: string
  /** Id of the part it belongs to; without one it is the manager's own. */
  readonly part?: string
}

export const fieldTypes = [
  'text',
  'long-text',
  'number',
  'count',
  'share',
  'choice',
  'choices',
  'yes-no',
  'rating',
  'date',
  'chronology',
  'link',
  'evidence',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** A rule is data, never a closure, so that server, form and card read the same one and it is stored with the answer. */
export type Rule =
  | { readonly rule: 'required' }
  /** Characters. */
  | { readonly rule: 'length'; readonly min?: number; readonly max: number }
  | { readonly rule: 'range'; readonly min?: number; readonly max?: number }
  /** A number no greater than another field's. */
  | { readonly rule: 'at-most'; readonly field: string }
  /** The field is asked only where another holds this answer. */
  | { readonly rule: 'show-when'; readonly field: string; readonly is: string }
  /** A number that moved from the last period's by more than so many times is queried until it is explained in a text field (WORK O2). */
  | { readonly rule: 'steady'; readonly times: number; readonly explain: string }

/** One question. `column` is its SharePoint internal name: ASCII, at most 32 characters, stable for ever. */
export interface Field {
  readonly id: string
  readonly type: FieldType
  readonly section: string
  readonly label: string
  readonly help?: string
  readonly column: string
  readonly rules: readonly Rule[]
  /** For choice, choices; for rating the words from worst to best. */
  readonly options?: readonly string[]
  /** What is published about each option, in their order, shown beside the choice. */
  readonly criteria?: readonly string[]
}

/** One entry of a chronology: what happened on a day, and where that is recorded. */
export interface ChronologyEntry {
  readonly date: string
  readonly what: string
  readonly source?: string
}

/** What an answer to each type of field looks like. */
export interface AnswerOf {
  readonly text: string
  readonly 'long-text': string
  readonly number: number
  readonly count: number
  readonly share: { readonly n: number; readonly of: number }
  readonly choice: string
  readonly choices: readonly string[]
  readonly 'yes-no': { readonly answer: 'yes' | 'no'; readonly reason?: string }
  /** 1 is the first option. */
  readonly rating: number
  readonly date: string
  readonly chronology: readonly ChronologyEntry[]
  readonly link: string
  readonly evidence: readonly { readonly name: string; readonly item: string }[]
}

export type Answer = AnswerOf[FieldType]

/** Answers by field id. A field not answered is absent, never null or empty. */
export type Answers = { readonly [field: string]: Answer }

/** A fault beside a field, as a sentence a colleague could read aloud. */
export interface Fault {
  readonly field: string
  readonly say: string
}

/** Maps every type of field to one output: an input, a control, a column, a cell, a text. A type without its face does not compile. */
export type Face<Out> = { readonly [Type in FieldType]: (field: Field) => Out }

/** Maps every type of field to what is made of an answer to it. */
export type AnswerFace<Out> = { readonly [Type in FieldType]: (answer: AnswerOf[Type], field: Field) => Out }

/** Applies an answer face to one answer, whose type the definition has vouched for by `readAnswers`. */
export const faceOf = <Out>(face: AnswerFace<Out>, field: Field, answer: Answer): Out =>
  (face[field.type] as (answer: Answer, field: Field) => Out)(answer, field)

/** The rule of that name, where the field has it. */
export const ruleOf = <Name extends Rule['rule']>(
  field: Field,
  name: Name,
): Extract<Rule, { rule: Name }> | undefined =>
  field.rules.find((rule): rule is Extract<Rule, { rule: Name }> => rule.rule === name)

/** Whether a field is asked, given the answers so far. */
export const isAsked = (field: Field, answers: Answers): boolean => {
  const when = ruleOf(field, 'show-when')
  if (!when) return true
  const other = answers[when.field]
  const value = typeof other === 'object' && !Array.isArray(other) && 'answer' in other ? other.answer : other
  return value === when.is
}
