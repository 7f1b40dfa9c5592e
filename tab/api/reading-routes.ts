import type { Request as Incoming } from 'restify'
import type { Definition } from '../../assurance/definition.ts'
import { readEarlier } from './earlier-answers.ts'
import { caseLines, formView } from './form-model.ts'
import { draftOwner, nothingHandedIn, readHandedIn } from './parts.ts'
import { isSsu, reachOf, type Viewer } from './permissions.ts'
import { readQueue } from './read-queue.ts'
import { queryOf, Refused } from './replies.ts'
import { requestView } from './request-model.ts'
import { firstRound, returnsView, roundsVersion, versionOf } from './returns-model.ts'
import { scheduleView } from './schedule-model.ts'
import { sessionView } from './session-model.ts'
import type { Access, Opened, TabDeps } from './tab-access.ts'

/** What a reading route answers to somebody. */
export type Read = (viewer: Viewer, req: Incoming) => Promise<unknown>

/** Every `GET` of the tab by its path; each answers from the mirror with moves under way laid over it. */
export const readingRoutes = (deps: TabDeps, access: Access): { readonly [path: string]: Read } => {
  const { views, drafts } = deps
  const { today, seen, open, definitionOf } = access
  const viewsOf = (all: readonly Opened[]) => all.map(({ view }) => view)
  const definitionsOf = async (all: readonly Opened[]): Promise<ReadonlyMap<string, Definition>> => {
    const hashes = [...new Set(all.map(({ request }) => request.definition))]
    const read = await Promise.all(hashes.map(async (hash) => [hash, await views.definition(hash)] as const))
    return new Map(read.flatMap(([hash, definition]) => (definition ? [[hash, definition] as const] : [])))
  }
  return {
    '/api/session': async (viewer) => {
      const queue = isSsu(viewer) ? (await readQueue(deps, access, viewer)).count : undefined
      return sessionView(viewer, await views.partnership(), today(), await views.reading(), queue)
    },

    // Small, because every open page asks for it every few seconds.
    '/api/version': async (viewer, req) => {
      const [round, key] = [queryOf(req, 'round'), queryOf(req, 'key')]
      const reading = await views.reading()
      if (queryOf(req, 'of') === 'queue') {
        const { count, version } = await readQueue(deps, access, viewer)
        return { version, count, reading }
      }
      const shown = key ? [await open(viewer, key, 'request')] : await seen(viewer, 'request', round ? { round } : {})
      const besides = key ? (await views.deliveries()).length : roundsVersion(await views.rounds())
      const more = key || round === undefined ? [] : [round]
      return { version: versionOf(viewsOf(shown), [today(), besides, ...more, String(reading.complete)]), reading }
    },

    '/api/schedule': async (viewer) =>
      scheduleView({
        partnership: await views.partnership(),
        rounds: await views.rounds(),
        views: viewsOf(await seen(viewer, 'request')),
        scope: reachOf(viewer.holds, 'request'),
        today: today(),
        reading: await views.reading(),
      }),

    '/api/returns': async (viewer, req) => {
      const scope = reachOf(viewer.holds, 'request')
      if (scope === 'none')
        throw new Refused(403, 'Returns are shown to the agencies asked, the SSU, groups and the scrutineer.')
      const rounds = await views.rounds()
      const id = queryOf(req, 'round')
      const round = id === undefined ? firstRound(rounds) : rounds.find((one) => one.id === id)
      if (id !== undefined && !round) throw new Refused(404, 'There is no such audit. Choose one from the list.')
      return returnsView({
        partnership: await views.partnership(),
        rounds,
        round,
        views: round ? viewsOf(await seen(viewer, 'request', { round: round.id })) : [],
        scope,
        changes: isSsu(viewer),
        issuing: round && isSsu(viewer) ? await deps.rounds.progress(round.id) : undefined,
        today: today(),
        reading: await views.reading(),
      })
    },

    '/api/request': async (viewer, req) => {
      const opened = await open(viewer, queryOf(req, 'key'), 'request')
      const { request } = opened
      return requestView({
        opened,
        partnership: await views.partnership(),
        definition: await views.definition(request.definition),
        events: await views.events(request.key),
        deliveries: await views.deliveries(),
        today: today(),
        reading: await views.reading(),
      })
    },

    '/api/form': async (viewer, req) => {
      const opened = await open(viewer, queryOf(req, 'key'), 'form')
      const { request, round, reaches } = opened
      const definition = await definitionOf(request)
      return formView({
        opened,
        partnership: await views.partnership(),
        definition,
        draft: reaches('draft') ? await drafts.read(request.key, draftOwner(opened.viewer, request)) : undefined,
        handedIn: reaches('handed-in') ? await readHandedIn(drafts, request, definition, viewer) : nothingHandedIn,
        earlier: reaches('draft') ? await readEarlier(views, request, round, definition) : { answers: {} },
        reading: await views.reading(),
      })
    },

    '/api/cases': async (viewer, req) => {
      const [round, agency] = [queryOf(req, 'round'), queryOf(req, 'agency')]
      const theirs = await seen(viewer, 'form', { ...(round ? { round } : {}), ...(agency ? { agency } : {}) })
      return { cases: caseLines(theirs, await definitionsOf(theirs), await views.partnership(), today()) }
    },

    '/api/queue': (viewer) => readQueue(deps, access, viewer),
  }
}
