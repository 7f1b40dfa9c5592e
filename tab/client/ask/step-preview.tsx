import { Button, Field, MessageBar, MessageBarBody, Select } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { sayDay } from '../../../assurance/dates.ts'
import type { IssueProgress } from '../../../assurance/rounds.ts'
import type { AskPreview, AskView } from '../../api/ask-model.ts'
import { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { useSend } from '../shell/use-move.ts'
import { type AskDraft, type AskFault, dueOnOf, issueOf } from './ask-draft.ts'
import { AskProblems } from './ask-problems.tsx'
import { CardPreview } from './card-preview.tsx'

const count = (many: number, word: string, words: string) => `${many} ${many === 1 ? word : words}`

/** *13 agencies are asked 104 requests, due Wednesday 2 December 2026; 2 have no channel and get a notice by mail.* */
const sayReach = ({ agencies, requests }: AskPreview, dueOn: string): string => {
  const mailed = agencies.filter(({ channel }) => !channel)
  const asked = `${count(agencies.length, 'agency is', 'agencies are')} asked ${count(requests, 'request', 'requests')}, due ${sayDay(dueOn)}`
  if (mailed.length === 0) return `${asked}.`
  const names = mailed.map(({ name }) => name).join(', ')
  return `${asked}; ${count(mailed.length, 'has', 'have')} no channel and ${mailed.length === 1 ? 'gets' : 'get'} a notice by mail: ${names}.`
}

/** The very card, how many it reaches, and the button that sends it (WORK R1). */
export const StepPreview = (props: {
  view: AskView
  draft: AskDraft
  missing: readonly AskFault[]
  onFaults: (faults: readonly AskFault[]) => void
  onGo: (field: string) => void
  onBack: () => void
  onIssued: (round: { id: string; title: string }) => void
}) => {
  const { view, draft, missing, onFaults, onGo, onBack, onIssued } = props
  const { server } = useTab()
  const { moving, send } = useSend()
  const [preview, setPreview] = useState<AskPreview>()
  const [faults, setFaults] = useState<readonly AskFault[]>(missing)
  const [fault, setFault] = useState<string>()
  const [agency, setAgency] = useState<string>()
  const [attempt, setAttempt] = useState(0)
  const asked = useRef(0)
  const issue = issueOf(draft, view)
  const words = JSON.stringify(issue)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the words, the agency or a further try say so
  useEffect(() => {
    if (missing.length > 0) return
    asked.current += 1
    const mine = asked.current
    setFault(undefined)
    const query = agency ? `?${new URLSearchParams({ agency })}` : ''
    server.post<AskPreview>(`/api/ask/preview${query}`, { issue }).then(
      (outcome) => {
        if (mine !== asked.current) return
        if ('taken' in outcome) {
          setPreview(outcome.taken)
          setFaults([])
        } else {
          const found = outcome.faults.length > 0 ? outcome.faults : [{ field: '', say: outcome.refusal.say }]
          setFaults(found)
          onFaults(found)
        }
      },
      (error: unknown) => {
        if (!(error instanceof ServerFault)) throw error
        if (mine === asked.current) setFault(error.message)
      },
    )
  }, [words, agency, attempt])

  const ask = async () => {
    const taken = await send<{ progress: IssueProgress }>('/api/ask', { issue })
    if (taken) onIssued({ id: taken.progress.round, title: taken.progress.title })
  }
  // What the server refused on issuing is named as what it refused to preview is.
  useEffect(() => {
    if (moving.faults.length === 0) return
    setFaults(moving.faults)
    onFaults(moving.faults)
  }, [moving.faults, onFaults])

  const buttons = (
    <div className="buttons form-buttons">
      <Button onClick={onBack}>Back</Button>
      {preview && faults.length === 0 && (
        <Button appearance="primary" disabledFocusable={moving.busy} onClick={ask}>
          {moving.busy
            ? 'Issuing …'
            : moving.unsure
              ? 'Try again'
              : `Issue to ${count(preview.agencies.length, 'agency', 'agencies')}`}
        </Button>
      )}
    </div>
  )
  if (faults.length > 0)
    return (
      <>
        <AskProblems faults={faults} onGo={onGo} />
        {buttons}
      </>
    )
  if (fault)
    return (
      <>
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{fault} Nothing you decided is lost.</MessageBarBody>
        </MessageBar>
        <div className="buttons">
          <Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>
        </div>
        {buttons}
      </>
    )
  if (!preview) return <p role="status">Making the card …</p>
  return (
    <>
      <p className="lead" role="status">
        {sayReach(preview, dueOnOf(draft, view))}
      </p>
      {preview.agencies.length > 1 && (
        <Field className="ask-text" label="The card as it looks for">
          <Select className="ask-select" value={preview.shown} onChange={(_event, { value }) => setAgency(value)}>
            {preview.agencies.map(({ id, name, lines, channel }) => (
              <option key={id} value={id}>
                {name}: {count(lines, 'request', 'requests')}
                {channel ? '' : ', told by mail'}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <CardPreview
        card={preview.card}
        label={`Card for ${preview.agencies.find(({ id }) => id === preview.shown)?.name ?? ''}`}
      />
      {moving.refusal && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal} Nothing you decided is lost.</MessageBarBody>
        </MessageBar>
      )}
      {buttons}
    </>
  )
}
