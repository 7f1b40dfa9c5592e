import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../bot/config.ts'
import { type Sightline, startSightline } from '../../bot/main.ts'
import type { LocalWorld } from '../../bot/open-world.ts'
import { usualWaits, type Waits } from '../../bot/waits.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'
import { type Somebody, somebody } from './somebody.ts'

/** The product as `npm start` runs it, on a database of the test's own, with Swindon's sample rounds issued and nothing answered. */
export interface RunningSightline
  extends Omit<Sightline, 'world'>,
    Pick<LocalWorld, 'localGraph' | 'localTeams' | 'issuer'> {
  /** What it logged. */
  readonly said: readonly string[]
  as(person: string): Promise<Somebody>
  /** Ends it and starts it again on the same data, as after a deployment or a crash. */
  restart(): Promise<RunningSightline>
  end(): Promise<void>
}

/** Starts it; days before `today` are played without sample answers unless `over` says otherwise. */
export const runningSightline = async (over: Partial<Config> = {}, waits = usualWaits): Promise<RunningSightline> =>
  startOn(await freshDatabase(), await mkdtemp(join(tmpdir(), 'sightline-test-')), over, waits)

const startOn = async (
  database: FreshDatabase,
  dataFolder: string,
  over: Partial<Config>,
  waits: Waits,
): Promise<RunningSightline> => {
  const said: string[] = []
  const product = await startSightline(
    {
      port: 0,
      dataFolder,
      partnershipFile: 'infra/partnerships/swindon-2026-27.yaml',
      today: '2026-10-12',
      sampleAnswers: false,
      playground: false,
      databaseUrl: database.url,
      graphWire: undefined,
      ...over,
    },
    (line) => said.push(line),
    waits,
  )
  const { origin, world } = product
  if (!world) throw new Error('this test runs the local world with the product')

  const as = (person: string) => somebody({ world: origin, product: () => origin }, person)

  return {
    ...product,
    localGraph: world.localGraph,
    localTeams: world.localTeams,
    issuer: world.issuer,
    said,
    as,
    async restart() {
      await product.stop()
      return startOn(database, dataFolder, over, waits)
    },
    async end() {
      await product.stop()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
