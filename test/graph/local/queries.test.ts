import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { type GraphUnderTest, openGraph } from './graph-server.ts'

const columns = [
  { name: 'Key', text: {}, indexed: true },
  { name: 'State', choice: { choices: ['asked', 'returned'] }, indexed: true },
  { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
  { name: 'Number', number: {}, indexed: true },
  { name: 'Nil', boolean: {}, indexed: true },
  { name: 'Plain', text: {} },
]
const threshold = 20

describe('Local Graph: queries', () => {
  let graph: GraphUnderTest
  let list: string
  const query = (filter: string, more = '', at = list, headers = {}) =>
    graph.ask('GET', `${at}/items?$filter=${encodeURIComponent(filter)}${more}`, undefined, headers)
  const found = async (filter: string, more = '') => {
    const { status, body } = await query(filter, `&$expand=fields($select=Key)${more}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body.value.map(({ fields }) => fields.Key).join(' ')
  }
  before(async () => {
    graph = await openGraph({ listViewThreshold: threshold })
    list = await graph.makeList('Queries', columns)
    const rows = [
      { Key: 'a', State: 'asked', Due: '2026-12-02', Number: 2, Nil: true, Plain: 'x' },
      { Key: 'b', State: 'returned', Due: '2026-12-03', Number: 10, Nil: false },
      { Key: 'Swindon/It’s', State: 'asked', Number: -1.5 },
      { Key: "o'clock (now)", Due: '2027-01-04' },
    ]
    for (const fields of rows) await graph.ask('POST', `${list}/items`, { fields })
  })
  after(() => graph.close())

  it('compares text without regard to case, numbers as numbers and days as days', async () => {
    assert.equal(await found("fields/Key eq 'A'"), 'a')
    assert.equal(await found("fields/Key eq 'swindon/it’s'"), 'Swindon/It’s')
    assert.equal(await found("fields/Key eq 'o''clock (now)'"), "o'clock (now)")
    assert.equal(await found("startswith(fields/Key,'SWIN')"), 'Swindon/It’s')
    assert.equal(await found('fields/Number gt 2'), 'b')
    assert.equal(await found('fields/Number ge 2'), 'a b')
    assert.equal(await found('fields/Number lt 2'), 'Swindon/It’s')
    assert.equal(await found('fields/Number le 2'), 'a Swindon/It’s')
    assert.equal(await found("fields/Due ge '2026-12-03'"), "b o'clock (now)")
    assert.equal(await found("fields/Due eq '2026-12-02T00:00:00Z'"), 'a')
    assert.equal(await found('fields/Nil eq true'), 'a')
    assert.equal(await found('fields/Due eq null'), 'Swindon/It’s')
    assert.equal(await found("fields/State ne 'asked'"), "b o'clock (now)")
  })

  it('joins conditions with and, or and parentheses', async () => {
    assert.equal(await found("fields/State eq 'asked' and fields/Number gt 0"), 'a')
    assert.equal(await found("fields/State eq 'asked' and (fields/Number gt 5 or fields/Number lt 0)"), 'Swindon/It’s')
    assert.equal(await found("fields/Key eq 'b' or fields/State eq 'asked' and fields/Number gt 0"), 'a b')
  })

  it('sorts by indexed columns, what has no value first', async () => {
    const order = (by: string) => `${list}/items?$expand=fields($select=Key)&$orderby=${encodeURIComponent(by)}`
    const sorted = await graph.ask('GET', order('fields/Number desc'))
    assert.deepEqual(
      sorted.body.value.map(({ fields }) => fields.Key),
      ['b', 'a', 'Swindon/It’s', "o'clock (now)"],
    )
    const rising = await graph.ask('GET', order('fields/Due'))
    assert.equal(rising.body.value[0]?.fields.Key, 'Swindon/It’s')
    const plain = await graph.ask('GET', order('fields/Plain'))
    assert.match(
      plain.body.error.message,
      /^Field 'Plain' cannot be referenced in filter or orderby as it is not indexed\. /,
    )
  })

  it('refuses a filter on a column without an index, in SharePoint’s words', async () => {
    const { status, body } = await query("fields/Plain eq 'x'")
    assert.deepEqual([status, body.error.code], [400, 'invalidRequest'])
    assert.match(
      body.error.message,
      /^Field 'Plain' cannot be referenced in filter or orderby as it is not indexed\. Provide/,
    )
    assert.equal((await query("fields/Key eq 'a' and fields/Plain eq 'x'")).status, 400)
    const honoured = await query("fields/Plain eq 'X'", '', list, {
      prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly',
    })
    assert.equal(honoured.body.value.length, 1)
  })

  it('refuses filters and options that SharePoint does not take', async () => {
    const filters = [
      "contains(fields/Key,'a')",
      "Key eq 'a'",
      "lastModifiedDateTime gt '2026-01-01'",
      "fields/Key eq 'a",
      "fields/Key eq 'a' or",
      "(fields/Key eq 'a'",
      'fields/Key eq b',
      'fields/Number eq text',
      "fields/Number eq 'text'",
      "fields/Due gt 'soon'",
      'fields/Key gt null',
      "not fields/Key eq 'a'",
      '',
    ]
    for (const filter of filters) {
      const { status, body } = await query(filter)
      assert.deepEqual([status, body.error?.message], [400, 'The provided filter statement is not supported'], filter)
    }
    assert.equal((await query("fields/Nothing eq 'a'")).body.error.message, "Field 'Nothing' is not recognized")
    const options = [
      '$skip=1',
      '$count=true',
      '$search=a',
      '$top=0',
      '$top=x',
      '$skiptoken=x',
      '$expand=driveItem',
      '$orderby=Key',
      '$expand=fields(filter=a)',
    ]
    for (const option of options) assert.equal((await graph.ask('GET', `${list}/items?${option}`)).status, 400, option)
  })

  it('answers in pages of 200, or of $top, that lead from one to the next with all options kept', async () => {
    const many = await graph.makeList('Many', columns)
    for (let at = 0; at < 205; at += 20) {
      const requests = Array.from({ length: Math.min(20, 205 - at) }, (_, index) => ({
        id: String(index),
        method: 'POST',
        url: `${many}/items`,
        headers: { 'content-type': 'application/json' },
        body: { fields: { Key: `k${at + index}`, Number: (at + index) % 7 } },
      }))
      assert.equal((await graph.ask('POST', '/$batch', { requests })).status, 200)
    }
    const first = await graph.ask('GET', `${many}/items`)
    assert.equal(first.body.value.length, 200)
    assert.match(first.body['@odata.nextLink'], /^https:\/\/graph\.microsoft\.com\/v1\.0\/sites\//)
    const second = await graph.ask('GET', first.body['@odata.nextLink'])
    assert.equal(second.body.value.length, 5)
    assert.equal('@odata.nextLink' in second.body, false)
    const seen: string[] = []
    let next = `${many}/items?$top=60&$orderby=fields/Number&$expand=fields($select=Number)`
    while (next) {
      const { body } = await graph.ask('GET', next)
      seen.push(...body.value.map(({ fields }) => String(fields.Number)))
      next = body['@odata.nextLink']
    }
    assert.deepEqual(seen, [...seen].sort())
    assert.equal(seen.length, 205)
  })

  it('above the list view threshold takes only filters that an index narrows below it', async () => {
    const many = `${list.slice(0, list.indexOf('/lists/'))}/lists/Many`
    assert.equal((await query("fields/Key eq 'k7'", '', many)).body.value.length, 1)
    assert.equal((await query("fields/Key eq 'k7' and fields/Number ge 0", '', many)).body.value.length, 1)
    for (const filter of [
      'fields/Number ge 0',
      "fields/Number ge 0 and fields/Key eq 'k7'",
      "fields/Key eq 'k7' or fields/Number ge 0",
    ]) {
      const { status, body } = await query(filter, '', many)
      assert.equal(status, 400, filter)
      assert.match(body.error.message, /exceeds the list view threshold/)
    }
    const prefer = { prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' }
    assert.equal((await query("fields/Plain eq 'x'", '', many, prefer)).status, 400)
    assert.equal((await graph.ask('GET', `${many}/items?$top=5000`)).body.value.length, 205)
  })

  it('speaks as the published model of Graph says', async () => {
    console.info(`      ${(await graph.checkWire()).trim()}`)
  })
})
