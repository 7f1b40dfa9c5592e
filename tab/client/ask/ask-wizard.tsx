import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { AskView } from '../../api/ask-model.ts'
import { type Step, StepList } from '../form/step-list.tsx'
import { go, type Place } from '../shell/address.ts'
import {
  type AskDraft,
  type AskFault,
  type AskStep,
  askFieldId,
  askSteps,
  type Deciding,
  keepDraft,
  stepOf,
} from './ask-draft.ts'
import { checkAsk } from './check-ask.ts'
import { StepPreview } from './step-preview.tsx'
import { StepQuestions } from './step-questions.tsx'
import { StepWhat } from './step-what.tsx'
import { StepWhen } from './step-when.tsx'
import { StepWhom } from './step-whom.tsx'

const titles: { readonly [Name in AskStep]: string } = {
  what: 'What is asked',
  questions: 'Questions',
  whom: 'Whom',
  when: 'By when',
  preview: 'Look and issue',
}

const isStep = (step: string | undefined): step is AskStep => askSteps.some((one) => one === step)

/** The wizard: nothing decided is lost by going back, by a refusal or by a reload. */
export const AskWizard = (props: {
  view: AskView
  start: AskDraft
  step: string | undefined
  onIssued: (round: { id: string; title: string }) => void
}) => {
  const { view, onIssued } = props
  const [draft, setDraft] = useState(props.start)
  const [tried, setTried] = useState<ReadonlySet<AskStep>>(new Set())
  const [refused, setRefused] = useState<readonly AskFault[]>([])
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  const focusOn = useRef<string>(undefined)
  const at: AskStep = isStep(props.step) ? props.step : 'what'

  const decide = (part: Partial<AskDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(next)
    setRefused((before) => before.filter(({ field }) => !(field in part)))
  }
  const faultsOf = (step: AskStep): readonly AskFault[] => [
    ...checkAsk(draft, view, step),
    ...refused.filter(({ field }) => stepOf(field) === step),
  ]
  const problemOf = (field: string) =>
    refused.find((fault) => fault.field === field)?.say ??
    (tried.has(stepOf(field)) ? faultsOf(stepOf(field)).find((fault) => fault.field === field)?.say : undefined)
  const place = askSteps.indexOf(at)
  const placeOf = (step: string): Place => ({ page: 'ask', step: step === 'review' ? 'preview' : step })

  const focusField = (field: string) => {
    const target = document.getElementById(askFieldId(field))
    const inside = target?.matches('fieldset, div')
      ? target.querySelector<HTMLElement>('input, select, textarea, button')
      : target
    inside?.focus()
    inside?.scrollIntoView({ block: 'center' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the page, not what is decided on it
  useEffect(() => {
    if (focusOn.current) focusField(focusOn.current)
    else if (!first.current) {
      heading.current?.focus()
      window.scrollTo({ top: 0 })
    }
    focusOn.current = undefined
    first.current = false
  }, [at])

  const next = () => {
    setTried(new Set([...tried, at]))
    const [fault] = faultsOf(at)
    // What the server refused may have been put right elsewhere: only what is missing here holds somebody up.
    const missing = checkAsk(draft, view, at)[0] ?? fault
    if (missing) focusField(missing.field)
    else go(placeOf(askSteps[place + 1] ?? 'preview'))
  }
  const goToFault = (field: string) => {
    focusOn.current = field
    setTried(new Set(askSteps))
    go(placeOf(stepOf(field)))
  }
  const steps = askSteps.slice(0, -1).map((id): Step => {
    const isSeen = tried.has(id)
    const open = checkAsk(draft, view, id).length > 0
    const wrong = refused.some(({ field }) => stepOf(field) === id) || (isSeen && open)
    return {
      id,
      title: titles[id],
      state: wrong ? 'wrong' : draft.kind && !open ? 'complete' : 'empty',
    }
  })
  const missing = askSteps.flatMap((step) => checkAsk(draft, view, step))
  const deciding: Deciding = { view, draft, decide, problemOf }
  return (
    <div className="form-columns">
      <StepList steps={steps} at={at === 'preview' ? 'review' : at} placeOf={placeOf} review={titles.preview} />
      <div className="card form-card ask-card">
        <h2 ref={heading} tabIndex={-1}>
          {titles[at]}
        </h2>
        {at === 'what' && <StepWhat {...deciding} />}
        {at === 'questions' && <StepQuestions {...deciding} />}
        {at === 'whom' && <StepWhom {...deciding} />}
        {at === 'when' && <StepWhen {...deciding} />}
        {at === 'preview' && (
          <StepPreview
            view={view}
            draft={draft}
            missing={missing}
            onFaults={setRefused}
            onGo={goToFault}
            onBack={() => go(placeOf('when'))}
            onIssued={onIssued}
          />
        )}
        {at !== 'preview' && (
          <div className="buttons form-buttons">
            {place > 0 && <Button onClick={() => go(placeOf(askSteps[place - 1] ?? 'what'))}>Back</Button>}
            <Button appearance="primary" onClick={next}>
              {askSteps[place + 1] === 'preview' ? 'Look at the card' : 'Next'}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
