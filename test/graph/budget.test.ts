import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, before, beforeEach, describe, it } from 'mocha'
import pg from 'pg'
import type { Errand } from '../../assurance/register.ts'
import { type BudgetLimits, createBudget, smallestTier } from '../../graph/budget.ts'
import type { Graph, GraphAnswer } from '../../graph/client.ts'
import { provision } from '../../graph/provision.ts'
import { createRegister } from '../../graph/register.ts'
import { openSite } from '../../graph/site.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { startSite, type TestSite } from './support/site.ts'

const errands = ['answer', 'reading', 'reminder'] as const
const limits: BudgetLimits = { perMinute: 100, perDay: 10_000 }
const isHeldBack = (answer: GraphAnswer | undefined) =>
  answer !== undefined && 'status' in answer && answer.status === 429

describe('The budget of resource units', () => {
  let site: TestSite
  let pools: pg.Pool[]
  let items: string
  let n = 0
  const start = Date.parse('2026-12-09T12:00:00Z')
  const at = (ms: number) => {
    site.clock.at = new Date(start + ms)
  }

  before(async () => {
    site = await startSite()
    const hand = site.connect()
    await provision({ graph: hand, site: site.address, partnership: buildPartnership() })
    items = `${await openSite(hand, site.address).list('Events')}/items`
    pools = Array.from({ length: 3 }, () => new pg.Pool({ connectionString: site.database.url, max: 4 }))
    // Connections that are still closing when the database is dropped are no news.
    for (const pool of pools) pool.on('error', () => undefined)
  })
  beforeEach(() => {
    n += 1
    at(n * 86_400_000)
    site.localGraph.meter.reset()
  })
  after(async () => {
    await Promise.all(pools.map((pool) => pool.end()))
    await site.close()
  })

  const budgetOf = async (pool = site.database.pool, over: Partial<BudgetLimits> = {}) => {
    const budget = createBudget({ pool, clock: site.clock, site: `site ${n}`, limits: { ...limits, ...over } })
    await budget.open()
    return budget
  }
  /** Clients that hand back at once what there is no room for, as three processes have them. */
  const three = (longestMs = 0): Promise<Graph[]> =>
    Promise.all(
      pools.map(async (pool) =>
        site.connect({ budget: await budgetOf(pool), waits: { scale: 0.001, longestMs, tries: 1 } }),
      ),
    )
  const writes = (count: number) =>
    Array.from({ length: count }, (_, part) => ({
      id: String(part),
      method: 'POST' as const,
      url: items,
      body: { fields: { Title: 'x' } },
    }))

  it('is never exceeded by three processes in any minute, and used as far as it goes', async () => {
    site.localGraph.meter.limit(limits.perMinute)
    const step = fc.record({
      who: fc.nat(2),
      errand: fc.constantFrom(...errands),
      parts: fc.integer({ min: 1, max: 20 }),
      thenMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })),
    })
    let later = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (history) => {
        later += 600_000
        at(n * 86_400_000 + later)
        const clients = await three()
        let running: Promise<unknown>[] = []
        for (const { who, errand, parts, thenMs } of history) {
          running.push(clients[who]?.as(errand).batch(writes(parts)) ?? Promise.resolve())
          if (thenMs === 0) continue
          await Promise.all(running)
          running = []
          site.clock.at = new Date(site.clock.at.getTime() + thenMs)
        }
        await Promise.all(running)
        assert.equal(site.localGraph.meter.throttled, 0, 'SharePoint never had to turn anything away')
        site.clock.at = new Date(site.clock.at.getTime() + 75_000)
        const all = await clients[0]?.batch(writes(limits.perMinute / 2))
        assert.equal(all?.filter(isHeldBack).length, 0, 'after a minute there is room for all of it')
      }),
      { numRuns: 25 },
    )
    site.localGraph.meter.limit(undefined)
  })

  it('leaves room for answers when readers and reminders ask for all they can get', async () => {
    const clients = await three()
    const all = async (errand: Errand) =>
      (
        await Promise.all(clients.flatMap((one) => Array.from({ length: 20 }, () => one.as(errand).batch(writes(1)))))
      ).flat()
    const sent = async (errand: Errand) => (await all(errand)).filter((answer) => !isHeldBack(answer)).length
    assert.deepEqual([await sent('reminder'), await sent('reading'), await sent('answer')], [35, 5, 10])
    assert.equal(site.localGraph.meter.units, limits.perMinute)
  })

  it('knows what each request costs, as SharePoint charges it', async () => {
    const budget = await budgetOf()
    const client = site.connect({ budget })
    const page = await client.get(`${items}/delta?$top=1`)
    const { body } = page as { body: { '@odata.nextLink'?: string; '@odata.deltaLink'?: string } }
    await client.get(body['@odata.nextLink'] ?? body['@odata.deltaLink'] ?? '')
    await client.get(`${items}/1`)
    await client.get(`${items}?$top=1`)
    await client.batch(writes(7))
    await client.post(items, { fields: {} })
    const spent = site.localGraph.meter.units
    assert.deepEqual(await budget.take('answer', limits.perMinute - spent), 'taken')
    assert.ok((await budget.take('answer', 1)) !== 'taken')
    assert.equal(client.traffic().resourceUnits, spent)
  })

  it('what there is no room for waits, and goes when there is', async () => {
    const [client, , other] = await three(30_000)
    await other?.batch(writes(20))
    at(n * 86_400_000 + 40_000)
    await other?.batch(writes(20))
    let isDone = false
    const waiting = client?.batch(writes(20)).then((answers) => {
      isDone = true
      return answers
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(isDone, false, 'the first forty grow old only in half a minute')
    at(n * 86_400_000 + 71_000)
    assert.equal((await waiting)?.filter(isHeldBack).length, 0)
  })

  it('longer than the client waits by itself a write is busy, with the time after which there is room; and nothing was sent', async () => {
    const [client, other] = await three()
    const register = createRegister(client ?? assert.fail(), { site: site.address, lingerMs: () => 0 })
    await register.find('Events', 'EventKey', 'nobody')
    await other?.batch(writes(40))
    site.localGraph.meter.reset()
    const busy = await register.write(
      writes(20).map(() => ({ list: 'Events', create: { Title: 'x' } })),
      'reminder',
    )
    assert.deepEqual(new Set(busy.map((outcome) => outcome.is === 'busy' && outcome.afterMs)), new Set([70_000]))
    assert.equal(site.localGraph.meter.requests, 0)
    const [answer] = await register.write([{ list: 'Events', create: { Title: 'x' } }])
    assert.equal(answer?.is, 'written', 'and an answer does not wait for what the reminders wait for')
    assert.ok(client?.traffic().retries === 0)
  })

  it('the day has a limit of its own', async () => {
    const budget = await budgetOf(site.database.pool, { perDay: 150 })
    const hours = (count: number) => at(n * 86_400_000 + count * 3_600_000)
    assert.equal(await budget.take('answer', 100), 'taken')
    hours(1)
    assert.deepEqual(await budget.take('answer', 60), { afterMs: 11 * 3_600_000 })
    assert.equal(await budget.take('answer', 50), 'taken')
    hours(12)
    assert.equal(await budget.take('answer', 60), 'taken', 'a new day begins at midnight, UTC')
  })

  it('costs one small statement a request', async () => {
    const budget = await budgetOf(site.database.pool, smallestTier)
    let statements = 0
    const count = () => {
      statements += 1
    }
    site.database.pool.on('acquire', count)
    await budget.take('answer', 1)
    site.database.pool.off('acquire', count)
    assert.equal(statements, 1)
  })

  it('that has no room for one batch is refused', () => {
    const none = { pool: site.database.pool, clock: site.clock, site: 'none', limits: { perMinute: 50, perDay: 100 } }
    assert.throws(() => createBudget(none), /no room for one batch of writes/)
  })
})
