import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import type { FormView } from '../../api/form-model.ts'
import type { Place } from '../shell/address.ts'
import { useTab } from '../shell/tab-context.ts'
import { FormEditor } from './form-editor.tsx'
import { KeptWords } from './kept-words.tsx'
import { KeyGate } from './key-gate.tsx'
import { PartDone } from './part-done.tsx'
import { PartsCard } from './parts-card.tsx'
import { PickCase } from './pick-case.tsx'
import { Receipt } from './receipt.tsx'
import { ReturnedView } from './returned-view.tsx'
import { wordsOf } from './typed-lines.ts'
import { useForm } from './use-form.ts'
import './form.css'

const isOpen = ({ state }: FormView) => state === 'asked' || state === 'sent-back'

/** What is said above the questions: sent back, being corrected, or late and taken all the same (WORK R2). */
const Notices = ({ form, correcting }: { form: FormView; correcting: boolean }) => {
  const { session } = useTab()
  return (
    <>
      {form.state === 'sent-back' && form.reason && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            This was sent back with a question: <q>{form.reason}</q>
          </MessageBarBody>
        </MessageBar>
      )}
      {correcting && form.banner && (
        <MessageBar layout="multiline">
          <MessageBarBody>{form.banner} You are correcting it; the earlier words are kept.</MessageBarBody>
        </MessageBar>
      )}
      {form.alone === 'anonymous' && (
        <MessageBar layout="multiline">
          <MessageBarBody>
            Your name is not kept with your answers: nobody, the SSU included, can see who gave them. Write nothing that
            says who you are.
          </MessageBarBody>
        </MessageBar>
      )}
      {isOpen(form) && form.dueOn < session.today && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            It was due on {form.due}. Your answer is still taken until the SSU closes the round.
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  )
}

/** A closed round takes no more answers; what was typed is still here to copy. */
const ClosedRound = ({ form }: { form: FormView }) => (
  <div className="card form-card">
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        The SSU has closed this round, so no more answers are taken. Speak to the SSU if yours should still be in it.
      </MessageBarBody>
    </MessageBar>
    {Object.keys(form.raw).length > 0 && <KeptWords words={wordsOf(form.definition, form.raw)} />}
  </div>
)

const OpenForm = ({ requestKey, step }: { requestKey: string; step: string | undefined }) => {
  const { host } = useTab()
  const [correcting, setCorrecting] = useState(false)
  const [received, setReceived] = useState<string>()
  const { form, fault, load } = useForm(requestKey, received === undefined)
  const onReceived = useCallback((at: string) => setReceived(at), [])

  if (fault)
    return (
      <div className="card empty" role="alert">
        <h1>This form could not be opened</h1>
        <p>{fault}</p>
        <Button onClick={load}>Try again</Button>
      </div>
    )
  if (!form) return <p className="starting">Opening the form …</p>
  const subject = form.caseRef ? `Case ${form.caseRef.toUpperCase()}` : form.about?.title
  // A dialog carries the title already; without a subject there would be no heading left.
  const titled = !host.inDialog || !subject
  const answers = form.may.includes('return') && (form.state !== 'returned' || correcting)
  const contributes = form.part !== undefined && isOpen(form)
  const body = () => {
    if (received) return <Receipt form={form} at={received} />
    if (form.may.includes('confirm-key')) return <KeyGate form={form} onConfirmed={load} />
    if (form.closed && isOpen(form)) return <ClosedRound form={form} />
    if (contributes && form.part?.done && !correcting)
      return <PartDone form={form} done={form.part.done} onReopen={() => setCorrecting(true)} />
    if (!answers && !contributes) return <ReturnedView form={form} onCorrect={() => setCorrecting(true)} />
    return (
      <>
        <Notices form={form} correcting={correcting} />
        {!contributes && <PartsCard form={form} onInvited={load} />}
        <FormEditor key={form.key} form={form} step={step} onReceived={onReceived} />
      </>
    )
  }
  return (
    <>
      <div className="form-head">
        <p className="quiet">
          {form.agency.name} · due {form.due}
          {form.part ? ` · ${form.part.title}` : ''}
          {form.sample ? ' · sample' : ''}
        </p>
        <h1>{[subject, titled && form.title].filter(Boolean).join(': ')}</h1>
      </div>
      {body()}
    </>
  )
}

/** The questions as a page or a dialog: `/tab/form?key=…`, or `?round=…&agency=…`, which asks for the case first. */
export const FormPage = ({ place }: { place: Extract<Place, { page: 'form' }> }) => {
  const { key, step, round, agency } = place
  if (key) return <OpenForm key={key} requestKey={key} step={step} />
  return <PickCase {...(round ? { round } : {})} {...(agency ? { agency } : {})} />
}
