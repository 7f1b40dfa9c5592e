import type { Request, Response, Server } from 'restify'
import { type MailRow, readMails } from './mail-store.ts'
import type { Store } from './store.ts'

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Text as HTML in which addresses can be followed; a full stop or bracket after one is not part of it. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((part, at) => (at % 2 === 1 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join('')

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/London' })

const message = ({ id, recipients, subject, text, sent, mailbox }: MailRow) => `<li><article aria-labelledby="m${id}">
<h2 id="m${id}">${escaped(subject || '(no subject)')}</h2>
<dl><div><dt>To</dt><dd>${recipients.map(escaped).join(', ')}</dd></div>
<div><dt>From</dt><dd>${escaped(mailbox)}</dd></div>
<div><dt>Sent</dt><dd><time datetime="${sent.toISOString()}">${escaped(when.format(sent))}</time></dd></div></dl>
<p class="text">${linked(text)}</p></article></li>`

const nothing = `<p>Nothing has been sent yet. Agencies without a channel in Teams are told by e-mail that something waits for
them: when that happens, the message appears here. On this machine no e-mail ever leaves.</p>`

const page = (mails: readonly MailRow[]) => `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>E-mail sent · Sightline</title>
<style>
:root { color-scheme: light dark; font: 1.0625rem/1.5 'Segoe UI', system-ui, sans-serif; }
html { background: Canvas; color: CanvasText; }
body { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; } h2 { font-size: 1.1875rem; margin: 0 0 .5rem; }
ol { list-style: none; margin: 1.5rem 0 0; padding: 0; }
article { border: 1px solid; border-radius: .5rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
dl { margin: 0; } dl div { display: flex; gap: .75rem; } dt { flex: 0 0 3.5rem; font-weight: 600; } dd { margin: 0; }
.text { white-space: pre-wrap; margin: .75rem 0 0; }
a { color: light-dark(#0b57d0, #a8c7fa); } a:focus-visible { outline: 3px solid; outline-offset: 2px; }
</style>
<main><p><a href="/">Sightline</a></p><h1>E-mail sent</h1>
<p>What the SSU’s mailbox has sent, newest first. It stays on this machine.</p>
${mails.length === 0 ? nothing : `<ol>${mails.map(message).join('\n')}</ol>`}</main></html>`

/**
 * Shows what was sent through local Graph: a page at `/local/mail/` for people, `/local/mail/messages` as JSON for tests,
 * newest first.
 */
export const mountMailPage = (server: Server, store: Store): void => {
  server.get('/local/mail', async (_req: Request, res: Response) => {
    res.writeHead(301, { Location: '/local/mail/' })
    res.end()
  })
  server.get('/local/mail/', async (_req: Request, res: Response) => {
    await store.ready
    const html = page(await readMails(store))
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    res.setHeader('Cache-Control', 'no-store')
    res.sendRaw(200, html)
  })
  server.get('/local/mail/messages', async (_req: Request, res: Response) => {
    await store.ready
    const mails = await readMails(store)
    res.header('Cache-Control', 'no-store')
    res.send(200, {
      messages: mails.map(({ id, mailbox, recipients, subject, text, sent }) => ({
        id,
        from: mailbox,
        to: recipients,
        subject,
        text,
        sent: sent.toISOString(),
      })),
    })
  })
}
