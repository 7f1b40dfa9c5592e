import { Button, Spinner } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PageConversation } from '../page-wire.ts'
import { useActing } from './acting.ts'
import { ComposeBox } from './compose-box.tsx'
import { MessageView } from './message-view.tsx'
import { PaneHead } from './pane-head.tsx'
import { ThreadView } from './thread-view.tsx'

const nearEndPixels = 120

/** Keeps the newest message in sight while one is reading the end, also as cards grow when drawn. */
const useStayAtEnd = (id: string, shown: boolean) => {
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation starts at its end
  useLayoutEffect(() => {
    atEnd.current = true
  }, [id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: watches what is there once it is shown
  useEffect(() => {
    const element = scroller.current
    const inside = element?.firstElementChild
    if (!element || !inside) return
    const settle = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    }
    // Growing cards move the end away, but only a person moves up.
    let lastTop = element.scrollTop
    const onScroll = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight
      if (left < nearEndPixels) atEnd.current = true
      else if (element.scrollTop < lastTop) atEnd.current = false
      lastTop = element.scrollTop
    }
    settle()
    const grown = new ResizeObserver(settle)
    grown.observe(inside)
    element.addEventListener('scroll', onScroll)
    return () => {
      grown.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [id, shown])
  return scroller
}

/** A channel's posts or the chat with the bot. `stamp` changes whenever it should be read again. */
export const ConversationView = (props: { id: string; stamp: number; onBack: () => void; onSeen: () => void }) => {
  const { id, stamp, onBack } = props
  const { server, home } = useActing()
  const [conversation, setConversation] = useState<PageConversation>()
  const [fault, setFault] = useState<string>()
  const [writing, setWriting] = useState(false)
  const seen = useRef(props.onSeen)
  seen.current = props.onSeen

  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp says when to read again
  useEffect(() => {
    let gone = false
    server
      .conversation(id)
      .then(async (read) => {
        if (gone) return
        setConversation(read)
        setFault(undefined)
        await server.seen(id)
        if (!gone) seen.current()
      })
      .catch((reason: unknown) => !gone && setFault(reason instanceof Error ? reason.message : String(reason)))
    return () => {
      gone = true
    }
  }, [server, id, stamp])

  const shown = conversation?.id === id ? conversation : undefined
  const scroller = useStayAtEnd(id, shown !== undefined)
  const personal = shown?.kind === 'personal'
  const title = shown ? (personal ? shown.name : `${shown.team} · ${shown.name}`) : ''

  return (
    <section className="pane" aria-label={title || 'Conversation'}>
      <PaneHead
        title={(personal ? shown?.name : shown?.team) ?? ''}
        line={shown ? (personal ? 'Chat with the app' : `${shown.name} · ${shown.members} members`) : ''}
        onBack={onBack}
      />
      {fault !== undefined && (
        <p role="alert" className="pane-fault">
          {fault}
        </p>
      )}
      {!shown && fault === undefined && <Spinner className="pane-wait" label="Opening the conversation…" />}
      {shown && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <div ref={scroller} className="posts" tabIndex={0} role="log" aria-label={`Messages in ${title}`}>
            <div className="posts-column">
              {shown.threads.length === 0 && <p className="posts-none">Nothing has been posted here yet.</p>}
              {shown.threads.map((thread) =>
                personal ? (
                  <MessageView key={thread.root.id} conversation={id} message={thread.root} />
                ) : (
                  <ThreadView key={thread.root.id} conversation={id} thread={thread} />
                ),
              )}
            </div>
          </div>
          <footer className="pane-foot">
            {personal || writing ? (
              <ComposeBox
                key={id}
                label={personal ? 'Type a message' : 'New post'}
                botName={home.chat.name}
                mentions={!personal}
                autoFocus={writing}
                send={async (text) => {
                  await server.write(id, text)
                  setWriting(false)
                }}
              />
            ) : (
              <Button appearance="primary" icon={<Add20Regular />} onClick={() => setWriting(true)}>
                New post
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  )
}
