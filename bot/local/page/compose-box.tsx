import { Button, Textarea } from '@fluentui/react-components'
import { Mention20Regular, Send20Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { Refused } from './server.ts'

/** Where one writes. In a channel the bot reads only what mentions it, as in Teams; `@Sightline` is that mention. */
export const ComposeBox = (props: {
  label: string
  botName: string
  mentions: boolean
  autoFocus?: boolean
  send: (text: string) => Promise<void>
}) => {
  const { label, botName, mentions, send } = props
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const faultId = useId()

  const submit = async () => {
    if (text.trim() === '' || busy) return
    setBusy(true)
    setFault(undefined)
    try {
      await send(mentions ? text.replaceAll(`@${botName}`, `<at>${botName}</at>`) : text)
      setText('')
    } catch (reason) {
      setFault(reason instanceof Refused ? reason.message : 'Your message could not be sent.')
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="compose">
      <Textarea
        className="compose-text"
        aria-label={label}
        placeholder={label}
        aria-describedby={fault === undefined ? undefined : faultId}
        value={text}
        rows={1}
        autoFocus={props.autoFocus ?? false}
        onChange={(_event, data) => setText(data.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      <div className="compose-buttons">
        {mentions && (
          <Button
            appearance="subtle"
            icon={<Mention20Regular />}
            aria-label={`Mention ${botName}`}
            title={`Mention ${botName}`}
            onClick={() => setText(`@${botName} ${text}`)}
          />
        )}
        <Button
          appearance="subtle"
          icon={<Send20Regular />}
          aria-label="Send"
          title="Send"
          disabledFocusable={busy || text.trim() === ''}
          onClick={submit}
        />
      </div>
      {fault !== undefined && (
        <p id={faultId} className="compose-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
