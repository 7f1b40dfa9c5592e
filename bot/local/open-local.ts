import type pg from 'pg'
import type { Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Sample } from '../../assurance/sample.ts'
import { createIssuer, type Issuer } from './issuer.ts'
import { homeTenant, type LocalSecrets, localApp } from './local-app.ts'
import { mountIssuer } from './sign-in.ts'
import { type LocalTeams, mountLocalTeams } from './teams.ts'
import { worldOf } from './world-of.ts'

/** What stands in for Entra and Teams on this machine (DESIGN §9): the product meets them by address only. */
export interface LocalPlatforms {
  readonly issuer: Issuer
  readonly teams: LocalTeams
}

/** The one web server and the address it is reached at. */
interface WebServer {
  readonly server: Server
  readonly origin: string
}

interface SignInSettings {
  readonly folder: string
  readonly partnership: Partnership
  readonly sample: Sample
  readonly secrets: LocalSecrets
}

/** Opens local sign-in alone: all that a job needs which asks only local Graph. */
export const openLocalSignIn = async (
  { server, origin }: WebServer,
  { folder, partnership, sample, secrets }: SignInSettings,
) => {
  const lead = partnership.people.find(({ holds }) => holds.some(({ role }) => role === 'ssu'))
  const first = lead ? { defaultPerson: lead.id } : {}
  const app = { appId: localApp.appId, tenantId: homeTenant(partnership) }
  const clients = [
    { id: localApp.graphClient, secret: secrets.graph },
    { id: localApp.provisioningClient, secret: secrets.provisioning },
    { id: localApp.appId, secret: secrets.bot },
  ]
  const issuer = await createIssuer({ folder, origin, ...app, clients })
  const world = worldOf(partnership, sample, app)
  mountIssuer(server, issuer, { people: world.people, ...first })
  return { issuer, world, first, tenantId: app.tenantId }
}

/** Opens local sign-in and local Teams for a partnership with its sample people. */
export const openLocal = async (
  web: WebServer,
  settings: SignInSettings & { readonly pool: pg.Pool; readonly clock: Clock },
): Promise<LocalPlatforms> => {
  const { pool, clock } = settings
  const { issuer, world, first } = await openLocalSignIn(web, settings)
  return {
    issuer,
    teams: await mountLocalTeams(web.server, {
      pool,
      clock,
      issuer,
      world,
      limitsNow: () => clock.now().getTime(),
      ...first,
    }),
  }
}
