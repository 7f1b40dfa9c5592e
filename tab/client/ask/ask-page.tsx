import { Button } from '@fluentui/react-components'
import { useCallback, useEffect, useState } from 'react'
import type { AskView } from '../../api/ask-model.ts'
import { go, type Place } from '../shell/address.ts'
import type { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { dropDraft, emptyDraft, keptDraft } from './ask-draft.ts'
import { AskWizard } from './ask-wizard.tsx'
import { Issued } from './issued.tsx'
import '../form/form.css'
import '../request/request.css'
import './ask.css'

/** Where the wizard starts: what was decided in this browser tab, or an entry of the programme somebody came from. */
const startOf = (view: AskView, programme: string | undefined) => {
  const entry = view.programme.find(({ id }) => id === programme)
  const kept = keptDraft()
  const [only, ...others] = view.kinds
  if (!entry || kept?.programme === entry.id)
    return kept ?? { ...emptyDraft, ...(only && others.length === 0 ? { kind: only.id } : {}) }
  const kind =
    view.tools.find(({ id }) => id === entry.tool)?.kind ?? view.kinds.find(({ fields }) => fields.from === 'tool')?.id
  return { ...emptyDraft, programme: entry.id, kind: kind ?? '' }
}

/** Asking: what, which questions, whom, by when, and a look at the very card before it goes (WORK R1). */
export const AskPage = ({ place }: { place: Extract<Place, { page: 'ask' }> }) => {
  const { server, host } = useTab()
  const [view, setView] = useState<AskView>()
  const [fault, setFault] = useState<string>()
  const [round, setRound] = useState<{ id: string; title: string }>()

  const load = useCallback(() => {
    setFault(undefined)
    server.get<AskView>('/api/ask').then(setView, (error: ServerFault) => setFault(error.message))
  }, [server])
  useEffect(load, [load])
  const onIssued = useCallback((issued: { id: string; title: string }) => {
    dropDraft()
    setRound(issued)
  }, [])

  if (fault)
    return (
      <div className="card empty" role="alert">
        <h1>Asking is not possible now</h1>
        <p>{fault}</p>
        <Button onClick={load}>Try again</Button>
      </div>
    )
  if (!view) return <p className="starting">Opening …</p>
  return (
    <>
      <h1 className={host.inDialog ? 'unseen' : ''}>Ask</h1>
      {round ? (
        <Issued
          round={round}
          onMore={() => {
            setRound(undefined)
            setView(undefined)
            go({ page: 'ask' })
            load()
          }}
        />
      ) : (
        <AskWizard view={view} start={startOf(view, place.programme)} step={place.step} onIssued={onIssued} />
      )}
    </>
  )
}
