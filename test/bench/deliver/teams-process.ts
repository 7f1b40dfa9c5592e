import pg from 'pg'
import { connectorAudience, createIssuer } from '../../../bot/local/issuer.ts'
import { mountLocalTeams } from '../../../bot/local/teams.ts'
import { openServer } from '../../../bot/server.ts'
import { manyChannels } from '../../support/many-channels.ts'

/** What is asked of local Teams' process, and what it answers. */
export interface TeamsStarted {
  readonly serviceUrl: string
  readonly tenantId: string
  readonly appId: string
  /** The bot's token for the Bot Connector, good for an hour. */
  readonly token: string
}
export interface TeamsMetered {
  readonly all: number
  readonly refused: number
}

// Run as a process of its own with a database's address, a folder and the numbers of channels and messages, so that it shares no
// event loop with what it measures.
const [, , databaseUrl = '', folder = '', channels = '0', messages = '0'] = process.argv
const { world } = manyChannels(Number(channels), Number(messages))
const web = await openServer(0)
const { tenantId, appId } = world
const issuer = await createIssuer({ folder, origin: web.origin, tenantId, appId, clients: [] })
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
pool.on('error', () => undefined)
const teams = await mountLocalTeams(web.server, { pool, clock: { now: () => new Date() }, issuer, world })
process.on('message', () => {
  const { all, refused } = teams.meter
  process.send?.({ all, refused } satisfies TeamsMetered)
})
const token = await issuer.signAppToken(tenantId, appId, connectorAudience)
process.send?.({ serviceUrl: teams.serviceUrl, tenantId, appId, token } satisfies TeamsStarted)
