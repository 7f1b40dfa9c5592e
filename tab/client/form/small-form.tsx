import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Definition } from '../../../assurance/definition.ts'
import { readAnswers } from '../../../assurance/read-answers.ts'
import type { Raw } from '../../api/form-model.ts'
import { SmallPrint } from '../shell/small-print.tsx'
import type { Moving } from '../shell/use-move.ts'
import { fieldId } from './field-shell.tsx'
import { type Answering, SectionPage } from './section-page.tsx'
import './form.css'

const free = new Set(['text', 'long-text', 'yes-no'])

/**
 * A form of a few fields on one page: a move's, or something shared early. What is wrong stands beside its field, the focus
 * goes to the first of them, and what was typed stays however the sending ends.
 */
export const SmallForm = (props: {
  definition: Definition
  start: Raw
  title?: string
  intro?: string
  submit: string
  moving: Moving
  onSubmit: (raw: Raw) => void
  onCancel?: () => void
  onTyped?: (raw: Raw) => void
  /** Stands before the fields, such as who it is for. */
  children?: ReactNode
  /** Id of the first of those that still has to be chosen; told once somebody tries to send. */
  missing?: string | undefined
  onTried?: () => void
}) => {
  const { definition, title, intro, submit, moving, onSubmit, onCancel, onTyped, onTried, missing, children } = props
  const [raw, setRaw] = useState(props.start)
  const [attempt, setAttempt] = useState(0)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const faults = useMemo(() => {
    const read = readAnswers(definition, raw)
    return 'faults' in read ? read.faults : []
  }, [definition, raw])
  const typed = (field: string) => raw[field] !== undefined && raw[field] !== ''
  const problemOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)?.say
    if (attempt > 0) return fault ?? moving.faults.find((one) => one.field === field)?.say
    return touched.has(field) && typed(field) ? fault : undefined
  }
  const shown = new Set(definition.fields.map(({ id }) => id))
  const beside = moving.faults.length > 0 && moving.faults.every(({ field }) => shown.has(field))

  useEffect(() => heading.current?.focus(), [])
  const wrong = attempt > 0 ? (missing ?? faults[0]?.field ?? moving.faults[0]?.field) : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes there once for each try, not as it is put right
  useEffect(() => {
    if (!wrong) return
    const place = document.getElementById(fieldId(wrong))
    const target = place?.matches('fieldset')
      ? place.querySelector<HTMLElement>('input, select, textarea, button')
      : place
    target?.focus()
  }, [attempt, moving.faults])

  const answering: Answering = {
    definition,
    raw,
    problemOf,
    set: (field, value) => {
      const next = { ...raw, [field]: value }
      setRaw(next)
      onTyped?.(next)
    },
    touch: (field) => setTouched((before) => new Set([...before, field])),
  }
  return (
    <form
      className="act-form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt(attempt + 1)
        onTried?.()
        if (faults.length === 0 && !missing && !moving.busy) onSubmit(raw)
      }}
    >
      {title && (
        <h3 ref={heading} tabIndex={-1}>
          {title}
        </h3>
      )}
      {intro && <p className="act-intro">{intro}</p>}
      {children}
      {definition.sections.map((section) => (
        <div key={section.id} className="act-section">
          {section.title !== '' && definition.sections.length > 1 && <h4>{section.title}</h4>}
          <SectionPage section={section} answering={answering} sayPrint={false} />
        </div>
      ))}
      {definition.fields.some(({ type }) => free.has(type)) && <SmallPrint />}
      {moving.refusal && !beside && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">
            {moving.refusal}
            {moving.unsure ? ' Your words are still here.' : ''}
          </MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button appearance="primary" type="submit" disabledFocusable={moving.busy}>
          {moving.busy ? 'Sending …' : moving.unsure ? 'Try again' : submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  )
}
