import { fork } from 'node:child_process'
import { once } from 'node:events'
import { londonMoment } from '../../assurance/dates.ts'
import { wanted } from '../../assurance/wanted.ts'
import { createLedger } from '../../bot/out/ledger.ts'
import { situations } from '../../bot/out/situations.ts'
import { createPendingMoves } from '../../bot/queue/pending-moves.ts'
import { createSeal } from '../../bot/queue/seal.ts'
import { createViews } from '../../bot/queue/views.ts'
import { listOf } from '../../graph/lists.ts'
import { provision } from '../../graph/provision.ts'
import { createRecord } from '../../graph/record.ts'
import { createRegister } from '../../graph/register.ts'
import { startSite, type TestSite } from '../graph/support/site.ts'
import { mochaHooks as postgres } from '../support/postgres.ts'
import { extent, openRequests, today } from './chase/open-requests.ts'
import type { PlainSwept } from './chase/plain-sweep.ts'
import { processorTime } from './chase/processor-time.ts'
import type { Figures } from './run.ts'

const total = extent.agencies * extent.rounds * extent.cases
const changed = 300
const warmSweeps = 3
const evening = londonMoment('2026-11-17', 17 * 60)
const morning = londonMoment(today, 9 * 60)

const fill = async (site: TestSite): Promise<void> => {
  const { partnership, frozen } = openRequests()
  const definitions = frozen.map(({ definition }) => definition)
  await provision({ graph: site.connect(), site: site.address, partnership, definitions })
  const filling = fork(new URL('chase/fill.ts', import.meta.url), [site.database.url, evening.toISOString()])
  const [code] = await once(filling, 'exit')
  if (code !== 0) throw new Error('The rows could not be made.')
}

/** One pass of deciding what is owed, as delivering does it, in a process that has been running. */
const measureOurs = async (site: TestSite) => {
  const { pool } = site.database
  const { partnership, frozen } = openRequests()
  const graph = site.connect()
  const register = createRegister(graph, { site: site.address })
  const mirror = await site.mirror(register, { site: partnership.id })
  const record = createRecord({ partnership, mirror, register })
  const views = createViews(record, createPendingMoves(pool, createSeal(Buffer.alloc(32, 7))))
  const ledger = createLedger(pool, partnership.id)

  /** How many rungs are owed and not sent. */
  const sweep = async (): Promise<number> => {
    const { complete } = await views.reading()
    if (!complete) throw new Error('the mirror is not complete')
    const known = await ledger.all()
    const all = await situations(views, await views.partnership(), known, site.clock.now())
    const missing = all.flatMap(wanted).filter(({ key }) => known.get(key)?.state !== 'sent')
    return missing.reduce((sum, effect) => sum + (effect.sort === 'digest' ? effect.rungs.length : 0), 0)
  }
  site.clock.at = evening
  for (let time = 0; time < warmSweeps; time += 1)
    if ((await sweep()) !== 0) throw new Error('something was owed the evening before')

  const list = listOf(frozen[0]?.definition.family ?? '')
  const { rows } = await mirror.changed(list)
  await mirror.put(
    list,
    rows.slice(0, changed).map((row) => ({
      ...row,
      etag: row.etag.replace(/,1"$/, ',2"'),
      fields: { ...row.fields, Revision: 3 },
    })),
  )
  site.clock.at = morning
  const used = await processorTime(pool)
  const requests = site.localGraph.meter.requests
  const [before, start] = [used(), performance.now()]
  const owing = await sweep()
  const [after, end] = [used(), performance.now()]
  return {
    cpuMs: Math.round(after.own - before.own + after.database - before.database),
    databaseCpuMs: Math.round(after.database - before.database),
    wallMs: Math.round(end - start),
    graphRequests: site.localGraph.meter.requests - requests,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    owing,
  }
}

const measureNaive = async ({ access, address }: TestSite): Promise<PlainSwept> => {
  const sweeping = fork(new URL('chase/plain-sweep.ts', import.meta.url))
  sweeping.send({ access, address })
  return (await once(sweeping, 'message'))[0] as PlainSwept
}

const setting =
  `${total} open requests of ${extent.agencies} agencies in ${extent.rounds} rounds, ${extent.owing} of which come to owe a rung this
 morning. Ours: the first pass of the day (views, situations, wanted, less the ledger) of a process that has swept the
 evening before and in whose mirror ${changed} rows have changed since; processor time of the process and of all processes of
 PostgreSQL together. The mirror is filled directly, rows as the product's codecs write them. Naive: a sweep that reads what
 was sent and every request from the lists through Graph, 200 rows a page, and decides on each; processor time of its process
 alone, without SharePoint's.`.replaceAll('\n', '')

/** What it costs to find out who is to be reminded (DESIGN §3, §5). */
export const chase = async (): Promise<Figures> => {
  try {
    const site = await startSite()
    await fill(site)
    const ours = await measureOurs(site)
    const naive = await measureNaive(site)
    await site.close()
    for (const { owing } of [ours, naive])
      if (owing !== extent.owing) throw new Error(`${owing} rungs were found to be owed and not ${extent.owing}`)
    return { name: 'chase', setting, ours, naive: { ...naive } }
  } finally {
    await postgres.afterAll()
  }
}
