import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { samplePeople } from '../support/build-partnership.ts'
import { type StartedTab, sentence, startTab } from './started-tab.ts'

const { ssu, police, chair, health, policePractitioner } = samplePeople
const answers = {
  what: 'An emerging concern',
  noticed: 'More children are found in the town centre late on school nights.',
  from: ['Day-to-day practice'],
}
const aShare = (over: object = {}) => ({ id: 'share-0001', agency: 'police', group: 'exploitation', answers, ...over })

describe('Sharing early, through the tab’s API', () => {
  let tab: StartedTab
  beforeEach(async () => {
    tab = await startTab({ rounds: [], views: [] })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual(tab.faults, [])
  })
  const share = (person: typeof police, body: object = aShare()) => tab.send(person, 'POST', '/api/share', body)

  it('offers whoever answers for an agency the questions, the groups and their own agencies', async () => {
    const { body } = await tab.get(police, '/api/share')
    assert.deepEqual(
      [(body['agencies'] as { id: string }[]).map(({ id }) => id), body['groups']],
      [['police'], [{ id: 'exploitation', name: 'Exploitation Group' }]],
    )
    assert.match(String(body['attempt']), /^[\w-]{8,80}$/)
    assert.equal((await tab.get(police, '/api/session')).body['queue'], undefined)
    for (const person of [ssu, chair, policePractitioner])
      assert.equal((await tab.get(person, '/api/share')).status, 403, person.name)
  })

  it('opens and returns a request of the agency’s own in one move, once however often it is pressed', async () => {
    const first = await share(police)
    assert.equal(first.status, 202)
    const again = await share(police)
    assert.deepEqual(again.body['key'], first.body['key'])
    const all = await tab.ports.views.views()
    assert.deepEqual(
      all.map(({ request }) => [request.key, request.state, request.agency, request.group]),
      [[first.body['key'], 'returned', 'police', 'exploitation']],
    )
    const other = await share(police, aShare({ id: 'share-0002' }))
    assert.notEqual(other.body['key'], first.body['key'])
  })

  it('is read by its agency, the SSU and the group it was shared with, and by no other agency', async () => {
    const { key } = (await share(police)).body
    const panel = (person: typeof police) => tab.get(person, `/api/request?key=${encodeURIComponent(String(key))}`)
    for (const person of [police, ssu, chair]) assert.match(JSON.stringify((await panel(person)).body), /town centre/)
    assert.equal((await panel(health)).status, 403)
  })

  it('is refused for another agency, with an unknown group, or with faults, and says which', async () => {
    assert.equal((await share(police, aShare({ agency: 'health' }))).status, 403)
    assert.match(sentence(await share(police, aShare({ group: 'nobody' }))), /Choose whom to share it with/)
    const faulty = await share(police, aShare({ answers: { ...answers, noticed: 'Short.' } }))
    assert.equal(faulty.status, 422)
    assert.deepEqual(
      (faulty.body['faults'] as { field: string }[]).map(({ field }) => field),
      ['noticed'],
    )
    for (const body of [{}, aShare({ id: 'x' }), aShare({ answers: 'words' })])
      assert.equal((await share(police, body)).status, 400)
    for (const person of [ssu, chair, policePractitioner]) assert.equal((await share(person)).status, 403)
    assert.deepEqual(await tab.ports.views.views(), [])
  })

  it('keeps the words where the SSU has closed it for the year', async () => {
    await share(police)
    const [round] = await tab.ports.views.rounds()
    assert.ok(round)
    tab.ports.keepRound({ ...round, closed: true })
    const late = await share(police, aShare({ id: 'share-0002' }))
    assert.equal(late.status, 409)
    assert.match(sentence(late), /Your words are still here/)
  })
})
