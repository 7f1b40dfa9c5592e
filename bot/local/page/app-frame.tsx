import { Spinner } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useActing } from './acting.ts'
import { type FrameDialogAsked, type HostedFrame, hostFrame } from './teams-js-host.ts'

/** A page embedded as Teams embeds it, answered by the host's side of Teams' SDK. */
export const AppFrame = (props: {
  url: string
  title: string
  frameContext: 'content' | 'task'
  subPageId?: string | undefined
  onSubmit?: (result: unknown) => void
  onOpenDialog?: (asked: FrameDialogAsked, answer: (error: unknown, result: unknown) => void) => void
  onRelay?: (message: unknown) => void
  onResize?: (size: { width?: string | number; height?: string | number }) => void
  onHosted?: (frame: HostedFrame | undefined) => void
}) => {
  const { server, home, theme, openLink, openTab } = useActing()
  const { url, title, frameContext, subPageId } = props
  const frame = useRef<HTMLIFrameElement>(null)
  const hosted = useRef<HostedFrame>(undefined)
  const latest = useRef(props)
  latest.current = props
  const themeNow = useRef(theme)
  themeNow.current = theme
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const links = useRef({ openLink, openTab })
  links.current = { openLink, openTab }

  useEffect(() => {
    const element = frame.current
    if (!element) return
    setState('loading')
    const host = hostFrame(element, {
      origin: new URL(url, window.location.href).origin,
      theme: themeNow.current,
      context: {
        appId: home.appId,
        entityId: home.tab.entityId,
        ...(subPageId === undefined ? {} : { subEntityId: subPageId }),
        frameContext,
        userObjectId: home.me.oid,
        userDisplayName: home.me.name,
        tid: home.me.tid,
      },
      requests: {
        getToken: () => server.token(),
        ready: () => setState('ready'),
        failed: () => setState('failed'),
        openLink: (address) => {
          links.current.openLink(address)
          return true
        },
        submit: (result) => latest.current.onSubmit?.(result),
        openDialog: (asked, answer) => latest.current.onOpenDialog?.(asked, answer),
        relay: (message) => latest.current.onRelay?.(message),
        resize: (size) => latest.current.onResize?.(size),
        navigate: (page) => links.current.openTab(page),
      },
    })
    hosted.current = host
    latest.current.onHosted?.(host)
    // Only now may it load, so that its first words find the host listening.
    element.src = url
    return () => {
      host.close()
      latest.current.onHosted?.(undefined)
    }
  }, [url, frameContext, subPageId, home.appId, home.tab.entityId, home.me.oid, home.me.name, home.me.tid, server])

  useEffect(() => hosted.current?.setTheme(theme), [theme])

  return (
    <div className="app-frame" data-state={state}>
      {state === 'loading' && <Spinner className="app-frame-wait" label={`Opening ${title}…`} />}
      {state === 'failed' && <p role="alert">{title} could not be opened. Load this page again.</p>}
      <iframe ref={frame} title={title} onLoad={() => setState((now) => (now === 'loading' ? 'ready' : now))} />
    </div>
  )
}
