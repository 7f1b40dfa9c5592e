import { join } from 'node:path'
import { londonTime } from '../assurance/dates.ts'
import { type LocalGraph, mountLocalGraph } from '../graph/local/local-graph.ts'
import type { Config } from './config.ts'
import { mountFrontPage } from './front-page.ts'
import type { Issuer } from './local/issuer.ts'
import { dataMark, localSite } from './local/local-app.ts'
import { openLocal } from './local/open-local.ts'
import type { LocalTeams } from './local/teams.ts'
import { type Ground, openGround } from './open-ground.ts'
import { servePages } from './serve-pages.ts'
import type { SetClock } from './set-clock.ts'

/** Everything around the product, on this machine (DESIGN §9): SharePoint, Teams and sign-in, reached over HTTP alone. */
export interface LocalWorld {
  readonly origin: string
  readonly clock: SetClock
  readonly localGraph: LocalGraph
  readonly localTeams: LocalTeams
  /** Signs as Entra and Teams do on this machine. */
  readonly issuer: Issuer
}

/** Opens the local world on a web server that may serve the product as well, for the partnership of its ground. */
export const openWorld = async (ground: Ground): Promise<LocalWorld> => {
  const { web, pool, clock, folder, partnership, sample, secrets } = ground
  const local = await openLocal(web, { folder: join(folder, 'issuer'), pool, clock, partnership, sample, secrets })
  const localGraph = mountLocalGraph(web.server, {
    pool,
    clock,
    verify: (bearer) => local.issuer.verifyGraphToken(bearer),
    site: [localSite(partnership)],
    mailbox: partnership.labels.ssuMailbox,
  })
  await localGraph.ready
  servePages(web.server, { at: '/local', folder: 'bot/local/dist' })
  return { origin: web.origin, clock, localGraph, localTeams: local.teams, issuer: local.issuer }
}

/**
 * Starts the local world by itself, for processes of the product that are told of it by `Config.localServices` and share
 * its data folder. They say where they answer; Teams' traffic goes to each of them in turn.
 */
export const startWorld = async (
  config: Config,
  log: (line: string) => void,
): Promise<LocalWorld & { stop(): Promise<void> }> => {
  const ground = await openGround(config, log)
  const { web, clock, partnership, folder } = ground
  const health = { ready: true, partnership: partnership.id, data: dataMark(folder) }
  mountFrontPage(web.server, partnership.name, () => ({ ...health, today: londonTime(clock.now()).day }))
  const world = await openWorld(ground)
  return {
    ...world,
    async stop() {
      world.localTeams.close()
      await ground.close()
    },
  }
}
