import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { MoveForm as Form } from '../../../assurance/move-forms.ts'
import type { FormView } from '../../api/form-model.ts'
import type { RequestView } from '../../api/request-model.ts'
import { MoveForm } from '../request/move-form.tsx'
import { PartList } from '../request/part-list.tsx'
import { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { useMove } from '../shell/use-move.ts'
import '../request/request.css'

/** For whoever submits: who was invited to a part of this return, whose is in, and a way of inviting somebody (WORK R2). */
export const PartsCard = ({ form, onInvited }: { form: FormView; onInvited: () => void }) => {
  const { server } = useTab()
  const { key, parts = [], definition, may } = form
  const { moving, submit, forget } = useMove(key)
  const [inviting, setInviting] = useState<{ form: Form; revision: number }>()
  const [fault, setFault] = useState<string>()
  const [said, setSaid] = useState('')
  const opener = useRef<HTMLDivElement>(null)
  const leaving = useRef(false)
  useEffect(() => {
    if (inviting || !leaving.current) return
    leaving.current = false
    opener.current?.querySelector('button')?.focus()
  }, [inviting])

  if (parts.length === 0 && !may.includes('invite')) return null
  const open = async () => {
    setFault(undefined)
    setSaid('')
    forget()
    try {
      const { forms, revision } = await server.get<RequestView>(`/api/request?key=${encodeURIComponent(key)}`)
      if (forms.invite) setInviting({ form: forms.invite, revision })
      else setFault('Nobody can be invited to this return now.')
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error
      setFault(error.message)
    }
  }
  const close = () => {
    leaving.current = true
    setInviting(undefined)
  }
  const missing = parts.filter(({ done }) => !done).length
  return (
    <section className="card parts-card" aria-label="Parts of this return">
      <div className="parts-head" ref={opener}>
        <div>
          <h2>Parts</h2>
          <p className="quiet">
            {parts.length === 0
              ? `Colleagues can write a part of this return: ${(definition.parts ?? []).map(({ title }) => title).join(', ')}. You read what they hand in, and submit.`
              : missing === 0
                ? 'All parts are in; their words stand below, marked with whose they are.'
                : `${missing} of ${parts.length} not in yet. What is handed in appears below by itself.`}
          </p>
        </div>
        {may.includes('invite') && !inviting && (
          <Button icon={<PersonAddRegular />} onClick={open}>
            Invite a colleague
          </Button>
        )}
      </div>
      {parts.length > 0 && <PartList parts={parts} />}
      <p className={said ? '' : 'unseen'} role="status">
        {said}
      </p>
      {fault && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{fault}</MessageBarBody>
        </MessageBar>
      )}
      {inviting && (
        <MoveForm
          requestKey={key}
          form={inviting.form}
          moving={moving}
          onSubmit={async (command) => {
            const done = await submit(inviting.revision, command)
            if (done) {
              setSaid(`${String(command['to']).replace(/ \(.*$/, '')} has been invited.`)
              close()
              onInvited()
            }
            return done
          }}
          onCancel={close}
        />
      )}
    </section>
  )
}
