import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { createRateLimits } from '../../../bot/local/rate-limits.ts'

const windows = [
  { count: 7, ms: 1000 },
  { count: 8, ms: 2000 },
  { count: 60, ms: 30_000 },
  { count: 1800, ms: 3_600_000 },
]

describe('Teams’ rate limits', () => {
  it('never let more through than any window of Teams allows, and let through whoever waits as told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 20, maxLength: 300 }), (pauses) => {
        let now = 0
        const limits = createRateLimits(() => now)
        const through: number[] = []
        for (const pause of pauses) {
          now += pause
          const wait = limits.take([{ counted: 'post', of: 'a' }])
          if (wait > 0) {
            now += wait * 1000
            assert.equal(limits.take([{ counted: 'post', of: 'a' }]), 0)
          }
          through.push(now)
        }
        for (const at of through) {
          for (const { count, ms } of windows) {
            assert.ok(through.filter((time) => time > at - ms && time <= at).length <= count)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('count all of an app’s calls together, fifty a second', () => {
    const limits = createRateLimits(() => 5000)
    const take = (index: number) =>
      limits.take([
        { counted: 'app', of: 'app' },
        { counted: 'post', of: `channel ${index}` },
      ])
    for (let index = 0; index < 50; index++) assert.equal(take(index), 0)
    assert.equal(take(50), 1)
  })
})
