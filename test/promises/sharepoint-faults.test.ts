import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { quickWaits } from '../support/quick-waits.ts'
import { until } from '../support/until.ts'
import { type WorldAlone, worldAlone } from '../support/world-alone.ts'
import { sampleRounds } from './history.ts'
import { blow, outage, storm } from './sharepoint-faults.ts'
import { type Known, openRequests, randomFrom, startTraffic } from './traffic.ts'
import { answersAmiss, look } from './verdict.ts'

const nil = { kind: 'not-known', systems: 'Niche', from: '2025-10-01', to: '2026-09-30' }

describe('The promises, while SharePoint fails', function () {
  this.timeout(120_000)
  let world: WorldAlone
  let opened: readonly Known[]
  const sample = sampleRounds()
  const waits = { ...quickWaits, tries: 100 }

  beforeEach(async () => {
    world = await worldAlone({}, waits)
    const product = await world.launch()
    opened = await openRequests(world, sample)
    await product.settle()
  })
  afterEach(() => world.end())

  const allFiled = () =>
    until(async () => (await look(world.database)).waiting.length === 0, 'everything is filed', 60_000)

  it('every acknowledged answer is filed, once, through throttling, faults, lost replies, late pages and an outage', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 1 }), async (seed) => {
        const { faults } = world.localGraph
        blow(faults, storm, randomFrom(seed), waits.scale)
        const traffic = await startTraffic(world, sample, opened, { seed, restMs: 1_000 })
        await pause(4_000)
        faults.clear()
        outage(faults)
        await pause(1_500)
        faults.clear()
        blow(faults, storm, randomFrom(seed + 1), waits.scale)
        await pause(2_000)
        await traffic.end()
        await allFiled()
        faults.clear()
        await world.running[0]?.settle()
        const amiss = answersAmiss(await look(world.database), traffic.made, traffic.known)
        assert.deepEqual([...traffic.faults, ...amiss], [], `seed ${seed}\n${amiss.join('\n')}`)
        assert.ok(traffic.made.length > 50)
      }),
      { numRuns: 1, endOnFailure: true },
    ))

  it('acknowledging never waits for SharePoint, and the card says received, then filed', async () => {
    const hangsMs = 6_000
    const own = opened.filter(({ agency, round }) => agency === 'police' && round === 'ce-children-2026')
    const police = await world.as('police-representative')
    const { faults } = world.localGraph
    faults.add({ kind: 'delay', ms: hangsMs, times: Number.POSITIVE_INFINITY })
    for (const [at, { key }] of own.entries()) {
      const began = performance.now()
      const { status } = await police.api('moves', { id: `hanging-${at}`, key, base: 2, command: { do: 'nil', nil } })
      assert.equal(status, 202)
      assert.ok(performance.now() - began < hangsMs / 4, 'the acknowledgement waited')
    }
    const words = async () => (await police.card('police', 'ce-children-2026')).text
    const received = /Not known \(nil return\) by [^—]*— being filed/
    await until(async () => received.test(await words()), 'the card says received', hangsMs)
    faults.clear()
    await allFiled()
    await until(async () => /Not known \(nil return\)/.test(await words()) && !/being filed/.test(await words()))
  })
})
