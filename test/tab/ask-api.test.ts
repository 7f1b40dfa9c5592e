import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { buildAgency, buildPartnership, samplePeople } from '../support/build-partnership.ts'
import { type StartedTab, sentence, startTab } from './started-tab.ts'

const { ssu, police, chair, scrutineer, policePractitioner } = samplePeople
const channel = { team: 'team-police', channel: '19:police@thread.tacv2' }
const partnership = buildPartnership({
  agencies: [buildAgency('police', { channel }), buildAgency('health'), buildAgency('dentists', { asked: false })],
})

/** A single agency assurance request about two recommendations (WORK C1). */
const issue = {
  kind: 'assurance-request',
  title: 'Embedding the learning of the neglect review',
  why: 'It was not embedded in two audits.',
  group: 'exploitation',
  items: [
    { title: 'Chronologies are kept from the first contact', from: 'Neglect audit 2025' },
    { title: 'Supervision records the child’s voice' },
  ],
  agencies: ['police', 'health'],
  cases: [],
  dueOn: '2027-01-15',
}

describe('Issuing through the tab’s API', () => {
  let tab: StartedTab
  beforeEach(async () => {
    tab = await startTab({ partnership, rounds: [], views: [] })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual(tab.faults, [])
  })
  const ask = (person: typeof ssu, path: string, body: object = { issue }) => tab.send(person, 'POST', path, body)
  const asked = async () => (await tab.ports.views.views()).map(({ request }) => request.key)

  it('offers the SSU every kind that the SSU asks, and the scrutineer the scrutineer’s alone', async () => {
    const kinds = async (person: typeof ssu) =>
      ((await tab.get(person, '/api/ask')).body['kinds'] as { id: string }[]).map(({ id }) => id)
    const ofSsu = await kinds(ssu)
    assert.ok(ofSsu.includes('audit-return') && ofSsu.includes('assurance-request'))
    assert.ok(!ofSsu.includes('early-share'))
    assert.deepEqual(await kinds(scrutineer), ['scrutiny-request'])
    for (const person of [police, chair, policePractitioner])
      assert.equal((await tab.get(person, '/api/ask')).status, 403)
  })

  it('offers only agencies that are asked, with whether they have a channel, and references nobody has had', async () => {
    const { body } = await tab.get(ssu, '/api/ask')
    assert.deepEqual(
      (body['agencies'] as { id: string; channel: boolean }[]).map(({ id, channel: has }) => [id, has]),
      [
        ['police', true],
        ['health', false],
      ],
    )
    assert.equal(new Set(body['refs'] as string[]).size, 20)
  })

  it('shows before it goes the very card and how many are asked, and does nothing', async () => {
    const { status, body } = await ask(ssu, '/api/ask/preview?agency=health')
    assert.equal(status, 200)
    assert.deepEqual([body['requests'], body['shown']], [2, 'health'])
    assert.deepEqual(body['agencies'], [
      { id: 'police', name: 'Police service', channel: true, lines: 1 },
      { id: 'health', name: 'Health service', channel: false, lines: 1 },
    ])
    assert.match(JSON.stringify(body['card']), /Embedding the learning of the neglect review for Health service: 1/)
    assert.deepEqual(await asked(), [])
  })

  it('asks each agency once, however often it is pressed, and says how far it has come', async () => {
    for (let press = 0; press < 2; press += 1) {
      const { status, body } = await ask(ssu, '/api/ask')
      assert.equal(status, 202)
      assert.equal((body['progress'] as { of: number }).of, 2)
    }
    const keys = await asked()
    assert.equal(keys.length, 2)
    const round = keys[0]?.split(':')[1] ?? ''
    const { body } = await tab.get(ssu, `/api/ask/progress?round=${round}`)
    assert.deepEqual([body['state'], body['asked'], body['of']], ['issued', 2, 2])
    assert.equal((await tab.get(ssu, '/api/ask/progress?round=none')).status, 404)
    const [first] = await tab.ports.views.views()
    assert.deepEqual([first?.request.issuedOn, first?.request.sample], ['2026-12-01', false])
  })

  it('names every fault beside what it is about', async () => {
    const faults = async (over: object) => {
      const { status, body } = await ask(ssu, '/api/ask/preview', { issue: { ...issue, ...over } })
      assert.equal(status, 422)
      return (body['faults'] as { field: string; say: string }[]).map(({ field }) => field)
    }
    assert.deepEqual(await faults({ title: '' }), ['title'])
    assert.deepEqual(await faults({ agencies: [] }), ['agencies'])
    assert.deepEqual(await faults({ agencies: ['dentists'] }), ['agencies'])
    assert.deepEqual(await faults({ items: [] }), ['items'])
    assert.deepEqual(await faults({ dueOn: '2026-12-01' }), ['dueOn'])
    assert.deepEqual(await faults({ dueOn: 'soon' }), ['dueOn'])
    assert.deepEqual(await faults({ group: 'nobody' }), ['group'])
    assert.deepEqual(await faults({ kind: 'no-such-kind' }), ['kind'])
    assert.deepEqual(await faults({ title: 'x'.repeat(300) }), ['title'])
    assert.deepEqual(await faults({ cases: 'all' }), ['cases'])
    assert.deepEqual(await faults({ agencies: [7] }), ['agencies'])
    assert.deepEqual(await faults({ items: Array.from({ length: 101 }, () => ({ title: 'x' })) }), ['items'])
  })

  it('takes nothing that is not an issue, and nothing from who may not issue it', async () => {
    for (const body of [{}, { issue: null }, { issue: 'all' }, []])
      assert.equal((await ask(ssu, '/api/ask', body)).status, 422)
    for (const person of [police, chair, policePractitioner])
      for (const path of ['/api/ask', '/api/ask/preview']) assert.equal((await ask(person, path)).status, 403)
    const notTheirs = await ask(scrutineer, '/api/ask')
    assert.equal(notTheirs.status, 403)
    assert.match(sentence(notTheirs), /is not yours to issue/)
    assert.deepEqual(await asked(), [])
  })

  it('dates an issue today and never lets anybody issue a sample or choose its id', async () => {
    const sly = { ...issue, issuedOn: '2020-01-01', sample: true, id: 'mine', partnership: 'elsewhere' }
    assert.equal((await ask(ssu, '/api/ask', { issue: sly })).status, 202)
    const [round] = await tab.ports.views.rounds()
    assert.deepEqual(
      [round?.issuedOn, round?.sample, round?.partnership, round?.id === 'mine'],
      ['2026-12-01', false, 'sample', false],
    )
  })

  it('closes, reopens and releases a round for the SSU alone', async () => {
    await ask(ssu, '/api/ask')
    const id = (await tab.ports.views.rounds())[0]?.id ?? ''
    const change = (person: typeof ssu, to: unknown, round: unknown = id) =>
      tab.send(person, 'POST', '/api/rounds', { round, change: to })
    for (const person of [police, chair, scrutineer]) assert.equal((await change(person, 'close')).status, 403)
    assert.equal((await change(ssu, 'burn')).status, 400)
    assert.equal((await change(ssu, 'close', 7)).status, 400)
    assert.equal((await change(ssu, 'close', 'no-such-round')).status, 409)
    const changes = async () =>
      ((await tab.get(ssu, `/api/returns?round=${id}`)).body['round'] as { changes: string[] }).changes
    assert.deepEqual(await changes(), ['close', 'release'])
    assert.deepEqual((await change(ssu, 'close')).body, { done: true })
    assert.equal((await change(ssu, 'release')).status, 200)
    assert.deepEqual(await changes(), ['reopen', 'hold-back'])
    const ofPolice = (await tab.get(police, `/api/returns?round=${id}`)).body['round'] as { changes: string[] }
    assert.deepEqual(ofPolice.changes, [])
  })
})
