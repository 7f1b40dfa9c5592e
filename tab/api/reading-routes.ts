import type { Request } from 'restify'
import type { Actor } from '../../assurance/who.ts'
import { caseLines, formView } from './form-model.ts'
import { reachOf } from './permissions.ts'
import { queryOf, Refused } from './replies.ts'
import { requestView } from './request-model.ts'
import { firstRound, returnsView, versionOf } from './returns-model.ts'
import { scheduleView } from './schedule-model.ts'
import { sessionView } from './session-model.ts'
import type { Access, TabDeps } from './tab-access.ts'

/** What a reading route answers to somebody. */
export type Read = (actor: Actor, req: Request) => Promise<unknown>

/** Every `GET` of the tab by its path; each answers from the mirror with moves under way laid over it. */
export const readingRoutes = ({ views, drafts }: TabDeps, access: Access): { readonly [path: string]: Read } => {
  const { today, seen, viewOf, roundOf } = access
  return {
    '/api/session': async (actor) => sessionView(actor, await views.partnership(), today(), await views.reading()),

    // Small, because every open page asks for it every few seconds.
    '/api/version': async (actor, req) => {
      const [round, key] = [queryOf(req, 'round'), queryOf(req, 'key')]
      const reading = await views.reading()
      const shown = key ? [await viewOf(actor, key, 'request')] : await seen(actor, 'states', round ? { round } : {})
      const count = key ? (await views.deliveries()).length : (await views.rounds()).length
      const more = key || round === undefined ? [] : [round]
      return { version: versionOf(shown, [today(), count, ...more, String(reading.complete)]), reading }
    },

    '/api/schedule': async (actor) =>
      scheduleView({
        partnership: await views.partnership(),
        rounds: await views.rounds(),
        views: await seen(actor, 'states'),
        scope: reachOf(actor.holds, 'states'),
        today: today(),
        reading: await views.reading(),
      }),

    '/api/returns': async (actor, req) => {
      const scope = reachOf(actor.holds, 'states')
      if (scope === 'none')
        throw new Refused(403, 'Returns are shown to the agencies asked, the SSU, chairs and the scrutineer.')
      const rounds = await views.rounds()
      const id = queryOf(req, 'round')
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
    },

    '/api/request': async (actor, req) => {
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
    },

    '/api/form': async (actor, req) => {
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
    },

    '/api/cases': async (actor, req) => {
      const [round, agency] = [queryOf(req, 'round'), queryOf(req, 'agency')]
      const theirs = await seen(actor, 'answers', { ...(round ? { round } : {}), ...(agency ? { agency } : {}) })
      return { cases: caseLines(actor, theirs, await views.rounds(), await views.partnership(), today()) }
    },
  }
}
