import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { buildPartnership, buildPerson, samplePeople } from '../support/build-partnership.ts'
import { buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { pseudonymOf } from './memory-rounds.ts'
import { type StartedTab, startTab } from './started-tab.ts'

const { ssu, police, policePractitioner, chair } = samplePeople
const colleague = buildPerson('police-colleague', 'Corin Colleague', [{ role: 'practitioner', agency: 'police' }])
const kind = 'practitioner-questionnaire'
const asked = (person: typeof police) => {
  const pseudonym = pseudonymOf('anonymous', person)
  return buildRequest({ kind, round: 'anonymous', pseudonym })
}
const hidden = asked(policePractitioner)
const ofOne = buildRequest({ kind, round: 'named', person: policePractitioner })
const answers = { 'daily-life': 'Evenings away from home.', grade: 3 }

describe('A questionnaire to people, through the tab’s API', () => {
  let tab: StartedTab
  beforeEach(async () => {
    tab = await startTab({
      partnership: buildPartnership({ people: [...Object.values(samplePeople), colleague] }),
      rounds: [buildRound({ id: 'named', kind }), buildRound({ id: 'anonymous', kind, anonymous: true })],
      views: [{ request: ofOne, waiting: [] }, buildView(hidden), buildView(asked(colleague))],
    })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual(tab.faults, [])
  })
  const get = (person: typeof police, path: string, key: string) =>
    tab.get(person, `/api/${path}?key=${encodeURIComponent(key)}`)
  const submit = (person: typeof police, key: string) =>
    tab.send(person, 'POST', '/api/moves', { id: 'move-0001', key, base: 1, command: { do: 'return', answers } })

  it('is answered by the person asked and by nobody for them, their manager included', async () => {
    for (const key of [ofOne.key, hidden.key])
      for (const person of [police, colleague, chair]) {
        assert.equal((await get(person, 'form', key)).status, 403, person.name)
        assert.equal((await submit(person, key)).status, 403, person.name)
      }
    for (const key of [ofOne.key, hidden.key]) {
      assert.equal((await get(policePractitioner, 'form', key)).status, 200)
      assert.equal((await submit(policePractitioner, key)).status, 202)
    }
  })

  it('tells apart who is who in an anonymous round by the person’s own sign-in alone', async () => {
    const own = (await tab.get(policePractitioner, '/api/cases?round=anonymous')).body['cases'] as { key: string }[]
    assert.deepEqual(
      own.map(({ key }) => key),
      [hidden.key],
    )
    const theirs = (await tab.get(colleague, '/api/cases?round=anonymous')).body['cases'] as { key: string }[]
    assert.deepEqual(
      theirs.map(({ key }) => key),
      [asked(colleague).key],
    )
  })

  it('keeps a draft of an anonymous answer under no name', async () => {
    const save = await tab.send(policePractitioner, 'PUT', '/api/draft', { key: hidden.key, raw: { grade: 2 } })
    assert.equal(save.status, 200)
    assert.deepEqual((await get(policePractitioner, 'form', hidden.key)).body['raw'], { grade: 2 })
    assert.equal(await tab.ports.drafts.read(hidden.key, policePractitioner), undefined)
  })

  it('tells colleagues and chairs nobody’s name', async () => {
    assert.equal((await submit(policePractitioner, ofOne.key)).status, 202)
    assert.equal((await get(police, 'request', ofOne.key)).status, 403)
    assert.doesNotMatch(JSON.stringify((await tab.get(police, '/api/returns?round=named')).body), /Robin Beat/)
    const panel = (await get(chair, 'request', ofOne.key)).body
    assert.doesNotMatch(JSON.stringify(panel), /Robin Beat|Evenings/)
    assert.doesNotMatch(JSON.stringify((await tab.get(chair, '/api/returns?round=named')).body), /Robin Beat/)
    assert.equal((await get(ssu, 'request', ofOne.key)).body['person'], 'Robin Beat')
  })

  it('counts the people of an agency in one cell, each by number and, to the SSU where names are kept, by name', async () => {
    const whoIn = async (person: typeof police, round: string) => {
      const { body } = await tab.get(person, `/api/returns?round=${round}`)
      const [row] = body['rows'] as { cells: { word: string; each: { who: string }[] }[] }[]
      return [row?.cells[0]?.word, row?.cells[0]?.each.map(({ who }) => who)]
    }
    assert.deepEqual(await whoIn(ssu, 'anonymous'), ['0 of 2', ['Person 1', 'Person 2']])
    assert.deepEqual(await whoIn(ssu, 'named'), ['0 of 1', ['Robin Beat']])
    assert.deepEqual(await whoIn(chair, 'named'), ['0 of 1', ['Person 1']])
  })
})
