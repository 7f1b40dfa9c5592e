import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { type Answer, type Fields, type GraphUnderTest, openGraph } from './graph-server.ts'

const columns = [
  { name: 'Key', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'Answer', text: { allowMultipleLines: true } },
  { name: 'Short', text: { maxLength: 10 } },
  { name: 'State', choice: { choices: ['asked', 'returned'] } },
  { name: 'Other', choice: { choices: ['a'], allowTextEntry: true } },
  { name: 'Systems', choice: { choices: ['one', 'two'], displayAs: 'checkBoxes' } },
  { name: 'Due', dateTime: { format: 'dateOnly' } },
  { name: 'Sent', dateTime: { format: 'dateTime' } },
  { name: 'Number', number: { minimum: 0, maximum: 100 } },
  { name: 'Nil', boolean: {} },
]

/** `…/fields` is answered with the fields themselves. */
const fieldsOf = ({ body }: Answer): Fields => ({ ...body }) as Answer['body'] & Fields

describe('Local Graph: items', () => {
  let graph: GraphUnderTest
  let list: string
  let keys = 0
  const make = async (fields: Record<string, unknown> = {}) => {
    const made = await graph.ask('POST', `${list}/items`, { fields: { Key: `k${++keys}`, ...fields } })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made
  }
  const refused = async (fields: Record<string, unknown>) => {
    const { status, body } = await graph.ask('POST', `${list}/items`, { fields })
    assert.deepEqual([status, body.error.code], [400, 'invalidRequest'], JSON.stringify(fields))
    return body.error.message
  }
  before(async () => {
    graph = await openGraph()
    list = await graph.makeList('Items', columns)
  })
  after(() => graph.close())

  it('makes an item and gives it back with the fields that were asked for', async () => {
    const { body, headers } = await make({
      Title: 'Row',
      Answer: 'two\nlines',
      State: 'asked',
      Other: 'own words',
      Due: '2026-12-02',
      Sent: '2026-10-05T09:00:01.999+01:00',
      Number: 0,
      Nil: false,
      'Systems@odata.type': 'Collection(Edm.String)',
      Systems: ['one', 'two'],
    })
    assert.equal(headers.get('etag'), body.eTag)
    assert.match(body.eTag, /^"[0-9a-f-]{36},1"$/)
    const one = await graph.ask('GET', `${list}/items/${body.id}?$expand=fields`)
    assert.deepEqual(one.body.fields, body.fields)
    const { Due, Sent, Number: number, Nil, Systems, Created, id } = one.body.fields
    assert.deepEqual(
      { Due, Sent, number, Nil, Systems, Created, id },
      {
        Due: '2026-12-02T00:00:00Z',
        Sent: '2026-10-05T08:00:01Z',
        number: 0,
        Nil: false,
        Systems: ['one', 'two'],
        Created: '2026-11-21T09:00:00Z',
        id: body.id,
      },
    )
    const few = await graph.ask('GET', `${list}/items/${body.id}?$select=id&$expand=fields($select=State,Short)`)
    assert.deepEqual(
      Object.keys(few.body).filter((key) => !key.startsWith('@')),
      ['id', 'fields'],
    )
    assert.deepEqual(few.body.fields, { '@odata.etag': body.eTag, State: 'asked' })
    assert.equal((await graph.ask('GET', `${list}/items/${body.id}`)).body.fields, undefined)
    assert.equal(fieldsOf(await graph.ask('GET', `${list}/items/${body.id}/fields`)).State, 'asked')
  })

  it('changes only the fields that are sent; null and an empty text clear', async () => {
    const { body } = await make({ Title: 'Before', Answer: 'kept', Short: 'gone', State: 'asked' })
    const changed = await graph.ask('PATCH', `${list}/items/${body.id}/fields`, { State: 'returned', Short: null })
    assert.equal(changed.status, 200)
    assert.deepEqual(
      [
        fieldsOf(changed).State,
        fieldsOf(changed).Answer,
        'Short' in changed.body,
        changed.body['@odata.etag'].endsWith(',2"'),
      ],
      ['returned', 'kept', false, true],
    )
    const whole = await graph.ask('PATCH', `${list}/items/${body.id}`, { fields: { Title: '' } })
    assert.equal(whole.status, 200)
    assert.match(whole.body.eTag, /,3"$/)
    assert.equal('Title' in whole.body.fields, false)
  })

  it('refuses each value that does not fit its column, naming the field', async () => {
    const wrong: [string, unknown][] = [
      ['Number', '5'],
      ['Number', 101],
      ['Number', -1],
      ['Title', 5],
      ['Title', 'x'.repeat(256)],
      ['Short', 'eleven char'],
      ['Short', 'a\u0000b'],
      ['Answer', ['text']],
      ['State', 'late'],
      ['Nil', 'true'],
      ['Due', '2 December'],
      ['Due', '2026-02-29'],
      ['Sent', '2026-10-05T25:00:00Z'],
    ]
    for (const [name, value] of wrong)
      assert.match(await refused({ [name]: value }), new RegExp(`'${name}'`), `${name} ${value}`)
    await make({ Title: 'x'.repeat(255), Answer: 'y'.repeat(100_000) })
  })

  it('refuses several choices without their type, and one that is not listed', async () => {
    assert.equal(await refused({ Systems: ['one'] }), 'General exception while processing')
    assert.match(await refused({ 'Systems@odata.type': 'Collection(Edm.String)', Systems: ['three'] }), /'Systems'/)
  })

  it('refuses an unknown field, a read-only one and a missing required one', async () => {
    assert.equal(await refused({ Nothing: 1 }), "Field 'Nothing' is not recognized")
    assert.equal(await refused({ key: 'x' }), "Field 'key' is not recognized")
    assert.match(await refused({ Created: '2026-01-01T00:00:00Z' }), /read-only/)
    const strict = await graph.makeList('Strict', [{ name: 'Agency', text: {}, required: true }])
    const without = await graph.ask('POST', `${strict}/items`, { fields: { Title: 'x' } })
    assert.deepEqual([without.status, without.body.error.message], [400, "Field 'Agency' is required."])
    const made = await graph.ask('POST', `${strict}/items`, { fields: { Agency: 'Police' } })
    assert.equal((await graph.ask('PATCH', `${strict}/items/${made.body.id}/fields`, { Agency: null })).status, 400)
    assert.equal((await graph.ask('PATCH', `${strict}/items/${made.body.id}/fields`, { Title: 'y' })).status, 200)
  })

  it('keeps a unique column unique, whatever the case, until its item is gone', async () => {
    const { body } = await make({ Key: 'Swindon/One' })
    const other = await make()
    const sentence = 'One or more fields with unique constraints already has the provided value.'
    assert.equal(await refused({ Key: 'swindon/one' }), sentence)
    const patch = await graph.ask('PATCH', `${list}/items/${other.body.id}/fields`, { Key: 'SWINDON/ONE' })
    assert.deepEqual([patch.status, patch.body.error.message], [400, sentence])
    assert.equal((await graph.ask('PATCH', `${list}/items/${body.id}/fields`, { Key: 'swindon/one' })).status, 200)
    assert.equal((await graph.ask('DELETE', `${list}/items/${body.id}`)).status, 204)
    await make({ Key: 'swindon/one' })
  })

  it('lets exactly one of many win who make the same key at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () => graph.ask('POST', `${list}/items`, { fields: { Key: 'same' } })),
    )
    assert.equal(all.filter(({ status }) => status === 201).length, 1)
    assert.equal(all.filter(({ status }) => status === 400).length, 11)
  })

  it('writes only where If-Match names the present version, and lets one of two win', async () => {
    const { body } = await make({ State: 'asked' })
    const fields = `${list}/items/${body.id}/fields`
    const write = () => graph.ask('PATCH', fields, { State: 'returned' }, { 'if-match': body.eTag })
    const both = await Promise.all([write(), write(), write()])
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412, 412])
    const stale = await graph.ask('DELETE', `${list}/items/${body.id}`, undefined, { 'if-match': body.eTag })
    assert.deepEqual([stale.status, stale.body.error.code], [412, 'resourceModified'])
    const now = await graph.ask('GET', `${list}/items/${body.id}`)
    assert.match(now.body.eTag, /,2"$/)
    assert.equal((await graph.ask('PATCH', fields, { State: 'asked' }, { 'if-match': '*' })).status, 200)
  })

  it('keeps every version, newest first', async () => {
    const { body } = await make({ State: 'asked' })
    graph.clock.set('2026-11-22T10:00:00Z')
    await graph.ask('PATCH', `${list}/items/${body.id}/fields`, { State: 'returned' })
    const { body: versions } = await graph.ask('GET', `${list}/items/${body.id}/versions?$expand=fields`)
    assert.deepEqual(
      versions.value.map((one) => [one.id, one.lastModifiedDateTime, one.fields.State]),
      [
        ['2.0', '2026-11-22T10:00:00Z', 'returned'],
        ['1.0', '2026-11-21T09:00:00Z', 'asked'],
      ],
    )
  })

  it('deletes an item once, and never gives its number again', async () => {
    const { body } = await make()
    assert.equal((await graph.ask('DELETE', `${list}/items/${body.id}`)).status, 204)
    assert.equal((await graph.ask('DELETE', `${list}/items/${body.id}`)).status, 404)
    assert.equal((await graph.ask('PATCH', `${list}/items/${body.id}/fields`, { Title: 'x' })).status, 404)
    assert.ok(Number((await make()).body.id) > Number(body.id))
  })

  it('speaks as the published model of Graph says', async () => {
    console.info(`      ${(await graph.checkWire()).trim()}`)
  })
})
