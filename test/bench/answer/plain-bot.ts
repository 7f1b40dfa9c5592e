import { setTimeout as pause } from 'node:timers/promises'
import type { Request, Response } from 'restify'
import { openServer } from '../../../bot/server.ts'

/**
 * A plain bot: it writes to Graph inside the invoke, a request for the row and one for the change, waits out `Retry-After`
 * as it is told, and answers when SharePoint has. What it cannot write while Teams waits, it answers with an error.
 */
const [, , graph = '', token = '', list = '', givesUpMs = '10000'] = process.argv
const patienceMs = Number(givesUpMs)

interface Answer {
  readonly status: number
  readonly body: { readonly value?: readonly { readonly id: string; readonly '@odata.etag'?: string }[] }
}

class TooLate extends Error {}

/** One request, again and again until SharePoint takes it or Teams has given up. */
const ask = async (method: string, path: string, until: number, body?: unknown, etag = ''): Promise<Answer> => {
  for (;;) {
    const left = until - performance.now()
    if (left <= 0) throw new TooLate()
    const answer = await fetch(`${graph}/v1.0${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        ...(etag === '' ? {} : { 'If-Match': etag }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(Math.ceil(left)),
    })
    const text = await answer.text()
    if (answer.status !== 429 && answer.status !== 503) return { status: answer.status, body: JSON.parse(text) }
    const waitMs = Number(answer.headers.get('retry-after') ?? 1) * 1000
    if (performance.now() + waitMs > until) throw new TooLate()
    await pause(waitMs)
  }
}

const write = async (key: string, fields: object, until: number): Promise<boolean> => {
  const filter = encodeURIComponent(`fields/RequestKey eq '${key}'`)
  const found = await ask('GET', `${list}/items?$filter=${filter}`, until)
  const [row] = found.body.value ?? []
  if (!row) return false
  const changed = await ask('PATCH', `${list}/items/${row.id}/fields`, until, fields, row['@odata.etag'])
  return changed.status === 200
}

const web = await openServer(0)
web.server.post('/api/messages', async (req: Request, res: Response) => {
  const { key, fields } = req.body as { key: string; fields: object }
  const written = await write(key, fields, performance.now() + patienceMs).catch(() => false)
  res.send(written ? 200 : 500)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: web.origin })
