import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type Clock, londonTime } from '../assurance/dates.ts'
import type { Views } from '../assurance/record.ts'
import { definitionHash } from '../graph/hash.ts'
import { createAuthenticate } from '../tab/api/authenticate.ts'
import { mountTab } from '../tab/api/mount-tab.ts'
import { createOnArrival } from './arrivals/on-arrival.ts'
import type { Config } from './config.ts'
import { every } from './every.ts'
import { mountFrontPage } from './front-page.ts'
import { joinWorld } from './local/join-world.ts'
import { dataMark, localApp } from './local/local-app.ts'
import { type Ground, openGround } from './open-ground.ts'
import { openRecord } from './open-record.ts'
import { openTeams } from './open-teams.ts'
import { type LocalWorld, openWorld } from './open-world.ts'
import { deliver, type OutRoom } from './out/deliver.ts'
import { createInstalledTeams } from './out/installed-teams.ts'
import { createLedger } from './out/ledger.ts'
import { createOutbox } from './out/outbox.ts'
import { outWaits } from './out/pass.ts'
import { createAskPreview, createRender } from './out/render.ts'
import { createTellAuthor } from './out/tell-author.ts'
import { isOutage } from './postgres/outage.ts'
import { alone } from './queue/alone.ts'
import { catchUp, copyFacts } from './queue/catch-up.ts'
import { createDrafts } from './queue/drafts.ts'
import { drain } from './queue/drain.ts'
import { type FilingRoom, fileMoves } from './queue/file-move.ts'
import { createIntake } from './queue/intake.ts'
import { createMending } from './queue/mending.ts'
import { createPendingMoves } from './queue/pending-moves.ts'
import { createPseudonym } from './queue/pseudonym.ts'
import { createWorkTables } from './queue/schema.ts'
import { createSeal } from './queue/seal.ts'
import { createSign } from './queue/sign.ts'
import { createSweep } from './queue/sweep.ts'
import { createTryAgain } from './queue/try-again.ts'
import { createViews } from './queue/views.ts'
import { createWake } from './queue/wake.ts'
import { createRounds } from './rounds/rounds.ts'
import { createStandingRound } from './rounds/standing-round.ts'
import { playThrough } from './sample/play-through.ts'
import { servePages } from './serve-pages.ts'
import { mountBot } from './teams/receive.ts'
import { usualWaits, type Waits } from './waits.ts'

/** The running product, ready. */
export interface Sightline {
  readonly origin: string
  readonly clock: Clock
  readonly views: Views
  readonly pool: pg.Pool
  /** The local world in this process; absent where it runs elsewhere. */
  readonly world: LocalWorld | undefined
  /** Files and sends everything that waits, now. */
  settle(): Promise<void>
  /** Puts a move that was out of tries back on the queue; false where there is none such. */
  tryAgain(id: string): Promise<boolean>
  stop(): Promise<void>
}

/**
 * The only wiring: makes every part, hands each what it needs, and returns when all of it is ready. The local world is
 * opened in the same process unless `config` says where one runs.
 */
export const startSightline = async (
  config: Config,
  log: (line: string) => void,
  waits = usualWaits,
): Promise<Sightline> => {
  const ground = await openGround(config, log)
  // One process after another makes the tables and lists and plays the sample's days; the next finds them made.
  return alone(ground.pool, `start ${ground.partnership.id}`, () => startOn(ground, config, log, waits)).catch(
    async (error: unknown) => {
      await ground.close()
      throw error
    },
  )
}

const startOn = async (
  ground: Ground,
  config: Config,
  log: (line: string) => void,
  waits: Waits,
): Promise<Sightline> => {
  const { partnership, sample, folder, secrets, clock, pool, web } = ground
  await createWorkTables(pool)

  let ready = false
  const { server, origin } = web
  const data = dataMark(folder)
  const health = () => ({ ready, partnership: partnership.id, today: londonTime(clock.now()).day, data })
  mountFrontPage(server, partnership.name, health)
  const world = config.localServices ? undefined : await openWorld(ground)
  const joined = joinWorld(config.localServices ?? origin, partnership, secrets)
  const { tenants } = joined
  if (!world) clock.set(await joined.now())

  const { record, mirror, library, mail, makeList } = await openRecord(ground, joined, {
    config,
    waits,
    isReady: () => ready,
  })

  // The queue, and what everyone reads.
  const seal = createSeal(secrets.queue)
  const pendingMoves = createPendingMoves(pool, seal)
  const views = createViews(record, pendingMoves)
  const drafts = createDrafts(pool, seal, clock)
  const wake = await createWake(ground.databaseUrl, waits, log)
  const agencyOf = (key: string) => key.slice(key.lastIndexOf(':') + 1)
  const onReceived = (key: string) => outbox.poke([agencyOf(key)])
  const intake = createIntake({ pool: ground.intakePool, views, pendingMoves, wake, clock, onReceived })

  // Out to Teams, and in from it.
  const { adapter, teams, played, links } = openTeams(ground, joined)
  const ledger = createLedger(pool, partnership.id)
  await ledger.restore(await record.deliveries())
  const render = createRender({ clock, links, views })
  const out: OutRoom = {
    views,
    filing: record,
    ledger,
    teams,
    ...(partnership.labels.ssuMailbox ? { mail } : {}),
    clock,
    render,
    wait: (ms) => pause(ms * waits.scale),
    waits: outWaits(waits.scale),
    log,
  }
  const outbox = createOutbox((agencies) => deliver(out, agencies ? { agencies } : {}), log)
  const tellAuthor = createTellAuthor({ ledger, teams, log })
  const filing: FilingRoom = {
    underWay: new Map(),
    record,
    filing: record,
    pendingMoves,
    drafts,
    later: (move, ms) => wake.later(move, ms),
    onFiled: ({ agency }) => outbox.poke([agency]),
    onSuperseded: async (request, pending, say) => {
      await tellAuthor(request, pending, say)
      outbox.poke([request.agency])
    },
    waits,
    log,
  }
  const pseudonymOf = createPseudonym(secrets.queue)
  const onArrival = createOnArrival({
    views,
    intake,
    clock,
    links,
    pages: `${origin}/tab/`,
    pseudonymOf,
    isOutage,
    ...createInstalledTeams({ ledger, views, clock, poke: outbox.poke }),
  })
  mountBot(server, { adapter, onArrival, log, unsigned: config.playground })
  const authenticate = createAuthenticate({
    keys: joined.keys,
    audience: localApp.appId,
    issuers: joined.issuers,
    tenants,
  })
  const issuing = {
    views,
    filing: record,
    clock,
    hash: definitionHash,
    pseudonym: pseudonymOf,
    provisionDefinition: makeList,
    log,
  }
  const rounds = createRounds({
    ...issuing,
    pool,
    partnership: partnership.id,
    drafts,
    wait: (ms, signal) => pause(ms * waits.scale, undefined, { signal }).catch(() => undefined),
    waits,
    onAsked: (agencies) => outbox.poke(agencies),
  })
  const tryAgain = createTryAgain({ pool, pendingMoves, wake })
  mountTab(server, {
    ...issuing,
    intake,
    drafts,
    rounds,
    library,
    mending: createMending({ pendingMoves, ledger, clock, tryAgain, poke: () => outbox.poke() }),
    authenticate,
    partnershipId: partnership.id,
    askCardFor: createAskPreview({ clock, links, views }),
    pseudonymOf,
    isOutage,
    sign: createSign(secrets.queue),
    standingRound: createStandingRound({ ...issuing, pool }),
  })
  servePages(server, { at: '/tab', folder: 'tab/dist' })

  // The sample's days, once; a later start goes on from where the record stands.
  await joined.announce(`${origin}/api/messages`)
  const outThen = world ? { ...out, ...played } : out
  const days = { pool, clock, issuing, out: outThen, filing, intake, log, sweep: () => mirror.sweep() }
  await playThrough(days, partnership, config.sampleAnswers ? sample : { ...sample, answers: [] }, config.today)

  await wake.work((moves) => fileMoves(filing, moves))
  const sweep = createSweep(mirror, () => outbox.poke())
  const repeated = [
    every(waits.sweepMs, sweep, log),
    every(waits.remindMs, () => catchUp(filing), log),
    every(waits.remindMs, () => rounds.resume(), log),
  ]
  outbox.start(waits.remindMs)
  ready = true
  return {
    origin,
    clock,
    views,
    pool,
    world,
    tryAgain,
    settle: async () => {
      await rounds.settled()
      await drain(filing)
      await copyFacts(filing)
      await sweep()
      outbox.poke()
      await outbox.settled()
    },
    stop: async () => {
      ready = false
      await Promise.all(repeated.map((one) => one.stop()))
      world?.localTeams.close()
      await rounds.stop()
      await wake.stop()
      await outbox.stop()
      await ground.close()
    },
  }
}
