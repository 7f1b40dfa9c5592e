import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { nilLabels } from '../../../assurance/read-nil.ts'
import { type NilKind, nilKinds } from '../../../assurance/request.ts'
import { SmallPrint } from '../shell/small-print.tsx'
import type { Moving } from '../shell/use-move.ts'

interface Typed {
  readonly kind: NilKind | ''
  readonly systems: string
  readonly from: string
  readonly to: string
}

/** A nil return: what the search found, the systems searched and the period (WORK R3). The server says what is missing. */
export const NilForm = (props: {
  moving: Moving
  onSubmit: (nil: Typed) => void
  onCancel: () => void
  today: string
}) => {
  const { moving, onSubmit, onCancel, today } = props
  const [typed, setTyped] = useState<Typed>({ kind: '', systems: '', from: '', to: today })
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const fault = (field: string) => moving.faults.find((one) => one.field === field)?.say
  const problem = (field: string) => {
    const say = fault(field)
    return say ? { validationMessage: say, validationState: 'error' as const } : {}
  }
  useEffect(() => {
    const first = moving.faults[0]?.field
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }, [moving.faults])
  return (
    <form
      className="act-form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(typed)
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        Nil return
      </h3>
      <p>This is a formal answer: it counts as returned, and you can reverse it until it is reviewed.</p>
      <Field label="What did your search find?" required {...problem('kind')}>
        <RadioGroup
          name="kind"
          value={typed.kind}
          onChange={(_event, { value }) => setTyped({ ...typed, kind: value as NilKind })}
        >
          {nilKinds.map((kind) => (
            <Radio key={kind} value={kind} label={nilLabels[kind]} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label="Systems searched"
        hint="Name each system or record; no names of people."
        required
        {...problem('systems')}
      >
        <Textarea
          name="systems"
          resize="vertical"
          value={typed.systems}
          onChange={(_event, { value }) => setTyped({ ...typed, systems: value })}
        />
      </Field>
      <div className="pair">
        <Field label="Period searched, first day" required {...problem('from')}>
          <Input
            name="from"
            type="date"
            max={today}
            value={typed.from}
            onChange={(_event, { value }) => setTyped({ ...typed, from: value })}
          />
        </Field>
        <Field label="Last day" required {...problem('to')}>
          <Input
            name="to"
            type="date"
            max={today}
            value={typed.to}
            onChange={(_event, { value }) => setTyped({ ...typed, to: value })}
          />
        </Field>
      </div>
      <SmallPrint />
      {moving.refusal && moving.faults.length === 0 && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button appearance="primary" type="submit" disabledFocusable={moving.busy}>
          {moving.busy ? 'Sending …' : moving.unsure ? 'Try again' : 'Submit nil return'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}
