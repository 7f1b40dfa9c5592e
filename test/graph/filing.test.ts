import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Fact } from '../../assurance/request.ts'
import { buildDelivery, buildRequest } from '../support/build-request.ts'
import { type KeptRecord, startRecord, written } from './support/kept-record.ts'

const by = { oid: 'o', tid: 't', name: 'Pat Police' }
const at = '2026-12-01T09:00:00.000Z'

describe('Filing in the record of a partnership', () => {
  let kept: KeptRecord

  before(async () => {
    kept = await startRecord()
  })
  beforeEach(() => kept.site.localGraph.faults.clear())
  after(() => kept.site.close())

  it('a hundred and fifty requests are issued in eight requests to Graph', async () => {
    const { record, graph, hash, nextRef } = kept
    const requests = Array.from({ length: 150 }, () =>
      buildRequest({ caseRef: nextRef(), definition: hash, agency: 'issued' }),
    )
    const before = graph.traffic().requests
    const outcomes = await record.fileRequests(requests.map((request) => ({ request })))
    assert.ok(outcomes.every(({ is }) => is === 'written'))
    assert.equal(graph.traffic().requests - before, 8)
    assert.equal((await record.requests({ agency: 'issued' })).length, 150)
  })

  it('issuing again adds nothing: every key is taken', async () => {
    const { request } = await kept.ask()
    assert.deepEqual(await kept.record.fileRequests([{ request }]), [{ is: 'taken' }])
  })

  it('what is filed is read at once, with its answers, without asking Graph', async () => {
    const { record, graph, ask, one } = kept
    const { request, row } = await ask()
    const events = [{ date: '2026-10-01', what: 'Seen at school' }]
    const answers = { 'daily-life': 'Better since the move', grade: 3, events }
    const returned = { ...request, state: 'returned' as const, revision: 2, returned: { by, at }, answers }
    written((await record.fileRequests([{ request: returned, row }]))[0])
    const before = graph.traffic().requests
    assert.deepEqual((await one(request.key)).request, returned)
    assert.equal(graph.traffic().requests, before)
  })

  it('a reversed nil leaves nothing of it in the row', async () => {
    const { record, ask, one } = kept
    const nil = { kind: 'not-known' as const, systems: 'Liquidlogic', from: '2025-10-01', to: '2026-10-01' }
    const filed = await ask({ nil, state: 'returned', returned: { by, at } })
    assert.deepEqual(filed.request.nil, nil)
    const { nil: _, returned: __, ...rest } = filed.request
    written((await record.fileRequests([{ request: { ...rest, state: 'asked' }, row: filed.row }]))[0])
    const after = (await one(filed.request.key)).request
    assert.deepEqual([after.nil, after.returned, after.state], [undefined, undefined, 'asked'])
  })

  it('a write over a row that was changed by hand is stale, and the fresh row is what the hand made of it', async () => {
    const { record, ask, one, byHand, list } = kept
    const filed = await ask()
    const { family, key } = filed.request
    await byHand(list, filed.row.id, { State: 'excused' })
    assert.deepEqual(await record.fileRequests([{ request: filed.request, row: filed.row }]), [{ is: 'stale' }])
    assert.equal((await record.fresh(family, key))?.request.state, 'excused')
    assert.equal((await one(key)).request.state, 'excused', 'the mirror has it too')
    assert.equal(await record.fresh(family, 'sample/nothing'), undefined)
  })

  it('a write whose reply is lost is unknown, and the fresh row shows its move was made', async () => {
    const { record, ask, site } = kept
    const filed = await ask()
    const moved = { ...filed.request, revision: 2, moves: ['m-lost'] }
    site.localGraph.faults.add({ kind: 'drop', when: 'after' })
    const [outcome] = await record.fileRequests([{ request: moved, row: filed.row }])
    assert.equal(outcome?.is, 'unknown')
    assert.deepEqual((await record.fresh(moved.family, moved.key))?.request.moves, ['m-lost'])
  })

  it('a request asked with questions nobody kept is not filed, and the others of the call are', async () => {
    const { record, nextRef, hash } = kept
    const [lost, filed] = await record.fileRequests([
      { request: buildRequest({ caseRef: nextRef(), definition: 'unknown' }) },
      { request: buildRequest({ caseRef: nextRef(), definition: hash }) },
    ])
    assert.match(lost?.is === 'refused' ? lost.why : '', /not in the list Definitions/)
    written(filed)
  })

  it('a fact is appended once, and read in its order', async () => {
    const { record, ask } = kept
    const { request } = await ask()
    const fact = (number: number): Fact => ({
      number,
      move: `m-${number}`,
      is: 'confirm-key',
      from: 'asked',
      to: 'asked',
      by,
      at,
    })
    const facts = [fact(2), fact(1)].map((one) => ({ key: request.key, fact: one }))
    const append = async () => (await record.appendEvents(facts)).map(({ is }) => is)
    assert.deepEqual(
      [await append(), await append()],
      [
        ['written', 'written'],
        ['taken', 'taken'],
      ],
    )
    assert.deepEqual(await record.events(request.key), [fact(1), fact(2)])
  })

  it('a delivery is recorded once under its key, and what became of it later is laid over it', async () => {
    const { record } = kept
    const delivery = buildDelivery({ state: 'blocked', reason: 'The channel is mixed.' })
    written((await record.recordDeliveries([delivery]))[0])
    const { reason: _, ...sent } = { ...delivery, state: 'sent' as const, activity: '17' }
    written((await record.recordDeliveries([sent]))[0])
    assert.deepEqual(await record.deliveries(), [sent])
  })

  it('losing answers are kept beside the record and not in the mirror', async () => {
    const { record, site } = kept
    const superseded = { key: 'k', move: 'm', by, at, why: 'Another answer was first.', words: '{"do":"return"}' }
    written((await record.keepSuperseded([superseded]))[0])
    assert.equal((await record.keepSuperseded([superseded]))[0]?.is, 'taken')
    const held = await site.database.pool.query(`select 1 from mirror.rows where list = 'Superseded'`)
    assert.equal(held.rowCount, 0)
  })

  it('what was sent and answered holds against Microsoft’s published model of Graph', function () {
    const check = new URL('../../../shared/conformance/check.mjs', import.meta.url).pathname
    if (!existsSync(check)) this.skip()
    const said = execFileSync(process.execPath, [check, 'graph', kept.site.wire], { encoding: 'utf8' })
    assert.match(said, /[1-9]\d* hold, 0 do not/)
  })
})
