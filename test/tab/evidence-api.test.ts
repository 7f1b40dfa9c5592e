import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { buildPartnership, buildPerson, samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { type StartedTab, sentence, startTab } from './started-tab.ts'

const { ssu, police, policePractitioner, health, chair } = samplePeople
const auditor = buildPerson('named-auditor', 'Nia Named', [{ role: 'auditor', agency: 'schools' }])
const key = buildRequest().key
const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const at = '2026-11-01T10:00:00.000Z'

const withFiles = buildDefinition({
  parts: [{ id: 'practitioner', title: 'The practitioner’s part', by: 'practitioner' }],
  sections: [
    { id: 'lived', kind: 'line-of-enquiry', title: 'Lived experience' },
    { id: 'voice', kind: 'voice', title: 'Voice', part: 'practitioner' },
  ],
  fields: [
    buildField({ id: 'daily-life', type: 'long-text', rules: [{ rule: 'required' }] }),
    buildField({ id: 'proof', type: 'evidence' }),
    buildField({ id: 'drawing', type: 'evidence', section: 'voice' }),
  ],
})

describe('Evidence, through the tab’s API', () => {
  let tab: StartedTab
  beforeEach(async () => {
    tab = await startTab({
      partnership: buildPartnership({ people: [...Object.values(samplePeople), auditor] }),
      rounds: [buildRound({ auditors: [auditor.id] })],
      definitions: { 'hash-1': withFiles },
      views: [
        buildView({ parts: [{ part: 'practitioner', to: policePractitioner, invited: { by: police, at } }] }),
        buildView({ agency: 'health' }),
      ],
    })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual(tab.faults, [])
  })
  const path = (of: { [name: string]: string }) => `/api/evidence?${new URLSearchParams({ key, ...of })}`
  const add = async (person: typeof police, name = 'Letter.pdf', body: Uint8Array = pdf, of = key) => {
    const answer = await tab.file(person, path({ key: of, name }), {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: Buffer.from(body),
    })
    return {
      status: answer.status,
      body: (await answer.json()) as { item: string; name: string; [more: string]: unknown },
    }
  }
  const said = ({ body }: { body: object }) => sentence({ status: 0, body: { ...body }, headers: new Headers() })
  const submit = (files: unknown, id = 'move-0001', base = 1) =>
    tab.send(police, 'POST', '/api/moves', {
      id,
      key,
      base,
      command: { do: 'return', answers: { 'daily-life': 'Words.', proof: files } },
    })

  it('goes to the library under its request, and comes back as a file to keep, never as a page', async () => {
    const added = await add(police, '../secret/Letter to the board.pdf')
    assert.deepEqual([added.status, added.body.name], [201, 'Letter to the board.pdf'])
    assert.deepEqual(
      [...tab.besides.files.values()].map((file) => [file.key, file.name]),
      [[key, 'Letter to the board.pdf']],
    )
    const read = await tab.file(police, path({ item: added.body.item }))
    assert.equal(read.status, 200)
    assert.deepEqual(new Uint8Array(await read.arrayBuffer()), pdf)
    assert.equal(read.headers.get('content-disposition'), "attachment; filename*=UTF-8''Letter%20to%20the%20board.pdf")
    assert.equal(read.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(read.headers.get('cache-control'), 'no-store')
    assert.doesNotMatch(tab.besides.said.join('\n'), /Letter/)
    assert.equal(tab.besides.said.length, 2)
  })

  it('is refused with a sentence where it is empty, a program by another name, or the library will not have it', async () => {
    const program = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0])
    for (const [name, bytes, why] of [
      ['Empty.pdf', new Uint8Array(), /is empty/],
      ['Report.pdf', program, /program or a script/],
      ['Report.exe', program, /program or a script/],
    ] as const) {
      const answer = await add(police, name, bytes)
      assert.equal(answer.status, 422)
      assert.match(said(answer), why)
    }
    tab.besides.refuseFiles({ is: 'refused', say: 'SharePoint found malware in this file, so it was not kept.' })
    const found = await add(police)
    assert.deepEqual([found.status, said(found)], [422, 'SharePoint found malware in this file, so it was not kept.'])
    tab.besides.refuseFiles({ is: 'busy', afterMs: 1_000 })
    assert.equal((await add(police)).status, 503)
    assert.equal(tab.besides.files.size, 0)
  })

  it('of more than 25 MB is refused before it is read', async () => {
    const announced = await tab.file(police, path({ name: 'Film.pdf' }), {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: Buffer.alloc(26 * 1024 * 1024),
    })
    assert.equal(announced.status, 413)
    assert.match(((await announced.json()) as { error: { say: string } }).error.say, /at most 25 MB/)
  })

  it('is added by whoever may answer now, and by nobody else', async () => {
    for (const person of [ssu, chair, health, auditor]) assert.equal((await add(person)).status, 403, person.name)
    assert.equal((await add(policePractitioner)).status, 201)
    assert.equal((await submit([])).status, 202)
    assert.equal((await add(police)).status, 201)
    tab.ports.replace(buildView({ state: 'accepted', returned: { by: police, at } }))
    assert.match(said(await add(police)), /only while this request can be answered/)
  })

  it('is read by whoever may read the answer; what is not sent is known to whoever attached it alone', async () => {
    const { item, name } = (await add(police)).body
    assert.equal((await submit([{ name, item }])).status, 202)
    const shown = (await tab.get(ssu, `/api/request?key=${encodeURIComponent(key)}`)).body['answers'] as {
      answers: { files?: { name: string; item: string }[] }[]
    }[]
    assert.deepEqual(shown[0]?.answers[1]?.files, [{ name: 'Letter.pdf', item }])
    for (const person of [ssu, auditor, police])
      assert.equal((await tab.file(person, path({ item }))).status, 200, person.name)
    for (const person of [health, chair])
      assert.equal((await tab.file(person, path({ item }))).status, 403, person.name)
  })

  it('of another request can be named, read or removed by nobody, whatever is sent', async () => {
    const healthKey = buildRequest({ agency: 'health' }).key
    const theirs = (await add(health, 'Theirs.pdf', pdf, healthKey)).body.item
    const bare = theirs.split('.').at(-1) ?? ''
    for (const item of [theirs, bare, `${'a'.repeat(16)}.${bare}`, '', '../..']) {
      assert.equal((await tab.file(police, path({ item }))).status, 404, item)
      assert.equal((await tab.file(police, path({ item }), { method: 'DELETE' })).status, 404, item)
      const forged = await submit([{ name: 'Mine.pdf', item }])
      assert.equal(forged.status, 422)
      assert.match(sentence(forged), /was not attached to this request/)
    }
    assert.equal(tab.besides.files.size, 1)
    assert.equal(tab.ports.submitted.length, 0)
  })

  it('keeps a safe name in the answer, whatever comes back from the page', async () => {
    const { item } = (await add(police)).body
    await submit([{ name: '../\u202efdp.exe/Letter\u0000.pdf', item }])
    assert.deepEqual(tab.ports.submitted[0]?.command, {
      do: 'return',
      answers: { 'daily-life': 'Words.', proof: [{ name: 'Letter.pdf', item }] },
    })
  })

  it('can be removed until the return is accepted, also after it was sent', async () => {
    const { item, name } = (await add(police)).body
    await submit([{ name, item }])
    const removed = await tab.send(police, 'DELETE', path({ item }), '')
    assert.deepEqual([removed.status, tab.besides.files.size], [200, 0])
    const gone = await tab.file(ssu, path({ item }))
    assert.equal(gone.status, 404)
    assert.match(((await gone.json()) as { error: { say: string } }).error.say, /it was removed/)
  })
})
