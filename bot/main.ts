import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Clock, londonTime } from '../assurance/dates.ts'
import type { Definition } from '../assurance/definition.ts'
import type { Views } from '../assurance/record.ts'
import { withSample } from '../assurance/sample.ts'
import { createGraph } from '../graph/client.ts'
import { definitionHash } from '../graph/hash.ts'
import { listOf } from '../graph/lists.ts'
import { type LocalGraph, mountLocalGraph } from '../graph/local/local-graph.ts'
import { createMirror } from '../graph/mirror.ts'
import { provision, provisionDefinition } from '../graph/provision.ts'
import { createRecord } from '../graph/record.ts'
import { createRegister } from '../graph/register.ts'
import { readPartnershipFile } from '../infra/partnerships/read-partnership-file.ts'
import { createAuthenticate } from '../tab/api/authenticate.ts'
import { mountTab } from '../tab/api/mount-tab.ts'
import { createOnArrival } from './arrivals/on-arrival.ts'
import type { Config } from './config.ts'
import { mountFrontPage } from './front-page.ts'
import type { Issuer } from './local/issuer.ts'
import { dataMark, localApp, localSite, readSecrets } from './local/local-app.ts'
import { openLocal } from './local/open-local.ts'
import { deliver, type OutRoom } from './out/deliver.ts'
import { createLedger } from './out/ledger.ts'
import { createOutbox } from './out/outbox.ts'
import { createRender } from './out/render.ts'
import { createTellAuthor } from './out/tell-author.ts'
import { startPostgres } from './postgres/start-postgres.ts'
import { catchUp, copyFacts } from './queue/catch-up.ts'
import { createDrafts } from './queue/drafts.ts'
import { drain } from './queue/drain.ts'
import { type FilingRoom, fileMoves } from './queue/file-move.ts'
import { createIntake } from './queue/intake.ts'
import { createPendingMoves } from './queue/pending-moves.ts'
import { createWorkTables, readMark, setMark } from './queue/schema.ts'
import { createSeal } from './queue/seal.ts'
import { createSweep } from './queue/sweep.ts'
import { createViews } from './queue/views.ts'
import { createWake } from './queue/wake.ts'
import { playThrough } from './sample/play-through.ts'
import { servePages } from './serve-pages.ts'
import { openServer } from './server.ts'
import { createClock } from './set-clock.ts'
import { createAdapter } from './teams/adapter.ts'
import { mountBot } from './teams/receive.ts'
import { createTeams } from './teams/send.ts'

const sweepEveryMs = 2_000
const remindEveryMs = 60_000
const triesAtMost = 12

/** The running product, ready. */
export interface Sightline {
  readonly origin: string
  readonly clock: Clock
  readonly views: Views
  readonly pool: pg.Pool
  readonly localGraph: LocalGraph
  /** Signs as Entra and Teams do on this machine. */
  readonly issuer: Issuer
  /** Files and sends everything that waits, now. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** What stopped a start, as sentences: a partnership's file with faults, a port in use. */
export class CannotStart extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'CannotStart'
  }
}

/** The only wiring: makes every part, hands each what it needs, and returns when all of it is ready. */
export const startSightline = async (config: Config, log: (line: string) => void): Promise<Sightline> => {
  const file = readPartnershipFile(config.partnershipFile)
  if ('faults' in file) throw new CannotStart([`${config.partnershipFile} cannot be used:`, ...file.faults])
  const sample = file.sample ?? { people: [], teams: [], rounds: [], answers: [] }
  const partnership = withSample(file.partnership, sample)
  const folder = join(config.dataFolder, partnership.id, config.today ?? 'live')
  const clock = createClock(config.today)
  const secrets = await readSecrets(folder)

  const postgres = config.databaseUrl
    ? { url: config.databaseUrl, close: async () => undefined }
    : await startPostgres({ folder: join(folder, 'postgres') })
  const pool = new pg.Pool({ connectionString: postgres.url, max: 12 })
  pool.on('error', (error) => {
    // Connections that are still closing when the database stops are no news.
    if (!pool.ending) log(`database: ${error.message}`)
  })
  await createWorkTables(pool)

  let ready = false
  const web = await openServer(config.port).catch((error: Error) => {
    throw new CannotStart([`Sightline cannot listen on port ${config.port}: ${error.message}. Set PORT to another.`])
  })
  const { server, origin } = web
  const data = dataMark(folder)
  const health = () => ({ ready, partnership: partnership.id, today: londonTime(clock.now()).day, data })
  mountFrontPage(server, partnership.name, health)
  const sampled = { folder: join(folder, 'issuer'), pool, clock, partnership, sample, secrets }
  const { issuer, teams: localTeams, tenantId, tenants } = await openLocal(web, sampled)
  const site = localSite(partnership)
  const localGraph = mountLocalGraph(server, {
    pool,
    clock,
    verify: (bearer) => issuer.verifyGraphToken(bearer),
    site: [site],
  })
  await localGraph.ready

  // The record: SharePoint through Graph, mirrored. Making lists is another identity's work (DESIGN §4).
  const graphAs = (clientId: string, secret: string) =>
    createGraph({
      local: { graph: `${origin}/local/graph`, signIn: `${origin}/local` },
      credentials: { tenantId, clientId, secret },
      ...(config.graphWire ? { wireLog: config.graphWire } : {}),
    })
  const provisioning = { graph: graphAs(localApp.provisioningClient, secrets.provisioning), site }
  const register = createRegister(graphAs(localApp.graphClient, secrets.graph), { site })
  const mirror = createMirror({ pool, register, site: partnership.id, clock })
  await mirror.open()
  const record = await createRecord({ partnership, mirror, register })
  if ((await readMark(pool, 'provisioned')) === undefined) {
    await provision({ ...provisioning, partnership })
    await setMark(pool, 'provisioned', 'yes')
  }
  await mirror.sweep({ all: true })

  // The queue, and what everyone reads.
  const seal = createSeal(secrets.queue)
  const pendingMoves = createPendingMoves(pool, seal)
  const views = createViews(record, pendingMoves)
  const drafts = createDrafts(pool, seal, clock)
  const wake = await createWake(postgres.url, log)
  const agencyOf = (key: string) => key.slice(key.lastIndexOf(':') + 1)
  const onReceived = (key: string) => outbox.poke([agencyOf(key)])
  const intake = createIntake({ pool, views, pendingMoves, wake, clock, onReceived })

  // Out to Teams, and in from it.
  const adapter = createAdapter({
    appType: 'SingleTenant',
    appId: localApp.appId,
    tenantId,
    openIdMetadata: `${origin}/local/.well-known/openid-configuration`,
    tokenIssuer: issuer.botIssuer,
    tenants,
    signOutgoing: () => issuer.signAppToken(tenantId, localApp.appId, 'https://api.botframework.com'),
  })
  // Measured by the same clock as local Teams measures its limits, so that days played through do not wait for each other.
  const limitsNow = () => clock.now().getTime()
  const teams = createTeams({
    adapter,
    serviceUrl: localTeams.serviceUrl,
    tenantId,
    appId: localApp.appId,
    now: limitsNow,
  })
  const links = {
    tab: (subPageId: string) =>
      `https://teams.microsoft.com/l/entity/${localApp.appId}/sightline?context=${encodeURIComponent(JSON.stringify({ subEntityId: subPageId }))}`,
  }
  const ledger = createLedger(pool, partnership.id)
  await ledger.restore(await record.deliveries())
  const render = createRender({ clock, links })
  const out: OutRoom = { views, filing: record, ledger, teams, clock, render, wait: pause, log }
  const outbox = createOutbox((agencies) => deliver(out, agencies ? { agencies } : {}), log)
  const tellAuthor = createTellAuthor({ ledger, teams, log })
  const filing: FilingRoom = {
    record,
    filing: record,
    pendingMoves,
    drafts,
    later: (move, seconds) => wake.later(move, seconds),
    onFiled: ({ agency }) => outbox.poke([agency]),
    onSuperseded: async (request, pending, say) => {
      await tellAuthor(request, pending, say)
      outbox.poke([request.agency])
    },
    triesAtMost,
  }
  const onArrival = createOnArrival({ views, intake, clock, links, pages: `${origin}/tab/` })
  mountBot(server, { adapter, onArrival, log, unsigned: config.playground })
  const authenticate = createAuthenticate({
    keys: new URL(`${origin}/local/keys`),
    audience: localApp.appId,
    issuers: tenants.map((tenant) => issuer.issuerOf(tenant)),
    tenants,
  })
  mountTab(server, { views, intake, drafts, clock, authenticate, partnershipId: partnership.id })
  servePages(server, { at: '/tab', folder: 'tab/dist' })
  servePages(server, { at: '/local', folder: 'bot/local/dist' })

  // The sample's days, once; a later start goes on from where the record stands.
  await localTeams.installApp()
  const makeList = async (definition: Definition) => {
    await provisionDefinition({ ...provisioning, definition })
    await mirror.follow([listOf(definition.family)])
  }
  const issuing = { views, filing: record, clock, hash: definitionHash, provisionDefinition: makeList }
  const days = { pool, clock, issuing, out, filing, intake, log, sweep: () => mirror.sweep() }
  await playThrough(days, partnership, config.sampleAnswers ? sample : { ...sample, answers: [] }, config.today)

  await wake.work((moves) => fileMoves(filing, moves))
  const sweep = createSweep(mirror, () => outbox.poke())
  const every = (ms: number, work: () => Promise<void>) =>
    setInterval(() => work().catch((error: Error) => log(`record: ${error.message}`)), ms)
  const timers = [every(sweepEveryMs, sweep), every(remindEveryMs, () => catchUp(filing))]
  outbox.start(remindEveryMs)
  ready = true
  return {
    origin,
    clock,
    views,
    pool,
    localGraph,
    issuer,
    settle: async () => {
      await drain(filing)
      await copyFacts(filing)
      await sweep()
      outbox.poke()
      await outbox.settled()
    },
    stop: async () => {
      ready = false
      for (const timer of timers) clearInterval(timer)
      localTeams.close()
      await wake.stop()
      await outbox.stop()
      await web.close()
      await pool.end()
      await postgres.close()
    },
  }
}
