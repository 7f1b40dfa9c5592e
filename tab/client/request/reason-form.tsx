import { Button, Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { SmallPrint } from '../shell/small-print.tsx'
import type { Moving } from '../shell/use-move.ts'

/** Asks for the reason of a move before it is made; what was typed stays when it is refused. */
export const ReasonForm = (props: {
  title: string
  label: string
  submitLabel: string
  moving: Moving
  onSubmit: (reason: string) => void
  onCancel: () => void
}) => {
  const { title, label, submitLabel, moving, onSubmit, onCancel } = props
  const [reason, setReason] = useState('')
  const say = moving.faults.find(({ field }) => field === 'reason')?.say
  return (
    <form
      className="act-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(reason)
      }}
    >
      <h4>{title}</h4>
      <Field label={label} required {...(say ? { validationMessage: say, validationState: 'error' } : {})}>
        <Textarea autoFocus resize="vertical" value={reason} onChange={(_event, { value }) => setReason(value)} />
      </Field>
      <SmallPrint />
      <div className="buttons">
        <Button appearance="primary" type="submit" disabledFocusable={moving.busy}>
          {moving.busy ? 'Sending …' : submitLabel}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}
