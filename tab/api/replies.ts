import type { Request, Response, Server } from 'restify'
import { sayNotKept, sayNotRead } from '../../assurance/not-kept.ts'
import { NotSignedIn, SignInUnavailable } from './authenticate.ts'
import type { Viewer } from './permissions.ts'

/** An expected failure with its status and the sentence it is answered with. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, say: string) {
    super(say)
    this.name = 'Refused'
    this.status = status
  }
}

/** The most characters a move or a draft may have as JSON; a tool filled to every limit stays below. */
const bodyLimit = 500_000

const tooLarge = `This is more than can be kept in one go (${bodyLimit.toLocaleString('en-GB')} characters). Nothing has been lost: your words are still on this page. Please shorten the longest answers.`

/** Answers with JSON that no one keeps a copy of. */
const reply = (res: Response, status: number, body: unknown): void => {
  res.header('Cache-Control', 'no-store')
  res.send(status, body)
}

const say = (res: Response, status: number, sentence: string) => reply(res, status, { error: { say: sentence } })

/** The parsed body, if it is not too large; 413 with a sentence otherwise. */
export const bodyOf = (req: Request): unknown => {
  const body: unknown = req.body
  if (JSON.stringify(body ?? null).length > bodyLimit) throw new Refused(413, tooLarge)
  return body
}

/** One text of the query; undefined where it is absent, empty or given twice. */
export const queryOf = (req: Request, name: string): string | undefined => {
  const value: unknown = req.query?.[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What a handler answers: JSON with its status, or a file to be kept and never shown in place. */
export type Answered =
  | { readonly status: number; readonly body: unknown }
  | { readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } }

/** Sends a file so that no browser opens it as a page, whatever is inside (WORK R2). */
const sendFile = (res: Response, { name, type, bytes }: Extract<Answered, { file: unknown }>['file']): void => {
  res.writeHead(200, {
    'Content-Type': type,
    'Content-Length': bytes.length,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  })
  res.end(bytes)
}

/**
 * Wraps a handler: finds out who is asking, answers what it returns, and every failure with a sentence: 503 while nothing
 * can be kept or read. What is unexpected goes to `onFault` without anybody's answer and is answered 500.
 */
export const answering =
  (
    enter: (req: Request) => Promise<Viewer>,
    { onFault, isOutage }: { onFault: (error: unknown, route: string) => void; isOutage: (error: unknown) => boolean },
    handle: (viewer: Viewer, req: Request) => Promise<Answered>,
  ) =>
  async (req: Request, res: Response): Promise<void> => {
    try {
      const viewer = await enter(req)
      const answered = await handle(viewer, req)
      if ('file' in answered) sendFile(res, answered.file)
      else reply(res, answered.status, answered.body)
    } catch (error) {
      // A file that is still coming is let pass, so that its sender reads the answer.
      req.resume()
      if (error instanceof NotSignedIn) return say(res, 401, error.message)
      if (error instanceof SignInUnavailable) return say(res, 503, error.message)
      if (error instanceof Refused) return say(res, error.status, error.message)
      if (isOutage(error)) return say(res, 503, req.method === 'GET' ? sayNotRead : sayNotKept)
      onFault(error, req.path())
      say(
        res,
        500,
        'Something went wrong here, not with you. What you typed is still on this page; please try again in a minute.',
      )
    }
  }

/** Says in our own words what the server refuses before a handler of ours is reached: broken JSON, bodies too large. */
export const sayParsingFaults = (server: Server): void => {
  const own = (req: Request) => req.path().startsWith('/api/') && !req.path().startsWith('/api/messages')
  const onFault =
    (status: number, sentence: string) =>
    (req: Request, res: Response, error: { body?: unknown }, done: () => void) => {
      if (own(req)) {
        res.header('Cache-Control', 'no-store')
        Object.assign(error, {
          statusCode: status,
          body: { error: { say: sentence } },
          toJSON: () => ({ error: { say: sentence } }),
        })
      }
      done()
    }
  server.on('InvalidContent', onFault(400, 'What arrived could not be read. Please reload the page and try again.'))
  server.on('PayloadTooLarge', onFault(413, tooLarge))
  server.on('NotFound', onFault(404, 'There is nothing at this address.'))
}
