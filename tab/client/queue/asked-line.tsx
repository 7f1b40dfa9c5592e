import { Button } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { type FormedMove, moveWords } from '../../../assurance/move-forms.ts'
import type { QueueItem } from '../../api/queue-model.ts'
import { MoveForm } from '../request/move-form.tsx'
import '../request/request.css'
import { useMove } from '../shell/use-move.ts'
import { LineHead } from './line-head.tsx'

/** What every line that is answered in place is given: which form of the page is open, and what to say once it is done. */
export interface InPlace {
  readonly open: string | undefined
  readonly onOpen: (id: string | undefined) => void
  readonly onDone: (say: string) => void
}

const doneWords: { readonly [Name in FormedMove]?: string } = {
  'answer-question': 'Answered',
  'grant-extension': 'More time given',
  'refuse-extension': 'More time refused',
}

/** A question or a wish for more time, answered where it stands. */
export const AskedLine = ({
  item,
  moves,
  open,
  onOpen,
  onDone,
}: InPlace & { item: QueueItem; moves: readonly FormedMove[] }) => {
  const { moving, submit, forget } = useMove(item.key)
  const opener = useRef<FormedMove>(undefined)
  const buttons = useRef<HTMLDivElement>(null)
  const forms = moves.map((doing) => item.forms[doing]).filter((one) => one !== undefined)
  const form = forms.find(({ doing }) => `${doing} ${item.key}` === open)
  useEffect(() => {
    if (form || !opener.current) return
    buttons.current?.querySelector<HTMLElement>(`[data-doing="${opener.current}"]`)?.focus()
    opener.current = undefined
  }, [form])
  const close = () => {
    forget()
    onOpen(undefined)
  }
  return (
    <li className="card queue-line">
      <LineHead line={item} />
      <p className="said">{item.text}</p>
      <p className="quiet">{item.who}</p>
      {form ? (
        <MoveForm
          key={form.doing}
          requestKey={item.key}
          form={form}
          moving={moving}
          onSubmit={async (command) => {
            const done = await submit(item.revision, command)
            if (done) onDone(`${doneWords[form.doing] ?? 'Done'}: ${item.agency.name}.`)
            return done
          }}
          onCancel={close}
        />
      ) : (
        <div className="buttons" ref={buttons}>
          {forms.map(({ doing }, at) => (
            <Button
              key={doing}
              data-doing={doing}
              appearance={at === 0 ? 'primary' : 'secondary'}
              onClick={() => {
                forget()
                opener.current = doing
                onOpen(`${doing} ${item.key}`)
              }}
            >
              {moveWords[doing]}
              <span className="unseen">, {item.agency.name}</span>
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}
