import { Client, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client'
import type { Errand } from '../assurance/register.ts'
import type { Budget } from './budget.ts'
import { authentication } from './middleware/authentication.ts'
import { budgeted, Price } from './middleware/budgeted.ts'
import { inARow } from './middleware/middleware.ts'
import { openGate, retryAfter, toldToWait, usualWaits, type Waits } from './middleware/retry-after.ts'
import { resourceUnits, type Traffic, traffic } from './middleware/traffic.ts'
import { graphOrigin, transport } from './middleware/transport.ts'
import { wireLog } from './middleware/wire-log.ts'
import { type Credentials, signIn } from './sign-in.ts'

/** What came of a request: Graph's answer, or that the connection was dropped and it may or may not have been done. */
export type GraphAnswer =
  | { readonly status: number; readonly body: unknown; readonly retryAfterMs?: number; readonly etag?: string }
  | { readonly dropped: string }

/** One part of a `$batch`. `url` is the path below `/v1.0`, e.g. `/sites/{id}/lists`. */
export interface BatchPart {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
  /** Parts that must have succeeded first; 424 where they did not. */
  readonly dependsOn?: readonly string[]
}

type Headers = { readonly [name: string]: string }

/** Microsoft Graph v1.0 as the product uses it. Paths are below `/v1.0` (or whole links Graph gave). Nothing here throws. */
export interface Graph {
  get(path: string, headers?: Headers): Promise<GraphAnswer>
  post(path: string, body: unknown, headers?: Headers): Promise<GraphAnswer>
  patch(path: string, body: unknown, headers?: Headers): Promise<GraphAnswer>
  delete(path: string, headers?: Headers): Promise<GraphAnswer>
  /** Puts a file's bytes. Graph tells their type by the file's name, not by the request. */
  put(path: string, bytes: Uint8Array): Promise<GraphAnswer>
  /** A file's bytes: the body of a 200 is a `Uint8Array`. Never in the wire log. */
  download(path: string): Promise<GraphAnswer>
  /**
   * Asks at an address of its own that Graph gave for an upload (PLATFORM §A, Files): without our token, which it would
   * refuse, and never in the wire log.
   */
  askUpload(
    address: string,
    method: 'GET' | 'PUT' | 'DELETE',
    range?: { readonly bytes: Uint8Array; readonly header: string },
  ): Promise<GraphAnswer>
  /** Sends parts 20 a request and answers each at its own place. A throttled part says how long to wait. */
  batch(parts: readonly BatchPart[]): Promise<readonly GraphAnswer[]>
  /** The same client for another errand, which the budget of resource units goes by; `answer` unless said. */
  as(errand: Errand): Graph
  /** What has been sent so far, on any errand. */
  traffic(): Readonly<Traffic>
}

export interface GraphSettings {
  /** Where Graph and its sign-in are: `local` for addresses on this machine, absent for Microsoft's own. */
  readonly local?: {
    /** E.g. `http://127.0.0.1:3978/local/graph`. */
    readonly graph: string
    /** E.g. `http://127.0.0.1:3978/local`, with `/{tenant}/oauth2/v2.0/token` below it. */
    readonly signIn: string
  }
  readonly credentials: Credentials
  /** File for every exchange as a JSON line; only where Graph is local. */
  readonly wireLog?: string
  readonly waits?: Partial<Waits>
  /** Kept within, together with every other process; nothing is held back where absent. */
  readonly budget?: Budget
  /** `NONISV|Organisation|App/1.0` gets priority (PLATFORM §A). */
  readonly userAgent?: string
  /** How long one request may take before it counts as dropped. */
  readonly timeoutMs?: number
}

/** How many parts Graph takes in one `$batch`. */
export const batchSize = 20

/** The path below `/v1.0` of a link Graph gave (`@odata.nextLink`, `@odata.deltaLink`), whatever its origin. */
export const pathOf = (link: string): string => link.replace(/^https?:\/\/[^?]*?\/v1\.0(?=\/)/, '')

/** The same bytes as a Buffer: of any other array the Graph client sends all the memory below it. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

const readBytes = async (response: Response) => new Uint8Array(await response.arrayBuffer())

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

const answerOf = (status: number, headers: { get(name: string): string | null }, body: unknown): GraphAnswer => {
  const wait = toldToWait(headers)
  const etag = headers.get('etag')
  return { status, body, ...(wait === undefined ? {} : { retryAfterMs: wait }), ...(etag ? { etag } : {}) }
}

const droppedBy = (error: unknown): GraphAnswer => ({
  dropped: error instanceof Error ? error.message : 'The connection was dropped.',
})

const lowerCased = (headers: { [name: string]: string } | undefined) => {
  const byName = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  return { get: (name: string) => byName.get(name) ?? null }
}

interface BatchReply {
  readonly id: string
  readonly status: number
  readonly headers?: { [name: string]: string }
  readonly body?: unknown
}

/**
 * The product's one way to Graph: Microsoft's client with our own chain, since its retries repeat POST and its batch
 * classes are broken (DESIGN §9). Throws only where the wire log is asked for against the real Graph.
 */
export const createGraph = (settings: GraphSettings): Graph => {
  const { local, credentials } = settings
  if (settings.wireLog && !local)
    throw new Error('The wire log holds answers, so it is kept only where Graph is local. Unset SIGHTLINE_GRAPH_WIRE.')
  const waits = { ...usualWaits, ...settings.waits }
  const counts: Traffic = { requests: 0, batches: 0, batchParts: 0, retries: 0, resourceUnits: 0 }
  const gate = openGate(waits.scale)
  const waiting = () =>
    retryAfter(waits, gate, () => {
      counts.retries += 1
    })
  const keeping = () => (settings.budget ? [budgeted(settings.budget, waits)] : [])
  const counting = () => traffic(counts, settings.userAgent ?? 'NONISV|SwindonSafeguardingPartnership|Sightline/0.1')
  const timeoutMs = settings.timeoutMs ?? 60_000
  const client = Client.initWithMiddleware({
    baseUrl: graphOrigin,
    defaultVersion: 'v1.0',
    middleware: [
      authentication(signIn(credentials, local?.signIn)),
      waiting(),
      ...keeping(),
      counting(),
      ...(settings.wireLog ? [wireLog(settings.wireLog)] : []),
      transport(local?.graph, timeoutMs),
    ],
  })
  const askElsewhere = inARow(waiting(), ...keeping(), counting(), transport(undefined, timeoutMs))

  const ask = async (
    price: Price,
    path: string,
    headers: Headers,
    send: (request: GraphRequest) => Promise<unknown>,
    read = readBody,
  ): Promise<GraphAnswer> => {
    try {
      const request = client
        .api(pathOf(path))
        .headers({ ...headers })
        .middlewareOptions([price])
        .responseType(ResponseType.RAW)
      const response = (await send(request)) as Response
      return answerOf(response.status, response.headers, await (response.ok ? read : readBody)(response))
    } catch (error) {
      return droppedBy(error)
    }
  }

  const batchOf = async (errand: Errand, parts: readonly BatchPart[]): Promise<readonly GraphAnswer[]> => {
    const units = parts.reduce((sum, { method, url }) => sum + resourceUnits(method, url), 0)
    counts.batches += 1
    counts.batchParts += parts.length
    counts.resourceUnits += units
    const requests = parts.map((part) => ({
      ...part,
      ...(part.body === undefined ? {} : { headers: { 'Content-Type': 'application/json', ...part.headers } }),
    }))
    const whole = await ask(new Price(errand, units), '/$batch', {}, (request) => request.post({ requests }))
    if ('dropped' in whole) return parts.map(() => whole)
    const replies = (whole.body as { responses?: readonly BatchReply[] } | undefined)?.responses
    if (whole.status !== 200 || !Array.isArray(replies)) return parts.map(() => whole)
    const byId = new Map(replies.map((reply: BatchReply) => [String(reply.id), reply]))
    return parts.map(({ id }): GraphAnswer => {
      const reply = byId.get(id)
      if (!reply) return { dropped: 'Graph answered the batch but not this part of it.' }
      const answer = answerOf(reply.status, lowerCased(reply.headers), reply.body)
      if ('status' in answer && answer.retryAfterMs !== undefined && (reply.status === 429 || reply.status === 503))
        gate.hold(answer.retryAfterMs)
      return answer
    })
  }

  const as = (errand: Errand): Graph => {
    const price = new Price(errand)
    return {
      get: (path, headers = {}) => ask(price, path, headers, (request) => request.get()),
      post: (path, body, headers = {}) => ask(price, path, headers, (request) => request.post(body)),
      patch: (path, body, headers = {}) => ask(price, path, headers, (request) => request.patch(body)),
      delete: (path, headers = {}) => ask(price, path, headers, (request) => request.delete()),
      put: (path, bytes) =>
        ask(price, path, { 'Content-Type': 'application/octet-stream' }, (request) => request.put(bufferOf(bytes))),
      download: (path) => ask(price, path, {}, (request) => request.get(), readBytes),
      async askUpload(address, method, range) {
        try {
          const headers = range ? { 'Content-Range': range.header } : {}
          const options = { method, headers, ...(range ? { body: bufferOf(range.bytes) } : {}) }
          const response = await askElsewhere(address, options)
          return answerOf(response.status, response.headers, await readBody(response))
        } catch (error) {
          return droppedBy(error)
        }
      },
      async batch(parts) {
        const answers: GraphAnswer[] = []
        for (let at = 0; at < parts.length; at += batchSize)
          answers.push(...(await batchOf(errand, parts.slice(at, at + batchSize))))
        return answers
      },
      as,
      traffic: () => ({ ...counts }),
    }
  }
  return as('answer')
}
