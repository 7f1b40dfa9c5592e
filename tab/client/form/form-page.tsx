import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useCallback, useEffect, useState } from 'react'
import type { FormView } from '../../api/form-model.ts'
import type { Place } from '../shell/address.ts'
import type { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { useMove } from '../shell/use-move.ts'
import { FormEditor } from './form-editor.tsx'
import { PickCase } from './pick-case.tsx'
import { Receipt } from './receipt.tsx'
import { ReturnedView } from './returned-view.tsx'
import './form.css'

/** Which child or adult a reference is, an agency learns outside the product; it says so before it can answer (WORK A3). */
const KeyGate = ({ form, onConfirmed }: { form: FormView; onConfirmed: () => void }) => {
  const { moving, submit } = useMove(form.key)
  const confirm = async () => {
    if (await submit(form.revision, { do: 'confirm-key' })) onConfirmed()
  }
  return (
    <div className="card form-card">
      <h2>Do you have the case key?</h2>
      <p>
        The SSU sends your agency the key outside Sightline, by the partnership’s secure route; it says which child or
        adult {form.caseRef?.toUpperCase()} is. Once you have it, the questions open.
      </p>
      {moving.refusal && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button appearance="primary" disabledFocusable={moving.busy} onClick={confirm}>
          I have the case key
        </Button>
      </div>
    </div>
  )
}

const OpenForm = ({ requestKey, step }: { requestKey: string; step: string | undefined }) => {
  const { host, server } = useTab()
  const [form, setForm] = useState<FormView>()
  const [fault, setFault] = useState<string>()
  const [correcting, setCorrecting] = useState(false)
  const [received, setReceived] = useState<string>()

  const load = useCallback(() => {
    setFault(undefined)
    server
      .get<FormView>(`/api/form?key=${encodeURIComponent(requestKey)}`)
      .then(setForm, (error: ServerFault) => setFault(error.message))
  }, [server, requestKey])
  useEffect(load, [load])
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
  // A dialog carries the title already; without a case there would be no heading left.
  const titled = !host.inDialog || !form.caseRef
  const open = form.may.includes('return') && (form.state !== 'returned' || correcting)
  return (
    <>
      <div className="form-head">
        <p className="quiet">
          {form.agency.name} · due {form.due}
          {form.sample ? ' · sample' : ''}
        </p>
        <h1>
          {[form.caseRef && `Case ${form.caseRef.toUpperCase()}`, titled && form.title].filter(Boolean).join(': ')}
        </h1>
      </div>
      {received ? (
        <Receipt form={form} at={received} />
      ) : form.may.includes('confirm-key') ? (
        <KeyGate form={form} onConfirmed={load} />
      ) : open ? (
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
          <FormEditor key={form.revision} form={form} step={step} onReceived={onReceived} />
        </>
      ) : (
        <ReturnedView form={form} onCorrect={() => setCorrecting(true)} />
      )}
    </>
  )
}

/** The audit tool as a page or a dialog: `/tab/form?key=…`, or `?round=…&agency=…`, which asks for the case first. */
export const FormPage = ({ place }: { place: Extract<Place, { page: 'form' }> }) => {
  const { key, step, round, agency } = place
  if (key) return <OpenForm key={key} requestKey={key} step={step} />
  return <PickCase {...(round ? { round } : {})} {...(agency ? { agency } : {})} />
}
