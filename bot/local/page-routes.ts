import type { Request, Response, Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import type { BotTraffic } from './bot-traffic.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { Issuer } from './issuer.ts'
import { objectIn, textIn } from './json.ts'
import type { LiveUpdates } from './live-updates.ts'
import { conversationAsShown, homeAsShown, startAsShown } from './page-views.ts'
import { botNameOf, findPlace, mayEnter, type Person, type Place, type World } from './world.ts'

/** What the page's own routes stand on. */
export interface PageRouteSettings {
  readonly world: World
  readonly issuer: Issuer
  readonly clock: Clock
  readonly store: ConversationStore
  readonly updates: LiveUpdates
  readonly traffic: BotTraffic
  readonly tab: { readonly name: string; readonly entityId: string; readonly url: string }
  readonly defaultPerson?: string
}

type Answer = { readonly status: number; readonly body?: unknown }

const say = (status: number, error: string): Answer => ({ status, body: { error } })
const longestText = 28_000
const mentions = /<at>[^<]*<\/at>/g

/**
 * The page's own JSON routes under `/local/teams/api/`: what a person sees, and what they do, which goes to the bot as
 * Teams sends it. All but the list of people ask for that person's token.
 */
export const mountPageRoutes = (server: Server, settings: PageRouteSettings): void => {
  const { world, issuer, store, updates, traffic } = settings
  const api = '/local/teams/api'

  const personOf = async (req: Request): Promise<Person | undefined> => {
    const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
    const named = bearer === undefined ? undefined : await issuer.verifyPersonToken(bearer)
    return named && world.people.find(({ oid, tid }) => oid === named.oid && tid === named.tid)
  }
  const as = (answer: (person: Person, req: Request) => Promise<Answer>) => async (req: Request, res: Response) => {
    const person = await personOf(req)
    const { status, body } = person ? await answer(person, req) : say(401, 'Choose who you are first.')
    res.header('Cache-Control', 'no-store')
    res.send(status, body)
  }
  const inPlace = (answer: (person: Person, place: Place, req: Request) => Promise<Answer>) =>
    as(async (person, req) => {
      const found = findPlace(world, String(req.params.conversationId))
      if (!found || !mayEnter(found.place, person)) return say(404, 'That conversation is not one of yours.')
      return answer(person, found.place, req)
    })

  server.get(`${api}/start`, async (_req: Request, res: Response) => {
    res.header('Cache-Control', 'no-store')
    res.send(200, startAsShown(settings))
  })
  server.get(
    `${api}/home`,
    as(async (person) => ({ status: 200, body: await homeAsShown(settings, person) })),
  )
  server.get(`${api}/stream`, async (req: Request, res: Response) => {
    const person = await personOf(req)
    if (person) await updates.stream(req, res, person)
    else res.send(401, { error: 'Choose who you are first.' })
  })
  server.get(
    `${api}/conversations/:conversationId/messages`,
    inPlace(async (_person, place) => ({ status: 200, body: await conversationAsShown(store, place) })),
  )
  server.post(
    `${api}/conversations/:conversationId/seen`,
    inPlace(async (person, place) => {
      await store.noteSeen(person.oid, place.id)
      return { status: 204 }
    }),
  )

  /** A message of a person: kept, shown, and sent to the bot where Teams would (always in a chat, when mentioned in a channel). */
  const write = async (person: Person, place: Place, text: string, thread?: string): Promise<Answer> => {
    const activity = { type: 'message', text, textFormat: 'plain' }
    const author = { oid: person.oid, name: person.name }
    const message = await store.add({
      conversation: place.id,
      author,
      activity,
      ...(thread === undefined ? {} : { thread }),
    })
    updates.announce(place, { type: 'message', conversation: place.id, id: message.id })
    const mention = `<at>${botNameOf(world)}</at>`
    const forBot = place.kind === 'personal' || text.includes(mention)
    if (!forBot) return { status: 201, body: { id: message.id } }
    const base = traffic.from(person, place, message.thread)
    const entities = Array.isArray(base['entities']) ? base['entities'] : []
    const mentioned = { type: 'mention', text: mention, mentioned: { id: world.botId, name: botNameOf(world) } }
    const { status } = await traffic.deliver({
      ...base,
      ...activity,
      id: message.id,
      ...(thread === undefined ? {} : { replyToId: thread }),
      entities: text.includes(mention) ? [...entities, mentioned] : entities,
    })
    if (status >= 200 && status < 300) return { status: 201, body: { id: message.id } }
    return say(502, `${botNameOf(world)} could not be reached. Your message is kept; send it again in a minute.`)
  }

  server.post(
    `${api}/conversations/:conversationId/messages`,
    inPlace(async (person, place, req) => {
      const text = textIn(req.body, 'text')?.trim()
      if (!text || text.replaceAll(mentions, '').trim() === '') return say(400, 'Write a message first.')
      if (text.length > longestText) return say(413, 'That message is too long for Teams. Send it in parts.')
      const thread = place.kind === 'channel' ? textIn(req.body, 'replyTo') : undefined
      if (thread !== undefined && (await store.find(place.id, thread))?.thread !== thread) {
        return say(404, 'The message you reply to is not there any more.')
      }
      return write(person, place, text, thread)
    }),
  )

  const toBot = async (
    person: Person,
    place: Place,
    messageId: string | undefined,
    activity: Record<string, unknown>,
  ): Promise<Answer> => {
    const message = messageId === undefined ? undefined : await store.find(place.id, messageId)
    if (messageId !== undefined && (!message || message.deleted)) return say(404, 'That card is not there any more.')
    const thread = place.kind === 'channel' ? message?.thread : undefined
    const { status, body } = await traffic.deliver({
      ...traffic.from(person, place, thread),
      ...(message ? { replyToId: message.id } : {}),
      ...activity,
    })
    return { status: 200, body: { status, ...(body === undefined ? {} : { body }) } }
  }
  const invoke = (name: string, value: unknown) => ({ type: 'invoke', name, value })

  server.post(
    `${api}/conversations/:conversationId/messages/:messageId/execute`,
    inPlace(async (person, place, req) => {
      const action = {
        type: 'Action.Execute',
        id: textIn(req.body, 'id') ?? '',
        verb: textIn(req.body, 'verb') ?? '',
        data: objectIn(req.body, 'data') ?? {},
      }
      const value = { action, trigger: 'manual' }
      return toBot(person, place, String(req.params.messageId), invoke('adaptiveCard/action', value))
    }),
  )
  server.post(
    `${api}/conversations/:conversationId/messages/:messageId/submit`,
    inPlace((person, place, req) =>
      toBot(person, place, String(req.params.messageId), {
        type: 'message',
        value: objectIn(req.body, 'value') ?? {},
      }),
    ),
  )
  server.post(
    `${api}/conversations/:conversationId/task/:step`,
    inPlace(async (person, place, req) => {
      const step = String(req.params.step)
      if (step !== 'fetch' && step !== 'submit') return say(404, 'There is no such step of a dialog.')
      const theme = textIn(req.body, 'theme') ?? 'default'
      const data: unknown = (req.body as { data?: unknown } | undefined)?.data
      return toBot(person, place, textIn(req.body, 'message'), invoke(`task/${step}`, { data, context: { theme } }))
    }),
  )
}
