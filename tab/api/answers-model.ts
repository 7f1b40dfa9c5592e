import { sayDay, sayShortDay } from '../../assurance/dates.ts'
import type { Answer, AnswerFace, Definition, Field, FieldType, SectionKind } from '../../assurance/definition.ts'
import { faceOf, isAsked } from '../../assurance/definition.ts'
import type { Request } from '../../assurance/request.ts'

/** An answer with the question as it was worded then. */
export interface AnswerShown {
  readonly field: string
  readonly type: FieldType
  readonly label: string
  readonly lines: readonly string[]
  readonly entries?: readonly { readonly date: string; readonly what: string; readonly source?: string }[]
  /** Files, each to be had from `GET /api/evidence?key=…&item=…`. */
  readonly files?: readonly { readonly name: string; readonly item: string }[]
}

export interface SectionShown {
  readonly id: string
  readonly title: string
  readonly kind: SectionKind
  readonly answers: readonly AnswerShown[]
}

const said: AnswerFace<Omit<AnswerShown, 'field' | 'type' | 'label'>> = {
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
  evidence: (answer) => ({ lines: [], files: answer }),
}

const shown = (field: Field, answer: Answer | undefined): AnswerShown => {
  const { id, type, label } = field
  return answer === undefined
    ? { field: id, type, label, lines: ['Not answered'] }
    : { field: id, type, label, ...faceOf(said, field, answer) }
}

/** The answers of a request by section, each under its question as it was asked. Questions that the other answers ruled out are left out. */
export const answersShown = (
  definition: Definition,
  answers: NonNullable<Request['answers']>,
): readonly SectionShown[] =>
  definition.sections.map(({ id, title, kind }) => ({
    id,
    title,
    kind,
    answers: definition.fields
      .filter((field) => field.section === id && isAsked(field, answers))
      .map((field) => shown(field, answers[field.id])),
  }))
