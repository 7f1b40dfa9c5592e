import { Button } from '@fluentui/react-components'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Answers } from '../../../assurance/definition.ts'
import { readAnswers } from '../../../assurance/read-answers.ts'
import type { FormView } from '../../api/form-model.ts'
import { go, type Place } from '../shell/address.ts'
import { useMove } from '../shell/use-move.ts'
import { afterPress } from './after-press.ts'
import { DraftStatus } from './draft-status.tsx'
import { fieldId } from './field-shell.tsx'
import { OfferBar, reconfirmId } from './offer-bar.tsx'
import { ReviewStep } from './review-step.tsx'
import { type Answering, SectionPage } from './section-page.tsx'
import { type Step, StepList } from './step-list.tsx'
import { isAskedNow, typedLines } from './typed-lines.ts'
import { useDraft } from './use-draft.ts'
import { useOffer } from './use-offer.ts'
import { useUploads } from './use-uploads.ts'

const nothing: Answers = {}

/** What the last page and its button say. */
const wordsOfHandIn = (form: FormView) =>
  form.part
    ? { review: 'Read over and hand in', submit: 'Hand in my part', busy: 'Handing in …' }
    : { review: 'Review and submit', submit: 'Submit return', busy: 'Submitting …' }

/** The form being filled in: a page a section, saved as typed, read over and handed in (WORK R2). */
export const FormEditor = (props: { form: FormView; step: string | undefined; onReceived: (at: string) => void }) => {
  const { form, onReceived } = props
  const { definition, key, revision, part, earlier = nothing } = form
  const { raw, status, set, follow, end, resume } = useDraft(key, form, { reopened: part?.done !== undefined })
  const { moving, submit } = useMove(key)
  const uploads = useUploads(key, set)
  const offer = useOffer(form, raw, set)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [attempt, setAttempt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const focusOn = useRef<string>(undefined)
  const first = useRef(true)
  const words = wordsOfHandIn(form)

  // What a colleague handed in while this was open takes the place of what they had handed in before, and of nothing typed here.
  useEffect(() => follow(form), [form, follow])
  const from = useMemo(
    () => Object.fromEntries(Object.entries(form.from ?? {}).filter(([field]) => raw[field] === form.raw[field])),
    [form, raw],
  )

  const { sections } = definition
  const at =
    props.step === 'review' || sections.some(({ id }) => id === props.step)
      ? (props.step ?? '')
      : (sections[0]?.id ?? 'review')
  const section = sections.find(({ id }) => id === at)
  const faults = useMemo(() => {
    const read = readAnswers(definition, raw, earlier)
    return 'faults' in read ? read.faults : []
  }, [definition, raw, earlier])
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
    const unconfirmed = offer.taken.length > 0 && !offer.confirmed
    if (faults.length > 0 || unconfirmed || uploads.busy) {
      setAttempt(attempt + 1)
      if (faults.length === 0 && unconfirmed) document.getElementById(reconfirmId)?.focus()
      return
    }
    end()
    const reused = offer.taken.length > 0 ? { reused: true } : {}
    const done = await submit(
      revision,
      part ? { do: 'finish-part', part: part.id, answers: raw } : { do: 'return', answers: raw, ...reused },
    )
    if (!done) resume()
    setAttempt((before) => before + 1)
  }
  useEffect(() => {
    if (moving.received) onReceived(moving.received)
  }, [moving.received, onReceived])

  const answering: Answering = {
    definition,
    raw,
    problemOf,
    set,
    touch: (field) => afterPress(() => touch([field])),
    ...(part?.done ? {} : { uploads }),
    from,
    earlier,
  }
  return (
    <div className="form-columns">
      <StepList steps={steps} at={at} placeOf={placeOf} review={words.review} />
      <div className="card form-card">
        <div className="form-card-head">
          <h2 ref={heading} tabIndex={-1}>
            {section?.title ?? words.review}
          </h2>
          <DraftStatus status={status} />
        </div>
        {offer.offer && (place === 0 || offer.started) && (
          <OfferBar
            offer={offer.offer}
            definition={definition}
            started={offer.started}
            onStart={offer.start}
            placeOf={placeOf}
          />
        )}
        {section ? (
          <SectionPage section={section} answering={answering} />
        ) : (
          <ReviewStep
            form={form}
            raw={raw}
            from={from}
            faults={faults}
            moving={moving}
            attempt={attempt}
            uploading={uploads.busy}
            offer={offer}
            placeOf={placeOf}
            onGo={goToField}
          />
        )}
        <div className="buttons form-buttons">
          {place > 0 && <Button onClick={() => go(placeOf(order[place - 1] ?? ''))}>Back</Button>}
          {section ? (
            <Button appearance="primary" onClick={() => go(placeOf(order[place + 1] ?? 'review'))}>
              {order[place + 1] === 'review' ? 'Review' : 'Next'}
            </Button>
          ) : (
            <Button appearance="primary" disabledFocusable={moving.busy} onClick={handIn}>
              {moving.busy ? words.busy : moving.unsure ? 'Try again' : words.submit}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}
