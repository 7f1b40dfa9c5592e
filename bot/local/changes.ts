import type pg from 'pg'
import type { World } from './world.ts'

/** What has been changed in a world since it was given: everything in it can be taken back. */
export type Change =
  /** The app was removed from a team, by its id, or a person removed or blocked it, by their object id. */
  | { readonly is: 'app-removed'; readonly from: string }
  | { readonly is: 'channel-deleted'; readonly channel: string }
  /** Somebody joined a team, by its id and their object id. */
  | { readonly is: 'member-added'; readonly team: string; readonly oid: string }

/** Changes kept in PostgreSQL, so that a restart finds them. */
export interface Changes {
  has(change: Change): boolean
  make(change: Change): Promise<void>
  takeBack(change: Change): Promise<void>
  /** All that stand; another list as soon as one is made or taken back. */
  all(): readonly Change[]
}

/** Opens what has been changed, making its table where it is not there yet. */
export const openChanges = async (pool: pg.Pool): Promise<Changes> => {
  await pool.query(
    'create schema if not exists local_teams; create table if not exists local_teams.change (change text primary key)',
  )
  const { rows } = await pool.query<{ change: string }>('select change from local_teams.change')
  let made: ReadonlyMap<string, Change> = new Map(rows.map(({ change }) => [change, JSON.parse(change) as Change]))
  let all = [...made.values()]
  const keep = (changes: ReadonlyMap<string, Change>) => {
    made = changes
    all = [...made.values()]
  }
  return {
    has: (change) => made.size > 0 && made.has(JSON.stringify(change)),
    all: () => all,
    async make(change) {
      const text = JSON.stringify(change)
      keep(new Map([...made, [text, change]]))
      await pool.query('insert into local_teams.change values ($1) on conflict do nothing', [text])
    },
    async takeBack(change) {
      const text = JSON.stringify(change)
      keep(new Map([...made].filter(([one]) => one !== text)))
      await pool.query('delete from local_teams.change where change = $1', [text])
    },
  }
}

const withChanges = (
  { teams, people, tenantId }: World,
  changes: readonly Change[],
): Pick<World, 'teams' | 'people'> => {
  const deleted = new Set(changes.flatMap((one) => (one.is === 'channel-deleted' ? [one.channel] : [])))
  const joined = changes.flatMap((one) => {
    const person = one.is === 'member-added' ? people.find(({ oid }) => oid === one.oid) : undefined
    return person && one.is === 'member-added' ? [{ team: one.team, person }] : []
  })
  return {
    teams: teams.map((team) => ({
      ...team,
      channels: team.channels.filter(({ id }) => !deleted.has(id)),
      members: [
        ...team.members,
        ...joined
          .filter((one) => one.team === team.id)
          .map(({ person: { oid, tid, name } }) => ({
            id: `29:${oid}`,
            aadObjectId: oid,
            tenantId: tid,
            name,
            guest: tid !== tenantId,
          })),
      ],
    })),
    people: people.map((person) => {
      const teamIds = joined.filter((one) => one.person === person).map(({ team }) => team)
      return teamIds.length === 0 ? person : { ...person, teamIds: [...person.teamIds, ...teamIds] }
    }),
  }
}

/** The world as it is by now. */
export const changedWorld = (world: World, changes: Changes): World => {
  let known: { readonly all: readonly Change[]; readonly now: Pick<World, 'teams' | 'people'> } | undefined
  const now = () => {
    const all = changes.all()
    if (known?.all !== all) known = { all, now: withChanges(world, all) }
    return known.now
  }
  return {
    ...world,
    get teams() {
      return now().teams
    },
    get people() {
      return now().people
    },
  }
}
