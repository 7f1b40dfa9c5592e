import type { Clock } from '../../assurance/dates.ts'
import type { ConversationStore, StoredMessage } from './conversation-store.ts'
import { isObject, type JsonObject, objectIn, textIn } from './json.ts'
import type { PageConversation, PageHome, PageMessage, PagePerson, PageStart } from './page-wire.ts'
import { botNameOf, chatIdOf, type Person, type Place, type World } from './world.ts'

const shownThreads = 40

const personAsShown = ({ id, oid, tid, name, role, group }: Person): PagePerson => ({ id, oid, tid, name, role, group })

/** What the page shows before anybody is chosen. */
export const startAsShown = (from: { world: World; clock: Clock; defaultPerson?: string }): PageStart => ({
  appName: botNameOf(from.world),
  now: from.clock.now().toISOString(),
  people: from.world.people.map(personAsShown),
  defaultPerson: from.defaultPerson ?? from.world.people[0]?.id ?? '',
})

/** What a person sees on the left: their teams and channels, their chat with the bot and the tab. */
export const homeAsShown = async (
  from: { world: World; clock: Clock; store: ConversationStore; tab: PageHome['tab'] },
  person: Person,
): Promise<PageHome> => {
  const { world, clock, store, tab } = from
  const teams = world.teams.filter(({ id }) => person.teamIds.includes(id))
  const chat = chatIdOf(world, person)
  const ids = [...teams.flatMap(({ channels }) => channels.map(({ id }) => id)), chat]
  const unseen = await store.unseen(person.oid, ids)
  return {
    me: personAsShown(person),
    now: clock.now().toISOString(),
    appId: world.appId,
    tenantId: world.tenantId,
    teams: teams.map(({ id, name, channels }) => ({
      id,
      name,
      channels: channels.map((channel) => ({ ...channel, unseen: unseen.get(channel.id) ?? 0 })),
    })),
    chat: { id: chat, name: botNameOf(world), unseen: unseen.get(chat) ?? 0 },
    tab,
  }
}

const mention = /<at>([^<]*)<\/at>/g

/** A card as Teams shows it: who stands between `<at>` and `</at>` is mentioned only where `msteams.entities` names them. */
const withMentions = (card: JsonObject): JsonObject => {
  const entities = objectIn(card, 'msteams')?.['entities']
  const named = new Set(
    (Array.isArray(entities) ? entities : []).flatMap((entity: unknown) => {
      const whom = isObject(entity) && textIn(entity, 'type') === 'mention' ? objectIn(entity, 'mentioned') : undefined
      return textIn(whom, 'id') ? [textIn(entity, 'text')] : []
    }),
  )
  const shown = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(mention, (whole, name: string) => (named.has(whole) ? whole : name))
    if (Array.isArray(value)) return value.map(shown)
    return isObject(value) ? shownIn(value) : value
  }
  const shownIn = (value: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, shown(inner)]))
  return JSON.stringify(card).includes('<at>') ? { ...shownIn(card), ...onlyField(card, 'msteams') } : card
}

const onlyField = (card: JsonObject, field: string): JsonObject => (field in card ? { [field]: card[field] } : {})

const cardsOf = (activity: StoredMessage['activity']) => {
  const attachments = Array.isArray(activity['attachments']) ? activity['attachments'] : []
  return attachments.flatMap((attachment: unknown) => {
    const card = isObject(attachment) ? attachment['content'] : undefined
    return isObject(card) && textIn(card, 'type') === 'AdaptiveCard' ? [withMentions(card)] : []
  })
}

const messageAsShown = (message: StoredMessage): PageMessage => {
  const { id, author, sentAt, editedAt, deleted, version, activity } = message
  return {
    id,
    author: 'bot' in author ? { name: author.name, bot: true } : { name: author.name, bot: false, oid: author.oid },
    sentAt,
    edited: editedAt !== undefined && !deleted,
    deleted,
    version,
    text: textIn(activity, 'text') ?? '',
    cards: cardsOf(activity),
  }
}

/** The latest threads of a place. A deleted message stays only where others answer it. */
export const conversationAsShown = async (store: ConversationStore, place: Place): Promise<PageConversation> => {
  const threads = new Map<string, { root: PageMessage; replies: PageMessage[] }>()
  for (const message of await store.latest(place.id, shownThreads)) {
    const shown = messageAsShown(message)
    const thread = threads.get(message.thread)
    if (!thread) threads.set(message.thread, { root: shown, replies: [] })
    else if (!shown.deleted) thread.replies.push(shown)
  }
  return {
    id: place.id,
    kind: place.kind,
    name: place.name,
    ...(place.kind === 'channel' ? { team: place.team.name } : {}),
    members: place.kind === 'channel' ? place.team.members.length : 2,
    threads: [...threads.values()].filter(({ root, replies }) => !root.deleted || replies.length > 0),
  }
}
