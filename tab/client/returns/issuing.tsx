import { MessageBar, MessageBarBody, ProgressBar } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { IssueProgress } from '../../../assurance/rounds.ts'
import { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'

/** How far an issuing has come; why it stopped, where it did (WORK R1). */
const Issuing = ({ progress }: { progress: IssueProgress }) => {
  const { state, asked, of, say } = progress
  if (state === 'stopped')
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody role="alert">
          Asking stopped at {asked} of {of}. {say}
        </MessageBarBody>
      </MessageBar>
    )
  return (
    <div className="issuing" role="status">
      <p>{state === 'issued' ? `All ${of} requests are asked.` : `Asking: ${asked} of ${of} requests so far.`}</p>
      <ProgressBar
        aria-label="Requests asked"
        value={of === 0 ? 1 : asked / of}
        thickness="large"
        shape="rounded"
        color={state === 'issued' ? 'success' : 'brand'}
      />
    </div>
  )
}

/** Milliseconds between two looks at how far it has come. */
const every = 1_000

/** Follows an issuing until it is over or has stopped. */
export const FollowIssuing = ({ round, start }: { round: string; start?: IssueProgress }) => {
  const { server } = useTab()
  const [progress, setProgress] = useState(start)
  const isOver = progress !== undefined && progress.state !== 'issuing'
  useEffect(() => {
    if (isOver) return
    const look = async () => {
      try {
        setProgress(await server.get<IssueProgress>(`/api/ask/progress?round=${encodeURIComponent(round)}`))
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error
      }
    }
    look()
    const timer = setInterval(look, every)
    return () => clearInterval(timer)
  }, [server, round, isOver])
  return progress ? <Issuing progress={progress} /> : null
}
