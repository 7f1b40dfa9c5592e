import { randomUUID } from 'node:crypto'
import type { Clock } from '../../assurance/dates.ts'
import type { Issuer } from './issuer.ts'
import type { JsonObject } from './json.ts'
import { botNameOf, groupIdOf, type Person, type Place, teamsIdOf, type World } from './world.ts'

/** Sends activities to the bot as Teams does: signed, with Teams' fields. */
export interface BotTraffic {
  /** The fields every activity from a person in a place has; `thread` where it belongs to one. */
  from(person: Person, place: Place, thread?: string): JsonObject
  /** Posts it to the bot's messaging endpoint; status 504 where the bot does not answer within 15 seconds, 502 where it cannot be reached. */
  deliver(activity: JsonObject): Promise<{ status: number; body?: unknown }>
}

/** The longest Teams waits for a bot (PLATFORM §C). */
const patienceMs = 15_000

/** Traffic to the bot at `botAddress`, which answers through `serviceUrl`. */
export const createBotTraffic = (settings: {
  issuer: Issuer
  world: World
  clock: Clock
  botAddress: string
  serviceUrl: string
}): BotTraffic => {
  const { issuer, world, clock, botAddress, serviceUrl } = settings

  const conversationOf = (place: Place, thread?: string): JsonObject =>
    place.kind === 'channel'
      ? {
          isGroup: true,
          conversationType: 'channel',
          tenantId: world.tenantId,
          id: thread ? `${place.id};messageid=${thread}` : place.id,
        }
      : { conversationType: 'personal', tenantId: world.tenantId, id: place.id }

  const channelDataOf = (place: Place): JsonObject => {
    const tenant = { tenant: { id: world.tenantId } }
    if (place.kind === 'personal') return tenant
    const { team } = place
    return {
      ...tenant,
      teamsChannelId: place.id,
      teamsTeamId: team.id,
      channel: { id: place.id },
      team: { id: team.id, name: team.name, aadGroupId: groupIdOf(team) },
    }
  }

  return {
    from: (person, place, thread) => ({
      id: `f:${randomUUID()}`,
      channelId: 'msteams',
      serviceUrl,
      timestamp: clock.now().toISOString(),
      localTimestamp: clock.now().toISOString(),
      localTimezone: 'Europe/London',
      locale: 'en-GB',
      from: { id: teamsIdOf(world, person), name: person.name, aadObjectId: person.oid },
      recipient: { id: world.botId, name: botNameOf(world) },
      conversation: conversationOf(place, thread),
      channelData: channelDataOf(place),
      entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' }],
    }),
    async deliver(activity) {
      try {
        const answer = await fetch(botAddress, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: `Bearer ${await issuer.signBotToken({ serviceUrl })}`,
          },
          body: JSON.stringify(activity),
          signal: AbortSignal.timeout(patienceMs),
        })
        const text = await answer.text()
        if (text === '') return { status: answer.status }
        try {
          return { status: answer.status, body: JSON.parse(text) as unknown }
        } catch {
          return { status: answer.status, body: text }
        }
      } catch (fault) {
        return { status: fault instanceof DOMException && fault.name === 'TimeoutError' ? 504 : 502 }
      }
    },
  }
}
