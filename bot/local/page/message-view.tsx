import { Avatar, mergeClasses } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { CardAction } from '../../../cards/in-browser/card-renderer.ts'
import { markdownToHtml } from '../../../cards/in-browser/markdown.ts'
import type { JsonObject } from '../json.ts'
import type { PageMessage } from '../page-wire.ts'
import { useActing } from './acting.ts'
import { CardView } from './card-view.tsx'
import { shortTime } from './dates.ts'
import { asksForDialog, readExecute, readTask } from './invoke-answers.ts'
import { Refused } from './server.ts'

const sentence = (fault: unknown): string =>
  fault instanceof Refused ? fault.message : 'Something went wrong on this page. Load it again.'

/** Text with mentions set apart; a person's own words stay as typed, the bot's are Markdown. */
const MessageText = ({ message, onLink }: { message: PageMessage; onLink: (url: string) => void }) => {
  if (message.text === '') return null
  if (!message.author.bot) {
    const parts = message.text.split(/<at>([^<]*)<\/at>/)
    return (
      <p className="message-text">
        {parts.map((part, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
          index % 2 === 1 ? <strong key={index}>{part}</strong> : <span key={index}>{part}</span>,
        )}
      </p>
    )
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link inside answers the keyboard with a click of its own
    // biome-ignore lint/a11y/noStaticElementInteractions: only catches the links inside
    <div
      className="message-text"
      onClick={(event) => {
        const link = event.target instanceof Element ? event.target.closest('a') : null
        if (!link) return
        event.preventDefault()
        onLink(link.href)
      }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made by markdown.ts, which lets no markup through
      dangerouslySetInnerHTML={{ __html: markdownToHtml(message.text.replace(/<at>([^<]*)<\/at>/g, '**$1**')) }}
    />
  )
}

/** One card of a message, with what came of this person's last action on it. */
const MessageCard = (props: { conversation: string; message: PageMessage; card: JsonObject }) => {
  const { conversation, message, card } = props
  const { server, theme, openLink, openDialog } = useActing()
  const [own, setOwn] = useState<JsonObject>()
  const [done, setDone] = useState(0)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ text: string; refused: boolean }>()

  // A newer state of the card for everyone takes the place of what this person alone was shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what it waits for
  useEffect(() => setOwn(undefined), [message.version])

  const execute = async (action: CardAction & { kind: 'execute' }) => {
    const outcome = readExecute(await server.execute(conversation, message.id, action))
    if ('refused' in outcome && outcome.refused !== undefined) {
      setSaid({ text: outcome.refused, refused: true })
      return
    }
    if ('card' in outcome && outcome.card !== undefined) setOwn(outcome.card)
    if ('message' in outcome && outcome.message !== undefined) setSaid({ text: outcome.message, refused: false })
    setDone((count) => count + 1)
  }
  const fetchDialog = async (data: JsonObject) => {
    const ask = async (step: 'fetch' | 'submit', sent: unknown) =>
      readTask(await server.task(conversation, step, { message: message.id, data: sent, theme }))
    const outcome = await ask('fetch', data)
    if ('refused' in outcome && outcome.refused !== undefined) setSaid({ text: outcome.refused, refused: true })
    else if ('message' in outcome && outcome.message !== undefined) setSaid({ text: outcome.message, refused: false })
    else if ('dialog' in outcome && outcome.dialog !== undefined) {
      const submit = (sent: unknown) => ask('submit', sent).catch((fault) => ({ refused: sentence(fault) }))
      openDialog({ content: outcome.dialog, submit })
    }
  }
  const submit = async (data: JsonObject) => {
    const { status } = await server.submit(conversation, message.id, data)
    const refused = status < 200 || status > 299
    setSaid({ text: refused ? 'Your answer could not be sent. Try again in a minute.' : 'Sent.', refused })
    if (!refused) setDone((count) => count + 1)
  }
  const act = async (action: CardAction) => {
    if (action.kind === 'open') {
      openLink(action.url)
      return
    }
    setBusy(true)
    setSaid(undefined)
    try {
      if (action.kind === 'execute') await execute(action)
      else if (asksForDialog(action.data)) await fetchDialog(action.data)
      else await submit(action.data)
    } catch (fault) {
      setSaid({ text: sentence(fault), refused: true })
    } finally {
      setBusy(false)
    }
  }

  const wide = (card['msteams'] as JsonObject | undefined)?.['width'] === 'Full'
  return (
    <div className={mergeClasses('message-card', wide && 'message-card-wide')}>
      <CardView key={done} card={own ?? card} theme={theme} busy={busy} onAction={act} />
      <div className="message-said" role="status">
        {busy && 'Sending…'}
        {said && <span className={said.refused ? 'said-refused' : 'said-done'}>{said.text}</span>}
      </div>
    </div>
  )
}

/** One message as Teams shows it: who, when, whether edited, what. */
export const MessageView = (props: { conversation: string; message: PageMessage; reply?: boolean }) => {
  const { conversation, message, reply } = props
  const { home, now, openLink } = useActing()
  const own = message.author.oid === home.me.oid
  const { name, bot } = message.author
  return (
    <article
      className={mergeClasses('message', own && 'message-own')}
      aria-label={`${name}, ${shortTime(message.sentAt, now)}`}
      data-message={message.id}
    >
      <Avatar
        className="message-avatar"
        name={name}
        size={reply ? 24 : 32}
        color={bot ? 'brand' : 'colorful'}
        shape={bot ? 'square' : 'circular'}
        aria-hidden
      />
      <div className="message-body">
        <header className="message-head">
          <span className="message-name">{name}</span>
          {bot && <span className="message-app">App</span>}
          <time dateTime={message.sentAt}>{shortTime(message.sentAt, now)}</time>
          {message.edited && <span>Edited</span>}
        </header>
        {message.deleted ? (
          <p className="message-gone">This message has been deleted.</p>
        ) : (
          <>
            <MessageText message={message} onLink={openLink} />
            {message.cards.map((card, index) => (
              <MessageCard
                // biome-ignore lint/suspicious/noArrayIndexKey: the cards of one message never move
                key={index}
                conversation={conversation}
                message={message}
                card={card}
              />
            ))}
          </>
        )}
      </div>
    </article>
  )
}
