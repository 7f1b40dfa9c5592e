import { Field, Input, Textarea } from '@fluentui/react-components'
import { askFieldId } from './ask-draft.ts'

/** A text of the wizard, on one line or several. */
export const AskText = (props: {
  field: string
  label: string
  hint?: string
  problem: string | undefined
  value: string
  placeholder?: string
  required?: boolean
  long?: boolean
  onChange: (value: string) => void
}) => {
  const { field, label, hint, problem, value, required = false, long = false, onChange } = props
  const common = {
    id: askFieldId(field),
    value,
    className: 'wide',
    onChange: (_event: unknown, data: { value: string }) => onChange(data.value),
    ...(props.placeholder ? { placeholder: props.placeholder } : {}),
  }
  return (
    <Field
      className="ask-text"
      label={required ? label : `${label} (optional)`}
      size="large"
      {...(hint ? { hint } : {})}
      {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
    >
      {long ? <Textarea {...common} resize="vertical" textarea={{ rows: 5 }} /> : <Input {...common} />}
    </Field>
  )
}
