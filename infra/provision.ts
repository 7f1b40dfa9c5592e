import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Definition } from '../assurance/definition.ts'
import { definitionFor } from '../assurance/kind-definition.ts'
import { kindOf } from '../assurance/kinds/index.ts'
import type { Partnership } from '../assurance/partnership.ts'
import type { Sample } from '../assurance/sample.ts'
import { type Config, readConfig } from '../bot/config.ts'
import { dataMark, homeTenant, type LocalSecrets, localApp, localSite, readSecrets } from '../bot/local/local-app.ts'
import { openLocalSignIn } from '../bot/local/open-local.ts'
import { startPostgres } from '../bot/postgres/start-postgres.ts'
import { openServer } from '../bot/server.ts'
import { createClock } from '../bot/set-clock.ts'
import { createGraph } from '../graph/client.ts'
import { mountLocalGraph } from '../graph/local/local-graph.ts'
import { provision, sayProvision } from '../graph/provision.ts'
import { readPartnershipFile } from './partnerships/read-partnership-file.ts'

const usage =
  'Say which partnership: npm run provision -- infra/partnerships/swindon-2026-27.yaml (and --today YYYY-MM-DD, where the product was started with it).'

/** What stops the provisioning before anything is made, as sentences. */
class CannotProvision extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'CannotProvision'
  }
}

/** Where local Graph answers for the time of the provisioning. */
interface Place {
  readonly origin: string
  close(): Promise<void>
}

const readArguments = (): { readonly file: string; readonly config: Config } => {
  const options = { today: { type: 'string' }, tenant: { type: 'string' } } as const
  const read = () => {
    try {
      return parseArgs({ options, allowPositionals: true, strict: true })
    } catch (error) {
      throw new CannotProvision(error instanceof Error ? error.message : String(error), usage)
    }
  }
  const { values, positionals } = read()
  if (values.tenant !== undefined)
    throw new CannotProvision(
      'Only SharePoint on this machine can be provisioned so far; a real tenant is not supported yet. Leave out --tenant.',
    )
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new CannotProvision(usage)
  const given = readConfig(values.today === undefined ? [] : ['--today', values.today])
  if ('fault' in given) throw new CannotProvision(given.fault)
  return { file, config: given.config }
}

/** The definitions of the agreed tools, whose lists of requests are made with the registers. */
const definitionsOf = ({ tools }: Partnership): readonly Definition[] => {
  const faults: string[] = []
  const definitions = tools.flatMap((tool) => {
    const kind = kindOf(tool.kind)
    const read = kind
      ? definitionFor(kind, { title: tool.title, tool })
      : { faults: [{ say: `It names the kind “${tool.kind}”, which does not exist.` }] }
    if ('definition' in read) return [read.definition]
    const about = (question: string | undefined) => (question === undefined ? '' : `the question “${question}” `)
    faults.push(
      ...read.faults.map(
        (fault) => `${tool.id}: ${about('question' in fault ? fault.question : undefined)}${fault.say}`,
      ),
    )
    return []
  })
  if (faults.length > 0) throw new CannotProvision('The tools cannot be provisioned:', ...faults)
  return definitions
}

/** The product that runs on this port with this very data folder, if it does. */
const findRunning = async (port: number, folder: string): Promise<Place | undefined> => {
  const origin = `http://127.0.0.1:${port}`
  const health = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(5_000) })
    .then(async (answer) => (await answer.json()) as { readonly [name: string]: unknown })
    .catch(() => undefined)
  if (health?.['data'] !== dataMark(folder)) return undefined
  if (health['ready'] !== true)
    throw new CannotProvision(`Sightline is still starting at ${origin}. Wait until it is ready, then try again.`)
  return { origin, close: async () => undefined }
}

/** A PostgreSQL that ran before, or that somebody has begun to use meanwhile, is left running. */
const closeDatabase = async (pool: pg.Pool, server: Awaited<ReturnType<typeof startPostgres>> | undefined) => {
  const { rows } = await pool.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where backend_type = 'client backend' and application_name <> $1`,
    [applicationName],
  )
  await pool.end()
  if (server && !server.adopted && rows[0]?.others === 0) await server.close()
}

const applicationName = 'sightline-provision'

/** Local sign-in and local Graph on the same data, for as long as this takes and on a port of their own. */
const openAlone = async (
  config: Config,
  folder: string,
  { partnership, sample, secrets }: { partnership: Partnership; sample: Sample; secrets: LocalSecrets },
): Promise<Place> => {
  const server = config.databaseUrl ? undefined : await startPostgres({ folder: join(folder, 'postgres') })
  const connectionString = config.databaseUrl ?? server?.url ?? ''
  const pool = new pg.Pool({ connectionString, max: 4, application_name: applicationName })
  // Connections that are still closing when the database stops are no fault; any other shows in what was asked for.
  pool.on('error', () => undefined)
  const web = await openServer(0)
  const close = async () => {
    await web.close()
    await closeDatabase(pool, server)
  }
  try {
    const { issuer } = await openLocalSignIn(web, { folder: join(folder, 'issuer'), partnership, sample, secrets })
    const localGraph = mountLocalGraph(web.server, {
      pool,
      clock: createClock(config.today),
      verify: (bearer) => issuer.verifyGraphToken(bearer),
      site: [localSite(partnership)],
    })
    await localGraph.ready
    return { origin: web.origin, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** `npm run provision -- FILE`: true where everything is as it should be, false where a person must look. */
const run = async (): Promise<boolean> => {
  const { file, config } = readArguments()
  const read = readPartnershipFile(file)
  if ('faults' in read) throw new CannotProvision(`${file} cannot be used:`, ...read.faults)
  const { partnership, sample = { people: [], teams: [], rounds: [], answers: [] } } = read
  const definitions = definitionsOf(partnership)
  const folder = join(config.dataFolder, partnership.id, config.today ?? 'live')
  const secrets = await readSecrets(folder)
  const place =
    (await findRunning(config.port, folder)) ?? (await openAlone(config, folder, { partnership, sample, secrets }))
  try {
    const { origin } = place
    const graph = createGraph({
      local: { graph: `${origin}/local/graph`, signIn: `${origin}/local` },
      credentials: {
        tenantId: homeTenant(partnership),
        clientId: localApp.provisioningClient,
        secret: secrets.provisioning,
      },
      ...(config.graphWire ? { wireLog: config.graphWire } : {}),
    })
    const report = await provision({ graph, site: localSite(partnership), partnership, definitions })
    for (const line of sayProvision(report)) console.info(line)
    return report.faults.length === 0
  } finally {
    await place.close()
  }
}

try {
  process.exit((await run()) ? 0 : 1)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
