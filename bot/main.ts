import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { londonTime } from '../assurance/dates.ts'
import { withSample } from '../assurance/sample.ts'
import { sightline } from '../assurance/who.ts'
import { createGraph } from '../graph/client.ts'
import { definitionHash } from '../graph/hash.ts'
import { listOf } from '../graph/lists.ts'
import { mountLocalGraph } from '../graph/local/local-graph.ts'
import { createMirror } from '../graph/mirror.ts'
import { provision, provisionDefinition } from '../graph/provision.ts'
import { createRecord } from '../graph/record.ts'
import { createRegister } from '../graph/register.ts'
import { readPartnershipFile } from '../infra/partnerships/read-partnership-file.ts'
import { createAuthenticate } from '../tab/api/authenticate.ts'
import { mountTab } from '../tab/api/mount-tab.ts'
import { createOnArrival } from './arrivals/on-arrival.ts'
import { buildPages } from './build-pages.ts'
import { readConfig } from './config.ts'
import { mountFrontPage } from './front-page.ts'
import { createIssuer } from './local/issuer.ts'
import { localApp, readSecrets } from './local/local-app.ts'
import { mountIssuer } from './local/sign-in.ts'
import { mountLocalTeams } from './local/teams.ts'
import { deliver, type OutRoom } from './out/deliver.ts'
import { createLedger } from './out/ledger.ts'
import { createOutbox } from './out/outbox.ts'
import { createRender } from './out/render.ts'
import { startPostgres } from './postgres/start-postgres.ts'
import { createDrafts } from './queue/drafts.ts'
import { drain } from './queue/drain.ts'
import { type FilingRoom, fileMoves } from './queue/file-move.ts'
import { createIntake } from './queue/intake.ts'
import { createPendingMoves } from './queue/pending-moves.ts'
import { createWorkTables, readMark, setMark } from './queue/schema.ts'
import { createSeal } from './queue/seal.ts'
import { createViews } from './queue/views.ts'
import { createWake } from './queue/wake.ts'
import { issueRound } from './rounds/issue.ts'
import { playDays } from './sample/play-days.ts'
import { playSample } from './sample/play-sample.ts'
import { worldOf } from './sample/world-of.ts'
import { servePages } from './serve-pages.ts'
import { openServer } from './server.ts'
import { createClock } from './set-clock.ts'
import { createAdapter } from './teams/adapter.ts'
import { mountBot } from './teams/receive.ts'
import { createTeams } from './teams/send.ts'

const sweepEveryMs = 2_000
const remindEveryMs = 60_000
const log = (line: string) => console.error(line)
const giveUp = (...lines: readonly string[]): never => {
  for (const line of lines) console.error(line)
  process.exit(1)
}

const read = readConfig()
if ('fault' in read) giveUp(read.fault)
const { config } = read as Extract<typeof read, { config: unknown }>
const file = readPartnershipFile(config.partnershipFile)
if ('faults' in file) giveUp(`${config.partnershipFile} cannot be used:`, ...file.faults.map((fault) => `  ${fault}`))
const loaded = file as Extract<typeof file, { partnership: unknown }>
const sample = loaded.sample ?? { people: [], teams: [], rounds: [], answers: [] }
const partnership = withSample(loaded.partnership, sample)

await buildPages(log).catch((error: Error) => log(`The pages could not be built: ${error.message}`))
const folder = join(config.dataFolder, partnership.id, config.today ?? 'live')
const clock = createClock(config.today)
const secrets = await readSecrets(folder)
const postgres = config.databaseUrl
  ? { url: config.databaseUrl, close: async () => undefined }
  : await startPostgres({ folder: join(folder, 'postgres') })
const pool = new pg.Pool({ connectionString: postgres.url, max: 12 })
pool.on('error', (error) => log(`database: ${error.message}`))
await createWorkTables(pool)

let ready = false
const web = await openServer(config.port, log).catch((error: Error) =>
  giveUp(`Sightline cannot listen on port ${config.port} (${error.message}). Set PORT to another one.`),
)
const { server, origin } = web
mountFrontPage(server, partnership.name, () => ({
  ready,
  partnership: partnership.id,
  today: londonTime(clock.now()).day,
}))

// What stands in for Entra, Teams and SharePoint on this machine (DESIGN §9); the product meets them by address only.
const issuer = await createIssuer({
  folder: join(folder, 'issuer'),
  origin,
  ...localApp,
  clients: [
    { id: localApp.graphClient, secret: secrets.graph },
    { id: localApp.provisioningClient, secret: secrets.provisioning },
  ],
})
const lead = partnership.people.find(({ holds }) => holds.some(({ role }) => role === 'ssu'))
const first = lead ? { defaultPerson: lead.id } : {}
const world = worldOf(partnership, sample, localApp)
mountIssuer(server, issuer, { people: world.people, ...first })
const address = { hostname: `${partnership.id}.sharepoint.com`, path: '/sites/quality-assurance' }
const localGraph = mountLocalGraph(server, {
  pool,
  clock,
  verify: (bearer) => issuer.verifyGraphToken(bearer),
  site: [
    { ...address, id: `${address.hostname},${localApp.tenantId},${localApp.appId}`, displayName: partnership.name },
  ],
})
await localGraph.ready
const localTeams = await mountLocalTeams(server, {
  pool,
  clock,
  issuer,
  world,
  botAddress: `${origin}/api/messages`,
  ...first,
})

// The record: SharePoint through Graph, mirrored.
const local = { graph: `${origin}/local/graph`, signIn: `${origin}/local` }
const graphAs = (clientId: string, secret: string) =>
  createGraph({
    local,
    credentials: { tenantId: localApp.tenantId, clientId, secret },
    ...(config.graphWire ? { wireLog: config.graphWire } : {}),
  })
const graph = graphAs(localApp.graphClient, secrets.graph)
const provisioningGraph = graphAs(localApp.provisioningClient, secrets.provisioning)
const register = createRegister(graph, { site: address })
const mirror = createMirror({ pool, register, site: partnership.id, clock })
await mirror.open()
const record = await createRecord({ partnership, mirror, register })
if ((await readMark(pool, 'provisioned')) === undefined) {
  await provision({ graph: provisioningGraph, site: address, partnership })
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
const intake = createIntake({
  pool,
  views,
  pendingMoves,
  wake,
  clock,
  onReceived: (key) => outbox.poke([agencyOf(key)]),
})

// Out to Teams.
const links = {
  tab: (subPageId: string) =>
    `https://teams.microsoft.com/l/entity/${localApp.appId}/sightline?context=${encodeURIComponent(JSON.stringify({ subEntityId: subPageId }))}`,
}
const tenants = [...new Set([localApp.tenantId, ...partnership.people.map(({ tid }) => tid)])]
const adapter = createAdapter({
  appType: 'SingleTenant',
  appId: localApp.appId,
  tenantId: localApp.tenantId,
  openIdMetadata: `${origin}/local/.well-known/openid-configuration`,
  tokenIssuer: issuer.botIssuer,
  tenants,
  signOutgoing: () => issuer.signAppToken(localApp.tenantId, localApp.appId, 'https://api.botframework.com'),
})
const teams = createTeams({
  adapter,
  serviceUrl: localTeams.serviceUrl,
  tenantId: localApp.tenantId,
  appId: localApp.appId,
})
const ledger = createLedger(pool, partnership.id)
await ledger.restore(await record.deliveries())
const out: OutRoom = {
  views,
  filing: record,
  ledger,
  teams,
  clock,
  render: createRender({ clock, links }),
  wait: pause,
  log,
}
const outbox = createOutbox((agencies) => deliver(out, agencies ? { agencies } : {}), log)
const filing: FilingRoom = {
  record,
  filing: record,
  pendingMoves,
  later: (move, seconds) => wake.later(move, seconds),
  onFiled: ({ agency }) => outbox.poke([agency]),
  onSuperseded: async ({ agency }) => outbox.poke([agency]),
  triesAtMost: 12,
}

mountBot(server, {
  adapter,
  onArrival: createOnArrival({ views, intake, clock, links, pages: `${origin}/tab/` }),
  log,
  unsigned: config.playground,
})
mountTab(server, {
  views,
  intake,
  drafts,
  clock,
  authenticate: createAuthenticate({
    keys: new URL(`${origin}/local/keys`),
    audience: localApp.appId,
    issuers: tenants.map((tenant) => issuer.issuerOf(tenant)),
    tenants,
  }),
  partnershipId: partnership.id,
})
servePages(server, { at: '/tab', folder: 'tab/dist' })
servePages(server, { at: '/local', folder: 'bot/local/dist' })

// The sample's days, once; a later start goes on from where the record stands.
await localTeams.installApp()
if ((await readMark(pool, 'played')) === undefined) {
  const end = clock.now()
  const issuing = {
    views,
    filing: record,
    clock,
    hash: definitionHash,
    provisionDefinition: (definition: Parameters<typeof definitionHash>[0]) =>
      provisionDefinition({ graph: provisioningGraph, site: address }, definition).then(() =>
        mirror.follow([listOf(definition.family)]),
      ),
  }
  await playDays(
    {
      clock,
      issue: async (round) => {
        const issued = await issueRound(issuing, round, lead ?? sightline)
        if ('refusal' in issued) log(issued.refusal.say)
      },
      remind: async (updates) => {
        await mirror.sweep()
        await deliver(out, { updates })
      },
      answer: async (day, until) => {
        if (config.sampleAnswers) await playSample({ views, intake, log }, sample, partnership, day, until)
      },
      drain: () => drain(filing),
    },
    sample,
    end,
  )
  if (!config.today) clock.set(new Date())
  await setMark(pool, 'played', londonTime(end).day)
}

await wake.work((moves) => fileMoves(filing, moves))
const sweeping = setInterval(() => {
  mirror
    .sweep()
    .then(({ read }) => (read.length > 0 ? outbox.poke() : undefined))
    .catch((error: Error) => log(`mirror: ${error.message}`))
}, sweepEveryMs)
outbox.every(remindEveryMs)
outbox.poke()

const stop = async () => {
  ready = false
  clearInterval(sweeping)
  localTeams.close()
  await wake.stop()
  await outbox.stop()
  await web.close()
  await pool.end()
  await postgres.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

ready = true
console.info(`Sightline is ready
  Local Teams  ${origin}/local/
  The tab      ${origin}/tab/`)
