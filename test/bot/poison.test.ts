import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { payload } from '../../cards/verbs.ts'
import { quickWaits } from '../support/quick-waits.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import type { Somebody } from '../support/somebody.ts'
import { until } from '../support/until.ts'

const round = 'ce-children-2026'
const nil = { kind: 'not-known', systems: 'Niche', from: '2025-10-01', to: '2026-09-30' }

describe('An answer that can never be filed', function () {
  this.timeout(60_000)
  let sightline: RunningSightline
  let police: Somebody
  let keys: readonly string[] = []

  const submit = (key: string, id: string) => police.api('moves', { id, key, base: 2, command: { do: 'nil', nil } })
  const waiting = async () => {
    const { rows } = await sightline.pool.query<{ id: string; state: string; tries: number; why: string | null }>(
      'select id, state, tries, why from sightline.pending_move order by seq',
    )
    return rows
  }
  const factsOf = async (key: string) => (await sightline.views.events(key)).map(({ is }) => is)
  const filed = ['ask', 'confirm-key', 'nil']

  before(async () => {
    sightline = await runningSightline({}, { ...quickWaits, tries: 3 })
    police = await sightline.as('police-representative')
    const place = { partnership: 'swindon', round, agency: 'police' }
    const { id } = await police.card('police', round)
    await police.execute('police', id, 'confirm-key', payload('confirm-key', place))
    await sightline.settle()
    keys = (await sightline.views.views({ round, agency: 'police' })).map(({ request }) => request.key)
    assert.ok(keys.length >= 5)
  })
  after(() => sightline.end())

  /** The row of this request, as SharePoint is asked to write it. */
  const rowOf = async (key: string) => {
    const { rows } = await sightline.pool.query<{ id: string }>(
      `select id from mirror.rows where fields->>'RequestKey' = $1 and list not in ('Events', 'Deliveries')`,
      [key],
    )
    const path = `/items/${rows[0]?.id}/fields`
    return ({ method, url }: { method: string; url: string }) =>
      method === 'PATCH' && url.endsWith(path) && url.includes('/lists/')
  }

  it('stops with SharePoint’s reason, holds up none of its batch, and is filed when somebody tries again', async () => {
    const [poisoned = '', ...others] = keys
    sightline.localGraph.faults.add({
      kind: 'refuse',
      message: 'A value is too long for its column.',
      times: Number.POSITIVE_INFINITY,
      match: await rowOf(poisoned),
    })
    const answers = await Promise.all([poisoned, ...others.slice(0, 2)].map((key, at) => submit(key, `poison-${at}`)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [202, 202, 202],
    )
    await sightline.settle()
    for (const key of others.slice(0, 2)) assert.deepEqual(await factsOf(key), filed)
    const [left, ...more] = await waiting()
    assert.deepEqual([left?.id, left?.state, more.length], ['poison-0', 'failed', 0])
    assert.match(left?.why ?? '', /too long for its column/)
    const [view] = await sightline.views.views({ key: poisoned })
    assert.equal(view?.waiting.length, 1)

    sightline.localGraph.faults.clear()
    assert.equal(await sightline.tryAgain('poison-0'), true)
    await until(async () => (await waiting()).length === 0)
    await sightline.settle()
    assert.deepEqual(await factsOf(poisoned), filed)
    assert.equal(await sightline.tryAgain('poison-0'), false)
  })

  it('steps back and stops after its tries where no answer ever comes, and others go on', async () => {
    const [, , , silent = '', other = ''] = keys
    sightline.localGraph.faults.add({
      kind: 'drop',
      when: 'before',
      times: Number.POSITIVE_INFINITY,
      match: await rowOf(silent),
    })
    await submit(silent, 'silent-0')
    await until(async () => (await waiting())[0]?.state === 'failed')
    const [left] = await waiting()
    assert.equal(left?.tries, 3)
    assert.match(left?.why ?? '', /tried 3 times/)
    await submit(other, 'silent-1')
    await until(async () => (await factsOf(other)).length === 3)
    sightline.localGraph.faults.clear()
    await sightline.tryAgain('silent-0')
    await until(async () => (await factsOf(silent)).length === 3)
  })

  it('stops where a fault of our own meets it, and nobody else’s answer waits for it', async () => {
    const [broken = '', , , , other = ''] = keys
    // Words that no version of the product can read any more.
    await sightline.pool.query(
      `insert into sightline.pending_move (id, partnership, key, doing, by, received_at, words)
       values ('broken-0', 'swindon', $1, 'nil', '{}', '2026-10-12T11:00:00Z', '\\x00')`,
      [broken],
    )
    await police.api('moves', { id: 'broken-1', key: other, base: 3, command: { do: 'reverse-nil' } })
    await until(async () => (await factsOf(other)).at(-1) === 'reverse-nil')
    const brokenMove = async () => (await waiting()).find(({ id }) => id === 'broken-0')
    await until(async () => (await brokenMove())?.state === 'failed')
    const left = await brokenMove()
    assert.match(left?.why ?? '', /send it again/)
  })
})
