import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../../bot/config.ts'
import { type LocalWorld, startWorld } from '../../bot/open-world.ts'
import type { Waits } from '../../bot/waits.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'
import { type Launched, launchProduct, type ProductProcess } from './product-process.ts'
import { quickWaits } from './quick-waits.ts'
import { type Somebody, somebody } from './somebody.ts'

const patienceMs = 5_000

/** Local SharePoint, Teams and sign-in in this process, and processes of the product around them that come and go. */
export interface WorldAlone extends LocalWorld {
  readonly database: FreshDatabase
  /** The processes that are ready now. */
  readonly running: readonly ProductProcess[]
  /** Starts a process and waits until it is ready. */
  launch(): Promise<ProductProcess>
  /** Starts one and does not wait. */
  begin(): void
  /** Kills one of the processes, counted round, ready or not. */
  killOne(which: number): Promise<void>
  /** Somebody whose requests go to each process in turn. */
  as(person: string): Promise<Somebody>
  end(): Promise<void>
}

/** A world with nothing in it: the first process makes the lists and issues the sample's rounds, of which nothing is answered. */
export const worldAlone = async (over: Partial<Config> = {}, waits: Waits = quickWaits): Promise<WorldAlone> => {
  const database = await freshDatabase()
  const config: Config = {
    port: 0,
    dataFolder: await mkdtemp(join(tmpdir(), 'sightline-test-')),
    partnershipFile: 'infra/partnerships/swindon-2026-27.yaml',
    today: '2026-10-12',
    sampleAnswers: false,
    playground: false,
    databaseUrl: database.url,
    graphWire: undefined,
    ...over,
  }
  const world = await startWorld(config, () => undefined)
  const begun: Launched[] = []
  const running: ProductProcess[] = []
  let turn = 0
  const product = () => {
    turn += 1
    const next = running[turn % Math.max(1, running.length)]
    // Where none runs a request goes nowhere, as it would.
    return next?.origin ?? 'http://127.0.0.1:1'
  }
  const launch = async (): Promise<ProductProcess> => {
    const launched = launchProduct({ ...config, localServices: world.origin }, waits)
    begun.push(launched)
    const ready = await launched.ready
    running.push(ready)
    return ready
  }
  return {
    ...world,
    database,
    running,
    launch,
    begin() {
      // One that is killed before it is ready is no news; one that ends by itself shows in that it never runs.
      launch().catch(() => undefined)
    },
    async killOne(which) {
      const [victim] = begun.splice(which % begun.length, 1)
      if (!victim) return
      await victim.kill()
      const at = running.findIndex(({ pid }) => pid === victim.pid)
      if (at >= 0) running.splice(at, 1)
    },
    as: (person) => somebody({ world: world.origin, product }, person),
    async end() {
      world.localGraph.faults.clear()
      // One that is held up by what a test did to it is not waited for.
      const late = async (one: Launched) => {
        await pause(patienceMs, undefined, { ref: false })
        await one.kill()
      }
      await Promise.all(begun.map((one) => Promise.race([one.stop().catch(() => one.kill()), late(one)])))
      await world.stop()
      await database.drop()
      await rm(config.dataFolder, { recursive: true, force: true })
    },
  }
}
