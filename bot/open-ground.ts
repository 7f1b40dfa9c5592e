import { join } from 'node:path'
import pg from 'pg'
import type { Partnership } from '../assurance/partnership.ts'
import { type Sample, withSample } from '../assurance/sample.ts'
import { readPartnershipFile } from '../infra/partnerships/read-partnership-file.ts'
import type { Config } from './config.ts'
import { type LocalSecrets, readSecrets } from './local/local-app.ts'
import { startPostgres } from './postgres/start-postgres.ts'
import { openServer, type WebServer } from './server.ts'
import { createClock, type SetClock } from './set-clock.ts'

/** What every process of ours stands on, the product and the local world alike. */
export interface Ground {
  readonly partnership: Partnership
  readonly sample: Sample
  /** The data of this partnership on this clock. */
  readonly folder: string
  readonly secrets: LocalSecrets
  readonly clock: SetClock
  readonly pool: pg.Pool
  /** For what holds a connection while it reads through others, so that many at once never wait for each other. */
  readonly intakePool: pg.Pool
  /** Address of the database, for whoever keeps connections of its own. */
  readonly databaseUrl: string
  readonly web: WebServer
  close(): Promise<void>
}

/** What stopped a start, as sentences: a partnership's file with faults, a port in use. */
export class CannotStart extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'CannotStart'
  }
}

const connectionsAtMost = 12
const intakesAtMost = 6
/** A database that gives no connection within it counts as down. */
const patienceMs = 5_000

/** Reads the partnership's file, opens the database (an embedded one where none is named) and the web server. Throws `CannotStart`. */
export const openGround = async (config: Config, log: (line: string) => void): Promise<Ground> => {
  const file = readPartnershipFile(config.partnershipFile)
  if ('faults' in file) throw new CannotStart([`${config.partnershipFile} cannot be used:`, ...file.faults])
  const sample = file.sample ?? { people: [], teams: [], rounds: [], answers: [] }
  const partnership = withSample(file.partnership, sample)
  const folder = join(config.dataFolder, partnership.id, config.today ?? 'live')
  const secrets = await readSecrets(folder)
  const postgres = config.databaseUrl
    ? { url: config.databaseUrl, close: async () => undefined }
    : await startPostgres({ folder: join(folder, 'postgres') })
  const connect = (max: number) => {
    const pool = new pg.Pool({ connectionString: postgres.url, max, connectionTimeoutMillis: patienceMs })
    // One that is in use when the database stops ends the process unless somebody listens; whoever uses it is told besides.
    pool.on('connect', (client) => client.on('error', () => undefined))
    pool.on('error', (error) => {
      // Connections that are still closing when the database stops are no news.
      if (!pool.ending) log(`database: ${error.message}`)
    })
    return pool
  }
  const [pool, intakePool] = [connect(connectionsAtMost), connect(intakesAtMost)]
  const web = await openServer(config.port).catch((error: Error) => {
    throw new CannotStart([`Sightline cannot listen on port ${config.port}: ${error.message}. Set PORT to another.`])
  })
  return {
    partnership,
    sample,
    folder,
    secrets,
    clock: createClock(config.today),
    pool,
    intakePool,
    databaseUrl: postgres.url,
    web,
    async close() {
      await web.close()
      await Promise.all([pool.end(), intakePool.end()])
      await postgres.close()
    },
  }
}
