import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { after, before, describe, it } from 'mocha'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import { createPace, type Pace } from '../../../bot/teams/pace.ts'
import { createSharedPace } from '../../../bot/teams/shared-pace.ts'
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts'

/** The most moments that lie within so many milliseconds of each other. */
const most = (times: readonly number[], ms: number): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + ms).length))

/** Paces on one clock that goes on as far as each call has to wait. */
const onClock = () => {
  let now = 1_000_000
  return {
    now: () => now,
    pass: (ms: number) => {
      now += ms
    },
    /** The moment the next call goes. */
    async next(pace: Pace, conversation: string, sort: 'write' | 'members' = 'write'): Promise<number> {
      for (;;) {
        const place = await pace.place(sort, conversation)
        if (place.taken) return now + place.inMs
        now += place.inMs
      }
    },
    async several(count: number, ask: (at: number) => Promise<number>): Promise<readonly number[]> {
      const times: number[] = []
      for (let at = 0; at < count; at += 1) times.push(await ask(at))
      return times
    },
  }
}
type OnClock = ReturnType<typeof onClock>

const manners = (title: string, open: (clock: OnClock) => Pace) =>
  describe(title, () => {
    it('lets no more go than fifty in a second in all of a tenant, and nearly as many as that', async () => {
      const clock = onClock()
      const pace = open(clock)
      const times = await clock.several(300, (at) => clock.next(pace, `channel ${at}`))
      assert.ok(most(times, 1_000) <= 50, `${most(times, 1_000)} in a second`)
      const seconds = (Math.max(...times) - Math.min(...times)) / 1_000
      assert.ok(299 / seconds >= 0.97 * 50, `${299 / seconds} a second`)
    })

    it('keeps fifty a second also where calls come late on their way', async () => {
      const clock = onClock()
      const pace = open(clock)
      const came = await clock.several(200, async (at) => {
        clock.pass(10)
        const place = await pace.place('write', `channel ${at}`)
        if (!place.taken) {
          clock.pass(place.inMs)
          return Number.NaN
        }
        // Every tenth hangs for a while.
        const lateMs = at % 10 === 0 ? 100 : 0
        if (lateMs > 0) await pace.correct(place.mark, lateMs)
        return clock.now() + place.inMs + lateMs
      })
      const times = came.filter((time) => !Number.isNaN(time))
      assert.ok(times.length > 100)
      assert.ok(most(times, 1_000) <= 50, `${most(times, 1_000)} in a second`)
    })

    it('lets 7 go in a second, 8 in two and 60 in thirty in one conversation', async () => {
      const clock = onClock()
      const pace = open(clock)
      const times = await clock.several(70, () => clock.next(pace, 'one'))
      assert.equal(most(times, 1_000), 7)
      assert.equal(most(times, 2_000), 8)
      assert.equal(most(times, 30_000), 60)
    })

    it('keeps nobody waiting for a conversation that is full, and counts members apart', async () => {
      const clock = onClock()
      const pace = open(clock)
      await clock.several(8, () => clock.next(pace, 'full'))
      const full = await pace.place('write', 'full')
      assert.ok(!full.taken && full.inMs > 500)
      assert.ok((await pace.place('write', 'another')).taken)
      assert.ok((await pace.place('members', 'full')).taken)
    })

    it('takes no place that is further ahead than a moment', async () => {
      const clock = onClock()
      const pace = open(clock)
      await clock.several(8, () => clock.next(pace, 'full'))
      const waits = await clock.several(5, async () => (await pace.place('write', 'full')).inMs)
      assert.equal(new Set(waits).size, 1)
    })

    it('keeps quiet in a conversation for as long as Teams says, and nowhere else', async () => {
      const clock = onClock()
      const pace = open(clock)
      await pace.hold('write', 'told', 20_000)
      assert.deepEqual(await pace.place('write', 'told'), { taken: false, inMs: 20_000 })
      assert.ok((await pace.place('write', 'another')).taken)
    })
  })

describe('keeping within Teams’ limits', () => {
  let database: FreshDatabase
  before(async () => {
    database = await freshDatabase()
    await createWorkTables(database.pool)
  })
  after(() => database.drop())

  const shared = (clock: OnClock, tenant: string = randomUUID()) => createSharedPace(database.pool, tenant, clock.now)
  manners('by one process alone', (clock) => createPace(clock.now))
  manners('shared through the database', (clock) => shared(clock))

  describe('by several processes on one database', () => {
    it('lets no more go than fifty in a second in all of them together', async () => {
      const clock = onClock()
      const tenant = randomUUID()
      const paces = [shared(clock, tenant), shared(clock, tenant), shared(clock, tenant)] as const
      const times = await clock.several(150, (at) => clock.next(paces[at % 3] ?? paces[0], `channel ${at}`))
      assert.ok(most(times, 1_000) <= 50, `${most(times, 1_000)} in a second`)
    })

    it('counts one conversation together, and another tenant apart', async () => {
      const clock = onClock()
      const tenant = randomUUID()
      const [one, other] = [shared(clock, tenant), shared(clock, tenant)]
      const times = await clock.several(16, (at) => clock.next(at % 2 ? one : other, 'channel'))
      assert.equal(most(times, 1_000), 7)
      assert.equal(most(times, 2_000), 8)
      assert.ok((await shared(clock).place('write', 'channel')).taken)
    })

    it('hears from another process that Teams said to keep quiet', async () => {
      const clock = onClock()
      const tenant = randomUUID()
      await shared(clock, tenant).hold('write', 'told', 9_000)
      assert.deepEqual(await shared(clock, tenant).place('write', 'told'), { taken: false, inMs: 9_000 })
    })

    it('measures by the database’s clock, so that no two processes differ', async () => {
      const place = await createSharedPace(database.pool, randomUUID()).place('write', 'channel')
      const { rows } = await database.pool.query('select extract(epoch from clock_timestamp())::float8 * 1000 as at')
      assert.ok(place.taken && Math.abs(place.mark - rows[0].at) < 2_000)
    })
  })

  it('never lets more go than a window of Teams allows, whenever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ pause: fc.integer({ min: 0, max: 400 }), channel: fc.integer({ min: 0, max: 3 }) }), {
          minLength: 50,
          maxLength: 200,
        }),
        async (asked) => {
          const clock = onClock()
          const pace = createPace(clock.now)
          const went = new Map<number, number[]>()
          for (const { pause, channel } of asked) {
            clock.pass(pause)
            const place = await pace.place('write', `channel ${channel}`)
            if (place.taken) went.set(channel, [...(went.get(channel) ?? []), clock.now() + place.inMs])
          }
          assert.ok(most([...went.values()].flat(), 1_000) <= 50)
          for (const times of went.values()) {
            assert.ok(most(times, 1_000) <= 7)
            assert.ok(most(times, 2_000) <= 8)
            assert.ok(most(times, 30_000) <= 60)
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})
