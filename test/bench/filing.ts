import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Sample } from '../../assurance/sample.ts'
import { sightline as itself } from '../../assurance/who.ts'
import { homeTenant, localApp, localSite, readSecrets } from '../../bot/local/local-app.ts'
import { createGraph } from '../../graph/client.ts'
import { listOf } from '../../graph/lists.ts'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { startSite } from '../graph/support/site.ts'
import { mochaHooks as postgres } from '../support/postgres.ts'
import { runningSightline } from '../support/running-sightline.ts'
import { countRows } from './filing/count-rows.ts'
import { hundredAnswers, type Sitting } from './filing/hundred-answers.ts'
import { type Acknowledged, ourWork } from './filing/our-work.ts'
import { createPlainClient } from './filing/plain-client.ts'
import { type Cost, openWire } from './filing/wire.ts'
import type { Figures } from './run.ts'

const partnershipFile = 'infra/partnerships/swindon-2026-27.yaml'
const issuedOn = '2026-10-05'
const openings = 100
const quietMs = 12_000

type Counts = { readonly [figure: string]: number }

const named = (name: string, { requests, units }: Cost): Counts => ({
  [`${name}Requests`]: requests,
  [`${name}Units`]: units,
})

/** The product as `npm start` runs it on the day of issue, with everything it asks of Graph on its wire log. */
const measureOurs = async (sittings: readonly Sitting[]): Promise<Counts> => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'))
  const wireLog = join(folder, 'wire.jsonl')
  const config = { today: issuedOn, graphWire: wireLog, dataFolder: join(folder, 'data'), partnershipFile }
  const sightline = await runningSightline(config)
  try {
    const wire = openWire(wireLog)
    const work = await ourWork(sightline)
    const provisioned = wire.firstSweep()
    const started = wire.place()
    for (const sitting of sittings) await work.confirmKeys(sitting)

    const confirmed = wire.place()
    const acknowledged: Acknowledged = new Map()
    for (const sitting of sittings) for (const [key, move] of await work.file(sitting)) acknowledged.set(key, move)

    const filed = wire.place()
    await work.openTab(openings, sittings[0]?.round ?? '')
    const opened = wire.place()

    await pause(quietMs)
    const sweeps = wire.sweeps(opened)
    const { requests, units } = wire.total()
    const { meter } = sightline.localGraph
    if (meter.requests !== requests || meter.units !== units)
      throw new Error(`local Graph metered ${meter.requests}/${meter.units}, the wire log says ${requests}/${units}`)

    const partnership = await sightline.views.partnership()
    const secrets = await readSecrets(join(config.dataFolder, partnership.id, issuedOn))
    const { origin } = sightline
    const graph = createGraph({
      local: { graph: `${origin}/local/graph`, signIn: `${origin}/local` },
      credentials: { tenantId: homeTenant(partnership), clientId: localApp.graphClient, secret: secrets.graph },
    })
    const lists = [...new Set((await sightline.views.rounds()).map(({ family }) => listOf(family)))]
    return {
      answers: acknowledged.size,
      ...named('provision', wire.work(0, provisioned)),
      ...named('issue', wire.work(provisioned, started)),
      ...named('confirmKey', wire.work(started, confirmed)),
      ...named('file', wire.work(confirmed, filed)),
      ...named('openTab', wire.work(filed, opened)),
      sweepRequestsPerMinute: Math.round((sweeps.requests * 60_000) / quietMs),
      sweepUnitsPerMinute: Math.round((sweeps.units * 60_000) / quietMs),
      ...(await countRows(graph, localSite(partnership), lists, acknowledged)),
    }
  } finally {
    await sightline.end()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The plain client at the same work, on a site of its own in another local Graph. */
const measureNaive = async (
  partnership: Partnership,
  sample: Sample,
  sittings: readonly Sitting[],
): Promise<Counts> => {
  const site = await startSite()
  try {
    const { meter } = site.localGraph
    const kind = kindOf('audit-return')
    if (!kind) throw new Error('there is no kind “audit-return”')
    const client = createPlainClient(site.connect(), site.address, partnership, kind)
    const measured = async (name: string, work: () => Promise<void>): Promise<Counts> => {
      const { requests, units } = { requests: meter.requests, units: meter.units }
      await work()
      return named(name, { requests: meter.requests - requests, units: meter.units - units })
    }
    const at = `${issuedOn}T08:00:00.000Z`
    const familyOf = (round: string) => `${kind.id}/${partnership.programme.find(({ id }) => id === round)?.tool}`
    const keysOf = ({ agency, round, cases }: Sitting) =>
      cases.map((ref) => `${partnership.id}/${kind.id}:${round}:${ref.toLowerCase()}:${agency}`)
    const acknowledged: Acknowledged = new Map()

    const provision = await measured('provision', () => client.provision())
    const issue = await measured('issue', async () => {
      for (const round of sample.rounds) await client.issue(round, itself, at)
    })
    const confirmKey = await measured('confirmKey', async () => {
      for (const sitting of sittings)
        for (const key of keysOf(sitting))
          await client.move(key, familyOf(sitting.round), { do: 'confirm-key' }, itself, at)
    })
    const file = await measured('file', async () => {
      for (const sitting of sittings)
        for (const key of keysOf(sitting)) {
          await client.move(key, familyOf(sitting.round), { do: 'return', answers: sitting.answers }, itself, at)
          acknowledged.set(key, `plain-return-${key}`)
        }
    })
    const families = sample.rounds.map(({ id }) => familyOf(id))
    const openTab = await measured('openTab', async () => {
      for (let time = 0; time < openings; time += 1) await client.openTab(families)
    })
    const rows = await countRows(site.connect(), site.address, families.map(listOf), acknowledged)
    return { answers: acknowledged.size, ...provision, ...issue, ...confirmKey, ...file, ...openTab, ...rows }
  } finally {
    await site.close()
  }
}

const setting =
  `Swindon 2026-27 against local Graph, real clock. Ours: counted from the product's wire log at local Graph's prices and
 checked against its meter; provision is the register lists with their rows, issue the two Quarter 3 audits with their request
 lists, requests, events and deliveries; the answers come through the tab's API, each agency's cases of a round at once; file
 is the answers alone, confirmKey their case keys before. The mirror's delta sweeps go by the clock whatever is done and are
 counted apart, over ${quietMs / 1000} quiet seconds of active lists (a list unchanged for 30 minutes is read every 5).
 Naive: the same work, one request per operation, no $batch, no mirror, ids kept; it looks before it creates, reads
 the row before and the agency's rows after each answer, and reads the lists for each page.`.replaceAll('\n', '')

/** What the product asks of Graph for a quarter's audits, beside a plain client's (DESIGN §4, §10; PLATFORM §A, Throttling). */
export const filing = async (): Promise<Figures> => {
  const read = readPartnershipFile(partnershipFile)
  if ('faults' in read || !read.sample) throw new Error(`${partnershipFile} cannot be used`)
  const { partnership } = read
  // The audits alone; the sample's other rounds are issued after the days measured here.
  const sample = { ...read.sample, rounds: read.sample.rounds.filter(({ programme }) => programme !== undefined) }
  const sittings = hundredAnswers(sample)
  try {
    const ours = await measureOurs(sittings)
    const naive = await measureNaive(partnership, sample, sittings)
    return { name: 'filing', setting, ours, naive }
  } finally {
    await postgres.afterAll()
  }
}
