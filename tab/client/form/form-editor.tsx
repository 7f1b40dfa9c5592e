import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useMemo, useRef, useState } from 'react'
import { readAnswers } from '../../../assurance/read-answers.ts'
import type { FormView } from '../../api/form-model.ts'
import { go, type Place } from '../shell/address.ts'
import { useMove } from '../shell/use-move.ts'
import { afterPress } from './after-press.ts'
import { DraftStatus } from './draft-status.tsx'
import { fieldId } from './field-shell.tsx'
import { KeptWords } from './kept-words.tsx'
import { ProblemSummary, ReviewPage } from './review-page.tsx'
import { SectionPage } from './section-page.tsx'
import { type Step, StepList } from './step-list.tsx'
import { isAskedNow, typedLines, wordsOf } from './typed-lines.ts'
import { useDraft } from './use-draft.ts'

/** The form being filled in: a page a section, saved as typed, read over and handed in (WORK R2). */
export const FormEditor = (props: { form: FormView; step: string | undefined; onReceived: (at: string) => void }) => {
  const { form, onReceived } = props
  const { definition, key, revision } = form
  const { raw, status, set, end, resume } = useDraft(key, form)
  const { moving, submit } = useMove(key)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [attempt, setAttempt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const focusOn = useRef<string>(undefined)
  const first = useRef(true)

  const { sections } = definition
  const at =
    props.step === 'review' || sections.some(({ id }) => id === props.step)
      ? (props.step ?? '')
      : (sections[0]?.id ?? 'review')
  const section = sections.find(({ id }) => id === at)
  const faults = useMemo(() => {
    const read = readAnswers(definition, raw)
    return 'faults' in read ? read.faults : []
  }, [definition, raw])
  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.say
  const isEmpty = (field: string) => {
    const asked = definition.fields.find(({ id }) => id === field)
    return !asked || typedLines(asked, raw).length === 0
  }
  const problemOf = (field: string) => {
    const refused = moving.faults.find((fault) => fault.field === field)?.say
    const fault = faultOf(field)
    if (attempt > 0) return fault ?? refused
    return touched.has(field) && !isEmpty(field) ? fault : undefined
  }

  const steps = sections.map(({ id, title }): Step => {
    const fields = definition.fields.filter((field) => field.section === id && isAskedNow(field, raw))
    const wrong = fields.some((field) => problemOf(field.id))
    const open = fields.some((field) => faultOf(field.id))
    const started = fields.some((field) => !isEmpty(field.id))
    return { id, title, state: wrong ? 'wrong' : !open && started ? 'complete' : started ? 'started' : 'empty' }
  })
  const touch = (fields: readonly string[]) =>
    setTouched((before) => (fields.every((field) => before.has(field)) ? before : new Set([...before, ...fields])))
  const placeOf = (step: string): Place => ({ page: 'form', key, step })
  const order = [...sections.map(({ id }) => id), 'review']
  const place = order.indexOf(at)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the page, not what is typed on it
  useEffect(() => {
    if (focusOn.current) {
      const target = document.getElementById(fieldId(focusOn.current))
      focusOn.current = undefined
      target?.focus()
      target?.scrollIntoView({ block: 'center' })
    } else if (!first.current) {
      heading.current?.focus()
      window.scrollTo({ top: 0 })
    }
    first.current = false
    // What is left half done is said once its page is left.
    return () => touch(definition.fields.filter((field) => field.section === at).map(({ id }) => id))
  }, [at])

  const goToField = (field: string) => {
    const asked = definition.fields.find(({ id }) => id === field)
    if (!asked) return
    focusOn.current = field
    go(placeOf(asked.section))
  }
  const handIn = async () => {
    if (faults.length > 0) {
      setAttempt(attempt + 1)
      return
    }
    end()
    const done = await submit(revision, { do: 'return', answers: raw })
    if (!done) resume()
    setAttempt((before) => before + 1)
  }
  useEffect(() => {
    if (moving.received) onReceived(moving.received)
  }, [moving.received, onReceived])

  const remaining = attempt > 0 ? (faults.length > 0 ? faults : moving.faults) : []
  const refused = moving.refusal && moving.faults.length === 0
  return (
    <div className="form-columns">
      <StepList steps={steps} at={at} placeOf={placeOf} />
      <div className="card form-card">
        <div className="form-card-head">
          <h2 ref={heading} tabIndex={-1}>
            {section?.title ?? 'Review and submit'}
          </h2>
          <DraftStatus status={status} />
        </div>
        {section ? (
          <SectionPage
            definition={definition}
            section={section}
            raw={raw}
            problemOf={problemOf}
            set={set}
            touch={(field) => afterPress(() => touch([field]))}
          />
        ) : (
          <>
            {remaining.length > 0 && (
              <ProblemSummary definition={definition} faults={remaining} attempt={attempt} onGo={goToField} />
            )}
            {refused && (
              <>
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
                </MessageBar>
                {!moving.unsure && <KeptWords words={wordsOf(definition, raw)} />}
              </>
            )}
            <p className="section-intro">
              Read your answers over. Once submitted, you can correct them until they are reviewed.
            </p>
            <ReviewPage definition={definition} raw={raw} placeOf={placeOf} />
          </>
        )}
        <div className="buttons form-buttons">
          {place > 0 && <Button onClick={() => go(placeOf(order[place - 1] ?? ''))}>Back</Button>}
          {section ? (
            <Button appearance="primary" onClick={() => go(placeOf(order[place + 1] ?? 'review'))}>
              {order[place + 1] === 'review' ? 'Review' : 'Next'}
            </Button>
          ) : (
            <Button appearance="primary" disabledFocusable={moving.busy} onClick={handIn}>
              {moving.busy ? 'Submitting …' : moving.unsure ? 'Try again' : 'Submit return'}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}
