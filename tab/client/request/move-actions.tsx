import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { Doing } from '../../../assurance/request.ts'
import type { RequestView } from '../../api/request-model.ts'
import { go } from '../shell/address.ts'
import { sayClock } from '../shell/say-clock.ts'
import { useTab } from '../shell/tab-context.ts'
import { useMove } from '../shell/use-move.ts'
import { NilForm } from './nil-form.tsx'
import { ReasonForm } from './reason-form.tsx'

const withReason = {
  'send-back': {
    title: 'Send back with a question',
    label: 'What would you like to ask the agency?',
    submit: 'Send back',
  },
  excuse: { title: 'Excuse the agency', label: 'Why is no answer needed?', submit: 'Excuse' },
  withdraw: { title: 'Withdraw the request', label: 'Why is it withdrawn?', submit: 'Withdraw' },
} as const
type Reasoned = keyof typeof withReason
const isReasoned = (doing: Doing): doing is Reasoned => Object.hasOwn(withReason, doing)

const words: { readonly [Name in Doing]: string } = {
  ask: 'Ask',
  'confirm-key': 'I have the case key',
  return: 'Complete',
  nil: 'Nil return',
  'reverse-nil': 'Reverse the nil return',
  accept: 'Accept',
  'send-back': 'Send back',
  excuse: 'Excuse',
  withdraw: 'Withdraw',
}

/** What this person may do to the request now, by the table of moves; a refusal is said and what was typed stays. */
export const MoveActions = ({ request, onDone }: { request: RequestView; onDone: () => void }) => {
  const { session } = useTab()
  const { key, revision, may, state } = request
  const { moving, submit, forget } = useMove(key)
  const [asking, setAsking] = useState<Reasoned | 'nil'>()

  const act = async (command: Parameters<typeof submit>[1]) => {
    if (await submit(revision, command)) {
      setAsking(undefined)
      onDone()
    }
  }
  const start = (doing: Doing) => {
    forget()
    if (doing === 'return') go({ page: 'form', key })
    else if (doing === 'nil' || isReasoned(doing)) setAsking(doing)
    else act({ do: doing } as { do: 'accept' })
  }
  const primary: Doing | undefined = may.find(
    (doing) => doing === 'return' || doing === 'confirm-key' || doing === 'accept',
  )
  const label = (doing: Doing) => (doing === 'return' && state === 'returned' ? 'Correct this return' : words[doing])

  if (may.length === 0 && !moving.received && !moving.refusal) return null
  return (
    <div className="actions">
      {moving.received && (
        <MessageBar intent="success">
          <MessageBarBody role="status">Received at {sayClock(moving.received)}; it is being filed.</MessageBarBody>
        </MessageBar>
      )}
      {moving.refusal && moving.faults.length === 0 && (
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
      {request.withheld && may.includes('accept') && (
        <p className="quiet">Accept or send back what your group has reviewed.</p>
      )}
      {asking === 'nil' ? (
        <NilForm
          moving={moving}
          today={session.today}
          onSubmit={(nil) => act({ do: 'nil', nil })}
          onCancel={() => setAsking(undefined)}
        />
      ) : asking ? (
        <ReasonForm
          key={asking}
          title={withReason[asking].title}
          label={withReason[asking].label}
          submitLabel={withReason[asking].submit}
          moving={moving}
          onSubmit={(reason) => act({ do: asking, reason })}
          onCancel={() => setAsking(undefined)}
        />
      ) : (
        <div className="buttons">
          {may.map((doing) => (
            <Button
              key={doing}
              appearance={doing === primary ? 'primary' : 'secondary'}
              disabledFocusable={moving.busy}
              onClick={() => start(doing)}
            >
              {label(doing)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
