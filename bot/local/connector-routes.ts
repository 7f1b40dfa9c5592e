import type { Request, Server } from 'restify'
import { type ConnectorRefusal, checkActivity, refusal } from './activity-check.ts'
import type { Changes } from './changes.ts'
import { type ConnectorAnswer as Answer, type ConnectorDoor, isRefusal } from './connector-door.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { FaultTarget } from './faults.ts'
import { isObject, type JsonObject, objectIn, textIn } from './json.ts'
import type { LiveUpdates } from './live-updates.ts'
import type { Counted, RateLimits } from './rate-limits.ts'
import { rosterOf, rosterPage, teamDetails } from './roster.ts'
import { botNameOf, chatIdOf, findPlace, type Place, teamsIdOf, type World } from './world.ts'

/** What the Bot Connector's routes stand on. */
export interface ConnectorSettings {
  readonly world: World
  readonly changes: Changes
  readonly door: ConnectorDoor
  readonly store: ConversationStore
  readonly updates: LiveUpdates
  readonly limits: RateLimits
  readonly serviceUrl: string
}

const noConversation = refusal(404, 'ConversationNotFound', 'Conversation not found.')
const noActivity = refusal(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.')
const noTeam = refusal(404, 'NotFound', 'Team not found.')

const notInRoster = refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
const writesBlocked = refusal(403, 'MessageWritesBlocked', 'Thread is blocked from message writes.')

/**
 * The Bot Connector's `/v3/…` routes under `/local/teams/` (DESIGN §10), with its own refusals: 401 without the
 * bot's token, 404 and `{error:{code,message}}` for what is not there, 413 over 100 KB, 429 with `Retry-After`.
 */
export const mountConnector = (server: Server, settings: ConnectorSettings): void => {
  const { world, changes, door, store, updates, limits, serviceUrl } = settings
  const bot = { bot: true as const, name: botNameOf(world) }

  const counted = (counts: Counted, of: string): ConnectorRefusal | undefined => {
    const wait = limits.take([
      { counted: 'app', of: world.appId },
      { counted: counts, of },
    ])
    return wait === 0 ? undefined : { ...refusal(429, 'Throttled', 'Too many requests.'), retryAfter: wait }
  }

  const hasApp = (team: string) => !changes.has({ is: 'app-removed', from: team })
  /** Why the bot may not be in a place at all, or write there. */
  const outside = (place: Place): ConnectorRefusal | undefined => {
    if (place.kind === 'channel') return hasApp(place.team.id) ? undefined : notInRoster
    return hasApp(place.person.oid) ? undefined : writesBlocked
  }

  const post = async (place: Place, thread: string | undefined, sent: unknown): Promise<Answer> => {
    const checked = checkActivity(sent)
    if (isRefusal(checked)) return checked
    const refused = counted('post', place.id) ?? outside(place)
    if (refused) return refused
    if (thread !== undefined && !(await store.find(place.id, thread))) return noConversation
    // Typing is shown while it lasts and kept nowhere.
    if (checked.activity['type'] === 'typing') return { status: 201, body: { id: thread ?? '' } }
    const message = await store.add({
      conversation: place.id,
      author: bot,
      activity: checked.activity,
      ...(thread !== undefined && place.kind === 'channel' ? { thread } : {}),
    })
    updates.announce(place, { type: 'message', conversation: place.id, id: message.id })
    return { status: 201, body: { id: message.id } }
  }

  const personalPlace = (body: JsonObject): Place | ConnectorRefusal => {
    const asked = Array.isArray(body['members']) ? textIn(body['members'][0], 'id') : undefined
    const person = world.people.find((known) => asked === teamsIdOf(world, known) || asked === known.oid)
    if (!person) return refusal(400, 'BadArgument', 'The member is missing or is not known to this bot.')
    if (person.tid !== world.tenantId) {
      return refusal(403, 'BotNotInConversationRoster', 'The bot cannot message a person outside the tenant.')
    }
    // Installed for the person, or in a team of theirs (PLATFORM §C, Proactive).
    if (!hasApp(person.oid) && !person.teamIds.some(hasApp)) return notInRoster
    return { kind: 'personal', id: chatIdOf(world, person), name: botNameOf(world), person }
  }

  const create = async (body: unknown): Promise<Answer> => {
    if (!isObject(body)) return refusal(400, 'BadSyntax', 'The conversation is missing or is not an object.')
    const channel = textIn(objectIn(objectIn(body, 'channelData'), 'channel'), 'id')
    if (channel === undefined) {
      const place = personalPlace(body)
      if ('code' in place) return place
      if (body['activity'] === undefined)
        return counted('post', place.id) ?? { status: 201, body: { id: place.id, serviceUrl } }
      const posted = await post(place, undefined, body['activity'])
      if (isRefusal(posted)) return posted
      return { status: 201, body: { id: place.id, activityId: textIn(posted.body, 'id'), serviceUrl } }
    }
    const found = findPlace(world, channel)
    if (found?.place.kind !== 'channel') return noConversation
    const posted = await post(found.place, undefined, body['activity'])
    if (isRefusal(posted)) return posted
    const activityId = textIn(posted.body, 'id')
    return { status: 201, body: { id: `${found.place.id};messageid=${activityId}`, activityId, serviceUrl } }
  }

  const inPlace =
    (answer: (found: { place: Place; thread?: string }, req: Request) => Promise<Answer>) =>
    async (req: Request): Promise<Answer> => {
      const found = findPlace(world, String(req.params.conversationId))
      return found ? answer(found, req) : noConversation
    }
  const ownMessage = async (place: Place, id: string) => {
    const message = await store.find(place.id, id)
    if (!message || message.deleted) return noActivity
    return 'bot' in message.author ? message : refusal(403, 'Forbidden', 'A bot changes its own messages only.')
  }

  const about = (does: FaultTarget['does']) => (req: Request) => ({
    does,
    place: String(req.params.conversationId ?? req.params.teamId).split(';messageid=')[0] ?? '',
  })
  const opening = (req: Request): FaultTarget => {
    const channel = textIn(objectIn(objectIn(req.body, 'channelData'), 'channel'), 'id')
    const members: unknown = isObject(req.body) ? req.body['members'] : undefined
    const member = Array.isArray(members) ? textIn(members[0], 'id') : undefined
    return channel ? { does: 'post', place: channel } : { does: 'open-chat', place: member ?? '' }
  }

  const conversation = '/local/teams/v3/conversations/:conversationId'
  const activity = `${conversation}/activities/:activityId`

  server.post(
    '/local/teams/v3/conversations',
    door.answering(opening, (req) => create(req.body)),
  )
  server.post(
    `${conversation}/activities`,
    door.answering(
      about('post'),
      inPlace(({ place, thread }, req) => post(place, thread, req.body)),
    ),
  )
  server.post(
    activity,
    door.answering(
      about('post'),
      inPlace(async ({ place, thread }, req) => {
        const answered = await store.find(place.id, String(req.params.activityId))
        return answered ? post(place, thread ?? answered.thread, req.body) : noActivity
      }),
    ),
  )
  server.put(
    activity,
    door.answering(
      about('update'),
      inPlace(async ({ place }, req) => {
        const checked = checkActivity(req.body)
        if (isRefusal(checked)) return checked
        const refused = counted('post', place.id) ?? outside(place)
        if (refused) return refused
        const id = String(req.params.activityId)
        const message = await ownMessage(place, id)
        if (isRefusal(message)) return message
        await store.replace(place.id, id, checked.activity)
        updates.announce(place, { type: 'update', conversation: place.id, id })
        return { status: 200, body: { id } }
      }),
    ),
  )
  server.del(
    activity,
    door.answering(
      about('delete'),
      inPlace(async ({ place }, req) => {
        const refused = counted('post', place.id) ?? outside(place)
        if (refused) return refused
        const id = String(req.params.activityId)
        const message = await ownMessage(place, id)
        if (isRefusal(message)) return message
        await store.remove(place.id, id)
        updates.announce(place, { type: 'delete', conversation: place.id, id })
        return { status: 200 }
      }),
    ),
  )

  // A team is a conversation of its own, also where its General channel has another id or is gone.
  const teamPlace = (id: string): Place | undefined => {
    const team = world.teams.find((known) => known.id === id)
    return team && { kind: 'channel', id, name: team.name, team }
  }
  const readingMembers = (answer: (place: Place, req: Request) => Answer) =>
    door.answering(about('members'), async (req) => {
      const asked = String(req.params.conversationId)
      const found = findPlace(world, asked)?.place ?? teamPlace(asked)
      if (!found) return noConversation
      return counted('members', found.id) ?? outside(found) ?? answer(found, req)
    })

  server.get(
    `${conversation}/members`,
    readingMembers((place) => ({ status: 200, body: rosterOf(world, place) })),
  )
  server.get(
    `${conversation}/pagedmembers`,
    readingMembers((place, req) => {
      const page = rosterPage(world, place, req.query)
      return page ? { status: 200, body: page } : refusal(400, 'BadArgument', 'The continuation token is not valid.')
    }),
  )
  server.get(
    `${conversation}/members/:memberId`,
    readingMembers((place, req) => {
      const asked = String(req.params.memberId)
      const member = rosterOf(world, place).find(({ id, aadObjectId }) => id === asked || aadObjectId === asked)
      if (member) return { status: 200, body: member }
      return refusal(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.')
    }),
  )

  const teamOf = (req: Request) => {
    const asked = String(req.params.teamId)
    return world.teams.find(({ id, channels }) => id === asked || channels[0]?.id === asked)
  }
  const readingTeam = (answer: (team: World['teams'][number]) => unknown) =>
    door.answering(about('team'), async (req) => {
      const team = teamOf(req)
      if (!team) return noTeam
      if (!hasApp(team.id)) return notInRoster
      return counted('members', team.id) ?? { status: 200, body: answer(team) }
    })
  server.get(
    '/local/teams/v3/teams/:teamId',
    readingTeam((team) => teamDetails(team)),
  )
  server.get(
    '/local/teams/v3/teams/:teamId/conversations',
    readingTeam((team) => ({
      // Teams leaves General without a name: every client shows it in its own language.
      conversations: team.channels.map(({ id, name }, index) => (index === 0 ? { id } : { id, name })),
    })),
  )
}
