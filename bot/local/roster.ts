import { textIn } from './json.ts'
import { groupIdOf, type Member, membersOf, type Place, type Team, type World } from './world.ts'

/** A member as the Bot Connector gives them. */
export interface RosterEntry {
  readonly id: string
  readonly objectId: string
  readonly aadObjectId: string
  readonly name: string
  readonly givenName: string
  readonly surname: string
  readonly email: string
  readonly userPrincipalName: string
  readonly tenantId: string
  readonly userRole: 'user' | 'guest'
}

const entryOf = ({ id, aadObjectId, tenantId, name, guest }: Member): RosterEntry => {
  const [givenName = '', ...rest] = name.split(' ')
  // An address that can reach nobody (RFC 2606).
  const address = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@sample.invalid`
  return {
    id,
    objectId: aadObjectId,
    aadObjectId,
    name,
    givenName,
    surname: rest.join(' '),
    email: address,
    userPrincipalName: address,
    tenantId,
    userRole: guest ? 'guest' : 'user',
  }
}

/** Everyone in a place. */
export const rosterOf = (world: World, place: Place): readonly RosterEntry[] => membersOf(world, place).map(entryOf)

/**
 * One page of the roster by the query `pageSize` (50 to 500, 200 where not said) and `continuationToken`; the next
 * page's token comes with it while there is one. Undefined where the token is none of ours.
 */
export const rosterPage = (
  world: World,
  place: Place,
  query: unknown,
): { members: readonly RosterEntry[]; continuationToken?: string } | undefined => {
  const size = Math.min(500, Math.max(50, Number(textIn(query, 'pageSize') ?? 200) || 200))
  const token = textIn(query, 'continuationToken')
  const start = token === undefined ? 0 : Number(/^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1])
  if (!Number.isInteger(start)) return undefined
  const all = membersOf(world, place)
  const members = all.slice(start, start + size).map(entryOf)
  const next = start + size
  return next < all.length
    ? { members, continuationToken: Buffer.from(`from:${next}`).toString('base64url') }
    : { members }
}

/** A team as `GET /v3/teams/{id}` gives it. */
export const teamDetails = (team: Team) => ({
  id: team.id,
  name: team.name,
  aadGroupId: groupIdOf(team),
  type: 'standard',
  channelCount: team.channels.length,
  memberCount: team.members.length,
})
