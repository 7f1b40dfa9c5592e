import { Button } from '@fluentui/react-components'
import type { QueueRelease } from '../../api/queue-model.ts'
import { ConfirmRelease } from '../request/confirm-release.tsx'
import { useMove } from '../shell/use-move.ts'
import type { InPlace } from './asked-line.tsx'
import { LineHead } from './line-head.tsx'

/** A late request whose chair may be told, once the SSU says so (WORK R4). */
export const ReleaseLine = ({ item, open, onOpen, onDone }: InPlace & { item: QueueRelease }) => {
  const { moving, submit, forget } = useMove(item.key)
  const id = `release ${item.key}`
  return (
    <li className="card queue-line">
      <LineHead line={item} />
      <p>{item.text}</p>
      {open === id ? (
        <ConfirmRelease
          group="the group"
          {...(item.chair ? { chair: item.chair } : {})}
          moving={moving}
          onRelease={async () => {
            if (await submit(item.revision, { do: 'release', rung: item.rung }))
              onDone(`Released: ${item.agency.name}.`)
          }}
          onCancel={() => {
            forget()
            onOpen(undefined)
          }}
        />
      ) : (
        <div className="buttons">
          <Button
            onClick={() => {
              forget()
              onOpen(id)
            }}
          >
            Release the reminder to the chair
            <span className="unseen">, {item.agency.name}</span>
          </Button>
        </div>
      )}
    </li>
  )
}
