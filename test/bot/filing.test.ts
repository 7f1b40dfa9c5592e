import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import { payload } from '../../cards/verbs.ts'
import { listOf } from '../../graph/lists.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import type { Json, Somebody } from '../support/somebody.ts'

const round = 'ce-children-2026'
const nil = { kind: 'not-known', systems: 'Niche', from: '2025-10-01', to: '2026-09-30' }

describe('Filing an answer', function () {
  this.timeout(60_000)
  let sightline: RunningSightline
  let police: Somebody
  /** Each test has a case of its own. */
  const keys: string[] = []
  let key: string

  /** What the SSU does in SharePoint by hand. */
  const inSharePoint = async (path: string, method = 'GET', body?: object): Promise<Json> => {
    const token = await sightline.issuer.signAppToken(sightline.issuer.tenantId, 'ssu', 'https://graph.microsoft.com')
    const answer = await fetch(`${sightline.origin}/local/graph/v1.0${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return answer.status === 204 ? {} : ((await answer.json()) as Json)
  }
  const list = async () => {
    const site = await inSharePoint('/sites/swindon.sharepoint.com:/sites/quality-assurance')
    const [view] = await sightline.views.views({ key })
    return `/sites/${site['id']}/lists/${encodeURIComponent(listOf(view?.request.family ?? ''))}`
  }
  const rowOf = async () => {
    const items = await inSharePoint(
      `${await list()}/items?$expand=fields&$filter=${encodeURIComponent(`fields/RequestKey eq '${key}'`)}`,
    )
    return (items['value'] as { id: string; fields: Json }[])[0]
  }
  const change = async (fields: Json) =>
    inSharePoint(`${await list()}/items/${(await rowOf())?.id}/fields`, 'PATCH', fields)
  const submit = (command: object, id = `move-of-${key.slice(-20)}`.replaceAll(':', '-')) =>
    police.api('moves', { id, key, base: 1, command })
  const factsOf = async () => (await sightline.views.events(key)).map(({ is }) => is)
  const stateOf = async () => (await sightline.views.views({ key }))[0]?.request.state

  before(async () => {
    sightline = await runningSightline()
    police = await sightline.as('police-representative')
    for (const one of ['ce-adults-2026', round]) {
      const { id } = await police.card('police', one)
      const place = { partnership: 'swindon', round: one, agency: 'police' }
      await police.execute('police', id, 'confirm-key', payload('confirm-key', place))
      await sightline.settle()
      keys.push(...(await sightline.views.views({ round: one, agency: 'police' })).map(({ request }) => request.key))
    }
  })
  beforeEach(() => {
    key = keys.pop() ?? ''
  })
  after(() => sightline.end())

  it('acknowledges at once while SharePoint is throttled, and files it once when it may', async () => {
    sightline.localGraph.faults.add({
      kind: 'answer',
      status: 429,
      retryAfter: 1,
      times: 1,
      match: ({ method, inBatch }) => method === 'PATCH' && inBatch,
    })
    const { status } = await submit({ do: 'nil', nil })
    assert.equal(status, 202)
    assert.equal(await stateOf(), 'returned')
    await sightline.settle()
    assert.equal(sightline.localGraph.faults.pending, 0)
    assert.deepEqual(await factsOf(), ['ask', 'confirm-key', 'nil'])
  })

  it('files it once where the reply was lost after the write', async () => {
    sightline.localGraph.faults.add({
      kind: 'drop',
      when: 'after',
      times: 1,
      match: ({ url }) => url.startsWith('/$batch'),
    })
    await submit({ do: 'nil', nil })
    await sightline.settle()
    const row = await rowOf()
    assert.equal(sightline.localGraph.faults.pending, 0)
    assert.equal(row?.fields['State'], 'returned')
    assert.equal(row?.fields['Revision'], 3)
    assert.deepEqual(await factsOf(), ['ask', 'confirm-key', 'nil'])
  })

  it('decides again on a row the SSU changed in the meantime, and keeps both', async () => {
    await change({ DueOn: '2026-12-11T12:00:00Z' })
    await submit({ do: 'nil', nil })
    await sightline.settle()
    const [view] = await sightline.views.views({ key })
    assert.equal(view?.request.state, 'returned')
    assert.equal(view?.request.dueOn, '2026-12-11')
    assert.equal(view?.waiting.length, 0)
  })

  it('keeps an answer apart, and tells its author why, where the request was withdrawn before it could be filed', async () => {
    sightline.localGraph.faults.add({
      kind: 'answer',
      status: 503,
      retryAfter: 1,
      times: 1,
      match: ({ method, inBatch }) => method === 'PATCH' && inBatch,
    })
    const { status } = await submit({ do: 'nil', nil })
    assert.equal(status, 202)
    await change({ State: 'withdrawn' })
    await sightline.settle()
    assert.equal(await stateOf(), 'withdrawn')
    const kept = await inSharePoint(`${(await list()).replace(/lists\/.*/, 'lists/Superseded')}/items?$expand=fields`)
    assert.match(JSON.stringify(kept), /Niche/)
    const channel = await (
      await fetch(
        `${sightline.origin}/local/teams/api/conversations/${encodeURIComponent('19:swindon-police@thread.tacv2')}/messages`,
        { headers: { Authorization: `Bearer ${police.token}` } },
      )
    ).text()
    assert.match(channel, /could not be filed/)
    assert.match(channel, /withdrawn by the SSU/)
    assert.doesNotMatch(channel, /Niche/)
  })

  it('follows what the SSU corrects in SharePoint by hand, on the card and in the tab', async () => {
    await change({ DueOn: '2026-12-18T12:00:00Z', State: 'excused', Reason: 'The service closed.' })
    await sightline.settle()
    assert.match((await police.card('police', round)).text, /Excused/)
    const { body } = await police.api(`request?key=${encodeURIComponent(key)}`)
    assert.match(JSON.stringify(body), /xcused/)
  })

  it('sends the same move twice and files it once', async () => {
    const both = await Promise.all([submit({ do: 'nil', nil }), submit({ do: 'nil', nil })])
    assert.deepEqual(
      both.map(({ status }) => status),
      [202, 202],
    )
    await sightline.settle()
    assert.deepEqual(await factsOf(), ['ask', 'confirm-key', 'nil'])
  })

  it('copies to Events later what could not be copied when it was filed', async () => {
    const events = ({ method, url }: { method: string; url: string }) => method === 'POST' && /\/items$/.test(url)
    sightline.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 1, times: 1, match: events })
    await submit({ do: 'nil', nil })
    await sightline.settle()
    assert.equal(sightline.localGraph.faults.pending, 0)
    assert.deepEqual(await factsOf(), ['ask', 'confirm-key', 'nil'])
  })

  it('keeps the words a reversal replaces before anything is written over them', async () => {
    await submit({ do: 'nil', nil: { ...nil, systems: 'Searched first' } })
    await sightline.settle()
    const keeping = ({ method, url, inBatch }: { method: string; url: string; inBatch: boolean }) =>
      inBatch && method === 'POST' && /\/items$/.test(url)
    sightline.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 1, times: 2, match: keeping })
    await police.api('moves', { id: `move-back-${key.length}`, key, base: 3, command: { do: 'reverse-nil' } })
    await sightline.settle()
    assert.equal(await stateOf(), 'asked')
    const kept = await inSharePoint(`${(await list()).replace(/lists\/.*/, 'lists/Superseded')}/items?$expand=fields`)
    assert.match(JSON.stringify(kept), /Searched first/)
  })

  it('opens the tab without asking Graph for anything', async () => {
    const ssu = await sightline.as('ssu-lead')
    const asked = () => sightline.localGraph.meter.operations
    const before = JSON.stringify(Object.entries(asked()).filter(([name]) => !name.includes('delta')))
    for (const page of ['session', 'schedule', `returns?round=${round}`, `request?key=${encodeURIComponent(key)}`])
      await ssu.api(page)
    assert.equal(JSON.stringify(Object.entries(asked()).filter(([name]) => !name.includes('delta'))), before)
  })
})
