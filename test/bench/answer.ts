import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { withSample } from '../../assurance/sample.ts'
import type { Config } from '../../bot/config.ts'
import { startPostgres } from '../../bot/postgres/start-postgres.ts'
import { usualWaits } from '../../bot/waits.ts'
import { payload } from '../../cards/verbs.ts'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { launchProduct } from '../support/product-process.ts'
import { type Somebody, somebody } from '../support/somebody.ts'
import { startChild } from './answer/child.ts'
import { agencyId, largePartnership, largeRound } from './answer/large-partnership.ts'
import { measurePlain } from './answer/measure-plain.ts'
import { percentile, type Sent, sendSteadily } from './answer/send-steadily.ts'
import type { Weather } from './answer/world-entry.ts'
import type { Figures } from './run.ts'

const agencies = 100
const casesEach = 20
const perSecond = 50
const teamsGivesUpMs = 10_000
const weather: Weather = { medianMs: 200, p99Ms: 800, throttled: 0.05, retryAfter: 5 }

const none = { people: [], teams: [] }

const keyOf = (ref: string, agency: string) => `swindon/audit-return:${largeRound}:${ref.toLowerCase()}:${agency}`

/** When each request's row was first returned in SharePoint, in milliseconds of the world's clock. */
const filedAt = async (pool: pg.Pool): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await pool.query<{ key: string; at: Date }>(
    `select fields->>'RequestKey' as key, min(modified) as at from local_graph.versions
     where fields->>'State' = 'returned' group by 1`,
  )
  return new Map(rows.map(({ key, at }) => [key, at.getTime()]))
}

const figuresOf = (sent: readonly Sent[], filed: ReadonlyMap<string, number>, doubled: number) => {
  const took = sent.map(({ tookMs }) => tookMs)
  const filing = sent.flatMap(({ key, on }) => (filed.has(key) ? [(filed.get(key) ?? 0) - on] : []))
  return {
    p50Ms: percentile(took, 0.5),
    p95Ms: percentile(took, 0.95),
    p99Ms: percentile(took, 0.99),
    filedP99Ms: percentile(filing, 0.99),
    lost: sent.filter(({ key, acknowledged }) => !acknowledged || !filed.has(key)).length,
    doubled,
  }
}

const setting =
  `${agencies * casesEach} answers of the published tool's 27 questions at ${perSecond}/s, an audit of ${casesEach}
 cases asked of ${agencies} agencies. SharePoint: each request log-normal, median ${weather.medianMs} ms, p99 ${weather.p99Ms} ms,
 a $batch as long as its slowest part; 5 % of requests 429 with Retry-After ${weather.retryAfter} s; no resource-unit budget
 on either side. PostgreSQL embedded, with fsync. Ours: one process, acknowledged through POST /api/moves; filedP99Ms from
 sending to the row in SharePoint; lost: not acknowledged, or not in SharePoint in the end; doubled: more than one fact of
 returning. Naive: a bot that reads and writes the row inside the invoke, waits out Retry-After, and is given up by Teams
 after ${teamsGivesUpMs / 1000} s, which loses the answer.`.replaceAll('\n', '')

/** How long an agency waits for *received*, beside a bot that makes it wait for SharePoint (DESIGN §4). */
export const answer = async (): Promise<Figures> => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'))
  const postgres = await startPostgres({ folder: join(folder, 'postgres') })
  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 })
  const { file, cases, answers } = await largePartnership(folder, agencies, casesEach)
  const config: Config = {
    port: 0,
    dataFolder: join(folder, 'data'),
    partnershipFile: file,
    today: undefined,
    sampleAnswers: false,
    playground: false,
    databaseUrl: postgres.url,
    graphWire: undefined,
  }
  const worldProcess = await startChild('world-entry.ts', ['--partnership', file], {
    PORT: '0',
    SIGHTLINE_DATA: config.dataFolder,
    DATABASE_URL: postgres.url,
  })
  const product = launchProduct({ ...config, localServices: worldProcess.origin }, usualWaits)
  try {
    const { origin, settle } = await product.ready
    const people = new Map<string, Somebody>()
    const place = { partnership: 'swindon', round: largeRound }
    for (let at = 0; at < agencies; at += 1) {
      const agency = agencyId(at)
      const who = await somebody({ world: worldProcess.origin, product: () => origin }, `${agency}-representative`)
      people.set(agency, who)
      const { id } = await who.card(agency, largeRound)
      await who.execute(agency, id, 'confirm-key', payload('confirm-key', { ...place, agency }))
    }
    await settle()
    // Case by case, so that an agency's answers come one after another and not in a heap.
    const asked = cases.flatMap((ref) => [...people.keys()].map((agency) => ({ key: keyOf(ref, agency), agency })))
    const agencyOf = new Map(asked.map(({ key, agency }) => [key, agency]))
    const keys = asked.map(({ key }) => key)
    await worldProcess.tell(weather)
    const sent = await sendSteadily(keys, perSecond, async (key) => {
      const who = people.get(agencyOf.get(key) ?? '')
      const id = `answer-${key.replaceAll(/[^a-z0-9-]/g, '-')}`.slice(0, 80)
      const command = { do: 'return', answers }
      return (await who?.api('moves', { id, key, base: 2, command }))?.status === 202
    })
    const waiting = async () =>
      (await pool.query<{ left: number }>('select count(*)::int as left from sightline.pending_move')).rows[0]?.left ??
      0
    for (let left = await waiting(); left > 0; left = await waiting()) await pause(1_000)
    const { rows } = await pool.query<{ doubled: number }>(
      `select count(*)::int as doubled from (
         select 1 from local_graph.items i join local_graph.lists l on l.id = i.list
         where l.display_name = 'Events' and fields->>'Doing' = 'return'
         group by fields->>'RequestKey' having count(*) > 1) as twice`,
    )
    const ours = figuresOf(sent, await filedAt(pool), rows[0]?.doubled ?? 0)
    await product.kill()
    const read = readPartnershipFile(file)
    if ('faults' in read) throw new Error(read.faults.join('\n'))
    const { partnership } = read
    const there = {
      partnership: withSample(partnership, read.sample ?? none),
      dataFolder: join(config.dataFolder, partnership.id, 'live'),
    }
    const plain = await measurePlain(pool, worldProcess.origin, there, { keys, perSecond, givesUpMs: teamsGivesUpMs })
    return { name: 'answer', setting, ours, naive: figuresOf(plain.sent, plain.filed, 0) }
  } finally {
    await product.kill()
    await worldProcess.end()
    await pool.end()
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
}
