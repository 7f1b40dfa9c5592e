import { randomUUID } from 'node:crypto'
import type { Clock } from '../../assurance/dates.ts'
import type { BotAddresses } from './bot-addresses.ts'
import type { Issuer } from './issuer.ts'
import { isObject, type JsonObject } from './json.ts'
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

/** Nobody listened there, so that nothing was done. */
const isRefused = (fault: unknown): boolean =>
  fault instanceof TypeError && isObject(fault.cause) && fault.cause['code'] === 'ECONNREFUSED'

/** Traffic to the bot at one of `addresses`, which answers through `serviceUrl`. A process that is gone is passed over. */
export const createBotTraffic = (settings: {
  issuer: Issuer
  world: World
  clock: Clock
  addresses: BotAddresses
  serviceUrl: string
}): BotTraffic => {
  const { issuer, world, clock, addresses, serviceUrl } = settings

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

  const post = async (address: string, body: string): Promise<{ status: number; body?: unknown }> => {
    const answer = await fetch(address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${await issuer.signBotToken({ serviceUrl })}`,
      },
      body,
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await answer.text()
    if (text === '') return { status: answer.status }
    try {
      return { status: answer.status, body: JSON.parse(text) as unknown }
    } catch {
      return { status: answer.status, body: text }
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
      for (const address of addresses.inTurn()) {
        try {
          return await post(address, JSON.stringify(activity))
        } catch (fault) {
          if (!isRefused(fault))
            return { status: fault instanceof DOMException && fault.name === 'TimeoutError' ? 504 : 502 }
          addresses.drop(address)
        }
      }
      return { status: 502 }
    },
  }
}
