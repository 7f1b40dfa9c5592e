import { ErrorCircleFilled } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { askFieldId } from './ask-draft.ts'

/** A question of the wizard that is answered by several controls, with what is wrong beside it. */
export const AskGroup = (props: {
  field: string
  legend: string
  hint?: string
  problem: string | undefined
  children: ReactNode
}) => {
  const { field, legend, hint, problem, children } = props
  const id = askFieldId(field)
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ')
  return (
    <fieldset
      id={id}
      className={problem ? 'field field-wrong' : 'field'}
      tabIndex={-1}
      {...(described ? { 'aria-describedby': described } : {})}
    >
      <legend>{legend}</legend>
      {hint && (
        <p className="field-help" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          <ErrorCircleFilled aria-hidden="true" fontSize={18} />
          {problem}
        </p>
      )}
      {children}
    </fieldset>
  )
}
