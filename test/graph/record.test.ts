import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { FiledRequest } from '../../assurance/record.ts'
import { createRegister } from '../../graph/register.ts'
import { type KeptRecord, keptPartnership, startRecord } from './support/kept-record.ts'

describe('The record of a partnership', () => {
  let kept: KeptRecord

  before(async () => {
    kept = await startRecord()
  })
  beforeEach(() => kept.site.localGraph.faults.clear())
  after(() => kept.site.close())

  it('a hundred readings of everything the tab shows ask Graph nothing', async () => {
    const { record, graph, ask } = kept
    await ask()
    const before = graph.traffic().requests
    for (let time = 0; time < 100; time += 1) {
      assert.ok((await record.requests()).length > 0)
      assert.equal((await record.rounds()).length, 1)
      await record.partnership()
      await record.reading()
    }
    assert.equal(graph.traffic().requests, before)
  })

  it('a day or state changed by hand in SharePoint is followed', async () => {
    const { mirror, ask, one, byHand, list } = kept
    const filed = await ask()
    await byHand(list, filed.row.id, { DueOn: '2026-12-16T00:00:00Z', State: 'excused', Reason: 'Agreed by phone' })
    await mirror.sweep()
    const { request } = await one(filed.request.key)
    assert.deepEqual([request.dueOn, request.state, request.reason], ['2026-12-16', 'excused', 'Agreed by phone'])
  })

  it('a row made unreadable by hand keeps its last good reading, and its fault is named', async () => {
    const { mirror, record, ask, one, byHand, list } = kept
    const filed = await ask()
    for (const spoilt of ['oh dear', 'oh dear, again']) {
      await byHand(list, filed.row.id, { Facts: spoilt })
      await mirror.sweep()
    }
    assert.deepEqual((await one(filed.request.key)).request, filed.request)
    const faults = await record.faults()
    assert.deepEqual(
      faults.map(({ list, row, kept }) => [list, row, kept]),
      [[list, filed.row.id, true]],
    )
    assert.match(faults[0]?.say ?? '', /“Facts \(technical\)” does not hold/)
    await byHand(list, filed.row.id, { Facts: '[]' })
    await mirror.sweep()
    assert.deepEqual(await record.faults(), [])
  })

  it('its last good reading outlasts a whole reading of the list and a look past the mirror', async () => {
    const { mirror, record, ask, one, byHand, list, site } = kept
    const filed = await ask()
    const { family, key } = filed.request
    await byHand(list, filed.row.id, { State: null })
    assert.deepEqual((await record.fresh(family, key))?.request, filed.request)
    site.localGraph.faults.add({ kind: 'deltaExpired', times: 20 })
    await mirror.sweep({ all: true })
    site.localGraph.faults.clear()
    assert.deepEqual((await one(key)).request, filed.request)
    await byHand(list, filed.row.id, { State: 'asked' })
    await mirror.sweep()
  })

  it('a row deleted in SharePoint is a remembered withdrawal', async () => {
    const { mirror, ask, one, deleteByHand, list } = kept
    const filed = await ask()
    await deleteByHand(list, filed.row.id)
    await mirror.sweep()
    const { request } = await one(filed.request.key)
    assert.deepEqual([request.state, request.reason], ['withdrawn', 'Its row was deleted in SharePoint.'])
  })

  it('an edit of the programme by the SSU is what the partnership says', async () => {
    const { mirror, record, graph, site, byHand } = kept
    const entry = await createRegister(graph, { site: site.address }).find('Programme', 'EntryId', 'exploited-2026')
    assert.ok(entry)
    await byHand('Programme', entry.id, { Title: 'Children exploited for crime', ScopeBy: '2026-09-24T00:00:00Z' })
    await mirror.sweep()
    const [changed] = (await record.partnership()).programme
    assert.deepEqual([changed?.title, changed?.scopeBy], ['Children exploited for crime', '2026-09-24'])
    await byHand('Programme', entry.id, { Quarters: 'spring' })
    await mirror.sweep()
    assert.deepEqual((await record.partnership()).programme, [changed], 'what nobody can read keeps its last reading')
  })

  it('an agency the SSU deletes from its list is no longer one', async () => {
    const { mirror, record, graph, site, deleteByHand } = kept
    const row = await createRegister(graph, { site: site.address }).find('Agencies', 'AgencyId', 'schools')
    assert.ok(row)
    await deleteByHand('Agencies', row.id)
    await mirror.sweep()
    assert.deepEqual(
      (await record.partnership()).agencies,
      keptPartnership.agencies.filter(({ id }) => id !== 'schools'),
    )
  })

  it('everything else of the partnership is as its file says', async () => {
    const { agencies: _, programme: __, ...rest } = await kept.record.partnership()
    const { agencies: ___, programme: ____, ...file } = keptPartnership
    assert.deepEqual(rest, file)
  })

  it('a reading says as at when, and which lists could not be read', async () => {
    const { site, mirror, record } = kept
    site.clock.at = new Date('2026-12-09T12:05:00Z')
    await mirror.sweep({ all: true })
    assert.deepEqual(await record.reading(), { asAt: '2026-12-09T12:05:00.000Z', complete: true, unread: [] })
    site.clock.at = new Date('2026-12-09T12:06:00Z')
    site.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 1, match: ({ inBatch }) => inBatch })
    await mirror.sweep({ all: true })
    const { asAt, complete, unread } = await record.reading()
    assert.deepEqual([asAt, complete, unread.length], ['2026-12-09T12:05:00.000Z', false, 1])
  })

  it('a mirror thrown away is read again from SharePoint, and says the same', async () => {
    const { mirror, record, site } = kept
    await mirror.sweep({ all: true })
    const before = await record.requests()
    await site.database.pool.query('drop schema mirror cascade')
    await mirror.open()
    await mirror.sweep()
    const isThere = ({ request }: FiledRequest) => request.reason !== 'Its row was deleted in SharePoint.'
    assert.deepEqual(await record.requests(), before.filter(isThere))
  })

  it('a list deleted and made again is read from its start', async () => {
    const { mirror, record, site, ask } = kept
    await ask()
    await site.database.pool.query(`update mirror.lists set cursor = replace(cursor, '/lists/', '/lists/0')`)
    await mirror.sweep({ all: true })
    assert.deepEqual((await record.reading()).unread, [])
    assert.ok((await record.requests()).length > 0)
  })
})
