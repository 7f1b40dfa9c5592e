import type { AddressInfo } from 'node:net'
import restify, { type Server } from 'restify'
import type { Person } from '../../assurance/who.ts'
import { createAuthenticate } from '../../tab/api/authenticate.ts'
import { mountTab } from '../../tab/api/mount-tab.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { buildDefinition, buildReading, buildRound, buildView } from '../support/build-request.ts'
import { createMemoryPorts, type MemoryPorts } from './memory-ports.ts'
import { createMemoryRounds, type MemoryRounds } from './memory-rounds.ts'
import { allowed, createTokenMaker } from './tokens.ts'

/** What the API answered. */
export interface Answer {
  readonly status: number
  readonly body: { readonly [name: string]: unknown }
  readonly headers: Headers
}

/** The tab's server on a port of its own, over a record in memory. */
export interface StartedTab {
  readonly origin: string
  readonly server: Server
  readonly ports: MemoryPorts
  readonly besides: MemoryRounds
  readonly faults: unknown[]
  tokenOf(person: Person): Promise<string>
  get(person: Person, path: string): Promise<Answer>
  send(person: Person, method: 'PUT' | 'POST' | 'DELETE', path: string, body: unknown): Promise<Answer>
  /** Sends or fetches a file as it is. */
  file(person: Person, path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** Noon of Tuesday 1 December 2026: the day before the sample round is due. */
const noon = { now: () => new Date('2026-12-01T12:00:00.000Z') }

/** Starts a tab with one round about one case asked of police and health, and whatever else a test gives. */
export const startTab = async (over: Partial<Parameters<typeof createMemoryPorts>[0]> = {}): Promise<StartedTab> => {
  const ports = createMemoryPorts({
    partnership: buildPartnership(),
    rounds: [buildRound()],
    definitions: { 'hash-1': buildDefinition() },
    views: [buildView(), buildView({ agency: 'health' })],
    reading: buildReading(),
    clock: noon,
    ...over,
  })
  const besides = createMemoryRounds(ports, noon)
  const maker = await createTokenMaker()
  const faults: unknown[] = []
  const server = restify.createServer()
  server.use(restify.plugins.queryParser())
  server.use(restify.plugins.bodyParser({ mapParams: false }))
  mountTab(server, {
    ...ports,
    ...besides,
    clock: noon,
    partnershipId: 'sample',
    authenticate: createAuthenticate({ ...allowed, keys: maker.keys }),
    onFault: (error) => faults.push(error),
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A test that fails before it closes must not keep the run from ending.
  server.server.unref()
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const file = async (person: Person, path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...init.headers, Authorization: `Bearer ${await maker.tokenOf(person)}` }
    return fetch(`${origin}${path}`, { ...init, headers })
  }
  const call = async (person: Person, path: string, init: RequestInit): Promise<Answer> => {
    const answer = await file(person, path, init)
    return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers }
  }
  return {
    origin,
    server,
    ports,
    besides,
    faults,
    tokenOf: (person) => maker.tokenOf(person),
    file,
    get: (person, path) => call(person, path, {}),
    send: (person, method, path, body) =>
      call(person, path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.server.closeAllConnections()
      }),
  }
}

/** The sentence of an error or refusal. */
export const sentence = ({ body }: Answer): string => {
  const { say } = (body['error'] ?? body['refusal'] ?? {}) as { say?: string }
  return say ?? ''
}
