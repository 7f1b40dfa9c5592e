import type { Outcome, Row, Write } from '../assurance/register.ts'
import type { GraphAnswer } from './client.ts'
import { type ListItem, rowOf, rowOfFields } from './rows.ts'
import { graphError } from './site.ts'

const usualWaitMs = 5_000

/** A column's unique value is there already. SharePoint says so with 400 or 500 as well as 409, and only its words tell. */
const saysTaken = (body: unknown) => /unique|duplicate values/i.test(graphError(body).message)

/** SharePoint's own words without the ones that were sent: a reason must never repeat an answer. */
const reasonOf = (status: number, body: unknown, write: Write): string => {
  const { code, message } = graphError(body)
  const sent = Object.values('create' in write ? write.create : write.change)
  const said = sent.reduce<string>(
    (text, cell) => (typeof cell === 'string' && cell.length > 2 ? text.replaceAll(cell, '…') : text),
    message,
  )
  return `SharePoint refused the row in “${write.list}” (${status} ${code}). ${said}`.slice(0, 400).trim()
}

/** What an answer says was written; `unread` where it was, and the row has still to be read. */
export const writtenRow = (write: Write, answer: GraphAnswer): Row | 'unread' | undefined => {
  if ('dropped' in answer || answer.status < 200 || answer.status >= 300) return undefined
  const body = (answer.body ?? {}) as ListItem & { readonly [name: string]: unknown }
  if ('create' in write)
    return rowOf({ ...body, ...(answer.etag ? { eTag: body.eTag ?? answer.etag } : {}) }) ?? 'unread'
  return (body.fields ? rowOf(body) : rowOfFields(body, write.id, answer.etag)) ?? 'unread'
}

/** What came of a write that was not done, by its status. */
export const outcomeOf = (write: Write, answer: GraphAnswer): Exclude<Outcome, { is: 'written' }> => {
  if ('dropped' in answer) return { is: 'unknown', why: `SharePoint did not answer (${answer.dropped}).` }
  const { status, body, retryAfterMs } = answer
  if (status === 412) return { is: 'stale' }
  if (status === 429 || status === 503) return { is: 'busy', afterMs: retryAfterMs ?? usualWaitMs }
  if (saysTaken(body)) return { is: 'taken' }
  if (status >= 500 || status === 408) return { is: 'unknown', why: `SharePoint answered ${status}.` }
  // A conflict or a lock that is no unique value: somebody else was at the row, so it is read and decided again.
  if (status === 409 || status === 423)
    return 'create' in write ? { is: 'busy', afterMs: usualWaitMs } : { is: 'stale' }
  if (status === 404 && 'id' in write)
    return { is: 'refused', why: `The row is no longer in “${write.list}”; somebody deleted it there.` }
  return { is: 'refused', why: reasonOf(status, body, write) }
}
