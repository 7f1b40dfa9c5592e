import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'mocha'
import { type Answer, type Body, type GraphUnderTest, openGraph } from './graph-server.ts'

const unit = 320 * 1024

describe('Local Graph: document libraries', () => {
  let graph: GraphUnderTest
  let drive: string
  before(async () => {
    graph = await openGraph()
    const { body } = await graph.ask('POST', `${graph.site}/lists`, {
      displayName: 'Evidence',
      list: { template: 'documentLibrary' },
    })
    const found = await graph.ask('GET', `${graph.site}/lists/${body.id}/drive`)
    assert.deepEqual([found.status, found.body.name], [200, 'Evidence'])
    drive = `/drives/${found.body.id}`
  })
  afterEach(() => graph.faults.clear())
  after(() => graph.close())

  const item = (body: Body) => body as Body & { size: number; malware?: object; '@microsoft.graph.downloadUrl': string }
  const send = async (method: string, address: string, bytes?: Uint8Array, headers: Record<string, string> = {}) => {
    const response = await fetch(address, {
      method,
      headers,
      ...(bytes ? { body: Buffer.from(bytes) } : {}),
    })
    const text = await response.text()
    return { status: response.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Body) : undefined }
  }
  const put = (path: string, words: string, conflict = 'fail') =>
    send(
      'PUT',
      `${graph.address}${drive}/root:/${path}:/content?@microsoft.graph.conflictBehavior=${conflict}`,
      Buffer.from(words),
      {
        authorization: 'Bearer good',
        'content-type': 'application/octet-stream',
      },
    )
  const code = ({ status, body }: Pick<Answer, 'status'> & { body?: Body | undefined }) => [status, body?.error.code]
  const open = async (path: string, conflict = 'fail') => {
    const { body } = await graph.ask('POST', `${drive}/root:/${path}:/createUploadSession`, {
      item: { '@microsoft.graph.conflictBehavior': conflict },
    })
    return (body as Body & { uploadUrl: string }).uploadUrl
  }
  const range = (address: string, from: number, bytes: Uint8Array, size: number, headers = {}) =>
    send('PUT', address, bytes, { 'content-range': `bytes ${from}-${from + bytes.length - 1}/${size}`, ...headers })
  const nextOf = ({ body }: { body?: Body | undefined }) =>
    (body as (Body & { nextExpectedRanges: string[] }) | undefined)?.nextExpectedRanges

  it('a list without files has no drive, and the site names the drives it has', async () => {
    const plain = await graph.makeList('Plain', [])
    assert.deepEqual(code(await graph.ask('GET', `${plain}/drive`)), [404, 'itemNotFound'])
    const { body } = await graph.ask('GET', `${graph.site}/drives?$select=id,name`)
    assert.deepEqual(
      body.value.map(({ name }) => name),
      ['Evidence'],
    )
    assert.equal((await graph.ask('GET', `${graph.site}${drive}/root`)).body.name, 'root')
  })

  it('puts a file by its path, making the folders on the way, and finds it by path and by id', async () => {
    const made = await put('a/b/one.txt', 'one')
    assert.equal(made.status, 201)
    const byPath = await graph.ask('GET', `${drive}/root:/A/b/ONE.txt`)
    const byId = await graph.ask('GET', `${drive}/items/${byPath.body.id}`)
    assert.deepEqual([byPath.body.name, item(byId.body).size], ['one.txt', 3])
    const folder = await graph.ask('GET', `${drive}/root:/a`)
    assert.equal((await graph.ask('GET', `${drive}/items/${folder.body.id}:/b/one.txt`)).body.id, byPath.body.id)
  })

  it('lists a folder in pages that lead from one to the next', async () => {
    for (const name of ['one', 'two', 'three']) await put(`pages/${name}.txt`, name)
    const first = await graph.ask('GET', `${drive}/root:/pages:/children?$select=name&$top=2`)
    const next = await graph.ask('GET', first.body['@odata.nextLink'])
    assert.deepEqual(
      [...first.body.value, ...next.body.value].map(({ name }) => name),
      ['one.txt', 'three.txt', 'two.txt'],
    )
    assert.equal(next.body['@odata.nextLink'], undefined)
    assert.deepEqual(code(await graph.ask('GET', `${drive}/root:/nowhere:/children`)), [404, 'itemNotFound'])
  })

  it('refuses, replaces or renames where a name is taken', async () => {
    const { body } = await put('taken/x.txt', 'first')
    assert.deepEqual(code(await put('taken/X.txt', 'second')), [409, 'nameAlreadyExists'])
    const replaced = await put('taken/x.txt', 'third!', 'replace')
    assert.deepEqual([replaced.status, replaced.body?.id], [200, body?.id])
    assert.notEqual(replaced.body?.eTag, body?.eTag)
    assert.equal((await put('taken/x.txt', 'fourth', 'rename')).body?.name, 'x 1.txt')
  })

  for (const name of ['a%3Ab.txt', 'a%2Ab.txt', '~$a.txt', 'CON', 'a_vti_b.txt', 'a.'])
    it(`refuses the name ${decodeURIComponent(name)}`, async () => {
      assert.deepEqual(code(await put(`names/${name}`, 'x')), [400, 'invalidRequest'])
    })

  it('gives the contents at an address that needs no token, serves an hour and cannot be made up', async () => {
    await put('down/load.txt', 'some words')
    const got = await send('GET', `${graph.address}${drive}/root:/down/load.txt:/content`, undefined, {
      authorization: 'Bearer good',
    })
    assert.deepEqual([got.status, got.text], [200, 'some words'])
    const address = item((await graph.ask('GET', `${drive}/root:/down/load.txt`)).body)['@microsoft.graph.downloadUrl']
    assert.equal((await send('GET', address)).text, 'some words')
    assert.equal((await send('GET', `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`)).status, 401)
    graph.clock.set('2026-11-21T10:00:01Z')
    assert.equal((await send('GET', address)).status, 401)
    graph.clock.set('2026-11-21T09:00:00Z')
  })

  it('deletes a folder with what is in it', async () => {
    await put('gone/deep/x.txt', 'x')
    assert.equal((await graph.ask('DELETE', `${drive}/root:/gone`)).status, 204)
    assert.equal((await graph.ask('GET', `${drive}/root:/gone/deep/x.txt`)).status, 404)
    assert.equal((await graph.ask('DELETE', `${drive}/root:/gone`)).status, 404)
  })

  it('takes ranges in order and makes the file with the last', async () => {
    const bytes = new Uint8Array(2 * unit + 5).fill(9)
    const address = await open('large/scan.pdf')
    assert.deepEqual(nextOf(await range(address, 0, bytes.subarray(0, unit), bytes.length)), [`${unit}-`])
    assert.deepEqual(nextOf(await send('GET', address)), [`${unit}-`])
    assert.deepEqual(code(await range(address, 0, bytes.subarray(0, unit), bytes.length)), [416, 'invalidRange'])
    assert.equal((await range(address, unit, bytes.subarray(unit), bytes.length)).status, 201)
    assert.equal(item((await graph.ask('GET', `${drive}/root:/large/scan.pdf`)).body).size, bytes.length)
    assert.deepEqual(code(await send('GET', address)), [404, 'itemNotFound'])
  })

  it('refuses a range of another size, out of order, of another total or with a token', async () => {
    const address = await open('large/refused.pdf')
    const bytes = new Uint8Array(unit)
    assert.deepEqual(code(await range(address, 0, bytes.subarray(1), 3 * unit)), [400, 'invalidRange'])
    assert.deepEqual(code(await range(address, unit, bytes, 3 * unit)), [416, 'invalidRange'])
    assert.equal((await range(address, 0, bytes, 3 * unit, { authorization: 'Bearer good' })).status, 401)
    assert.equal((await range(address, 0, bytes, 3 * unit)).status, 202)
    assert.deepEqual(code(await range(address, unit, bytes, 4 * unit)), [400, 'invalidRange'])
    assert.equal((await send('DELETE', address)).status, 204)
    assert.equal((await send('GET', address)).status, 404)
  })

  it('leaves a session standing whose name was taken meanwhile, and ends it after a day', async () => {
    const address = await open('large/raced.txt')
    await put('large/raced.txt', 'first')
    assert.deepEqual(code(await range(address, 0, Buffer.from('second'), 6)), [409, 'nameAlreadyExists'])
    assert.equal((await send('GET', address)).status, 200)
    graph.clock.set('2026-11-22T09:00:01Z')
    assert.equal((await send('GET', address)).status, 404)
    graph.clock.set('2026-11-21T09:00:00Z')
  })

  it('flags malware some looks after it came, and gives it out no more', async () => {
    const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('')
    const { body } = await put('bad/file.txt', virus)
    assert.equal(body && item(body).malware, undefined)
    const path = `${drive}/root:/bad/file.txt`
    assert.equal(item((await graph.ask('GET', path)).body).malware, undefined)
    assert.ok(item((await graph.ask('GET', path)).body).malware)
    assert.deepEqual(code(await graph.ask('GET', `${path}:/content`)), [403, 'malwareDetected'])
  })

  it('charges what SharePoint charges', async () => {
    await put('cost/x.txt', 'x')
    const path = `${drive}/root:/cost/x.txt`
    const costs: [number, () => Promise<unknown>][] = [
      [2, () => put('cost/y.txt', 'y')],
      [1, () => graph.ask('GET', path)],
      [1, () => send('GET', `${graph.address}${path}:/content`, undefined, { authorization: 'Bearer good' })],
      [2, () => graph.ask('GET', `${drive}/root:/cost:/children`)],
      [2, () => graph.ask('POST', `${drive}/root:/cost/z.txt:/createUploadSession`, {})],
      [2, () => graph.ask('DELETE', path)],
    ]
    for (const [at, [units, act]] of costs.entries()) {
      graph.meter.reset()
      await act()
      assert.equal(graph.meter.units, units, `cost ${at}`)
    }
  })

  it('faults strike transfers too', async () => {
    const address = await open('faults/x.txt')
    graph.faults.add({ kind: 'answer', status: 503, retryAfter: 3, match: ({ url }) => url.startsWith('/upload/') })
    assert.equal((await range(address, 0, Buffer.from('x'), 1)).status, 503)
    graph.faults.add({ kind: 'refuse', status: 507, code: 'quotaLimitReached', message: 'Full.' })
    assert.deepEqual(code(await put('faults/y.txt', 'y')), [507, 'quotaLimitReached'])
  })

  it('speaks as the published model of Graph says', async () => {
    const said = await graph.checkWire()
    assert.match(said, /, 0 do not|checker is not here/)
  })
})
