import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { buildPartnership, buildPerson, samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildView } from '../support/build-request.ts'
import { type Answer, type StartedTab, sentence, startTab } from './started-tab.ts'

const { ssu, police, policePractitioner, chair } = samplePeople
const auditor = buildPerson('police-auditor', 'Ada Audit', [{ role: 'auditor', agency: 'police' }])
const other = buildPerson('police-other', 'Otis Other', [{ role: 'practitioner', agency: 'police' }])
const key = buildRequest().key
const keyed = (path: string) => `${path}?key=${encodeURIComponent(key)}`

/** The practitioner's page, the auditor's page, and the manager's own. */
const inParts = buildDefinition({
  parts: [
    { id: 'practitioner', title: 'The practitioner’s part', by: 'practitioner' },
    { id: 'auditor', title: 'The auditor’s part', by: 'auditor' },
  ],
  sections: [
    { id: 'voice', kind: 'voice', title: 'The voice of the child', part: 'practitioner' },
    { id: 'lived', kind: 'line-of-enquiry', title: 'Lived experience', part: 'auditor' },
    { id: 'judgement', kind: 'judgement', title: 'Judgement' },
  ],
  fields: [
    buildField({ id: 'heard', type: 'long-text', section: 'voice', rules: [{ rule: 'required' }] }),
    buildField({ id: 'daily-life', type: 'long-text', section: 'lived', rules: [{ rule: 'required' }] }),
    buildField({ id: 'grade', type: 'text', section: 'judgement', rules: [{ rule: 'required' }] }),
  ],
})

describe('A return in parts, through the tab’s API', () => {
  let tab: StartedTab
  let moves = 0
  const freshId = () => {
    moves += 1
    return `move-${String(moves).padStart(4, '0')}`
  }
  beforeEach(async () => {
    const partnership = buildPartnership({ people: [...Object.values(samplePeople), auditor, other] })
    tab = await startTab({ partnership, definitions: { 'hash-1': inParts }, views: [buildView()] })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual(tab.faults, [])
  })
  const revision = async () => (await tab.get(ssu, keyed('/api/request'))).body['revision']
  const move = async (person: typeof police, command: object, id = freshId()) =>
    tab.send(person, 'POST', '/api/moves', { id, key, base: await revision(), command })
  const invite = (to: string, part: string) => move(police, { do: 'invite', to, part })
  const formOf = async (person: typeof police) => (await tab.get(person, keyed('/api/form'))).body
  const fieldsOf = (form: Answer['body']) =>
    (form['definition'] as { fields: { id: string }[] }).fields.map(({ id }) => id)
  const save = (person: typeof police, raw: object) => tab.send(person, 'PUT', '/api/draft', { key, raw })
  const bothInvited = async () => {
    assert.equal((await invite('Robin Beat (practitioner)', 'The practitioner’s part')).status, 202)
    assert.equal((await invite('Ada Audit (auditor)', 'The auditor’s part')).status, 202)
  }

  it('goes from invitation to submission: each writes their own, the manager reads all and submits', async () => {
    assert.equal((await tab.get(policePractitioner, keyed('/api/form'))).status, 403)
    await bothInvited()
    const theirs = await formOf(policePractitioner)
    assert.deepEqual(theirs['part'], { id: 'practitioner', title: 'The practitioner’s part' })
    assert.deepEqual([fieldsOf(theirs), theirs['may']], [['heard'], ['finish-part', 'ask-question']])
    const done = await move(policePractitioner, {
      do: 'finish-part',
      part: 'practitioner',
      answers: { heard: 'She said mornings are hardest.' },
    })
    assert.equal(done.status, 202)
    await move(auditor, { do: 'finish-part', part: 'auditor', answers: { 'daily-life': 'Well understood.' } })

    const whole = await formOf(police)
    assert.deepEqual(whole['raw'], { heard: 'She said mornings are hardest.', 'daily-life': 'Well understood.' })
    assert.deepEqual(whole['from'], { heard: 'Robin Beat', 'daily-life': 'Ada Audit' })
    assert.deepEqual(
      (whole['parts'] as { to: string; done?: string }[]).map(({ to, done: at }) => [to, at]),
      [
        ['Robin Beat', '2026-12-01T12:00:00.000Z'],
        ['Ada Audit', '2026-12-01T12:00:00.000Z'],
      ],
    )
    const answers = { ...(whole['raw'] as object), grade: 'Good' }
    assert.equal((await move(police, { do: 'return', answers })).status, 202)
    assert.deepEqual(tab.ports.submitted.at(-1)?.command, { do: 'return', answers })
  })

  it('shows a contributor nobody else’s words, and nobody theirs before they hand them in', async () => {
    await bothInvited()
    await save(policePractitioner, { heard: 'Half a sentence' })
    await save(auditor, { 'daily-life': 'The auditor’s draft' })
    await save(police, { grade: 'The manager’s draft' })
    assert.deepEqual((await formOf(policePractitioner))['raw'], { heard: 'Half a sentence' })
    assert.deepEqual((await formOf(auditor))['raw'], { 'daily-life': 'The auditor’s draft' })
    assert.deepEqual((await formOf(police))['raw'], { grade: 'The manager’s draft' })
    assert.deepEqual((await formOf(ssu))['raw'], {})
    for (const person of [other, chair]) assert.equal((await tab.get(person, keyed('/api/form'))).status, 403)
    const panel = (await tab.get(policePractitioner, keyed('/api/request'))).body
    assert.deepEqual(
      (panel['parts'] as { to: string }[]).map(({ to }) => to),
      ['Robin Beat'],
    )
  })

  it('keeps of a contributor’s draft their own questions alone', async () => {
    await bothInvited()
    assert.equal((await save(policePractitioner, { heard: 'Mine', grade: 'Not mine', 'daily-life': 'No' })).status, 200)
    assert.deepEqual((await formOf(policePractitioner))['raw'], { heard: 'Mine' })
    await move(policePractitioner, { do: 'finish-part', part: 'practitioner', answers: { heard: 'Mine', grade: 'X' } })
    assert.deepEqual((await formOf(police))['raw'], { heard: 'Mine' })
  })

  it('is not handed in with a question unanswered: the words are kept, and the fault named beside it', async () => {
    await bothInvited()
    const early = await move(policePractitioner, { do: 'finish-part', part: 'practitioner', answers: { heard: ' ' } })
    assert.deepEqual(
      [early.status, early.body['faults']],
      [422, [{ field: 'heard', say: 'Please answer this question.' }]],
    )
    assert.equal((await formOf(police))['from'], undefined)
  })

  it('handed in is kept as it was until it is handed in anew, whole', async () => {
    await bothInvited()
    const finish = (heard: string, id?: string) =>
      move(policePractitioner, { do: 'finish-part', part: 'practitioner', answers: { heard } }, id)
    assert.equal((await finish('As handed in.', 'finish-0001')).status, 202)
    assert.equal((await finish('Pressed twice.', 'finish-0001')).status, 202)
    const late = await save(policePractitioner, { heard: 'Half changed' })
    assert.equal(late.status, 409)
    assert.match(sentence(late), /is kept as it was. Hand it in again/)
    assert.equal((await finish(' ')).status, 422)
    assert.deepEqual((await formOf(police))['raw'], { heard: 'As handed in.' })
    assert.equal((await finish('Better said.')).status, 202)
    assert.deepEqual((await formOf(police))['raw'], { heard: 'Better said.' })
  })

  it('somebody is invited to again is theirs to write again, and nobody else’s until it is in', async () => {
    await bothInvited()
    await move(policePractitioner, { do: 'finish-part', part: 'practitioner', answers: { heard: 'As handed in.' } })
    assert.equal((await invite('Robin Beat (practitioner)', 'The practitioner’s part')).status, 202)
    assert.equal((await save(policePractitioner, { heard: 'Better' })).status, 200)
    assert.deepEqual((await formOf(police))['raw'], {})
  })

  it('is no longer kept for its contributors once the return was sent', async () => {
    await bothInvited()
    const answers = { heard: 'a', 'daily-life': 'b', grade: 'c' }
    assert.equal((await move(police, { do: 'return', answers })).status, 202)
    assert.match(sentence(await save(policePractitioner, { heard: 'Late' })), /^This return has been sent/)
    assert.equal((await save(police, { heard: 'A correction' })).status, 200)
  })

  it('given to somebody who also submits stays in their own draft, however often that is saved', async () => {
    const lead = buildPerson('police-lead', 'Lee Lead', [{ role: 'lead', agency: 'police' }])
    const partnership = buildPartnership({ people: [...Object.values(samplePeople), lead] })
    const own = await startTab({ partnership, definitions: { 'hash-1': inParts }, views: [buildView()] })
    const send = (person: typeof police, id: string, base: number, command: object) =>
      own.send(person, 'POST', '/api/moves', { id, key, base, command })
    await send(police, 'move-0001', 1, { do: 'invite', to: 'Lee Lead (lead)', part: 'The auditor’s part' })
    const finished = { do: 'finish-part', part: 'auditor', answers: { 'daily-life': 'Lee’s words.' } }
    assert.equal((await send(lead, 'move-0002', 2, finished)).status, 202)
    for (let time = 0; time < 2; time += 1) {
      const { raw } = (await own.get(lead, keyed('/api/form'))).body
      assert.deepEqual(raw, { 'daily-life': 'Lee’s words.', ...(time === 0 ? {} : { grade: 'Good' }) })
      await own.send(lead, 'PUT', '/api/draft', { key, raw: { ...(raw as object), grade: 'Good' } })
    }
    assert.deepEqual((await own.get(police, keyed('/api/form'))).body['raw'], { 'daily-life': 'Lee’s words.' })
    await own.close()
  })

  it('follows a colleague’s new words where the manager has not changed them, and keeps what the manager wrote over', async () => {
    await bothInvited()
    const finish = (heard: string) =>
      move(policePractitioner, { do: 'finish-part', part: 'practitioner', answers: { heard } })
    await finish('First words.')
    await save(police, { heard: 'First words.', grade: 'Good' })
    await invite('Robin Beat (practitioner)', 'The practitioner’s part')
    await finish('Second words.')
    assert.deepEqual((await formOf(police))['raw'], { heard: 'Second words.', grade: 'Good' })
    await save(police, { heard: 'The manager’s wording.', grade: 'Good' })
    const form = await formOf(police)
    assert.deepEqual(form['raw'], { heard: 'The manager’s wording.', grade: 'Good' })
    assert.equal(form['from'], undefined)
  })

  it('is somebody else’s to hand in, or to invite to, only where it is theirs', async () => {
    await bothInvited()
    const wrong = await move(policePractitioner, { do: 'finish-part', part: 'auditor', answers: { 'daily-life': 'x' } })
    assert.equal(wrong.status, 409)
    assert.match(sentence(wrong), /given to somebody else/)
    assert.deepEqual((await formOf(police))['raw'], {})
    for (const person of [policePractitioner, auditor])
      assert.equal(
        (await move(person, { do: 'return', answers: { heard: 'a', 'daily-life': 'b', grade: 'c' } })).status,
        403,
      )
    const stranger = await invite('Hari Health (representative)', 'The auditor’s part')
    assert.equal(stranger.status, 422)
  })

  it('keeps no more drafts once the SSU has closed the round', async () => {
    await bothInvited()
    await save(policePractitioner, { heard: 'Half a sentence' })
    assert.equal((await tab.send(ssu, 'POST', '/api/rounds', { round: 'exploited-2026', change: 'close' })).status, 200)
    const form = await formOf(policePractitioner)
    assert.deepEqual([form['raw'], form['closed'], form['may']], [{}, true, []])
    const late = await save(policePractitioner, { heard: 'More' })
    assert.equal(late.status, 409)
    assert.match(sentence(late), /has closed this round/)
  })
})
