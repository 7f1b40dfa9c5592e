import type { BotTraffic } from './bot-traffic.ts'
import type { Changes } from './changes.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { JsonObject } from './json.ts'
import { teamDetails } from './roster.ts'
import { botNameOf, chatIdOf, type Person, type Place, type Team, type World } from './world.ts'

/** Whose app is meant: a team's, or one person's own. By ids: of the team, and the person's object id. */
export type AppOf = { readonly team: string } | { readonly person: string }

/** Installing the app and removing it, each told to the bot as Teams tells it. */
export interface Installing {
  /** Tells the bot of every team it has not been told of, as on installing the app. */
  installApp(): Promise<{ installed: readonly string[] }>
  /** Removes the app: from then on nothing can be posted there. A person's own is removed or blocked by them. */
  removeApp(of: AppOf): Promise<void>
  /** Adds the app again where it was removed. */
  addApp(of: AppOf): Promise<void>
}

interface InstallingRoom {
  readonly world: World
  readonly changes: Changes
  readonly store: ConversationStore
  readonly traffic: BotTraffic
  readonly defaultPerson?: string
}

export const createInstalling = (room: InstallingRoom): Installing => {
  const { world, changes, store, traffic, defaultPerson } = room
  const installer = (): Person | undefined => world.people.find(({ id }) => id === defaultPerson) ?? world.people[0]

  /**
   * Teams says it twice: what became of the conversation's members, and what became of the app. That a person removed their
   * own it says once.
   */
  const tell = async (by: Person, place: Place, action: 'add' | 'remove'): Promise<number> => {
    const base = traffic.from(by, place)
    const bot = [{ id: world.botId }]
    const [field, eventType] =
      action === 'add' ? ['membersAdded', 'teamMemberAdded'] : ['membersRemoved', 'teamMemberRemoved']
    const members: JsonObject =
      place.kind === 'channel'
        ? { [field]: bot, channelData: { team: teamDetails(place.team), eventType, tenant: { id: world.tenantId } } }
        : { [field]: bot }
    const { status } = await traffic.deliver({ ...base, type: 'installationUpdate', action })
    if (place.kind === 'channel' || action === 'add')
      await traffic.deliver({ ...base, type: 'conversationUpdate', ...members })
    return status
  }
  const generalOf = (team: Team): Place => {
    const [general = { id: team.id, name: team.name }] = team.channels
    return { kind: 'channel', id: general.id, name: general.name, team }
  }
  const placeOf = (of: AppOf): { by: Person; place: Place } => {
    const team = 'team' in of ? world.teams.find(({ id }) => id === of.team) : undefined
    const person = 'person' in of ? world.people.find(({ oid }) => oid === of.person) : installer()
    if (!person || ('team' in of && !team)) throw new Error('There is no such team or person here.')
    if (team) return { by: person, place: generalOf(team) }
    return { by: person, place: { kind: 'personal', id: chatIdOf(world, person), name: botNameOf(world), person } }
  }
  const idOf = (of: AppOf) => ('team' in of ? of.team : of.person)

  return {
    async installApp() {
      const by = installer()
      const installed: string[] = []
      for (const team of by ? world.teams : []) {
        const isRemoved = changes.has({ is: 'app-removed', from: team.id })
        if (!by || isRemoved || team.channels.length === 0 || (await store.isInstalled(team.id))) continue
        const status = await tell(by, generalOf(team), 'add')
        if (status < 200 || status > 299) throw new Error(`The bot did not take its installation in a team: ${status}.`)
        await store.noteInstalled(team.id)
        installed.push(team.id)
      }
      return { installed }
    },
    async removeApp(of) {
      const { by, place } = placeOf(of)
      await changes.make({ is: 'app-removed', from: idOf(of) })
      await tell(by, place, 'remove')
    },
    async addApp(of) {
      const { by, place } = placeOf(of)
      await changes.takeBack({ is: 'app-removed', from: idOf(of) })
      await tell(by, place, 'add')
    },
  }
}
