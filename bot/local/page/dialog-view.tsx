import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components'
import { Dismiss24Regular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { CardAction } from '../../../cards/in-browser/card-renderer.ts'
import { useActing } from './acting.ts'
import { AppFrame } from './app-frame.tsx'
import { CardView } from './card-view.tsx'
import type { DialogContent as Content, TaskOutcome } from './invoke-answers.ts'
import type { HostedFrame } from './teams-js-host.ts'

/** A dialog to open: what it shows first, and who is told of what comes of it. */
export interface DialogAsked {
  readonly content: Content
  /** Sends what was entered to the bot; without it, a submit only closes the dialog. */
  readonly submit?: (data: unknown) => Promise<TaskOutcome>
  /** Told once, when it closes: the page that opened it waits for this. */
  readonly closed?: (result: unknown) => void
  /** The page that opened it, for messages between the two. */
  readonly opener?: HostedFrame
  readonly onHosted?: (frame: HostedFrame | undefined) => void
}

const widths: Readonly<Record<string, number>> = { small: 420, medium: 640, large: 960 }
const heights: Readonly<Record<string, number>> = { small: 320, medium: 520, large: 760 }

const pixels = (size: string | number, named: Readonly<Record<string, number>>, otherwise: number): number =>
  typeof size === 'number' ? size : (named[size.toLowerCase()] ?? (Number.parseInt(size, 10) || otherwise))

/** A dialog as Teams shows one: a card or an embedded page, with a title and a way out. */
export const DialogView = ({ asked, onClose }: { asked: DialogAsked; onClose: () => void }) => {
  const { theme, openLink } = useActing()
  const [content, setContent] = useState(asked.content)
  const [step, setStep] = useState(0)
  const [message, setMessage] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const told = useRef(false)
  const shown = useRef<HTMLDivElement>(null)
  // What had the focus is gone when a card is replaced; without this, Escape and Tab would lead nowhere.
  useEffect(() => {
    if (step > 0) shown.current?.focus()
  }, [step])

  const close = (result?: unknown) => {
    if (!told.current) asked.closed?.(result)
    told.current = true
    onClose()
  }
  const send = async (data: unknown) => {
    if (!asked.submit) {
      close(data)
      return
    }
    setBusy(true)
    setRefused(undefined)
    const outcome = await asked.submit(data)
    setBusy(false)
    if ('refused' in outcome && outcome.refused !== undefined) setRefused(outcome.refused)
    else if ('message' in outcome && outcome.message !== undefined) setMessage(outcome.message)
    else if ('dialog' in outcome && outcome.dialog !== undefined) {
      setContent(outcome.dialog)
      setStep(step + 1)
    } else close(data)
  }
  const act = (action: CardAction) => {
    if (action.kind === 'open') openLink(action.url)
    else send(action.data)
  }

  const width = pixels(content.width, widths, 640)
  const height = pixels(content.height, heights, 520)
  const isCard = content.card !== undefined
  return (
    <Dialog open onOpenChange={(_event, { type }) => type !== 'backdropClick' && close()}>
      <DialogSurface className="dialog" style={{ width: `min(${width}px, 100vw)`, maxWidth: '100vw' }}>
        <DialogBody className="dialog-body">
          <DialogTitle
            action={
              <Button appearance="subtle" aria-label="Close" icon={<Dismiss24Regular />} onClick={() => close()} />
            }
          >
            {content.title}
          </DialogTitle>
          <DialogContent
            className={isCard ? 'dialog-card' : 'dialog-frame'}
            style={isCard ? { minHeight: 120 } : { height }}
          >
            {refused !== undefined && (
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody role="alert">{refused}</MessageBarBody>
              </MessageBar>
            )}
            {message !== undefined ? (
              <>
                <p role="status">{message}</p>
                <Button appearance="primary" autoFocus onClick={() => close()}>
                  Close
                </Button>
              </>
            ) : content.card ? (
              <div ref={shown} tabIndex={-1} className="dialog-step">
                <CardView key={step} card={content.card} theme={theme} busy={busy} onAction={act} />
              </div>
            ) : (
              <AppFrame
                key={step}
                url={content.url ?? ''}
                title={content.title}
                frameContext="task"
                onSubmit={send}
                onRelay={(said) => asked.opener?.deliver('messageForParent', said)}
                onResize={(size) => setContent({ ...content, ...size })}
                {...(asked.onHosted ? { onHosted: asked.onHosted } : {})}
              />
            )}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
