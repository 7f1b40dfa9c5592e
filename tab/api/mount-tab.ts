import type { Request as Incoming, Server } from 'restify'
import type { Stuck } from '../../assurance/rounds.ts'
import { isObject, textIn } from './bodies.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { isSsu, type Viewer } from './permissions.ts'
import { readingRoutes } from './reading-routes.ts'
import { type Answered, answering, bodyOf, Refused, sayParsingFaults } from './replies.ts'
import { roundRoutes } from './round-routes.ts'
import { shareRoutes } from './share-routes.ts'
import { createAccess, type TabDeps } from './tab-access.ts'
import { saveDraft, submitMove } from './writing-routes.ts'

const logFault = (error: unknown, route: string): void => {
  const where = error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'no error'
  console.error(`The tab could not answer ${route}: ${where}`)
}

const isStuck = (value: unknown): value is Stuck['what'] => value === 'move' || value === 'delivery'

/** `POST /api/queue/again {what, id}`: tries once more what did not get through. */
const tryAgain =
  ({ mending }: TabDeps) =>
  async (viewer: Viewer, req: Incoming): Promise<Answered> => {
    if (!isSsu(viewer)) throw new Refused(403, 'What waits here is the SSU’s to deal with.')
    const body = bodyOf(req)
    const { what, id } = isObject(body) ? body : {}
    const named = textIn(id, 500)
    if (!isStuck(what) || !named)
      throw new Refused(400, 'It was not said what to try again. Reload the page and try once more.')
    await mending.again(what, named)
    return { status: 200, body: { done: true } }
  }

/**
 * Mounts the tab's JSON under `/api/` (DESIGN §6, §8, §10). Every route verifies the caller, looks up their roles and asks
 * the table in `permissions.ts`. Nothing is kept by anybody between (`no-store`); errors are `{error: {say}}`. Mount it
 * after `queryParser()` and `bodyParser({mapParams: false})`.
 */
export const mountTab = (server: Server, deps: TabDeps): void => {
  const { onFault = logFault, isOutage = () => false } = deps
  const access = createAccess(deps)
  const [evidence, rounds, share] = [evidenceRoutes(deps, access), roundRoutes(deps, access), shareRoutes(deps)]
  const on = (handle: (viewer: Viewer, req: Incoming) => Promise<Answered>) =>
    answering(access.enter, { onFault, isOutage }, handle)
  sayParsingFaults(server)
  for (const [path, read] of Object.entries(readingRoutes(deps, access)))
    server.get(
      path,
      on(async (viewer, req) => ({ status: 200, body: await read(viewer, req) })),
    )
  server.put('/api/draft', on(saveDraft(deps, access)))
  server.post('/api/moves', on(submitMove(deps, access)))
  server.post('/api/evidence', on(evidence.add))
  server.get('/api/evidence', on(evidence.read))
  server.del('/api/evidence', on(evidence.remove))
  server.get('/api/ask', on(rounds.options))
  server.post('/api/ask', on(rounds.issue))
  server.post('/api/ask/preview', on(rounds.preview))
  server.get('/api/ask/progress', on(rounds.progress))
  server.post('/api/rounds', on(rounds.change))
  server.get('/api/share', on(share.form))
  server.post('/api/share', on(share.share))
  server.post('/api/queue/again', on(tryAgain(deps)))
}
