import type { Server } from 'restify'
import { readingRoutes } from './reading-routes.ts'
import { answering, sayParsingFaults } from './replies.ts'
import { createAccess, type TabDeps } from './tab-access.ts'
import { saveDraft, submitMove } from './writing-routes.ts'

const logFault = (error: unknown, route: string): void => {
  const where = error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'no error'
  console.error(`The tab could not answer ${route}: ${where}`)
}

/**
 * Mounts the tab's JSON under `/api/` (DESIGN §6, §8, §10). Every route verifies the caller, looks up their roles and asks
 * the table in `permissions.ts`. Nothing is kept by anybody between (`no-store`); errors are `{error: {say}}`. Mount it
 * after `queryParser()` and `bodyParser({mapParams: false})`.
 */
export const mountTab = (server: Server, deps: TabDeps): void => {
  const { onFault = logFault } = deps
  const access = createAccess(deps)
  sayParsingFaults(server)
  for (const [path, read] of Object.entries(readingRoutes(deps, access)))
    server.get(
      path,
      answering(access.enter, onFault, async (actor, req) => ({ status: 200, body: await read(actor, req) })),
    )
  server.put('/api/draft', answering(access.enter, onFault, saveDraft(deps, access)))
  server.post('/api/moves', answering(access.enter, onFault, submitMove(deps, access)))
}
