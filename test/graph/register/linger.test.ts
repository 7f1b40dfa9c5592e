import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { createLinger } from '../../../graph/register/linger.ts'

/** How long the oldest of `waiting` writes should wait at `at`, after writes came at these moments and those waiting just now. */
const waitMs = (came: readonly number[], at: number, waiting: number, beside = false) => {
  const linger = createLinger(() => 400)
  for (const moment of [...came, ...Array.from({ length: waiting }, () => at)]) linger.came(moment)
  return linger.waitMs(at, waiting, beside)
}
const every = (ms: number, until: number) => Array.from({ length: Math.floor(until / ms) }, (_, at) => at * ms)

describe('How long a batch of writes waits for more', () => {
  it('a lone write waits a moment only', () => assert.equal(waitMs([], 1_000, 1), 20))

  it('in a stream of a hundred writes a second it waits until it is filled', () =>
    assert.equal(waitMs(every(10, 10_000), 10_000, 1), 400))

  it('in a trickle that would not fill it a batch does not wait', () =>
    assert.equal(waitMs(every(200, 10_000), 10_000, 1), 20))

  it('a burst is no stream: what follows it alone does not wait', () =>
    assert.equal(
      waitMs(
        Array.from({ length: 60 }, () => 9_900),
        10_000,
        1,
      ),
      20,
    ))

  it('a stream that has ended is forgotten', () => assert.equal(waitMs(every(10, 10_000), 10_800, 1), 20))

  it('while another batch is under way it waits, since that is as soon as it would be', () =>
    assert.equal(waitMs([], 1_000, 3, true), 400))
})
