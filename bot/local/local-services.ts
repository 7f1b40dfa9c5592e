import type pg from 'pg'
import type { Clock } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Sample } from '../../assurance/sample.ts'
import { worldOf } from '../sample/world-of.ts'
import type { WebServer } from '../server.ts'
import { createIssuer, type Issuer } from './issuer.ts'
import { type LocalSecrets, localApp } from './local-app.ts'
import { mountIssuer } from './sign-in.ts'
import { type LocalTeams, mountLocalTeams } from './teams.ts'

/** What stands in for Entra and Teams on this machine (DESIGN §9): the product meets them by address only. */
export interface LocalServices {
  readonly issuer: Issuer
  readonly teams: LocalTeams
  readonly tenantId: string
  /** Every organisation somebody of the partnership comes from. */
  readonly tenants: readonly string[]
}

/** Opens local sign-in and local Teams for a partnership with its sample people. */
export const openLocalServices = async (
  { server, origin }: WebServer,
  settings: {
    readonly folder: string
    readonly pool: pg.Pool
    readonly clock: Clock
    readonly partnership: Partnership
    readonly sample: Sample
    readonly secrets: LocalSecrets
  },
): Promise<LocalServices> => {
  const { folder, pool, clock, partnership, sample, secrets } = settings
  const lead = partnership.people.find(({ holds }) => holds.some(({ role }) => role === 'ssu'))
  const first = lead ? { defaultPerson: lead.id } : {}
  // The SSU's organisation is home; everybody from elsewhere is a guest, as in the real thing.
  const app = { appId: localApp.appId, tenantId: lead?.tid ?? localApp.tenantId }
  const clients = [
    { id: localApp.graphClient, secret: secrets.graph },
    { id: localApp.provisioningClient, secret: secrets.provisioning },
  ]
  const issuer = await createIssuer({ folder, origin, ...app, clients })
  const world = worldOf(partnership, sample, app)
  mountIssuer(server, issuer, { people: world.people, ...first })
  const botAddress = `${origin}/api/messages`
  return {
    issuer,
    teams: await mountLocalTeams(server, { pool, clock, issuer, world, botAddress, ...first }),
    tenantId: app.tenantId,
    tenants: [...new Set([app.tenantId, ...partnership.people.map(({ tid }) => tid)])],
  }
}
