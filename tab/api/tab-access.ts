import type { Request as Incoming } from 'restify'
import { type Clock, type IsoDate, londonTime } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Library } from '../../assurance/library.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Drafts, Intake, Round, View, Views } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import type { Mending, Rounds } from '../../assurance/rounds.ts'
import { type PersonRef, type RoleHeld, samePerson } from '../../assurance/who.ts'
import type { Authenticate } from './authenticate.ts'
import { type Matter, reaches, type Standing, standingsOf, type Viewer } from './permissions.ts'
import { Refused } from './replies.ts'

/** What the tab's server side is given; it waits for none of it on Graph, but for files and for whole rounds. */
export interface TabDeps {
  readonly views: Views
  readonly intake: Intake
  readonly drafts: Drafts
  readonly rounds: Rounds
  readonly library: Library
  readonly mending: Mending
  readonly clock: Clock
  readonly authenticate: Authenticate
  /** The partnership this deployment's tab serves, e.g. `swindon`. */
  readonly partnershipId: string
  /** The very card an agency would get: expanded Adaptive Card JSON. */
  readonly askCardFor: (round: Round, agency: Agency, requests: readonly Request[]) => Promise<object>
  readonly hash: (definition: Definition) => string
  /** What stands for a person in an anonymous round; worked out here so that nobody else can claim it. */
  readonly pseudonymOf: (round: string, person: PersonRef) => string
  /** A keyed hash of a text, short and safe in a URL: holds the id of a file to the request it was attached to. */
  readonly sign: (text: string) => string
  /** The round in which agencies share early by themselves; made when first needed (WORK R9). Throws where it cannot be made. */
  readonly standingRound: (kind: string) => Promise<{ readonly round: Round; readonly definition: Definition }>
  /** Whether something failed only because nothing can be kept or read at the moment: then it is answered 503. */
  readonly isOutage?: (error: unknown) => boolean
  /** Roles of a person; undefined where the partnership does not know them. Where absent, the list *People* as last read. */
  readonly rolesOf?: (person: PersonRef) => Promise<readonly RoleHeld[] | undefined>
  /** Where it is kept who had a file of which request; never a name of a file. */
  readonly log?: (line: string) => void
  /** Told of what nobody expected, never with an answer in it. */
  readonly onFault?: (error: unknown, route: string) => void
}

/** One request as somebody opened it: who they are to it, and what of it they have. */
export interface Opened {
  readonly view: View
  readonly request: Request
  readonly round: Round | undefined
  /** The viewer, with what stands for them in this request where it is anonymous. */
  readonly viewer: Viewer
  readonly standings: ReadonlySet<Standing>
  reaches(matter: Matter): boolean
}

/** Who is asking, and what of the record they may have: every route goes through this. */
export interface Access {
  today(): IsoDate
  /** Verifies the token and looks up the roles; throws what is answered 401, 403 or 503. */
  enter(req: Incoming): Promise<Viewer>
  /** The requests this person has `matter` of. */
  seen(viewer: Viewer, matter: Matter, where?: { round?: string; agency?: string }): Promise<readonly Opened[]>
  /** One request, where this person has `matter` of it; 404 where there is none, 403 where it is not theirs. */
  open(viewer: Viewer, key: string | undefined, matter: Matter): Promise<Opened>
  /** The questions a request was asked with; 503 where they cannot be read. */
  definitionOf(request: Request): Promise<Definition>
}

/** What a viewer is to a request, and so what of it they have; `pseudonymOf` is asked where it is anonymous. */
export const openedBy = (
  somebody: Viewer,
  view: View,
  round: Round | undefined,
  pseudonymOf: TabDeps['pseudonymOf'],
): Opened => {
  const { request } = view
  const anonymous = request.pseudonym !== undefined
  const viewer = anonymous ? { ...somebody, pseudonym: pseudonymOf(request.round, somebody) } : somebody
  const held = standingsOf(viewer, request, round)
  return { view, request, round, viewer, standings: held, reaches: (matter) => reaches(held, matter) }
}

/** Access to one partnership's record by the table in `permissions.ts` (DESIGN §8, WORK X2). */
export const createAccess = (deps: TabDeps): Access => {
  const { views, clock, authenticate, partnershipId, pseudonymOf } = deps
  const listed = async (person: PersonRef) => (await views.partnership()).people.find((one) => samePerson(one, person))
  const rolesOf = deps.rolesOf ?? (async (person: PersonRef) => (await listed(person))?.holds)

  return {
    today: () => londonTime(clock.now()).day,
    async enter(req) {
      const person = await authenticate(req.header('authorization'))
      const [holds, known] = await Promise.all([rolesOf(person), listed(person)])
      if (!holds || holds.length === 0)
        throw new Refused(
          403,
          `${person.name}, you are signed in, but this partnership does not know you yet. Ask the SSU to add you to the list People.`,
        )
      return {
        oid: person.oid,
        tid: person.tid,
        name: known?.name ?? person.name,
        holds,
        ...(known ? { person: known.id } : {}),
      }
    },
    async seen(viewer, matter, where) {
      const rounds = new Map((await views.rounds()).map((round) => [round.id, round]))
      const all = await views.views(where)
      return all
        .map((view) => openedBy(viewer, view, rounds.get(view.request.round), pseudonymOf))
        .filter((one) => one.reaches(matter))
    },
    async open(viewer, key, matter) {
      const [found, rounds] = await Promise.all([
        key?.startsWith(`${partnershipId}/`) ? views.views({ key }) : [],
        views.rounds(),
      ])
      const [view] = found
      if (!view) throw new Refused(404, 'There is no such request. It may have been withdrawn; look in Returns.')
      const round = rounds.find(({ id }) => id === view.request.round)
      const one = openedBy(viewer, view, round, pseudonymOf)
      if (!one.reaches(matter))
        throw new Refused(
          403,
          'This request belongs to another agency or role, so it is not shown to you. Ask the SSU if it should be yours.',
        )
      return one
    },
    async definitionOf(request) {
      const definition = await views.definition(request.definition)
      if (!definition)
        throw new Refused(
          503,
          'The questions of this request cannot be read at the moment. Wait a minute and try again.',
        )
      return definition
    },
  }
}
