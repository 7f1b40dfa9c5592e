import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { ArrivingFile, Kept, Library } from '../../assurance/library.ts'
import type { Graph } from '../../graph/client.ts'
import { folderOf } from '../../graph/library/folder-of.ts'
import { createLibrary } from '../../graph/library.ts'
import type { Fault } from '../../graph/local/faults.ts'
import type { LocalGraphOptions } from '../../graph/local/local-graph.ts'
import { evidenceLibrary, provisionLibrary } from '../../graph/provision/provision-library.ts'
import { quickXorHash } from '../../graph/quick-xor-hash.ts'
import { openSite, Unreachable } from '../../graph/site.ts'
import { checkWire } from './local/graph-server.ts'
import { startSite, type TestSite } from './support/site.ts'

const megabyte = 1024 * 1024
const bytesOf = (size: number) => {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at++) bytes[at] = at * 7 + (at >> 8)
  return bytes
}
const file = (name: string, words = 'What was found.'): ArrivingFile => ({ name, bytes: Buffer.from(words) })
/** The test string of virus scanners, in parts so that none reports this file. */
const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('')

let requests = 0
/** A request nobody has added files to yet. */
const newKey = () => `swindon/audit-return:ce-children-2026:c-${++requests}:police`
const kept = (came: Kept) => (came.is === 'kept' ? came : assert.fail(JSON.stringify(came)))

describe('The library of evidence', () => {
  let site: TestSite
  let graph: Graph
  let library: Library
  let key: string

  const open = async (over: Partial<LocalGraphOptions> = {}) => {
    site = await startSite(over)
    await provisionLibrary(site.connect(), openSite(site.connect(), site.address))
  }
  before(() => open())
  beforeEach(() => {
    graph = site.connect()
    library = createLibrary(graph, { site: site.address, library: evidenceLibrary })
    key = newKey()
  })
  afterEach(() => site.localGraph.faults.clear())
  after(() => site.close())

  const fault = (fault: Fault) => site.localGraph.faults.add(fault)
  const isPut = ({ method, url }: { method: string; url: string }) => method === 'PUT' && /\/content\?/.test(url)
  const isRange = ({ method, url }: { method: string; url: string }) => method === 'PUT' && url.startsWith('/upload/')
  const isLook = ({ method, url }: { method: string; url: string }) => method === 'GET' && /root:.*\.\w+\?/.test(url)
  const filesOf = async (of: string) => {
    const { rows } = await site.database.pool.query(
      `with recursive below as (select id, name, ''::text as path from local_graph.files where parent = 'root' and is_folder
         union all select f.id, f.name, b.path || b.name || '/' from local_graph.files f join below b on f.parent = b.id)
       select name from below where path = $1 order by name`,
      [`${folderOf(of).join('/')}/`],
    )
    return rows.map(({ name }) => name as string)
  }
  const readBack = async (item: string) => {
    const came = await library.read(item)
    return came && 'bytes' in came ? came : assert.fail(JSON.stringify(came))
  }

  it('is made once by provisioning', async () => {
    assert.equal(await provisionLibrary(graph, openSite(graph, site.address)), false)
  })

  it('keeps a file in the folder of its request and gives back the very bytes', async () => {
    const bytes = bytesOf(100_000)
    const put = kept(await library.put(key, { name: 'Review of cases.pdf', bytes }))
    assert.deepEqual([put.name, put.bytes], ['Review of cases.pdf', 100_000])
    assert.deepEqual(await filesOf(key), ['Review of cases.pdf'])
    const back = await readBack(put.item)
    assert.deepEqual([back.name, back.type], ['Review of cases.pdf', 'application/pdf'])
    assert.ok(Buffer.from(back.bytes).equals(bytes))
  })

  it('sends no more than the array it is given, where that is part of a larger one', async () => {
    const whole = bytesOf(1000)
    const put = kept(await library.put(key, { name: 'part.txt', bytes: whole.subarray(100, 200) }))
    assert.ok(Buffer.from((await readBack(put.item)).bytes).equals(whole.subarray(100, 200)))
  })

  it('keeps 25 MB in ranges, without our token, and byte for byte', async () => {
    const bytes = bytesOf(25 * megabyte)
    const put = kept(await library.put(key, { name: 'Scan.pdf', bytes }))
    assert.equal(site.localGraph.meter.operations['upload range'], 5)
    assert.ok(Buffer.from((await readBack(put.item)).bytes).equals(bytes))
  })

  it('gives the second file of a name a number, and the third', async () => {
    for (const [words, name] of [
      ['one', 'notes.txt'],
      ['two', 'notes (2).txt'],
      ['three', 'notes (3).txt'],
    ] as const)
      assert.equal(kept(await library.put(key, file('notes.txt', words))).name, name)
    assert.equal(kept(await library.put(key, file('NOTES.txt', 'four'))).name, 'NOTES (4).txt')
  })

  it('numbers files that come at the same moment', async () => {
    const puts = await Promise.all(['a', 'b', 'c'].map((words) => library.put(key, file('same.txt', words))))
    assert.equal(new Set(puts.map((put) => kept(put).item)).size, 3)
    assert.deepEqual(await filesOf(key), ['same (2).txt', 'same (3).txt', 'same.txt'])
  })

  it('numbers them too where two processes put them', async () => {
    const other = createLibrary(site.connect(), { site: site.address, library: evidenceLibrary })
    fault({ kind: 'delay', ms: 30, match: isPut, times: 2 })
    const puts = await Promise.all([library.put(key, file('same.txt', 'a')), other.put(key, file('same.txt', 'b'))])
    assert.equal(new Set(puts.map((put) => kept(put).item)).size, 2)
    assert.deepEqual(await filesOf(key), ['same (2).txt', 'same.txt'])
  })

  it('the same file put again is the one that is there', async () => {
    const first = kept(await library.put(key, file('notes.txt')))
    assert.deepEqual(await library.put(key, file('notes.txt')), first)
    assert.deepEqual(await filesOf(key), ['notes.txt'])
  })

  it('costs 4 resource units to put and 2 to read, once the library is known', async () => {
    await library.put(key, file('first.txt'))
    site.localGraph.meter.reset()
    const before = graph.traffic().resourceUnits
    const { item } = kept(await library.put(key, file('second.txt')))
    assert.deepEqual([site.localGraph.meter.units, graph.traffic().resourceUnits - before], [4, 4])
    await library.read(item)
    assert.equal(site.localGraph.meter.units, 6)
  })

  for (const [what, when] of [
    ['the file came', 'after'],
    ['nothing came', 'before'],
  ] as const)
    it(`a lost reply, where ${what}, leaves one file`, async () => {
      fault({ kind: 'drop', when, match: isPut })
      const put = kept(await library.put(key, file('notes.txt')))
      assert.deepEqual(await filesOf(key), ['notes.txt'])
      assert.equal(Buffer.from((await readBack(put.item)).bytes).toString(), 'What was found.')
    })

  it('a lost reply with nobody to ask is busy, and trying again finds the file', async () => {
    fault({ kind: 'drop', when: 'after', match: isPut })
    fault({ kind: 'drop', when: 'before', match: isLook, times: 4 })
    assert.equal((await library.put(key, file('notes.txt'))).is, 'busy')
    assert.equal(kept(await library.put(key, file('notes.txt'))).name, 'notes.txt')
    assert.deepEqual(await filesOf(key), ['notes.txt'])
  })

  for (const when of ['before', 'after'] as const)
    for (const which of [1, 2])
      it(`a reply lost ${when} range ${which} of 2 is made good`, async () => {
        let seen = 0
        fault({ kind: 'drop', when, match: (target) => isRange(target) && ++seen === which })
        const bytes = bytesOf(6 * megabyte)
        const put = kept(await library.put(key, { name: 'Scan.pdf', bytes }))
        assert.deepEqual(await filesOf(key), ['Scan.pdf'])
        assert.ok(Buffer.from((await readBack(put.item)).bytes).equals(bytes))
      })

  for (const status of [429, 503] as const)
    it(`turned away with ${status} for a long time it is busy for as long as told`, async () => {
      fault({ kind: 'answer', status, retryAfter: 120, match: isPut })
      assert.deepEqual(await library.put(key, file('notes.txt')), { is: 'busy', afterMs: 120_000 })
      assert.deepEqual(await filesOf(key), [])
    })

  it('a short wait in the middle of an upload is sat out', async () => {
    let seen = 0
    fault({ kind: 'answer', status: 429, retryAfter: 2, match: (target) => isRange(target) && ++seen === 2 })
    kept(await library.put(key, { name: 'Scan.pdf', bytes: bytesOf(6 * megabyte) }))
  })

  for (const [status, code, say] of [
    [507, 'quotaLimitReached', /no room left. Please tell the SSU/],
    [403, 'accessDenied', /does not let Sightline put files/],
    [400, 'invalidRequest', /refused it \(400 invalidRequest\)/],
    [403, 'malwareDetected', /found a virus in “notes.txt”/],
  ] as const)
    it(`refused with ${status} ${code} it says so without SharePoint’s own words`, async () => {
      fault({ kind: 'refuse', status, code, message: 'words of its own', match: isPut })
      const came = await library.put(key, file('notes.txt'))
      assert.ok(came.is === 'refused')
      assert.match(came.say, say)
      assert.doesNotMatch(came.say, /words of its own/)
    })

  it('what was removed by hand is not there, and removing it again is as good', async () => {
    const { item } = kept(await library.put(key, file('notes.txt')))
    assert.deepEqual(await library.remove(item), { is: 'removed' })
    assert.equal(await library.read(item), undefined)
    assert.deepEqual(await library.remove(item), { is: 'removed' })
    fault({ kind: 'answer', status: 503, retryAfter: 90 })
    assert.deepEqual(await library.remove(item), { is: 'busy', afterMs: 90_000 })
  })

  it('cannot be read while SharePoint does not answer, and says so', async () => {
    const { item } = kept(await library.put(key, file('notes.txt')))
    fault({ kind: 'drop', when: 'before', times: 4 })
    await assert.rejects(library.read(item), Unreachable)
  })

  it('what SharePoint finds to be malware is given to nobody, whenever it finds it', async () => {
    const { item } = kept(await library.put(key, file('notes.txt', virus)))
    for (let reads = 0; reads < 2; reads++) {
      const came = await library.read(item)
      assert.ok(came && 'refused' in came, JSON.stringify(came))
      assert.match(came.refused, /found a virus in “notes.txt”, so it is not given out/)
    }
  })

  it('a site without the library is busy until it is provisioned', async () => {
    const none = createLibrary(graph, { site: site.address, library: 'Nowhere' })
    assert.deepEqual(await none.put(key, file('notes.txt')), { is: 'busy', afterMs: 60_000 })
  })

  it('speaks as the published model of Graph says, and leaves no contents in the wire log', async () => {
    const { item } = kept(await library.put(key, file('secret.txt', 'a very particular sentence')))
    await readBack(item)
    const wire = readFileSync(site.wire, 'utf8')
    assert.doesNotMatch(wire, /very particular|"url":"[^"]*\/upload\//)
    const lines = wire.split('\n').filter(Boolean)
    assert.ok(lines.some((line) => /"PUT"/.test(line) && /"requestBody":null/.test(line)))
    assert.match(await checkWire(lines), /, 0 do not|checker is not here/)
  })

  describe('where SharePoint changes Office files and scans at once', () => {
    before(async () => {
      await site.close()
      await open({ enrichOfficeFiles: true, malwareAfterLooks: 0 })
    })

    it('a lost reply still leaves one file, though size and hash are not those of what was sent', async () => {
      fault({ kind: 'drop', when: 'after', match: isPut })
      const put = kept(await library.put(key, file('Plan.docx')))
      assert.deepEqual(await filesOf(key), ['Plan.docx'])
      assert.notEqual(put.bytes, file('').bytes.length)
    })

    it('and so does a lost reply with nobody to ask, when it is put again', async () => {
      fault({ kind: 'drop', when: 'after', match: isPut })
      fault({ kind: 'drop', when: 'before', match: isLook, times: 4 })
      assert.equal((await library.put(key, file('Plan.docx'))).is, 'busy')
      kept(await library.put(key, file('Plan.docx')))
      assert.deepEqual(await filesOf(key), ['Plan.docx'])
    })

    it('malware found on arrival is refused and removed', async () => {
      const came = await library.put(key, file('notes.txt', virus))
      assert.ok(came.is === 'refused')
      assert.match(came.say, /found a virus in “notes.txt”, so it was not kept/)
      assert.deepEqual(await filesOf(key), [])
    })
  })
})

describe('The folder of a request', () => {
  it('is its key without the partnership, a folder a part', () => {
    assert.deepEqual(folderOf('swindon/audit-return:ce-children-2026:c-4f7k:police'), [
      'audit-return',
      'ce-children-2026',
      'c-4f7k',
      'police',
    ])
  })

  it('of a key that is no slug leads nowhere else, and is another for another key', () => {
    const [one, two] = [folderOf('swindon/../a b:..:police'), folderOf('swindon/../a-b:..:police')]
    assert.notDeepEqual(one, two)
    for (const name of [...one, ...two]) assert.match(name, /^[a-z0-9][a-z0-9-]*$/)
  })
})

describe('The hash SharePoint gives', () => {
  // From the Python library quickxorhash's own page, and from rclone's tests.
  for (const [given, hash] of [
    ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    [Buffer.from('hello world').toString('base64'), 'aCgDG9jwBhDc4Q1yawMZAAAAAAA='],
    ['T6LYJIfDh81JrAK309H2JMJTXis=', 'zBTHrspn3mEcohlJdIUAbjGNaNg='],
  ] as const)
    it(`of ${given || 'nothing'} is ${hash}`, () => {
      assert.equal(quickXorHash(Buffer.from(given, 'base64')), hash)
    })
})
