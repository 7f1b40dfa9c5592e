import { setTimeout as pause } from 'node:timers/promises'
import type { joinWorld } from './local/join-world.ts'
import { localApp } from './local/local-app.ts'
import type { Ground } from './open-ground.ts'
import { createAdapter } from './teams/adapter.ts'
import { createPace, type Pace } from './teams/pace.ts'
import { createTeams } from './teams/send.ts'
import { createSharedPace } from './teams/shared-pace.ts'

/** Opens the one door to Teams, and what leads from a message to the tab's pages. */
export const openTeams = ({ pool, clock, web }: Ground, joined: ReturnType<typeof joinWorld>) => {
  const { tenantId, tenants, serviceUrl } = joined
  const { appId } = localApp
  const adapter = createAdapter({
    appType: 'SingleTenant',
    appId,
    tenantId,
    openIdMetadata: joined.openIdMetadata,
    tenants,
    signOutgoing: joined.botToken,
  })
  const teamsAt = (pace: Pace, wait: (ms: number) => Promise<unknown> = pause) =>
    createTeams({ adapter, serviceUrl, tenantId, appId, pace, wait })
  // Played days wait by moving on the clock they are played on, which local Teams measures its limits by.
  const skip = async (ms: number) => clock.set(new Date(clock.now().getTime() + ms))
  const contextOf = (subPageId: string) => encodeURIComponent(JSON.stringify({ subEntityId: subPageId }))
  return {
    adapter,
    teams: teamsAt(createSharedPace(pool, tenantId)),
    /** For days that are played through, with their own way of waiting. */
    played: {
      teams: teamsAt(
        createPace(() => clock.now().getTime()),
        skip,
      ),
      wait: skip,
    },
    links: {
      tab: (subPageId: string) =>
        `https://teams.microsoft.com/l/entity/${appId}/sightline?context=${contextOf(subPageId)}`,
      page: (subPageId: string) => `${web.origin}/tab/${subPageId}`,
    },
  }
}
