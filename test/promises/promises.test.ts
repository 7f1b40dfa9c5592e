import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { type History, histories, play } from './history.ts'

/** One history, as generated; a failure prints it with its seed and what did not hold. Playing it again is not worth shrinking. */
const holds = (processes: number, kills: number) =>
  fc.assert(
    fc.asyncProperty(histories(processes, kills), async (history: History) => {
      const { amiss, ...counts } = await play(history)
      assert.deepEqual(amiss, [], `${amiss.join('\n')}\n${JSON.stringify(counts)}\n${JSON.stringify(history)}`)
      assert.ok(counts.acknowledged > 0)
      assert.ok(counts.repeated <= counts.kills)
    }),
    { numRuns: 1, endOnFailure: true },
  )

describe('The promises, while the process is killed at any moment', function () {
  this.timeout(120_000)

  it('no acknowledged answer is lost or filed twice, and messages are repeated only where a kill fell between send and record', () =>
    holds(1, 8))

  it('the same with three processes on one database, of which one after another is killed', () => holds(3, 12))
})
