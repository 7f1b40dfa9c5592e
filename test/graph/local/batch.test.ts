import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { type GraphUnderTest, openGraph } from './graph-server.ts'

describe('Local Graph: $batch', () => {
  let graph: GraphUnderTest
  let list: string
  const json = { 'Content-Type': 'application/json' }
  const write = (id: string, Key: string, more = {}) => ({
    id,
    method: 'POST',
    url: `${list}/items`,
    headers: json,
    body: { fields: { Key } },
    ...more,
  })
  const count = async () => (await graph.ask('GET', `${list}/items`)).body.value.length
  before(async () => {
    graph = await openGraph()
    list = await graph.makeList('Batch', [{ name: 'Key', text: {}, indexed: true, enforceUniqueValues: true }])
  })
  after(() => graph.close())

  it('answers each of twenty parts by itself, in an order of its own', async () => {
    const requests = Array.from({ length: 19 }, (_, at) => write(String(at), `k${at}`))
    const { status, body } = await graph.ask('POST', '/$batch', { requests: [...requests, write('again', 'K3')] })
    assert.equal(status, 200)
    const ids = body.responses.map(({ id }) => id)
    assert.deepEqual([...ids].sort(), [...requests.map(({ id }) => id), 'again'].sort())
    assert.notDeepEqual(ids, [...requests.map(({ id }) => id), 'again'])
    assert.equal(body.responses.filter((one) => one.status === 201).length, 19)
    const again = body.responses.find(({ id }) => id === 'again')
    assert.equal(again?.status, 400)
    assert.match(again?.body.error.message ?? '', /unique constraints/)
    assert.equal(await count(), 19)
  })

  it('carries If-Match, reads and deletions, and answers a deletion without a body', async () => {
    const [made] = (await graph.ask('GET', `${list}/items?$top=1`)).body.value
    const { body } = await graph.ask('POST', '/$batch', {
      requests: [
        { id: 'read', method: 'GET', url: `${list}/items/${made?.id}?$expand=fields` },
        {
          id: 'stale',
          method: 'PATCH',
          url: `${list}/items/${made?.id}/fields`,
          headers: { ...json, 'If-Match': '"x,1"' },
          body: {},
        },
        { id: 'gone', method: 'DELETE', url: `${list}/items/${made?.id}`, headers: { 'If-Match': made?.eTag ?? '' } },
        { id: 'lost', method: 'GET', url: `${list}/items/999` },
      ],
    })
    const statuses = Object.fromEntries(body.responses.map((one) => [one.id, one.status]))
    assert.deepEqual(statuses, { read: 200, stale: 412, gone: 204, lost: 404 })
    assert.equal('body' in (body.responses.find(({ id }) => id === 'gone') ?? { body: '' }), false)
  })

  it('answers 424 to what depends on a part that failed, and goes on from one that did not', async () => {
    const { body } = await graph.ask('POST', '/$batch', {
      requests: [
        write('a', 'chain'),
        write('b', 'CHAIN', { dependsOn: ['a'] }),
        write('c', 'chain 3', { dependsOn: ['b'] }),
        write('d', 'chain 4', { dependsOn: ['a'] }),
      ],
    })
    const statuses = Object.fromEntries(body.responses.map((one) => [one.id, one.status]))
    assert.deepEqual(statuses, { a: 201, b: 400, c: 424, d: 201 })
  })

  it('refuses whole, before any part is done, what is no batch', async () => {
    const before = await count()
    const bad: unknown[] = [
      { requests: Array.from({ length: 21 }, (_, at) => write(String(at), `x${at}`)) },
      { requests: [] },
      {},
      { requests: [write('1', 'y1'), write('1', 'y2')] },
      { requests: [write('1', 'y1'), write('2', 'y2', { headers: {} })] },
      { requests: [write('1', 'y1'), { id: '2', method: 'POST', url: `${list}/items` }] },
      { requests: [write('1', 'y1'), write('2', 'y2', { url: `https://graph.microsoft.com/v1.0${list}/items` })] },
      { requests: [write('1', 'y1'), write('2', 'y2', { dependsOn: ['3'] })] },
      { requests: [write('1', 'y1'), write('2', 'y2', { method: 'FETCH' })] },
      { requests: [write('1', 'y1'), { method: 'GET', url: list }] },
      { requests: [write('1', 'y1'), write('2', 'y2', { url: '/$batch' })] },
    ]
    for (const body of bad) {
      const { status, body: answer } = await graph.ask('POST', '/$batch', body)
      assert.deepEqual([status, answer.error.code], [400, 'BadRequest'], JSON.stringify(body).slice(0, 200))
    }
    assert.equal((await graph.ask('GET', '/$batch')).status, 405)
    assert.equal(await count(), before)
  })

  it('counts as one request, and charges and throttles each part', async () => {
    graph.meter.reset()
    const requests = [
      { id: 'read', method: 'GET', url: `${list}/items/5` },
      { id: 'query', method: 'GET', url: `${list}/items` },
      write('write', 'metered'),
    ]
    await graph.ask('POST', '/$batch', { requests })
    assert.deepEqual([graph.meter.requests, graph.meter.units], [1, 5])
    graph.meter.limit(3)
    const { status, body } = await graph.ask('POST', '/$batch', { requests })
    graph.meter.limit(undefined)
    assert.equal(status, 200)
    const statuses = Object.fromEntries(body.responses.map((one) => [one.id, one.status]))
    assert.deepEqual(statuses, { read: 200, query: 200, write: 429 })
    assert.equal(body.responses.find(({ id }) => id === 'write')?.headers['Retry-After'], '60')
  })

  it('speaks as the published model of Graph says', async () => {
    console.info(`      ${(await graph.checkWire()).trim()}`)
  })
})
