import { sayDay, sayShortDay } from '../../assurance/dates.ts'
import type { Answer, AnswerFace, Definition, Field, SectionKind } from '../../assurance/definition.ts'
import { faceOf } from '../../assurance/definition.ts'
import type { Request } from '../../assurance/request.ts'

/** An answer with the question as it was worded then. */
export interface AnswerShown {
  readonly field: string
  readonly label: string
  readonly lines: readonly string[]
  readonly entries?: readonly { readonly date: string; readonly what: string; readonly source?: string }[]
}

export interface SectionShown {
  readonly id: string
  readonly title: string
  readonly kind: SectionKind
  readonly answers: readonly AnswerShown[]
}

const said: AnswerFace<Omit<AnswerShown, 'field' | 'label'>> = {
  text: (answer) => ({ lines: [answer] }),
  'long-text': (answer) => ({ lines: answer.split('\n') }),
  number: (answer) => ({ lines: [String(answer)] }),
  count: (answer) => ({ lines: [String(answer)] }),
  share: ({ n, of }) => ({ lines: [`${n} of ${of}`] }),
  choice: (answer) => ({ lines: [answer] }),
  choices: (answer) => ({ lines: answer }),
  'yes-no': ({ answer, reason }) => ({
    lines: [answer === 'yes' ? 'Yes' : 'No', ...(reason ? reason.split('\n') : [])],
  }),
  rating: (answer, field) => ({
    lines: [`${field.options?.[answer - 1] ?? answer} (${answer} of ${field.options?.length ?? '?'})`],
  }),
  date: (answer) => ({ lines: [sayDay(answer)] }),
  chronology: (entries) => ({
    lines: [],
    entries: entries.map((entry) => ({ ...entry, date: sayShortDay(entry.date) })),
  }),
  link: (answer) => ({ lines: [answer] }),
  evidence: (answer) => ({ lines: answer.map(({ name }) => name) }),
}

const shown = (field: Field, answer: Answer | undefined): AnswerShown => {
  const { id, label } = field
  return answer === undefined
    ? { field: id, label, lines: ['Not answered'] }
    : { field: id, label, ...faceOf(said, field, answer) }
}

/** The answers of a request by section, each under its question as it was asked. */
export const answersShown = (
  definition: Definition,
  answers: NonNullable<Request['answers']>,
): readonly SectionShown[] =>
  definition.sections.map(({ id, title, kind }) => ({
    id,
    title,
    kind,
    answers: definition.fields.filter(({ section }) => section === id).map((field) => shown(field, answers[field.id])),
  }))
