import type { Mail, Posted } from '../assurance/mail.ts'
import type { Graph, GraphAnswer } from './client.ts'
import { graphError } from './site.ts'

export interface MailSettings {
  /** Address of the SSU's mailbox, the only one the application may send from (DESIGN §5). */
  readonly mailbox: string
}

/** Exchange lets one mailbox send about 30 messages a minute. */
const usualWaitMs = 10_000

const postedOf = (answer: GraphAnswer, mailbox: string): Posted => {
  if ('dropped' in answer) return { is: 'unknown', why: 'Exchange did not answer: the e-mail may have been sent.' }
  const { status, body, retryAfterMs } = answer
  if (status === 202) return { is: 'posted' }
  if (status === 429 || status === 503) return { is: 'busy', afterMs: retryAfterMs ?? usualWaitMs }
  if (status >= 500 || status === 408)
    return { is: 'unknown', why: `Exchange answered ${status}: the e-mail may have been sent.` }
  // Exchange's own words may hold addresses, so only its code is told.
  const { code } = graphError(body)
  if (status === 401 || status === 403)
    return {
      is: 'blocked',
      why: `Sightline may not send from ${mailbox} (${status} ${code}). Ask IT to grant it Mail.Send for that mailbox.`,
    }
  if (status === 404)
    return {
      is: 'blocked',
      why: `There is no mailbox ${mailbox} (404 ${code}). Check the SSU’s mailbox in the partnership’s file.`,
    }
  if (/recipient/i.test(code))
    return {
      is: 'blocked',
      why: 'Exchange knows no such address. Check the e-mail addresses of the agency in the list Agencies.',
    }
  return { is: 'blocked', why: `Exchange refused the e-mail (${status} ${code}). Check the agency’s e-mail addresses.` }
}

/**
 * Posts notices from the SSU's mailbox through Graph's `sendMail`, with the application permission `Mail.Send` scoped to
 * that mailbox; each stays in its Sent Items. 202 is all Exchange ever says: what bounces comes back to the mailbox.
 */
export const createMail = (graph: Graph, { mailbox }: MailSettings): Mail => ({
  async post({ to, subject, text }) {
    const message = {
      subject,
      body: { contentType: 'text', content: text },
      toRecipients: to.map((address) => ({ emailAddress: { address } })),
    }
    const path = `/users/${encodeURIComponent(mailbox)}/sendMail`
    return postedOf(await graph.post(path, { message, saveToSentItems: true }), mailbox)
  },
})
