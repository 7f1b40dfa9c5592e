import { createHash } from 'node:crypto'

/** A member of a team as Teams' roster gives them: `id` is Teams' own id for the person (`29:…`). */
export interface Member {
  readonly id: string
  readonly aadObjectId: string
  readonly tenantId: string
  readonly name: string
  readonly guest?: boolean
}

/** A team with its channels; the first channel is General. Channel ids look like `19:…@thread.tacv2`. */
export interface Team {
  readonly id: string
  readonly name: string
  readonly channels: readonly { readonly id: string; readonly name: string }[]
  readonly members: readonly Member[]
}

/** A sample person one can be in local Teams. */
export interface Person {
  /** Short readable id, e.g. `police-representative`. */
  readonly id: string
  readonly oid: string
  readonly tid: string
  readonly name: string
  /** What they do, in a line, shown under the name: `Representative, Wiltshire Police (sample)`. */
  readonly role: string
  /** The heading they are listed under: `SSU`, `Agencies' representatives`, `Practitioners`, `Chairs`. */
  readonly group: string
  readonly about?: string
  readonly teamIds: readonly string[]
}

/** Everybody and everything there is in local Teams, given as data and never changed while it runs. */
export interface World {
  readonly tenantId: string
  readonly appId: string
  /** The bot's id in Teams: `28:` and the application's id. */
  readonly botId: string
  readonly botName?: string
  readonly teams: readonly Team[]
  readonly people: readonly Person[]
}

/** A conversation of the world: a channel of a team, or one person's chat with the bot. */
export type Place =
  | { readonly kind: 'channel'; readonly id: string; readonly name: string; readonly team: Team }
  | { readonly kind: 'personal'; readonly id: string; readonly name: string; readonly person: Person }

const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32)

/** The id of a person's chat with the bot: always the same, so that a restart finds it. */
export const chatIdOf = (world: World, person: Person): string => `a:1${shortHash(`${world.appId} ${person.oid}`)}`

/** Teams' id of a person, as in a team's roster, or made from their object id where they are in no team. */
export const teamsIdOf = (world: World, person: Person): string => {
  for (const team of world.teams) {
    const member = team.members.find(({ aadObjectId }) => aadObjectId === person.oid)
    if (member) return member.id
  }
  return `29:1${shortHash(person.oid)}`
}

/** The name shown for the bot. */
export const botNameOf = (world: World): string => world.botName ?? 'Sightline'

/** The Microsoft 365 group behind a team: a GUID made from its id, always the same. */
export const groupIdOf = (team: Team): string =>
  createHash('sha256')
    .update(team.id)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')

/**
 * The place a conversation id names and the thread in it: `19:…@thread.tacv2;messageid=123` is thread `123` of that
 * channel. Undefined where there is no such place.
 */
export const findPlace = (world: World, conversationId: string): { place: Place; thread?: string } | undefined => {
  const [id = '', rest] = conversationId.split(';messageid=')
  for (const team of world.teams) {
    const channel = team.channels.find((known) => known.id === id)
    const place: Place | undefined = channel && { kind: 'channel', id, name: channel.name, team }
    if (place) return rest ? { place, thread: rest } : { place }
  }
  const person = world.people.find((known) => chatIdOf(world, known) === id)
  return person && { place: { kind: 'personal', id, name: botNameOf(world), person } }
}

/** Everyone in a place, as Teams' roster gives them. */
export const membersOf = (world: World, place: Place): readonly Member[] =>
  place.kind === 'channel'
    ? place.team.members
    : [
        {
          id: teamsIdOf(world, place.person),
          aadObjectId: place.person.oid,
          tenantId: place.person.tid,
          name: place.person.name,
        },
      ]

/** Whether a person sees a place: its team is one of theirs, or it is their own chat. */
export const mayEnter = (place: Place, person: Person): boolean =>
  place.kind === 'channel' ? person.teamIds.includes(place.team.id) : place.person.oid === person.oid
