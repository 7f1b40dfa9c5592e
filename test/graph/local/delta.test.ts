import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import { type Body, type GraphUnderTest, openGraph } from './graph-server.ts'

describe('Local Graph: delta', () => {
  let graph: GraphUnderTest
  let list: string
  let lists = 0
  before(async () => {
    graph = await openGraph({ deltaHorizonMs: 3_600_000 })
  })
  beforeEach(async () => {
    graph.clock.set('2026-11-21T09:00:00Z')
    list = await graph.makeList(`Delta ${++lists}`, [{ name: 'State', text: {} }])
  })
  after(() => graph.close())

  const make = async (State: string) => (await graph.ask('POST', `${list}/items`, { fields: { State } })).body.id
  const change = (id: string, State: string) => graph.ask('PATCH', `${list}/items/${id}/fields`, { State })
  const remove = (id: string) => graph.ask('DELETE', `${list}/items/${id}`)
  /** Reads from a link to the end of its pages. */
  const readAll = async (from: string): Promise<{ rows: string[]; link: string; pages: number }> => {
    const rows: string[] = []
    let next = from
    for (let pages = 1; ; pages++) {
      const { status, body } = await graph.ask('GET', next)
      assert.equal(status, 200, JSON.stringify(body))
      rows.push(...body.value.map(say))
      if (body['@odata.deltaLink']) return { rows, link: body['@odata.deltaLink'], pages }
      next = body['@odata.nextLink']
    }
  }
  const say = (item: Body) => (item.deleted ? `-${item.id}` : `${item.id}:${item.fields?.State ?? '?'}`)
  const whole = () => `${list}/items/delta?$expand=fields`

  it('gives every item, then only what changed since, in its final state', async () => {
    const [a, b, c] = [await make('one'), await make('two'), await make('three')]
    const first = await readAll(whole())
    assert.deepEqual(first.rows, [`${a}:one`, `${b}:two`, `${c}:three`])
    assert.deepEqual((await readAll(first.link)).rows, [])
    await change(a, 'once')
    await change(a, 'twice')
    await remove(b)
    const d = await make('four')
    const then = await readAll(first.link)
    assert.deepEqual(then.rows, [`${a}:twice`, `-${b}`, `${d}:four`])
    assert.deepEqual((await readAll(then.link)).rows, [])
  })

  it('names a deleted item by its id and mark alone', async () => {
    const id = await make('one')
    const { link } = await readAll(whole())
    await remove(id)
    assert.deepEqual((await graph.ask('GET', link)).body.value, [{ id, deleted: { state: 'deleted' } }])
    assert.deepEqual((await readAll(whole())).rows, [])
  })

  it('answers token=latest with nothing but where to go on from', async () => {
    await make('one')
    for (const url of [
      `${list}/items/delta?token=latest&$expand=fields`,
      `${list}/items/delta(token='latest')?$expand=fields`,
    ]) {
      const { rows, link } = await readAll(url)
      assert.deepEqual(rows, [])
      const id = await make('new')
      assert.deepEqual((await readAll(link)).rows, [`${id}:new`])
    }
  })

  it('pages by $top, keeps what was asked for, and misses nothing that changes meanwhile', async () => {
    const ids = [await make('a'), await make('b'), await make('c'), await make('d'), await make('e')]
    const first = await graph.ask('GET', `${list}/items/delta?$expand=fields($select=State)&$top=2`)
    assert.deepEqual(first.body.value.map(say), [`${ids[0]}:a`, `${ids[1]}:b`])
    await change(ids[0] ?? '', 'again')
    await remove(ids[1] ?? '')
    await remove(ids[4] ?? '')
    const rest = await readAll(first.body['@odata.nextLink'])
    assert.deepEqual(rest.rows, [`${ids[2]}:c`, `${ids[3]}:d`, `${ids[0]}:again`, `-${ids[1]}`, `-${ids[4]}`])
    assert.equal(rest.pages, 3)
  })

  it('misses no change of many written at once', async () => {
    let { link } = await readAll(whole())
    const seen = new Set<string>()
    let writing = true
    const writes = Promise.all(Array.from({ length: 60 }, (_, at) => make(`n${at}`))).then((ids) => {
      writing = false
      return ids
    })
    while (writing) {
      const read = await readAll(link)
      for (const row of read.rows) seen.add(row.split(':')[0] ?? '')
      link = read.link
    }
    const ids = await writes
    for (const row of (await readAll(link)).rows) seen.add(row.split(':')[0] ?? '')
    assert.deepEqual([...seen].sort(), [...ids].sort())
  })

  it('answers 410 to a token past the horizon and says where to begin again', async () => {
    await make('one')
    const { link } = await readAll(`${whole()}&$top=50`)
    graph.clock.set('2026-11-21T10:00:00Z')
    assert.equal((await graph.ask('GET', link)).status, 200)
    graph.clock.set('2026-11-21T10:00:01Z')
    const { status, body, headers } = await graph.ask('GET', link)
    assert.deepEqual([status, body.error.code], [410, 'resyncChangesApplyDifferences'])
    const location = headers.get('location') ?? ''
    assert.match(location, /delta\?\$expand=fields&\$top=50$/)
    assert.deepEqual((await readAll(location)).rows, ['1:one'])
  })

  it('refuses a token that is none, or another list’s, and options delta does not take', async () => {
    const { link } = await readAll(whole())
    const other = await graph.makeList(`Other ${lists}`, [])
    const token = new URL(link).searchParams.get('token')
    for (const url of [
      `${list}/items/delta?token=x`,
      `${list}/items/delta?token=`,
      `${other}/items/delta?token=${token}`,
    ]) {
      const { status, body } = await graph.ask('GET', url)
      assert.deepEqual([status, body.error.message], [400, 'Provided sync token is malformed'], url)
    }
    for (const option of ["$filter=fields/State eq 'a'", '$orderby=fields/State', '$expand=driveItem']) {
      assert.equal((await graph.ask('GET', `${list}/items/delta?${option}`)).status, 400, option)
    }
    assert.equal((await graph.ask('POST', `${list}/items/delta`, {})).status, 405)
  })

  it('speaks as the published model of Graph says', async () => {
    console.info(`      ${(await graph.checkWire()).trim()}`)
  })
})
