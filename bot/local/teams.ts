import type pg from 'pg'
import type { Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import { createBotTraffic } from './bot-traffic.ts'
import { mountConnector } from './connector-routes.ts'
import { openConversationStore } from './conversation-store.ts'
import type { Issuer } from './issuer.ts'
import { createLiveUpdates } from './live-updates.ts'
import { mountPageRoutes } from './page-routes.ts'
import { createRateLimits, unlimited } from './rate-limits.ts'
import { teamDetails } from './roster.ts'
import { botNameOf, type Person, type World } from './world.ts'

/** What local Teams is made of. */
export interface LocalTeamsSettings {
  readonly pool: pg.Pool
  /** The clock messages are dated by, which may be set to another day. */
  readonly clock: Clock
  readonly issuer: Issuer
  readonly world: World
  /** The bot's messaging endpoint: `…/api/messages`. */
  readonly botAddress: string
  /** Whether Teams' limits are enforced; they are unless said otherwise. */
  readonly limits?: boolean
  /** Milliseconds the limits are measured by: the real clock, unless a test passes its own. */
  readonly limitsNow?: () => number
  /** The tab local Teams opens inside itself: `/tab/` unless said otherwise. */
  readonly tab?: { readonly name: string; readonly entityId: string; readonly url: string }
  /** Id of the person one is at first, who also installs the app. */
  readonly defaultPerson?: string
}

/** A running local Teams. */
export interface LocalTeams {
  /** The address the bot answers through: `serviceUrl` of every activity. */
  readonly serviceUrl: string
  /** Tells the bot of every team it has not been told of: a conversationUpdate each, as on installing the app. */
  installApp(): Promise<{ installed: readonly string[] }>
  /** Ends the pages' live streams, so that the server can close. */
  close(): void
}

/**
 * Local Teams (DESIGN §9): the Bot Connector's routes and the page's own, over conversations kept in PostgreSQL.
 * Nothing of the product can tell it from Teams but by its addresses.
 */
export const mountLocalTeams = async (server: Server, settings: LocalTeamsSettings): Promise<LocalTeams> => {
  const { pool, clock, issuer, world, botAddress, defaultPerson } = settings
  const serviceUrl = `${issuer.origin}/local/teams/`
  const store = await openConversationStore(pool, clock)
  const updates = createLiveUpdates()
  const traffic = createBotTraffic({ issuer, world, clock, botAddress, serviceUrl })
  const limits = settings.limits === false ? unlimited : createRateLimits(settings.limitsNow)
  const tab = settings.tab ?? { name: botNameOf(world), entityId: 'sightline', url: `${issuer.origin}/tab/` }

  mountConnector(server, { world, issuer, store, updates, limits, serviceUrl })
  mountPageRoutes(server, {
    world,
    issuer,
    clock,
    store,
    updates,
    traffic,
    tab,
    ...(defaultPerson === undefined ? {} : { defaultPerson }),
  })

  const installIn = async (team: World['teams'][number], by: Person): Promise<boolean> => {
    const general = team.channels[0]
    if (!general || (await store.isInstalled(team.id))) return false
    const base = traffic.from(by, { kind: 'channel', id: general.id, name: general.name, team })
    const { status } = await traffic.deliver({
      ...base,
      type: 'conversationUpdate',
      membersAdded: [{ id: world.botId }],
      channelData: { team: teamDetails(team), eventType: 'teamMemberAdded', tenant: { id: world.tenantId } },
    })
    if (status < 200 || status > 299) throw new Error(`The bot did not take its installation in a team: ${status}.`)
    await store.noteInstalled(team.id)
    return true
  }

  return {
    serviceUrl,
    async installApp() {
      const by = world.people.find(({ id }) => id === defaultPerson) ?? world.people[0]
      if (!by) return { installed: [] }
      const installed: string[] = []
      for (const team of world.teams) if (await installIn(team, by)) installed.push(team.id)
      return { installed }
    },
    close: () => updates.close(),
  }
}
