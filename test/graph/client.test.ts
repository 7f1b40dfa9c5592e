import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, beforeEach, describe, it } from 'mocha'
import { createGraph, type Graph } from '../../graph/client.ts'
import { quickWaits, startSite, type TestSite } from './support/site.ts'

describe('The way to Microsoft Graph', () => {
  let site: TestSite
  let graph: Graph
  const lists = '/sites/sample.sharepoint.com:/sites/safeguarding-qa:/lists'
  let siteId: string

  before(async () => {
    site = await startSite()
    const answer = await site.connect().get('/sites/sample.sharepoint.com:/sites/safeguarding-qa')
    assert.ok('body' in answer)
    siteId = (answer.body as { id: string }).id
  })
  beforeEach(() => {
    site.localGraph.faults.clear()
    graph = site.connect()
  })
  after(() => site.close())

  const status = (answer: Awaited<ReturnType<Graph['get']>>) => ('status' in answer ? answer.status : answer.dropped)
  const make = (displayName: string) =>
    graph.post(`/sites/${siteId}/lists`, { displayName, list: { template: 'genericList' } })

  it('a read that is throttled waits as told, and is asked again', async () => {
    site.localGraph.faults.add({ kind: 'answer', status: 429, retryAfter: 20, times: 2 })
    const from = performance.now()
    assert.equal(status(await graph.get(`/sites/${siteId}/lists`)), 200)
    assert.ok(performance.now() - from >= 39, 'twice twenty seconds, a thousandth of each')
    assert.equal(graph.traffic().retries, 2)
  })

  it('everything else waits too while one request has been told to', async () => {
    site.localGraph.faults.add({ kind: 'answer', status: 429, retryAfter: 29 })
    const first = graph.get(`/sites/${siteId}/lists`)
    while (site.localGraph.faults.pending > 0) await new Promise((resolve) => setImmediate(resolve))
    site.localGraph.meter.reset()
    assert.equal(status(await graph.get(`/sites/${siteId}`)), 200)
    await first
    assert.equal(graph.traffic().retries, 1)
  })

  it('a wait longer than it may sit out is handed back', async () => {
    site.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 3_600 })
    const answer = await graph.get(`/sites/${siteId}`)
    assert.deepEqual('status' in answer && [answer.status, answer.retryAfterMs], [503, 3_600_000])
    assert.equal(graph.traffic().requests, 1)
    const next = await graph.get(`/sites/${siteId}`)
    assert.equal(status(next), 429)
    assert.equal(graph.traffic().requests, 1, 'what is sent too early still counts against the budget, so nothing is')
  })

  it('a write that is throttled is repeated, since SharePoint did not do it', async () => {
    site.localGraph.faults.add({ kind: 'answer', status: 429, retryAfter: 1 })
    assert.equal(status(await make('Throttled once')), 201)
  })

  it('a write whose connection is dropped is not repeated', async () => {
    site.localGraph.faults.add({ kind: 'drop', when: 'after' })
    const answer = await make('Made without a word')
    assert.ok('dropped' in answer)
    assert.equal(graph.traffic().requests, 1)
    assert.equal(status(await make('Made without a word')), 409)
  })

  it('a read whose connection is dropped is repeated', async () => {
    site.localGraph.faults.add({ kind: 'drop', when: 'before', times: 2 })
    assert.equal(status(await graph.get(lists)), 200)
    assert.equal(graph.traffic().requests, 3)
  })

  it('parts of a batch are answered at their own place, forty-five of them in three requests', async () => {
    const parts = Array.from({ length: 45 }, (_, at) => ({
      id: `p${at}`,
      method: 'GET' as const,
      url: at % 2 === 0 ? `/sites/${siteId}` : `/sites/${siteId}/lists/none`,
    }))
    const answers = await graph.batch(parts)
    assert.deepEqual(
      answers.map(status),
      parts.map((_, at) => (at % 2 === 0 ? 200 : 404)),
    )
    const { requests, batches, batchParts } = graph.traffic()
    assert.deepEqual([requests, batches, batchParts], [3, 3, 45])
  })

  it('a throttled part says how long to wait', async () => {
    site.localGraph.faults.add({ kind: 'answer', status: 429, retryAfter: 9, match: ({ inBatch }) => inBatch })
    const [answer] = await graph.batch([{ id: '1', method: 'GET', url: `/sites/${siteId}` }])
    assert.deepEqual(answer && 'status' in answer && [answer.status, answer.retryAfterMs], [429, 9_000])
  })

  it('the token is asked for once, and anew where it is refused', async () => {
    const path = '/sites/sample.sharepoint.com:/sites/safeguarding-qa'
    let isGood = true
    const strict = await startSite({ verify: async () => isGood })
    try {
      const client = strict.connect()
      await Promise.all([1, 2, 3].map(() => client.get(path)))
      assert.equal(strict.tokensGiven(), 1)
      isGood = false
      assert.equal(status(await client.get(path)), 401)
      assert.equal(strict.tokensGiven(), 2)
    } finally {
      await strict.close()
    }
  })

  it('every exchange is in the wire log, a dropped connection as status 0', async () => {
    site.localGraph.faults.add({ kind: 'drop', when: 'before' })
    await graph.post('/$batch', { requests: [] })
    const lines = readFileSync(site.wire, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(lines.at(-1), {
      method: 'POST',
      url: '/v1.0/$batch',
      requestBody: { requests: [] },
      status: 0,
      responseBody: null,
    })
    assert.ok(lines.every(({ url }) => url.startsWith('/v1.0/')))
  })

  it('the wire log is refused where Graph is not local, because it holds answers', () => {
    const credentials = { tenantId: 't', clientId: 'c', secret: 's' }
    assert.throws(
      () => createGraph({ credentials, wireLog: '/dev/null', waits: quickWaits }),
      /kept only where Graph is local/,
    )
  })
})
