import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { type GraphUnderTest, openGraph } from './graph-server.ts'

describe('Local Graph: sites, lists and columns', () => {
  let graph: GraphUnderTest
  before(async () => {
    graph = await openGraph()
  })
  after(() => graph.close())

  it('finds the site by its address and by its id', async () => {
    const byPath = await graph.ask('GET', '/sites/contoso.example:/sites/qa')
    const byId = await graph.ask('GET', graph.site)
    assert.equal(byPath.status, 200)
    assert.equal(byPath.body.webUrl, 'https://contoso.example/sites/qa')
    assert.deepEqual(byId.body, byPath.body)
    const encoded = await graph.ask('GET', `/sites/${encodeURIComponent(byPath.body.id)}/lists`)
    assert.equal(encoded.status, 200)
    const below = await graph.ask('GET', '/sites/contoso.example:/sites/qa:/lists')
    assert.equal(below.status, 200)
  })

  it('says itemNotFound of a site, list, column and item that are not there', async () => {
    const list = await graph.makeList('Found', [])
    const lost = ['/sites/contoso.example:/sites/other', '/sites/nowhere', `${graph.site}/lists/Nothing`]
    for (const url of [
      ...lost,
      `${list}/columns/Nothing`,
      `${list}/items/7`,
      `${list}/items/x`,
      `${list}/items/7/versions`,
    ]) {
      const { status, body } = await graph.ask('GET', url)
      assert.equal(status, 404, url)
      assert.equal(body.error.code, 'itemNotFound')
      assert.match(body.error.innerError['request-id'], /^[0-9a-f-]{36}$/)
      assert.equal(body.error.innerError.date, '2026-11-21T09:00:00')
    }
  })

  it('asks for a bearer token and refuses a bad one', async () => {
    for (const authorization of ['', 'Bearer bad', 'Basic good']) {
      const { status, headers, body } = await graph.ask('GET', graph.site, undefined, { authorization })
      assert.equal(status, 401)
      assert.equal(body.error.code, 'InvalidAuthenticationToken')
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer/)
    }
  })

  it('makes a list with its columns and gives it back by id and by name', async () => {
    const made = await graph.ask('POST', `${graph.site}/lists`, {
      displayName: 'Returns',
      list: { template: 'genericList' },
      columns: [
        { name: 'Key', text: {}, indexed: true, enforceUniqueValues: true },
        { name: 'Answer', text: { allowMultipleLines: true } },
        { name: 'State', choice: { choices: ['asked', 'returned'] }, indexed: true },
        { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
        { name: 'Number', number: { decimalPlaces: 'none', minimum: 0 } },
        { name: 'Nil', boolean: {} },
      ],
    })
    assert.equal(made.status, 201)
    assert.equal(made.body.displayName, 'Returns')
    assert.deepEqual(made.body.list, { contentTypesEnabled: false, hidden: false, template: 'genericList' })
    const byName = await graph.ask('GET', `${graph.site}/lists/returns?$expand=columns`)
    assert.equal(byName.body.id, made.body.id)
    const { columns } = byName.body
    assert.deepEqual(
      columns.filter(({ readOnly }) => readOnly).map(({ name }) => name),
      ['ID', 'Modified', 'Created', 'Author', 'Editor'],
    )
    assert.deepEqual(
      columns.filter(({ readOnly }) => !readOnly).map(({ name }) => name),
      ['Title', 'Key', 'Answer', 'State', 'Due', 'Number', 'Nil'],
    )
    const only = await graph.ask(
      'GET',
      `${graph.site}/lists?$select=id,displayName&$expand=columns($select=name,indexed)`,
    )
    const found = only.body.value.find((one) => one.displayName === 'Returns')
    assert.deepEqual(Object.keys(found?.columns[0] ?? {}).sort(), ['indexed', 'name'])
    const named = await graph.ask(
      'GET',
      `${graph.site}/lists?$filter=${encodeURIComponent("displayName eq 'Returns'")}`,
    )
    assert.deepEqual(
      named.body.value.map((one) => one.id),
      [made.body.id],
    )
  })

  it('refuses a second list or column of the same name, whatever its case', async () => {
    const list = await graph.makeList('Cases', [{ name: 'Key', text: {} }])
    const again = await graph.ask('POST', `${graph.site}/lists`, { displayName: 'cases' })
    assert.deepEqual([again.status, again.body.error.code], [409, 'nameAlreadyExists'])
    for (const name of ['key', 'Title', 'created']) {
      const column = await graph.ask('POST', `${list}/columns`, { name, text: {} })
      assert.deepEqual([column.status, column.body.error.code], [409, 'nameAlreadyExists'], name)
    }
  })

  it('refuses lists and columns that SharePoint does not make', async () => {
    const list = await graph.makeList('Odd', [])
    const lists = [{ name: 'X' }, {}, { displayName: 'a/b' }, { displayName: 'P', list: { template: 'pictures' } }]
    for (const body of lists)
      assert.equal((await graph.ask('POST', `${graph.site}/lists`, body)).status, 400, JSON.stringify(body))
    const columns = [
      { name: 'Has space', text: {} },
      { name: 'É', text: {} },
      { name: 'A'.repeat(33), text: {} },
      { name: '1st', text: {} },
      { name: 'Nothing' },
      { name: 'Two', text: {}, number: {} },
      { name: 'Who', personOrGroup: {} },
      { name: 'Long', text: { allowMultipleLines: true }, indexed: true },
      { name: 'Many', choice: { choices: ['a'], displayAs: 'checkBoxes' }, indexed: true },
      { name: 'Once', text: {}, enforceUniqueValues: true },
      { name: 'None', choice: {} },
      { name: 'Wide', text: { maxLength: 300 } },
      { name: 'Flag', text: {}, indexed: 'yes' },
    ]
    for (const body of columns)
      assert.equal((await graph.ask('POST', `${list}/columns`, body)).status, 400, JSON.stringify(body))
    assert.equal((await graph.ask('GET', `${list}/columns`)).body.value.length, 6)
  })

  it('takes twenty indexes a list and no more', async () => {
    const columns = Array.from({ length: 20 }, (_, at) => ({ name: `C${at}`, text: {}, indexed: true }))
    const list = await graph.makeList('Indexes', columns)
    assert.equal((await graph.ask('POST', `${list}/columns`, { name: 'C20', text: {}, indexed: true })).status, 400)
    assert.equal((await graph.ask('POST', `${list}/columns`, { name: 'C20', text: {} })).status, 201)
  })

  it('indexes a column later, so that what is there can be filtered', async () => {
    const list = await graph.makeList('Later', [{ name: 'State', text: {} }])
    await graph.ask('POST', `${list}/items`, { fields: { State: 'Asked' } })
    const filter = `${list}/items?$filter=${encodeURIComponent("fields/State eq 'asked'")}`
    assert.equal((await graph.ask('GET', filter)).status, 400)
    const column = (await graph.ask('GET', `${list}/columns/State`)).body
    const changed = await graph.ask('PATCH', `${list}/columns/${column.id}`, { indexed: true })
    assert.deepEqual(changed.body, { ...column, indexed: true })
    assert.equal((await graph.ask('GET', filter)).body.value.length, 1)
  })

  it('keeps a column’s name, kind and read-only columns as they are', async () => {
    const list = await graph.makeList('Kept', [{ name: 'State', text: {}, indexed: true }])
    const { id } = (await graph.ask('GET', `${list}/columns/State`)).body
    for (const body of [{ name: 'Other' }, { number: {} }, { readOnly: true }]) {
      assert.equal((await graph.ask('PATCH', `${list}/columns/${id}`, body)).status, 400, JSON.stringify(body))
    }
    assert.equal((await graph.ask('PATCH', `${list}/columns/Created`, { indexed: true })).status, 400)
    for (const value of ['a', 'A']) await graph.ask('POST', `${list}/items`, { fields: { State: value } })
    assert.equal((await graph.ask('PATCH', `${list}/columns/${id}`, { enforceUniqueValues: true })).status, 400)
  })

  it('refuses what is no resource, a method it lacks, an option it does not take and a body that is not JSON', async () => {
    assert.equal((await graph.ask('GET', `${graph.site}/nothing`)).status, 400)
    assert.equal((await graph.ask('GET', '/nothing')).status, 400)
    assert.equal((await graph.ask('PUT', `${graph.site}/lists`, {})).status, 405)
    assert.equal((await graph.ask('DELETE', `${graph.site}/lists`)).status, 405)
    assert.equal((await graph.ask('GET', `${graph.site}/lists?$search=x`)).status, 400)
    assert.equal((await graph.ask('GET', `${graph.site}/lists?$expand=drive`)).status, 400)
    const broken = await graph.ask('POST', `${graph.site}/lists`, '{"displayName":')
    assert.equal(broken.status, 400)
    assert.equal(broken.body.error.code, 'BadRequest')
    const text = await graph.ask('POST', `${graph.site}/lists`, 'displayName', { 'content-type': 'text/plain' })
    assert.deepEqual([text.status, text.body.error.code], [400, 'BadRequest'])
  })

  it('speaks as the published model of Graph says', async () => {
    console.info(`      ${(await graph.checkWire()).trim()}`)
  })
})
