import type pg from 'pg'
import type { Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import { createBotAddresses } from './bot-addresses.ts'
import { createBotTraffic } from './bot-traffic.ts'
import { changedWorld, openChanges } from './changes.ts'
import { type ConnectorMeter, createConnectorDoor } from './connector-door.ts'
import { mountConnector } from './connector-routes.ts'
import { openConversationStore } from './conversation-store.ts'
import { createFaults, type Faults } from './faults.ts'
import { createInstalling, type Installing } from './installing.ts'
import type { Issuer } from './issuer.ts'
import { mountJoining } from './join-routes.ts'
import { createLiveUpdates } from './live-updates.ts'
import { mountPageRoutes } from './page-routes.ts'
import { createRateLimits, unlimited } from './rate-limits.ts'
import { botNameOf, type World } from './world.ts'

/** What local Teams is made of. */
export interface LocalTeamsSettings {
  readonly pool: pg.Pool
  /** The clock messages are dated by, which may be set to another day. */
  readonly clock: Clock
  readonly issuer: Issuer
  readonly world: World
  /** The bot's messaging endpoint, `…/api/messages`, where it is known before the bot says it itself. */
  readonly botAddress?: string
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
export interface LocalTeams extends Installing {
  /** The address the bot answers through: `serviceUrl` of every activity. */
  readonly serviceUrl: string
  /** What is to go wrong on the way from the bot. */
  readonly faults: Faults
  /** What has reached the Bot Connector. */
  readonly meter: ConnectorMeter
  /** A channel is gone, with all that is in it, until it is restored. */
  deleteChannel(id: string): Promise<void>
  restoreChannel(id: string): Promise<void>
  /** Somebody, by object id, joins a team or leaves it again. */
  addMember(team: string, oid: string): Promise<void>
  removeMember(team: string, oid: string): Promise<void>
  /** Ends the pages' live streams, so that the server can close. */
  close(): void
}

/**
 * Local Teams (DESIGN §9): the Bot Connector's routes and the page's own, over conversations kept in PostgreSQL.
 * Nothing of the product can tell it from Teams but by its addresses.
 */
export const mountLocalTeams = async (server: Server, settings: LocalTeamsSettings): Promise<LocalTeams> => {
  const { pool, clock, issuer, botAddress, defaultPerson } = settings
  const changes = await openChanges(pool)
  const world = changedWorld(settings.world, changes)
  const faults = createFaults()
  const door = createConnectorDoor(issuer, faults)
  const serviceUrl = `${issuer.origin}/local/teams/`
  const store = await openConversationStore(pool, clock)
  const updates = createLiveUpdates()
  const addresses = createBotAddresses(botAddress)
  const traffic = createBotTraffic({ issuer, world, clock, addresses, serviceUrl })
  const limits = settings.limits === false ? unlimited : createRateLimits(settings.limitsNow)
  // The tab's pages come from where the bot answers.
  const tabUrl = () => new URL('/tab/', addresses.inTurn()[0] ?? issuer.origin).href

  mountConnector(server, { world, changes, door, store, updates, limits, serviceUrl })
  mountPageRoutes(server, {
    world,
    issuer,
    clock,
    store,
    updates,
    traffic,
    get tab() {
      return settings.tab ?? { name: botNameOf(world), entityId: 'sightline', url: tabUrl() }
    },
    ...(defaultPerson === undefined ? {} : { defaultPerson }),
  })

  const installing = createInstalling({ world, changes, store, traffic, ...(defaultPerson ? { defaultPerson } : {}) })
  mountJoining(server, { issuer, clock, addresses, installApp: installing.installApp })

  return {
    ...installing,
    serviceUrl,
    faults,
    meter: door.meter,
    deleteChannel: (channel) => changes.make({ is: 'channel-deleted', channel }),
    restoreChannel: (channel) => changes.takeBack({ is: 'channel-deleted', channel }),
    addMember: (team, oid) => changes.make({ is: 'member-added', team, oid }),
    removeMember: (team, oid) => changes.takeBack({ is: 'member-added', team, oid }),
    close: () => updates.close(),
  }
}
