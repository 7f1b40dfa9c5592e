import type { Answers, Definition, Section } from '../../../assurance/definition.ts'
import type { Raw } from '../../api/form-model.ts'
import { SmallPrint } from '../shell/small-print.tsx'
import { controls } from './controls.tsx'
import { FieldShell } from './field-shell.tsx'
import { isAskedNow, typedLines } from './typed-lines.ts'
import type { Uploads } from './use-uploads.ts'

/** Types somebody writes freely in; their page says what must not be written (WORK X3). */
const free = new Set(['text', 'long-text', 'yes-no', 'chronology'])

/** The questions being answered and what is around them, as every page of a form needs it. */
export interface Answering {
  readonly definition: Definition
  readonly raw: Raw
  readonly problemOf: (field: string) => string | undefined
  readonly set: (field: string, value: unknown) => void
  readonly touch: (field: string) => void
  /** The files of the form; without them none can be attached. */
  readonly uploads?: Uploads
  /** Whose words an answer holds, by field, where a colleague handed them in. */
  readonly from?: { readonly [field: string]: string }
  /** The answers of the period before, shown beside the figures. */
  readonly earlier?: Answers
}

const figures = new Set(['number', 'count', 'share'])

const notesOf = (field: Definition['fields'][number], { from, earlier }: Answering): readonly string[] => [
  ...(from?.[field.id] ? [`From ${from[field.id]}`] : []),
  ...(earlier?.[field.id] !== undefined && figures.has(field.type)
    ? [`Last time: ${typedLines(field, earlier).join(' ')}`]
    : []),
]

/** One page of the form: the questions of a section that are asked, given the answers so far. */
export const SectionPage = ({
  section,
  answering,
  sayPrint = true,
}: {
  section: Section
  answering: Answering
  /** Whether what must not be written stands at its top; once is enough where several sections share a page. */
  sayPrint?: boolean
}) => {
  const { definition, raw, problemOf, set, touch, uploads } = answering
  const fields = definition.fields.filter((field) => field.section === section.id)
  const asked = fields.filter((field) => isAskedNow(field, raw))
  return (
    <>
      {section.intro && <p className="section-intro">{section.intro}</p>}
      {sayPrint && fields.some(({ type }) => free.has(type)) && <SmallPrint />}
      {asked.map((field) => {
        const problem = problemOf(field.id)
        const notes = notesOf(field, answering)
        return (
          <FieldShell key={field.id} field={field} problem={problem} notes={notes}>
            {controls[field.type](field)({
              value: raw[field.id],
              problem,
              uploads,
              noted: notes.length > 0,
              change: (value) => set(field.id, value),
              blur: () => touch(field.id),
            })}
          </FieldShell>
        )
      })}
    </>
  )
}
