import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { histories, type Outcome, play } from '../promises/history.ts'
import { mochaHooks as postgres } from '../support/postgres.ts'

/**
 * `npm run soak`: the promises over many kills, half of them of a single process and half of one among three. `--kills N`
 * (200) says how many, `--seed N` plays the same histories again. Ends with 1 where a promise did not hold.
 */
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? 200)
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const killsInHistory = 10

console.info(`${kills} kills, seed ${seed}`)
const sum = { kills: 0, acknowledged: 0, sentAgain: 0, messages: 0, repeated: 0 }
let amiss = 0
for (let at = 0; sum.kills < kills; at += 1) {
  const [history] = fc.sample(histories(at % 2 === 0 ? 1 : 3, killsInHistory), { seed: seed + at, numRuns: 1 })
  if (!history) break
  const outcome: Outcome = await play(history)
  for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += outcome[name]
  amiss += outcome.amiss.length
  const { amiss: sentences, ...counts } = outcome
  console.info(`${history.processes} at a time: ${JSON.stringify(counts)}`)
  if (sentences.length > 0) console.info(`${sentences.join('\n')}\n${JSON.stringify(history)}`)
}
console.info(`${JSON.stringify(sum)}, ${amiss} promises that did not hold`)
await postgres.afterAll()
process.exit(amiss === 0 ? 0 : 1)
