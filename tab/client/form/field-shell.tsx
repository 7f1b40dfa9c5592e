import { ErrorCircleFilled } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { Field } from '../../../assurance/definition.ts'
import { ruleOf } from '../../../assurance/definition.ts'

/** Types asked as a group of inputs, under a legend; the others have one input, under a label. */
const grouped = new Set<Field['type']>(['choice', 'choices', 'yes-no', 'rating', 'chronology', 'share', 'evidence'])

/** The element a problem's link leads to. */
export const fieldId = (field: string): string => `q-${field}`

/** Ids of what describes a field, in the order it is read out. */
export const describedBy = (
  field: Field,
  { problem, noted, count = false }: { problem: string | undefined; noted: boolean; count?: boolean },
): string | undefined =>
  [
    ...(field.help ? [`${fieldId(field.id)}-help`] : []),
    ...(noted ? [`${fieldId(field.id)}-note`] : []),
    ...(count ? [`${fieldId(field.id)}-count`] : []),
    ...(problem ? [`${fieldId(field.id)}-problem`] : []),
  ].join(' ') || undefined

/** A question with its help and what is wrong with its answer, tied together for whoever cannot see it. */
export const FieldShell = ({
  field,
  problem,
  notes,
  children,
}: {
  field: Field
  problem: string | undefined
  /** Lines under the question: whose words they are, what was said last time. */
  notes: readonly string[]
  children: ReactNode
}) => {
  const id = fieldId(field.id)
  const optional = ruleOf(field, 'required') ? null : <span className="quiet"> (optional)</span>
  const about = (
    <>
      {field.help && (
        <p className="field-help" id={`${id}-help`}>
          {field.help}
        </p>
      )}
      {notes.length > 0 && (
        <p className="field-note" id={`${id}-note`}>
          {notes.join(' · ')}
        </p>
      )}
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          <ErrorCircleFilled aria-hidden="true" fontSize={18} />
          {problem}
        </p>
      )}
    </>
  )
  const className = problem ? 'field field-wrong' : 'field'
  if (grouped.has(field.type))
    return (
      <fieldset
        className={className}
        id={id}
        tabIndex={-1}
        aria-describedby={describedBy(field, { problem, noted: notes.length > 0 })}
      >
        <legend>
          {field.label}
          {optional}
        </legend>
        {about}
        {children}
      </fieldset>
    )
  return (
    <div className={className}>
      <label htmlFor={id}>
        {field.label}
        {optional}
      </label>
      {about}
      {children}
    </div>
  )
}
