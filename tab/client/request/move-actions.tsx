import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { type MoveForm as Form, isFormed, moveWords } from '../../../assurance/move-forms.ts'
import type { Doing } from '../../../assurance/request.ts'
import type { RequestView } from '../../api/request-model.ts'
import { go } from '../shell/address.ts'
import { sayClock } from '../shell/say-clock.ts'
import type { TypedCommand } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { useMove } from '../shell/use-move.ts'
import { ConfirmRelease } from './confirm-release.tsx'
import { MoveForm } from './move-form.tsx'
import { NilForm } from './nil-form.tsx'
import { orderMoves } from './order-moves.ts'

/** What is asked before a move is made. A form stays as it was opened, so that nothing typed goes when the request changes. */
type Asking = Form | 'nil' | 'release'

const label = (doing: Doing, { state, question }: RequestView): string => {
  if (doing === 'return' && state === 'returned') return 'Correct this return'
  return doing === 'answer-question' && question?.answer ? 'Change the answer' : moveWords[doing]
}

/** What this person may do to the request now, by the table of moves; a refusal is said and what was typed stays. */
export const MoveActions = ({ request, onDone }: { request: RequestView; onDone: () => void }) => {
  const { session } = useTab()
  const { key, revision, may, forms, releasable } = request
  const { moving, submit, forget } = useMove(key)
  const [asking, setAsking] = useState<Asking>()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLFieldSetElement>(null)
  const leaving = useRef(false)
  // The form that had the focus is gone; without this, Tab would begin at the top of the panel again.
  useEffect(() => {
    if (asking || !leaving.current) return
    leaving.current = false
    box.current?.focus()
  }, [asking])

  const leave = () => {
    leaving.current = asking !== undefined
    setAsking(undefined)
  }
  const act = async (command: TypedCommand): Promise<boolean> => {
    const done = await submit(revision, command)
    if (done) {
      leave()
      setOpen(false)
      onDone()
    }
    return done
  }
  const start = (doing: Doing) => {
    forget()
    if (doing === 'return' || doing === 'finish-part') go({ page: 'form', key })
    else if (doing === 'nil' || doing === 'release') setAsking(doing)
    else if (isFormed(doing)) setAsking(forms[doing])
    else act({ do: doing })
  }

  if (may.length === 0 && !moving.received && !moving.refusal) return null
  const isAnswered = request.question?.answer !== undefined
  const { shown, more } = orderMoves(may, isAnswered)
  const button = (doing: Doing, first: boolean) => (
    <Button
      key={doing}
      appearance={first ? 'primary' : 'secondary'}
      disabledFocusable={moving.busy}
      onClick={() => start(doing)}
    >
      {label(doing, request)}
    </Button>
  )
  const cancel = () => {
    forget()
    leave()
  }
  return (
    <fieldset className="actions" ref={box} tabIndex={-1} aria-label="What you can do">
      {moving.received && (
        <MessageBar intent="success">
          <MessageBarBody role="status">Received at {sayClock(moving.received)}; it is being filed.</MessageBarBody>
        </MessageBar>
      )}
      {moving.refusal && !asking && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
        </MessageBar>
      )}
      {may.includes('confirm-key') && (
        <p>
          Which child or adult {request.caseRef?.toUpperCase()} is, your agency learns from the SSU outside Sightline.
          Confirm that you have the case key before you answer.
        </p>
      )}
      {request.withheld && (may.includes('accept') || may.includes('rate')) && (
        <p className="quiet">Judge or send back what your group has reviewed.</p>
      )}
      {asking === 'nil' ? (
        <NilForm moving={moving} today={session.today} onSubmit={(nil) => act({ do: 'nil', nil })} onCancel={cancel} />
      ) : asking === 'release' && releasable !== undefined ? (
        <ConfirmRelease
          group={request.group}
          moving={moving}
          onRelease={() => act({ do: 'release', rung: releasable })}
          onCancel={cancel}
        />
      ) : typeof asking === 'object' ? (
        <MoveForm requestKey={key} form={asking} moving={moving} onSubmit={act} onCancel={cancel} />
      ) : (
        <>
          <div className="buttons">
            {shown.map((doing, at) => button(doing, at === 0 && !(isAnswered && doing === 'answer-question')))}
            {more.length > 0 && (
              <Button
                appearance="subtle"
                aria-expanded={open}
                iconPosition="after"
                icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
                onClick={() => setOpen(!open)}
              >
                More
              </Button>
            )}
          </div>
          {open && more.length > 0 && <div className="buttons">{more.map((doing) => button(doing, false))}</div>}
        </>
      )}
    </fieldset>
  )
}
