import type { Definition, Section } from '../../../assurance/definition.ts'
import type { Raw } from '../../api/form-model.ts'
import { SmallPrint } from '../shell/small-print.tsx'
import { controls } from './controls.tsx'
import { FieldShell } from './field-shell.tsx'
import { isAskedNow } from './typed-lines.ts'

/** Types somebody writes freely in; their page says what must not be written (WORK X3). */
const free = new Set(['text', 'long-text', 'yes-no', 'chronology'])

/** One page of the form: the questions of a section that are asked, given the answers so far. */
export const SectionPage = (props: {
  definition: Definition
  section: Section
  raw: Raw
  problemOf: (field: string) => string | undefined
  set: (field: string, value: unknown) => void
  touch: (field: string) => void
}) => {
  const { definition, section, raw, problemOf, set, touch } = props
  const fields = definition.fields.filter((field) => field.section === section.id)
  const asked = fields.filter((field) => isAskedNow(field, raw))
  return (
    <>
      {section.intro && <p className="section-intro">{section.intro}</p>}
      {fields.some(({ type }) => free.has(type)) && <SmallPrint />}
      {asked.map((field) => {
        const problem = problemOf(field.id)
        return (
          <FieldShell key={field.id} field={field} problem={problem}>
            {controls[field.type](field)({
              value: raw[field.id],
              problem,
              change: (value) => set(field.id, value),
              blur: () => touch(field.id),
            })}
          </FieldShell>
        )
      })}
    </>
  )
}
