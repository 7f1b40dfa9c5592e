import { Input, Textarea } from '@fluentui/react-components'
import type { Field } from '../../../assurance/definition.ts'
import { ruleOf } from '../../../assurance/definition.ts'
import { longTextLimit } from '../../../assurance/read-answers.ts'
import type { Given } from './controls.tsx'
import { describedBy, fieldId } from './field-shell.tsx'

const shortTextLimit = 255
const figures = new Intl.NumberFormat('en-GB')

/** A short or long text; says how many characters are left once it comes near its limit. It never cuts what is typed. */
export const TextControl = ({ field, given, long }: { field: Field; given: Given; long: boolean }) => {
  const value = typeof given.value === 'string' ? given.value : ''
  const most = ruleOf(field, 'length')?.max ?? (long ? longTextLimit : shortTextLimit)
  const near = value.length > most * 0.8
  const props = {
    id: fieldId(field.id),
    value,
    className: long ? 'wide long-text' : 'wide',
    'aria-describedby': describedBy(field, { ...given, count: near }),
    'aria-invalid': given.problem !== undefined,
    onBlur: given.blur,
    onChange: (_event: unknown, data: { value: string }) => given.change(data.value),
  }
  return (
    <>
      {long ? <Textarea {...props} textarea={{ rows: 5 }} resize="vertical" /> : <Input {...props} />}
      {near && (
        <p className={value.length > most ? 'count count-over' : 'count'} id={`${fieldId(field.id)}-count`}>
          {value.length > most
            ? `${figures.format(value.length - most)} characters too many; please keep it to ${figures.format(most)}.`
            : `${figures.format(value.length)} of ${figures.format(most)} characters`}
        </p>
      )}
    </>
  )
}
