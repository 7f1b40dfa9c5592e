import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { Moving } from '../shell/use-move.ts'

/** Says who is told before a reminder goes beyond the agency (WORK R4). */
export const ConfirmRelease = (props: {
  group: string
  chair?: string
  moving: Moving
  onRelease: () => void
  onCancel: () => void
}) => {
  const { group, chair, moving, onRelease, onCancel } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="act-form">
      <h3 ref={heading} tabIndex={-1}>
        Release the reminder?
      </h3>
      <p>
        {chair ? `${chair} is` : `The chair of ${group} is`} told privately that this is late. Nobody in the agency’s
        channel is told of it.
      </p>
      {moving.refusal && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button appearance="primary" disabledFocusable={moving.busy} onClick={onRelease}>
          {moving.busy ? 'Sending …' : moving.unsure ? 'Try again' : 'Release'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  )
}
