import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { FaultTarget } from '../../../graph/local/faults.ts'
import { type GraphUnderTest, openGraph } from './graph-server.ts'

describe('Local Graph: resource units and faults', () => {
  let graph: GraphUnderTest
  let list: string
  const make = (Title = 'x') => graph.ask('POST', `${list}/items`, { fields: { Title } })
  const count = async () => (await graph.ask('GET', `${list}/items`)).body.value.length
  before(async () => {
    graph = await openGraph()
    list = await graph.makeList('Metered', [])
  })
  beforeEach(() => graph.clock.set('2026-11-21T09:00:15Z'))
  afterEach(() => {
    graph.faults.clear()
    graph.meter.limit(undefined)
  })
  after(() => graph.close())

  it('charges what SharePoint charges', async () => {
    const { id } = (await make()).body
    const { body } = await graph.ask('GET', `${list}/items/delta`)
    const costs: [number, () => Promise<unknown>][] = [
      [1, () => graph.ask('GET', `${list}/items/${id}?$expand=fields`)],
      [1, () => graph.ask('GET', body['@odata.deltaLink'])],
      [1, () => graph.ask('GET', `${list}/items/delta?token=latest`)],
      [2, () => graph.ask('GET', `${list}/items/delta`)],
      [2, () => graph.ask('GET', `${list}/items`)],
      [2, () => make()],
      [2, () => graph.ask('PATCH', `${list}/items/${id}/fields`, { Title: 'y' })],
      [2, () => graph.ask('DELETE', `${list}/items/${id}`)],
      [2, () => graph.ask('DELETE', `${list}/items/${id}`)],
    ]
    for (const [at, [units, act]] of costs.entries()) {
      graph.meter.reset()
      await act()
      assert.deepEqual([graph.meter.requests, graph.meter.units], [1, units], `cost ${at}`)
    }
    assert.deepEqual(graph.meter.operations, { 'delete item': 1 })
  })

  it('answers 429 beyond a budget that was asked for, until the minute is over', async () => {
    for (let at = 0; at < 10; at++) await make()
    graph.meter.limit(10)
    const answers = [await make(), await make(), await make(), await make(), await make()]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201, 201, 201],
    )
    assert.equal(answers[2]?.headers.get('ratelimit-remaining'), null)
    assert.equal(answers[3]?.headers.get('ratelimit-remaining'), '2')
    const before = graph.meter.throttled
    const refused = await make()
    assert.deepEqual([refused.status, refused.body.error.code], [429, 'activityLimitReached'])
    assert.equal(refused.headers.get('retry-after'), '45')
    assert.equal(graph.meter.throttled, before + 1)
    graph.clock.set('2026-11-21T09:01:00Z')
    assert.equal((await make()).status, 201)
  })

  it('answers 429 or 503 as often as it is told to, and only to what matches', async () => {
    const isWrite = ({ method, url }: FaultTarget) => method === 'POST' && url.endsWith('/items')
    graph.faults.add({ kind: 'answer', status: 429, retryAfter: 7, match: isWrite, times: 2 })
    graph.faults.add({ kind: 'answer', status: 503, retryAfter: 3, match: isWrite })
    assert.equal((await graph.ask('GET', list)).status, 200)
    const answers = [await make(), await make(), await make(), await make()]
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.get('retry-after')]),
      [
        [429, '7'],
        [429, '7'],
        [503, '3'],
        [201, null],
      ],
    )
    assert.equal(graph.faults.pending, 0)
  })

  it('drops the connection before a write is done, or after', async () => {
    const before = await count()
    graph.faults.add({ kind: 'drop', when: 'before' })
    await assert.rejects(make('never'))
    assert.equal(await count(), before)
    graph.faults.add({ kind: 'drop', when: 'after' })
    await assert.rejects(make('done'))
    assert.equal(await count(), before + 1)
    const part = {
      id: '1',
      method: 'POST',
      url: `${list}/items`,
      headers: { 'Content-Type': 'application/json' },
      body: { fields: {} },
    }
    graph.faults.add({ kind: 'drop', when: 'after', match: ({ inBatch }) => inBatch })
    await assert.rejects(graph.ask('POST', '/$batch', { requests: [part] }))
    assert.equal(await count(), before + 2)
  })

  it('expires a delta token and delays an answer when told to', async () => {
    const { body } = await graph.ask('GET', `${list}/items/delta?token=latest`)
    graph.faults.add({ kind: 'deltaExpired' })
    assert.equal((await graph.ask('GET', `${list}/items`)).status, 200)
    const gone = await graph.ask('GET', body['@odata.deltaLink'])
    assert.deepEqual([gone.status, gone.body.error.code], [410, 'resyncChangesApplyDifferences'])
    assert.equal((await graph.ask('GET', body['@odata.deltaLink'])).status, 200)
    graph.faults.add({ kind: 'delay', ms: 60 })
    const started = performance.now()
    assert.equal((await graph.ask('GET', list)).status, 200)
    assert.ok(performance.now() - started >= 55)
  })

  it('speaks as the published model of Graph says', async () => {
    console.info(`      ${(await graph.checkWire()).trim()}`)
  })
})
