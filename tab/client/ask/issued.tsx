import { Button } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { FollowIssuing } from '../returns/issuing.tsx'
import { LinkTo } from '../shell/link-to.tsx'
import { useTab } from '../shell/tab-context.ts'

/** What is being asked now and how far it has come; it goes on by itself when this is closed. */
export const Issued = ({ round, onMore }: { round: { id: string; title: string }; onMore: () => void }) => {
  const { host } = useTab()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="card receipt">
      <h2 ref={heading} tabIndex={-1}>
        {round.title} is being asked
      </h2>
      <FollowIssuing round={round.id} />
      <p>You can close this: it goes on by itself, and the cards go out as the requests are filed.</p>
      <div className="buttons">
        {host.inDialog ? (
          <Button appearance="primary" onClick={() => host.submitDialog({ issued: round.id })}>
            Close
          </Button>
        ) : (
          <>
            <LinkTo to={{ page: 'returns', round: round.id }} className="strong-link">
              Open the returns
            </LinkTo>
            <Button onClick={onMore}>Ask something else</Button>
          </>
        )}
      </div>
    </div>
  )
}
