import { Checkbox, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import type { Face, Field } from '../../../assurance/definition.ts'
import { ChronologyControl } from './chronology-control.tsx'
import { EvidenceControl } from './evidence-control.tsx'
import { describedBy, fieldId } from './field-shell.tsx'
import { TextControl } from './text-control.tsx'
import type { Uploads } from './use-uploads.ts'

/** What a control is given: the value as typed, and ways of saying that it changed or was left. */
export interface Given {
  readonly value: unknown
  readonly problem: string | undefined
  /** The files of the form; without them none can be attached. */
  readonly uploads: Uploads | undefined
  /** Whether something stands under the question that describes it: what was said last time, whose words they are. */
  readonly noted: boolean
  change(value: unknown): void
  blur(): void
}

type Control = (given: Given) => ReactElement

/** More options than this are a list to open, not buttons. */
const mostButtons = 8

const words = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const parts = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as { [name: string]: unknown }

const line =
  (kind: { type?: 'text' | 'date' | 'url'; inputMode?: 'decimal' | 'numeric' | 'url' }) =>
  (field: Field): Control =>
  ({ value, problem, noted, change, blur }) => (
    <Input
      id={fieldId(field.id)}
      {...kind}
      className={kind.type === 'url' ? 'wide' : 'narrow'}
      value={words(value)}
      aria-describedby={describedBy(field, { problem, noted })}
      aria-invalid={problem !== undefined}
      onBlur={blur}
      onChange={(_event, data) => change(data.value)}
    />
  )

interface Option {
  readonly value: string
  readonly label: string
  /** What is published about it, shown beside the choice (WORK C2). */
  readonly criterion?: string | undefined
}

/** An option with what is published about it. */
const optionLabel = ({ label, criterion }: Option) =>
  criterion ? (
    <>
      {label}
      <span className="criterion">{criterion}</span>
    </>
  ) : (
    label
  )

const radios = (
  field: Field,
  options: readonly Option[],
  value: string,
  { problem, noted, blur }: Given,
  choose: (value: string) => void,
) => (
  <RadioGroup
    value={value}
    aria-label={field.label}
    aria-describedby={describedBy(field, { problem, noted })}
    onBlur={blur}
    onChange={(_event, data) => choose(data.value)}
  >
    {options.map((option) => (
      <Radio key={option.value} value={option.value} label={optionLabel(option)} />
    ))}
  </RadioGroup>
)

/** Every type of field as what somebody answers it with (DESIGN §1): a type without its control does not compile. */
export const controls: Face<Control> = {
  text: (field) => (given) => <TextControl field={field} given={given} long={false} />,
  'long-text': (field) => (given) => <TextControl field={field} given={given} long />,
  number: line({ inputMode: 'decimal' }),
  count: line({ inputMode: 'numeric' }),
  share:
    (field) =>
    ({ value, change, blur }) => {
      const { n, of } = parts(value)
      const id = fieldId(field.id)
      return (
        <div className="share">
          <Input
            aria-label="How many"
            id={`${id}-n`}
            className="figure"
            inputMode="numeric"
            value={words(n)}
            onBlur={blur}
            onChange={(_event, data) => change({ n: data.value, of })}
          />
          <span>out of</span>
          <Input
            aria-label="Out of how many"
            id={`${id}-of`}
            className="figure"
            inputMode="numeric"
            value={words(of)}
            onBlur={blur}
            onChange={(_event, data) => change({ n, of: data.value })}
          />
        </div>
      )
    },
  choice: (field) => (given) => {
    const { options = [], criteria = [] } = field
    if (options.length <= mostButtons || criteria.length > 0)
      return radios(
        field,
        options.map((value, at) => ({ value, label: value, criterion: criteria[at] })),
        words(given.value),
        given,
        given.change,
      )
    return (
      <Select
        aria-label={field.label}
        aria-describedby={describedBy(field, given)}
        value={words(given.value)}
        onBlur={given.blur}
        onChange={(_event, data) => given.change(data.value)}
      >
        <option value="">Please choose</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    )
  },
  choices:
    ({ options = [], criteria = [] }) =>
    ({ value, change, blur }) => {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : []
      return (
        <div className="checks">
          {options.map((option, at) => (
            <Checkbox
              key={option}
              label={optionLabel({ value: option, label: option, criterion: criteria[at] })}
              checked={chosen.includes(option)}
              onBlur={blur}
              onChange={(_event, { checked }) =>
                change(checked ? [...chosen, option] : chosen.filter((one) => one !== option))
              }
            />
          ))}
        </div>
      )
    },
  'yes-no': (field) => (given) => {
    const { answer, reason } = parts(given.value)
    const yesNo = [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ]
    const id = `${fieldId(field.id)}-reason`
    return (
      <>
        {radios(field, yesNo, words(answer), given, (chosen) => given.change({ answer: chosen, reason }))}
        <label htmlFor={id} className="reason-label">
          Say more, where it helps
        </label>
        <Textarea
          id={id}
          className="wide"
          resize="vertical"
          value={words(reason)}
          onBlur={given.blur}
          onChange={(_event, data) => given.change({ answer, reason: data.value })}
        />
      </>
    )
  },
  rating: (field) => (given) => {
    const options = (field.options ?? []).map((label, at) => ({
      value: String(at + 1),
      label,
      criterion: field.criteria?.[at],
    }))
    return radios(field, options, words(given.value), given, (value) => given.change(Number(value)))
  },
  date: line({ type: 'date' }),
  chronology: (field) => (given) => <ChronologyControl field={field} given={given} />,
  link: line({ type: 'url', inputMode: 'url' }),
  evidence: (field) => (given) => <EvidenceControl field={field} given={given} />,
}
