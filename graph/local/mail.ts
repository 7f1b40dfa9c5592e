import { randomUUID } from 'node:crypto'
import type { Operation } from './context.ts'
import { isObject, type Json } from './exchange.ts'
import { keepMail } from './mail-store.ts'
import { refuse } from './refusals.ts'
import { decode, type Route } from './route.ts'

const parameters = ['message', 'savetosentitems']
const isAddress = (text: string) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text)

const addressesIn = (recipients: Json | undefined): string[] => {
  if (!Array.isArray(recipients)) throw refuse.noRecipient()
  return recipients.map((one) => {
    const given = isObject(one) && isObject(one['emailAddress']) ? one['emailAddress']['address'] : undefined
    if (typeof given !== 'string' || !isAddress(given)) throw refuse.noRecipient()
    return given
  })
}

/** Takes a message from the one mailbox our application may send from; it is shown at `/local/mail/` and goes nowhere. */
const sendMail: Operation = async (call) => {
  const { body, store, clock, mailbox } = call
  if (mailbox === undefined || call.item.toLowerCase() !== mailbox.toLowerCase()) throw refuse.otherMailbox()
  if (!isObject(body)) throw refuse.notJson()
  const named = Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]))
  if (Object.keys(named).some((name) => !parameters.includes(name)) || !isObject(named['message']))
    throw refuse.badArgument()
  const { subject = '', body: content, toRecipients } = named['message']
  const recipients = addressesIn(toRecipients)
  if (recipients.length === 0) throw refuse.noRecipient()
  if (typeof subject !== 'string' || !isObject(content) || typeof content['content'] !== 'string')
    throw refuse.badArgument()
  const mail = { id: randomUUID(), mailbox, recipients, subject, text: content['content'], sent: clock.now() }
  await keepMail(store, mail)
  return { status: 202, headers: {} }
}

/** Mail is Exchange's, so it costs nothing of SharePoint's budget. Undefined where the path is about something else. */
export const findMailRoute = (method: string, path: string): Route | undefined => {
  const user = /^\/users\/([^/]+)\/(?:microsoft\.graph\.)?sendMail$/i.exec(path)?.[1]
  if (user === undefined) return undefined
  if (method !== 'POST') throw refuse.notAllowed(method)
  const asked = { operation: sendMail, name: 'send mail', units: 0 }
  return { ...asked, site: 'any', list: '', item: decode(user), column: '', path: [] }
}
