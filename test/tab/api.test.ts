import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { buildPerson, samplePeople } from '../support/build-partnership.ts'
import { buildRequest } from '../support/build-request.ts'
import { type StartedTab, sentence, startTab } from './started-tab.ts'

const { ssu, police, policePractitioner, chair, scrutineer } = samplePeople
const policeKey = buildRequest().key
const healthKey = buildRequest({ agency: 'health' }).key
const keyed = (path: string, key: string) => `${path}?key=${encodeURIComponent(key)}`
const answers = { 'daily-life': 'Evenings away from home.', grade: 3 }
const aMove = (over: object = {}) => ({
  id: 'move-0001',
  key: policeKey,
  base: 1,
  command: { do: 'return', answers },
  ...over,
})

describe('The tab’s API', () => {
  let tab: StartedTab
  beforeEach(async () => {
    tab = await startTab()
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual(tab.faults, [])
  })
  const states = async (person = ssu) => {
    const { body } = await tab.get(person, '/api/returns')
    const rows = body['rows'] as { agency: { id: string }; cells: ({ state: string } | null)[] }[]
    return Object.fromEntries(rows.map(({ agency, cells }) => [agency.id, cells[0]?.state]))
  }

  describe('who sees what', () => {
    it('lets nobody in without a token, and keeps no copy of any answer', async () => {
      const answer = await fetch(`${tab.origin}/api/session`)
      assert.equal(answer.status, 401)
      assert.match(((await answer.json()) as { error: { say: string } }).error.say, /not signed in/)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      assert.equal((await tab.get(ssu, '/api/session')).headers.get('cache-control'), 'no-store')
    })

    it('tells somebody the partnership does not know whom to ask', async () => {
      const answer = await tab.get(buildPerson('stranger', 'Ash Stranger', []), '/api/schedule')
      assert.equal(answer.status, 403)
      assert.match(sentence(answer), /does not know you yet. Ask the SSU/)
    })

    it('shows the SSU, chairs and the scrutineer everybody’s states, and an agency its own', async () => {
      for (const person of [ssu, chair, scrutineer])
        assert.deepEqual(await states(person), { police: 'waiting', health: 'waiting' })
      assert.deepEqual(await states(police), { police: 'waiting' })
      assert.deepEqual(await states(policePractitioner), { police: 'waiting' })
    })

    it('refuses another agency’s request, form, draft and answer, on the server', async () => {
      const refused = [
        await tab.get(police, keyed('/api/request', healthKey)),
        await tab.get(police, keyed('/api/form', healthKey)),
        await tab.get(police, keyed('/api/version', healthKey)),
        await tab.send(police, 'PUT', '/api/draft', { key: healthKey, raw: {} }),
        await tab.send(police, 'POST', '/api/moves', aMove({ key: healthKey })),
      ]
      for (const answer of refused) {
        assert.equal(answer.status, 403)
        assert.match(sentence(answer), /belongs to another agency or role/)
      }
      assert.deepEqual(await states(), { police: 'waiting', health: 'waiting' })
    })

    it('refuses the form to a practitioner and a chair, and answering to both', async () => {
      for (const person of [policePractitioner, chair]) {
        assert.equal((await tab.get(person, keyed('/api/form', policeKey))).status, 403)
        assert.equal((await tab.send(person, 'POST', '/api/moves', aMove())).status, 403)
      }
    })

    it('lists an agency’s own cases alone, whatever is asked for', async () => {
      const { body } = await tab.get(police, '/api/cases?round=exploited-2026&agency=health')
      assert.deepEqual(body['cases'], [])
      const own = (await tab.get(police, '/api/cases')).body['cases'] as { key: string }[]
      assert.deepEqual(
        own.map(({ key }) => key),
        [policeKey],
      )
    })
  })

  describe('a draft', () => {
    it('is kept as typed, for its contributor alone', async () => {
      const raw = { 'daily-life': '  half a sent', grade: 'not a grade' }
      const saved = await tab.send(police, 'PUT', '/api/draft', { key: policeKey, raw })
      assert.deepEqual([saved.status, saved.body['savedAt']], [200, '2026-12-01T12:00:00.000Z'])
      assert.deepEqual((await tab.get(police, keyed('/api/form', policeKey))).body['raw'], raw)
      assert.deepEqual((await tab.get(ssu, keyed('/api/form', policeKey))).body['raw'], {})
    })

    it('of 100,000 characters is kept; one past every limit is refused with a sentence', async () => {
      const long = { key: policeKey, raw: { 'daily-life': 'a'.repeat(100_000) } }
      assert.equal((await tab.send(police, 'PUT', '/api/draft', long)).status, 200)
      const tooLong = await tab.send(police, 'PUT', '/api/draft', {
        ...long,
        raw: { 'daily-life': 'a'.repeat(600_000) },
      })
      assert.equal(tooLong.status, 413)
      assert.match(sentence(tooLong), /Nothing has been lost/)
    })

    it('that is not one is refused and changes nothing', async () => {
      for (const body of [{}, [], { key: policeKey }, { key: policeKey, raw: 'text' }, { key: 7, raw: {} }, null])
        assert.equal((await tab.send(police, 'PUT', '/api/draft', body)).status, 400)
    })
  })

  describe('what is asked for', () => {
    it('has a version that changes when, and only when, what is shown does', async () => {
      const version = async (path = '/api/version?round=exploited-2026') => (await tab.get(ssu, path)).body['version']
      const before = await version()
      assert.equal((await tab.get(ssu, '/api/returns?round=exploited-2026')).body['version'], before)
      assert.equal((await tab.get(ssu, '/api/schedule')).body['version'], await version('/api/version'))
      const one = await version(keyed('/api/version', policeKey))
      assert.equal((await tab.get(ssu, keyed('/api/request', policeKey))).body['version'], one)
      await tab.send(police, 'POST', '/api/moves', aMove())
      assert.notEqual(await version(), before)
      assert.notEqual(await version(keyed('/api/version', policeKey)), one)
    })

    it('says which lists could not be read, beside what is last known', async () => {
      tab.ports.setReading({ asAt: '2026-12-01T09:00:00.000Z', complete: false, unread: ['Audit returns'] })
      const { body } = await tab.get(ssu, '/api/returns')
      assert.deepEqual(body['reading'], {
        asAt: '2026-12-01T09:00:00.000Z',
        complete: false,
        unread: ['Audit returns'],
      })
      assert.equal((body['rows'] as unknown[]).length, 2)
    })

    it('and is not there is told so in a sentence', async () => {
      assert.match(sentence(await tab.get(ssu, '/api/returns?round=none')), /no such audit/)
      assert.match(sentence(await tab.get(ssu, '/api/request')), /no such request/)
      assert.match(sentence(await tab.get(ssu, '/api/nothing')), /nothing at this address/)
    })
  })
})

describe('The tab’s API when something breaks', () => {
  it('answers with a sentence, tells the operator, and repeats nobody’s words', async () => {
    const tab = await startTab()
    tab.ports.views.views = () => Promise.reject(new Error('the pool is gone'))
    const answer = await tab.get(ssu, '/api/schedule')
    assert.equal(answer.status, 500)
    assert.match(sentence(answer), /^Something went wrong here, not with you/)
    assert.equal(tab.faults.length, 1)
    await tab.close()
  })
})
