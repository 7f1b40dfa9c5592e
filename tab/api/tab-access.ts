import type { Request } from 'restify'
import { type Clock, type IsoDate, londonTime } from '../../assurance/dates.ts'
import type { Drafts, Intake, Round, View, Views } from '../../assurance/record.ts'
import { type Actor, type PersonRef, type RoleHeld, samePerson } from '../../assurance/who.ts'
import type { Authenticate } from './authenticate.ts'
import { type Matter, reaches } from './permissions.ts'
import { Refused } from './replies.ts'

/** What the tab's server side is given; it waits for none of it on Graph. */
export interface TabDeps {
  readonly views: Views
  readonly intake: Intake
  readonly drafts: Drafts
  readonly clock: Clock
  readonly authenticate: Authenticate
  /** The partnership this deployment's tab serves, e.g. `swindon`. */
  readonly partnershipId: string
  /** Roles of a person; undefined where the partnership does not know them. Where absent, the list *People* as last read. */
  readonly rolesOf?: (person: PersonRef) => Promise<readonly RoleHeld[] | undefined>
  /** Told of what nobody expected, never with an answer in it. */
  readonly onFault?: (error: unknown, route: string) => void
}

/** Who is asking, and what of the record they may have: every route goes through this. */
export interface Access {
  today(): IsoDate
  /** Verifies the token and looks up the roles; throws what is answered 401, 403 or 503. */
  enter(req: Request): Promise<Actor>
  /** The requests this person has `matter` of. */
  seen(actor: Actor, matter: Matter, where?: { round?: string; agency?: string }): Promise<readonly View[]>
  /** One request, where this person has `matter` of it; 404 where there is none, 403 where it is not theirs. */
  viewOf(actor: Actor, key: string | undefined, matter: Matter): Promise<View>
  roundOf(id: string): Promise<Round | undefined>
}

/** Access to one partnership's record by the table in `permissions.ts` (DESIGN §8, WORK X2). */
export const createAccess = (deps: TabDeps): Access => {
  const { views, clock, authenticate, partnershipId } = deps
  const listed = async (person: PersonRef) => (await views.partnership()).people.find((one) => samePerson(one, person))
  const rolesOf = deps.rolesOf ?? (async (person: PersonRef) => (await listed(person))?.holds)

  return {
    today: () => londonTime(clock.now()).day,
    async enter(req) {
      const person = await authenticate(req.header('authorization'))
      const holds = await rolesOf(person)
      if (!holds || holds.length === 0)
        throw new Refused(
          403,
          `${person.name}, you are signed in, but this partnership does not know you yet. Ask the SSU to add you to the list People.`,
        )
      const known = await listed(person)
      return { oid: person.oid, tid: person.tid, name: known?.name ?? person.name, holds }
    },
    async seen(actor, matter, where) {
      const all = await views.views(where)
      return all.filter(({ request }) => reaches(actor.holds, matter, request.agency))
    },
    async viewOf(actor, key, matter) {
      const view = key?.startsWith(`${partnershipId}/`) ? (await views.views({ key }))[0] : undefined
      if (!view) throw new Refused(404, 'There is no such request. It may have been withdrawn; look in Returns.')
      if (!reaches(actor.holds, matter, view.request.agency))
        throw new Refused(
          403,
          'This request belongs to another agency or role, so it is not shown to you. Ask the SSU if it should be yours.',
        )
      return view
    },
    async roundOf(id) {
      return (await views.rounds()).find((round) => round.id === id)
    },
  }
}
