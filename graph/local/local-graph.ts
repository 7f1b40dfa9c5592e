import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Request, Response, Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import { answerBatch } from './batch.ts'
import type { LocalGraphSettings, LocalSite } from './context.ts'
import { findTransfer } from './drive-routes.ts'
import { type GraphAnswer, type GraphRequest, isObject, type Json, toAnswer } from './exchange.ts'
import { createFaults, type FaultKind, type Faults, type StrikingFaults } from './faults.ts'
import { mountMailPage } from './mail-page.ts'
import { type ChargingMeter, createMeter, type ResourceMeter } from './meter.ts'
import { Refusal, refuse } from './refusals.ts'
import type { Route } from './route.ts'
import { findRoute } from './routes.ts'
import { openStore } from './store.ts'

export interface LocalGraphOptions {
  /** Where the lists are kept, in tables of `schema` (`local_graph` where left out), made where absent. */
  pool: pg.Pool
  schema?: string
  clock: Clock
  /** Whether a bearer token is good; all requests without a good one are answered 401. */
  verify: (bearer: string) => Promise<boolean>
  site: readonly LocalSite[]
  /** What links begin with; `https://graph.microsoft.com/v1.0` where left out, as the real ones do. */
  base?: string
  /** How long a delta token serves, in milliseconds; 30 days where left out. */
  deltaHorizonMs?: number
  /** SharePoint's 5,000 where left out; tests may set it lower. */
  listViewThreshold?: number
  /** How often a file with malware (the test string of virus scanners) is read before it is flagged; 1 where left out. */
  malwareAfterLooks?: number
  /** Whether Office files are changed on arrival, as SharePoint writes its properties into them; they are not where left out. */
  enrichOfficeFiles?: boolean
  /** The one mailbox our application may send from (`Mail.Send` scoped to it); none where left out. */
  mailbox?: string
}

export interface LocalGraph {
  meter: ResourceMeter
  faults: Faults
  /** Settles when the tables are there; requests wait for it by themselves. */
  ready: Promise<void>
}

const root = '/local/graph/v1.0'
const transfers = '/local/graph/transfer'
/** What Graph takes in one request that is not an upload session. */
const largestBody = 250 * 1024 * 1024

type FindRoute = (method: string, path: string, query: URLSearchParams) => Route

/** Thrown where the connection is to be ended without an answer. */
class Dropped extends Error {}

/**
 * Microsoft Graph v1.0's SharePoint lists under `/local/graph/v1.0/…`, with SharePoint's refusals, stored in PostgreSQL
 * (DESIGN §9, PLATFORM §A). Speaks what the `graph` checker of the published model accepts.
 */
export const mountLocalGraph = (server: Server, options: LocalGraphOptions): LocalGraph => {
  const settings: LocalGraphSettings = {
    store: openStore(options.pool, options.schema ?? 'local_graph'),
    clock: options.clock,
    sites: options.site,
    base: options.base ?? 'https://graph.microsoft.com/v1.0',
    deltaHorizonMs: options.deltaHorizonMs ?? 30 * 86_400_000,
    listViewThreshold: options.listViewThreshold ?? 5000,
    malwareAfterLooks: options.malwareAfterLooks ?? 1,
    enrichOfficeFiles: options.enrichOfficeFiles ?? false,
    transferKey: randomBytes(32),
    mailbox: options.mailbox,
  }
  const meter = createMeter(options.clock)
  const faults = createFaults()
  const answer = createAnswerer(settings, meter, faults)
  // Addresses given out for a transfer carry their own permission in place of a token.
  const serve = (prefix: string, find?: FindRoute) => async (req: Request, res: Response) => {
    const request = toRequest(req, prefix)
    const id = randomUUID()
    meter.countRequest()
    try {
      await settings.store.ready
      const bytes = await readFile(req)
      const refused = find ? undefined : await refuseStranger(req, options.verify)
      await faults.takeTime(partsIn(request))
      const asked = bytes ? { ...request, bytes } : request
      const result = refused ? toAnswer(refused, request, options.clock.now(), id) : await answer(asked, find)
      send(res, result, request, id)
    } catch (error) {
      if (!(error instanceof Dropped)) throw error
      res.socket?.destroy()
    }
  }
  // The server's body parser refuses broken JSON before a handler sees it; here too the refusal is worded as Graph does.
  // The general event: the server hands each named one to a single listener, which is the tab's.
  server.on('restifyError', (req: Request, _res: Response, error: Error, done: () => void) => {
    if (req.url?.startsWith(`${root}/`)) {
      const { body } = toAnswer(refuse.notJson(), toRequest(req, root), options.clock.now(), randomUUID())
      Object.assign(error, { toJSON: () => body })
    }
    done()
  })
  for (const method of ['get', 'post', 'patch', 'put', 'del'] as const) server[method](`${root}/*`, serve(root))
  for (const method of ['get', 'put', 'del'] as const)
    server[method](`${transfers}/*`, serve(transfers, findTransfer(settings)))
  mountMailPage(server, settings.store)
  return { meter, faults, ready: settings.store.ready }
}

const toRequest = (req: Request, prefix: string): GraphRequest => ({
  method: req.method ?? 'GET',
  url: (req.url ?? '').slice(prefix.length),
  headers: Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)])),
  body: isObject(req.body) ? (req.body as Json) : undefined,
  inBatch: false,
})

/** The body of a PUT that is no JSON, which the server's body parser leaves to be read here. */
const readFile = async (req: Request): Promise<Buffer | undefined> => {
  if (req.method !== 'PUT' || req.contentType() !== 'application/octet-stream') return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= largestBody) chunks.push(chunk)
  }
  return size <= largestBody ? Buffer.concat(chunks) : undefined
}

const partsIn = ({ body }: GraphRequest): number =>
  isObject(body) && Array.isArray(body['requests']) ? body['requests'].length : 1

const refuseStranger = async (
  req: Request,
  verify: (bearer: string) => Promise<boolean>,
): Promise<Refusal | undefined> => {
  const bearer = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1]
  if (!bearer) return refuse.noToken()
  return (await verify(bearer)) ? undefined : refuse.badBearer()
}

const send = (
  res: Response,
  { status, headers, body, bytes }: GraphAnswer,
  request: GraphRequest,
  id: string,
): void => {
  res.writeHead(status, {
    ...headers,
    'request-id': id,
    'client-request-id': request.headers['client-request-id'] ?? id,
    'Cache-Control': 'no-store',
    ...(body
      ? {
          'Content-Type':
            'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
        }
      : {}),
    ...(bytes ? { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes.length) } : {}),
  })
  res.end(bytes ?? (body ? JSON.stringify(body) : undefined))
}

const createAnswerer = (settings: LocalGraphSettings, meter: ChargingMeter, faults: StrikingFaults) => {
  const refusalOf = (error: unknown, request: GraphRequest): GraphAnswer => {
    if (!(error instanceof Refusal)) throw error
    return toAnswer(error, request, settings.clock.now(), randomUUID())
  }
  const answer = async (request: GraphRequest, find: FindRoute = findRoute): Promise<GraphAnswer> => {
    const fault = faults.strike({ method: request.method, url: request.url, inBatch: request.inBatch })
    try {
      await strikeBefore(fault)
      const result = await carryOut(request, fault, find)
      if (fault?.kind === 'drop') throw new Dropped()
      if (fault?.kind === 'delay' && fault.when === 'after') await sleep(fault.ms)
      return result
    } catch (error) {
      if (fault?.kind === 'drop') throw new Dropped()
      return refusalOf(error, request)
    }
  }
  const carryOut = async (request: GraphRequest, fault: FaultKind | undefined, find: FindRoute) => {
    const [path = '', search = ''] = request.url.split(/\?(.*)/s)
    const query = new URLSearchParams(search)
    if (!request.inBatch && path.toLowerCase() === '/$batch') {
      if (request.method !== 'POST') throw refuse.notAllowed(request.method)
      return answerBatch(
        request,
        (part) => answer(part),
        (part) => refusalOf(refuse.dependency(), part),
      )
    }
    const route = find(request.method, path, query)
    const charge = meter.charge(route.name, route.units)
    if (charge.wait !== undefined) throw refuse.tooMany(charge.wait)
    const site = findSite(settings.sites, route.site)
    const link = (list: string) => `${settings.base}/sites/${encodeURIComponent(site.id)}/lists/${list}`
    const expired = fault?.kind === 'deltaExpired'
    const result = await route.operation({
      ...settings,
      ...(expired ? { deltaHorizonMs: -1 } : {}),
      request,
      query,
      site,
      list: route.list,
      item: route.item,
      column: route.column,
      path: route.path,
      link,
      body: request.body,
    })
    return { ...result, headers: { ...charge.headers, ...result.headers } }
  }
  return answer
}

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

const strikeBefore = async (fault: FaultKind | undefined): Promise<void> => {
  if (fault?.kind === 'delay' && fault.when !== 'after') await sleep(fault.ms)
  if (fault?.kind === 'refuse') {
    const { status, code = 'generalException', message } = fault
    throw status === undefined ? refuse.never(message) : new Refusal(status, code, message)
  }
  if (fault?.kind === 'drop' && fault.when === 'before') throw new Dropped()
  if (fault?.kind === 'answer') {
    throw fault.status === 429 ? refuse.tooMany(fault.retryAfter) : refuse.unavailable(fault.retryAfter)
  }
}

const findSite = (sites: readonly LocalSite[], asked: Route['site']): LocalSite => {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const site = sites.find((one) =>
    asked === 'any'
      ? true
      : 'id' in asked
        ? same(one.id, asked.id)
        : same(one.hostname, asked.hostname) && same(one.path, asked.path),
  )
  if (!site) throw refuse.siteNotFound()
  return site
}
