import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import type { Graph } from '../../graph/client.ts'
import { registers, requestsList } from '../../graph/lists.ts'
import { provision, provisionDefinition, sayProvision } from '../../graph/provision.ts'
import { openSite } from '../../graph/site.ts'
import { buildAgency, buildPartnership } from '../support/build-partnership.ts'
import { buildDefinition, buildField } from '../support/build-request.ts'
import { startSite, type TestSite } from './support/site.ts'

describe('Provisioning a partnership’s site', () => {
  let site: TestSite
  let graph: Graph
  const partnership = buildPartnership()
  const definition = buildDefinition()
  const run = (over: { partnership?: typeof partnership } = {}) =>
    provision({ graph, site: site.address, partnership, definitions: [definition], ...over })
  const list = async (name: string) =>
    (await openSite(graph, site.address).list(name)) ?? assert.fail(`no list ${name}`)

  before(async () => {
    site = await startSite()
    graph = site.connect()
  })
  after(() => site.close())

  it('makes every list, and seeds what the file says', async () => {
    const report = await run()
    assert.deepEqual(report.faults, [])
    assert.equal(
      report.made.length,
      Object.keys(registers).length + 2,
      'the definition’s list and the library of evidence',
    )
    assert.deepEqual(
      report.seeded.map(({ list, rows }) => `${list} ${rows}`),
      ['Agencies 3', 'People 6', 'Groups 1', 'Programme 1'],
    )
  })

  it('changes nothing when run again, and says so', async () => {
    site.localGraph.meter.reset()
    const report = await run()
    assert.equal(report.writes, 0)
    assert.deepEqual(sayProvision(report), ['Nothing had to be changed.'])
    const writes = Object.keys(site.localGraph.meter.operations).filter((name) =>
      /create|update|delete|make|add/.test(name),
    )
    assert.deepEqual(writes, [])
  })

  it('overwrites nothing the SSU has changed, and seeds only what is new in the file', async () => {
    const found = await site.register().find('Agencies', 'AgencyId', 'police')
    assert.ok(found)
    await graph.patch(`${await list('Agencies')}/items/${found.id}/fields`, { Title: 'Wiltshire Police' })
    const report = await run({
      partnership: buildPartnership({ agencies: [...partnership.agencies, buildAgency('fire')] }),
    })
    assert.deepEqual(report.seeded, [{ list: 'Agencies', rows: 1 }])
    const police = await site.register().find('Agencies', 'AgencyId', 'police')
    assert.equal(police?.fields['Title'], 'Wiltshire Police')
  })

  it('adds the column of a new question to a list that is there, and a new choice to its column', async () => {
    const fields = definition.fields.map((field) =>
      field.id === 'grade' ? { ...field, options: [...(field.options ?? []), 'Not judged'] } : field,
    )
    const next = { ...definition, version: 2, fields: [...fields, buildField({ id: 'share', type: 'share' })] }
    const report = await provisionDefinition({ graph, site: site.address, definition: next })
    assert.deepEqual(
      report.added.map(({ column }) => column),
      ['q_grade (more choices)', 'q_share_N', 'q_share_Of'],
    )
    assert.equal((await provisionDefinition({ graph, site: site.address, definition: next })).writes, 0)
    assert.equal(report.made.length, 0)
  })

  it('reports an index somebody took away, and leaves it to a person', async () => {
    const name = requestsList(definition).name
    const answer = await graph.get(`${await list(name)}/columns`)
    assert.ok('body' in answer)
    const columns = (answer.body as { value: { id: string; name: string }[] }).value
    const due = columns.find((column) => column.name === 'DueOn')
    await graph.patch(`${await list(name)}/columns/${due?.id}`, { indexed: false })
    const report = await run()
    assert.equal(report.writes, 0)
    assert.match(report.faults.join(), /“DueOn” of “Audit-return exploited-2026” has lost its index/)
  })

  it('refuses a tool SharePoint cannot keep, naming every fault, before anything is made', async () => {
    const many = Array.from({ length: 73 }, (_, at) => buildField({ id: `n${at}`, type: 'number' }))
    const bad = buildDefinition({
      family: 'audit-return/too-much',
      fields: [...many, buildField({ id: 'state', type: 'text', column: 'State' })],
    })
    await assert.rejects(provisionDefinition({ graph, site: site.address, definition: bad }), (error: Error) => {
      assert.match(error.message, /\d+ columns of number; SharePoint takes 72/)
      assert.match(error.message, /would both be kept in the column State/)
      return true
    })
    assert.equal(await openSite(graph, site.address).list('Audit-return too-much'), undefined)
  })
})
