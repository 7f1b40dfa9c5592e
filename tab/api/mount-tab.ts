import type { Request, Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import { londonTime } from '../../assurance/dates.ts'
import type { Drafts, Intake, View, Views } from '../../assurance/record.ts'
import { moves } from '../../assurance/request.ts'
import type { Actor, PersonRef, RoleHeld } from '../../assurance/who.ts'
import { relationsTo, samePerson } from '../../assurance/who.ts'
import type { Authenticate } from './authenticate.ts'
import { caseLines, formView } from './form-model.ts'
import { type Matter, reaches, reachOf } from './permissions.ts'
import { readCommand, readMove } from './read-move.ts'
import { answering, bodyOf, queryOf, Refused, sayParsingFaults } from './replies.ts'
import { agencyAnswers, requestView } from './request-model.ts'
import { firstRound, returnsView, versionOf } from './returns-model.ts'
import { scheduleView } from './schedule-model.ts'
import { sessionView } from './session-model.ts'

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

const logFault = (error: unknown, route: string) =>
  console.error(
    `The tab could not answer ${route}: ${error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim()}` : 'unknown'}`,
  )

/**
 * Mounts the tab's JSON under `/api/` (DESIGN §6, §8, §10). Every route verifies the caller, looks up their roles and asks
 * the table in `permissions.ts`; errors are `{error: {say}}`.
 */
export const mountTab = (server: Server, deps: TabDeps): void => {
  const { views, intake, drafts, clock, authenticate, partnershipId, onFault = logFault } = deps
  const today = () => londonTime(clock.now()).day

  const rolesOf =
    deps.rolesOf ??
    (async (person: PersonRef) => (await views.partnership()).people.find((one) => samePerson(one, person))?.holds)

  const enter = async (req: Request): Promise<Actor> => {
    const person = await authenticate(req.header('authorization'))
    const holds = await rolesOf(person)
    if (!holds || holds.length === 0)
      throw new Refused(
        403,
        `${person.name}, you are signed in, but this partnership does not know you yet. Ask the SSU to add you to the list People.`,
      )
    const known = (await views.partnership()).people.find((one) => samePerson(one, person))
    return { oid: person.oid, tid: person.tid, name: known?.name ?? person.name, holds }
  }

  const seen = async (
    actor: Actor,
    matter: Matter,
    where?: { round?: string; agency?: string },
  ): Promise<readonly View[]> =>
    (await views.views(where)).filter(({ request }) => reaches(actor.holds, matter, request.agency))

  const viewOf = async (actor: Actor, key: string | undefined, matter: Matter): Promise<View> => {
    const view = key?.startsWith(`${partnershipId}/`) ? (await views.views({ key }))[0] : undefined
    if (!view) throw new Refused(404, 'There is no such request. It may have been withdrawn; look in Returns.')
    if (!reaches(actor.holds, matter, view.request.agency))
      throw new Refused(
        403,
        'This request belongs to another agency or role, so it is not shown to you. Ask the SSU if it should be yours.',
      )
    return view
  }

  const roundOf = async (id: string) => (await views.rounds()).find((round) => round.id === id)

  const get = (path: string, handle: (actor: Actor, req: Request) => Promise<unknown>) =>
    server.get(
      path,
      answering(enter, onFault, async (actor, req) => ({ body: await handle(actor, req) })),
    )

  sayParsingFaults(server)

  get('/api/session', async (actor) => sessionView(actor, await views.partnership(), today(), await views.reading()))

  get('/api/version', async (actor, req) => {
    const [round, key, rounds, reading] = [
      queryOf(req, 'round'),
      queryOf(req, 'key'),
      await views.rounds(),
      await views.reading(),
    ]
    if (key) {
      const view = await viewOf(actor, key, 'request')
      const { length } = await views.deliveries()
      return { version: versionOf([view], [today(), length, String(reading.complete)]), reading }
    }
    const their = await seen(actor, 'states', round ? { round } : {})
    const more = round === undefined ? [] : [round]
    return { version: versionOf(their, [today(), rounds.length, ...more, String(reading.complete)]), reading }
  })

  get('/api/schedule', async (actor) =>
    scheduleView({
      partnership: await views.partnership(),
      rounds: await views.rounds(),
      views: await seen(actor, 'states'),
      scope: reachOf(actor.holds, 'states'),
      today: today(),
      reading: await views.reading(),
    }),
  )

  get('/api/returns', async (actor, req) => {
    const scope = reachOf(actor.holds, 'states')
    if (scope === 'none')
      throw new Refused(403, 'Returns are shown to the agencies asked, the SSU, chairs and the scrutineer.')
    const rounds = await views.rounds()
    const [asked, key] = [queryOf(req, 'round'), queryOf(req, 'key')]
    const id = key ? (await viewOf(actor, key, 'states')).request.round : asked
    const round = id === undefined ? firstRound(rounds) : rounds.find((one) => one.id === id)
    if (id !== undefined && !round) throw new Refused(404, 'There is no such audit. Choose one from the list.')
    return returnsView({
      partnership: await views.partnership(),
      rounds,
      round,
      views: round ? await seen(actor, 'states', { round: round.id }) : [],
      scope,
      today: today(),
      reading: await views.reading(),
    })
  })

  get('/api/request', async (actor, req) => {
    const view = await viewOf(actor, queryOf(req, 'key'), 'request')
    const { request } = view
    return requestView({
      actor,
      view,
      partnership: await views.partnership(),
      round: await roundOf(request.round),
      definition: await views.definition(request.definition),
      events: await views.events(request.key),
      deliveries: await views.deliveries(),
      today: today(),
      reading: await views.reading(),
    })
  })

  get('/api/form', async (actor, req) => {
    const view = await viewOf(actor, queryOf(req, 'key'), 'answers')
    const { request } = view
    const definition = await views.definition(request.definition)
    if (!definition)
      throw new Refused(
        503,
        'The questions of this request cannot be read at the moment. Wait a minute and open it again.',
      )
    return formView({
      actor,
      view,
      partnership: await views.partnership(),
      round: await roundOf(request.round),
      definition,
      draft: await drafts.read(request.key, actor),
      reading: await views.reading(),
    })
  })

  get('/api/cases', async (actor, req) => {
    const [round, agency] = [queryOf(req, 'round'), queryOf(req, 'agency')]
    const theirs = await seen(actor, 'answers', { ...(round ? { round } : {}), ...(agency ? { agency } : {}) })
    return { cases: caseLines(actor, theirs, await views.rounds(), await views.partnership(), today()) }
  })

  server.put(
    '/api/draft',
    answering(enter, onFault, async (actor, req) => {
      const body = bodyOf(req)
      const { key, raw } = (typeof body === 'object' && body !== null ? body : {}) as { key?: unknown; raw?: unknown }
      if (typeof key !== 'string' || typeof raw !== 'object' || raw === null || Array.isArray(raw))
        throw new Refused(
          400,
          'This draft could not be read, so it was not saved. Your words are still on this page; reload only after copying them.',
        )
      const { request } = await viewOf(actor, key, 'draft')
      return { body: { savedAt: await drafts.save(request.key, actor, raw as { [field: string]: unknown }) } }
    }),
  )

  server.post(
    '/api/moves',
    answering(enter, onFault, async (actor, req) => {
      const move = readMove(bodyOf(req))
      if (typeof move === 'string') throw new Refused(400, move)
      const { request } = await viewOf(actor, move.key, 'request')
      const relations = relationsTo(actor, request)
      if (!moves[move.command.do].by.some((relation) => relations.has(relation)))
        throw new Refused(
          403,
          'This is for another agency or role to do, so it was not done. Ask the SSU if it should be yours.',
        )
      // A move made already is acknowledged again whatever has happened since; `decide` knows it by its id.
      const made = request.moves.includes(move.id)
      if (!made && agencyAnswers.has(move.command.do) && (await roundOf(request.round))?.closed)
        return {
          status: 409,
          body: {
            refusal: {
              say: 'The SSU has closed this round, so no more answers are taken. Your words are still here to copy; speak to the SSU.',
            },
          },
        }
      const read = readCommand(move, await views.definition(request.definition), today())
      if ('faults' in read) {
        const [first] = read.faults
        return { status: 422, body: { refusal: first, faults: read.faults } }
      }
      const { id, key, base } = move
      const outcome = await intake.submit(actor, { id, key, base, command: read.command })
      if ('received' in outcome) return { status: 202, body: outcome }
      return { status: outcome.refusal.field ? 422 : 409, body: outcome }
    }),
  )
}
