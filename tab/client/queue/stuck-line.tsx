import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { WarningFilled } from '@fluentui/react-icons'
import type { QueueView } from '../../api/queue-model.ts'
import { useSend } from '../shell/use-move.ts'

const sortWords = { move: 'Could not be filed', delivery: 'Could not be delivered' } as const

/** Something that did not get through, with its reason and a way of trying again. */
export const StuckLine = ({ stuck, onDone }: { stuck: QueueView['stuck'][number]; onDone: (say: string) => void }) => {
  const { what, id, title, name, at, why } = stuck
  const { moving, send } = useSend()
  const again = async () => {
    if (await send('/api/queue/again', { what, id })) onDone(`Being tried again: ${title}, ${name}.`)
  }
  return (
    <li className="card queue-line">
      <p className="mark mark-late">
        <WarningFilled aria-hidden="true" fontSize={18} />
        <span>{sortWords[what]}</span>
      </p>
      <div>
        <h3>
          {name}: {title}
        </h3>
        <p className="quiet">{at}</p>
      </div>
      <p className="said">{why}</p>
      {moving.refusal && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button appearance="primary" disabledFocusable={moving.busy} onClick={again}>
          {moving.busy ? 'Trying …' : 'Try again'}
          <span className="unseen">
            {' '}
            with {title}, {name}
          </span>
        </Button>
      </div>
    </li>
  )
}
