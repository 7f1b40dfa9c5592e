import { CheckmarkCircleFilled } from '@fluentui/react-icons'
import { useState } from 'react'
import type { QueueView } from '../../api/queue-model.ts'
import { AsAt } from '../shell/as-at.tsx'
import { useLive } from '../shell/use-live.ts'
import { queueChanged } from '../shell/use-queue-count.ts'
import { AskedLine } from './asked-line.tsx'
import { QueueGroup } from './queue-group.tsx'
import { ReleaseLine } from './release-line.tsx'
import { StuckLine } from './stuck-line.tsx'
import { UnreadableLine } from './unreadable-line.tsx'
import './queue.css'

const versionPath = () => '/api/version?of=queue'

/** What waits for the SSU: what did not get through, what agencies ask, reminders to release, rows to mend (DESIGN §3, WORK R5). */
export const QueuePage = () => {
  // One form is open at a time, so that every field on the page has its own name; nothing moves while somebody writes in it.
  const [open, setOpen] = useState<string>()
  const live = useLive<QueueView>('/api/queue', versionPath, open === undefined)
  const { data } = live
  const [done, setDone] = useState<string>()
  if (!data)
    return live.fault ? (
      <>
        <h1>Queue</h1>
        <AsAt reading={live.reading} fault={live.fault} />
      </>
    ) : (
      <p className="starting">Opening the queue …</p>
    )
  const { stuck, questions, extensions, releases, unreadable, count } = data
  const dealtWith = (say: string) => {
    setOpen(undefined)
    setDone(say)
    live.refresh()
    queueChanged()
  }
  const shared = { open, onOpen: setOpen, onDone: dealtWith }
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Queue</h1>
          <p className="queue-waits">
            {count === 0
              ? 'Nothing waits for you.'
              : `${count} ${count === 1 ? 'thing waits' : 'things wait'} for you.`}
          </p>
        </div>
        <AsAt reading={live.reading} fault={live.fault} />
      </div>
      <p className={done ? 'queue-done mark mark-returned' : 'unseen'} role="status">
        {done && <CheckmarkCircleFilled aria-hidden="true" fontSize={18} />}
        {done}
      </p>
      {count === 0 && (
        <div className="card empty">
          <h2>All clear</h2>
          <p>
            What needs you appears here: an answer or a message that did not get through, with its reason and a way to
            try again; a question or a wish for more time; a late return whose chair may be told; a row in SharePoint
            that can no longer be read.
          </p>
        </div>
      )}
      <QueueGroup title="Did not get through" say="Kept here, with the reason. Nothing of it is lost." lines={stuck}>
        {(one) => <StuckLine key={`${one.what} ${one.id}`} stuck={one} onDone={dealtWith} />}
      </QueueGroup>
      <QueueGroup title="Questions" say="Your answer appears on the agency’s card." lines={questions}>
        {(one) => <AskedLine key={`question ${one.key}`} item={one} moves={['answer-question']} {...shared} />}
      </QueueGroup>
      <QueueGroup title="More time" say="Until you decide, the agency is not reminded." lines={extensions}>
        {(one) => (
          <AskedLine
            key={`extension ${one.key}`}
            item={one}
            moves={['grant-extension', 'refuse-extension']}
            {...shared}
          />
        )}
      </QueueGroup>
      <QueueGroup
        title="Reminders beyond the agency"
        say="These have reached the step at which the group’s chair is told. Nothing is sent until you release it."
        lines={releases}
      >
        {(one) => <ReleaseLine key={`release ${one.key}`} item={one} {...shared} />}
      </QueueGroup>
      <QueueGroup
        title="Rows that cannot be read"
        say="Somebody changed them by hand in SharePoint. Their last good reading is shown, and they are not chased until they are mended there."
        lines={unreadable}
      >
        {(one) => <UnreadableLine key={`row ${one.key}`} line={one} />}
      </QueueGroup>
    </>
  )
}
