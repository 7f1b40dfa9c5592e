import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Server } from 'restify'
import restify from 'restify'
import type { Register } from '../../../assurance/register.ts'
import { createIssuer } from '../../../bot/local/issuer.ts'
import { mountIssuer } from '../../../bot/local/sign-in.ts'
import { createGraph, type Graph, type GraphSettings } from '../../../graph/client.ts'
import { type LocalGraph, type LocalGraphOptions, mountLocalGraph } from '../../../graph/local/local-graph.ts'
import { createMirror, type Mirror, type MirrorSettings } from '../../../graph/mirror.ts'
import { createRegister } from '../../../graph/register.ts'
import type { SiteAddress } from '../../../graph/site.ts'
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts'

/** A site in local Graph, served over HTTP with the local issuer's tokens, and the product's own client to it. */
export interface TestSite {
  readonly address: SiteAddress
  readonly database: FreshDatabase
  readonly localGraph: LocalGraph
  readonly clock: { now(): Date; at: Date }
  /** File of the exchanges of every client made here. */
  readonly wire: string
  readonly origin: string
  /** Where this Graph and its sign-in are, and as whom to sign in: for a client in another process. */
  readonly access: Pick<GraphSettings, 'credentials'> & Required<Pick<GraphSettings, 'local'>>
  /** How often the local issuer was asked for a token. */
  tokensGiven(): number
  connect(over?: Partial<GraphSettings>): Graph
  register(): Register
  mirror(register: Register, over?: Partial<MirrorSettings>): Promise<Mirror>
  close(): Promise<void>
}

const tenantId = '11111111-1111-4111-8111-111111111111'
const client = { id: '22222222-2222-4222-8222-222222222222', secret: 'a secret of this test' }

const listen = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)),
  )

/** Waits are scaled down to a thousandth, so that `Retry-After: 2` is two milliseconds. */
export const quickWaits = { scale: 0.001 }

export const startSite = async (over: Partial<LocalGraphOptions> = {}): Promise<TestSite> => {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'sightline-graph-'))
  const server = restify.createServer()
  server.use(restify.plugins.queryParser())
  server.use(restify.plugins.bodyParser({ mapParams: false }))
  let tokens = 0
  server.pre((req, _res, next) => {
    if (req.getPath().endsWith('/oauth2/v2.0/token')) tokens += 1
    next()
  })
  const origin = await listen(server)
  const issuer = await createIssuer({ folder, origin, tenantId, appId: client.id, clients: [client] })
  mountIssuer(server, issuer, { people: [] })
  const clock = { at: new Date('2026-12-09T12:00:00Z'), now: () => clock.at }
  const address = { hostname: 'sample.sharepoint.com', path: '/sites/safeguarding-qa' }
  const localGraph = mountLocalGraph(server, {
    pool: database.pool,
    clock,
    verify: (bearer) => issuer.verifyGraphToken(bearer),
    site: [{ ...address, id: `${address.hostname},${tenantId},${client.id}`, displayName: 'Sample' }],
    ...over,
  })
  await localGraph.ready
  const wire = join(folder, 'wire.jsonl')
  const access = {
    local: { graph: `${origin}/local/graph`, signIn: `${origin}/local` },
    credentials: { tenantId, clientId: client.id, secret: client.secret },
  }
  const connect = (settings: Partial<GraphSettings> = {}) =>
    createGraph({
      ...access,
      wireLog: wire,
      waits: quickWaits,
      ...settings,
    })
  return {
    address,
    database,
    localGraph,
    clock,
    wire,
    origin,
    access,
    tokensGiven: () => tokens,
    connect,
    register: () => createRegister(connect(), { site: address }),
    async mirror(register, settings = {}) {
      const mirror = createMirror({ pool: database.pool, register, site: 'sample', clock, ...settings })
      await mirror.open()
      return mirror
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.server.closeAllConnections?.()
      })
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
