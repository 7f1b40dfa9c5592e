import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { samplePeople } from '../support/build-partnership.ts'
import { buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { type StartedTab, sentence, startTab } from './started-tab.ts'

const { ssu, police, health, chair } = samplePeople
const policeKey = buildRequest().key
const keyed = (path: string, key: string) => `${path}?key=${encodeURIComponent(key)}`
const answers = { 'daily-life': 'Evenings away from home.', grade: 3 }
const aMove = (over: object = {}) => ({
  id: 'move-0001',
  key: policeKey,
  base: 1,
  command: { do: 'return', answers },
  ...over,
})

describe('A move through the tab’s API', () => {
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

  it('is acknowledged at once, shown as received, and as returned once it is filed', async () => {
    const { status, body } = await tab.send(police, 'POST', '/api/moves', aMove())
    assert.deepEqual([status, body], [202, { received: '2026-12-01T12:00:00.000Z' }])
    assert.deepEqual(await states(), { police: 'received', health: 'waiting' })
    tab.ports.file()
    assert.deepEqual(await states(), { police: 'returned', health: 'waiting' })
  })

  it('made twice with the same id is one move', async () => {
    for (let time = 0; time < 2; time += 1)
      assert.equal((await tab.send(police, 'POST', '/api/moves', aMove())).status, 202)
    const { body } = await tab.get(ssu, keyed('/api/request', policeKey))
    assert.deepEqual([body['revision'], (body['history'] as unknown[]).length], [2, 1])
  })

  it('that answers second is told who answered and when', async () => {
    await tab.send(police, 'POST', '/api/moves', aMove())
    const second = await tab.send(police, 'POST', '/api/moves', aMove({ id: 'move-0002' }))
    assert.equal(second.status, 409)
    assert.match(sentence(second), /^Pat Police returned this on 1 Dec 2026/)
  })

  it('with faults in its words names each beside its field, and an answer of 100,000 characters is one of them', async () => {
    const command = { do: 'return', answers: { 'daily-life': 'a'.repeat(100_000) } }
    const answer = await tab.send(police, 'POST', '/api/moves', aMove({ command }))
    assert.equal(answer.status, 422)
    assert.deepEqual(answer.body['faults'], [
      { field: 'daily-life', say: 'This is 100,000 characters long; please keep it to 2,000.' },
      { field: 'grade', say: 'Please choose a grade.' },
    ])
  })

  it('with a question nobody asked is refused, not dropped unsaid', async () => {
    const command = { do: 'return', answers: { ...answers, invented: 'x' } }
    const answer = await tab.send(police, 'POST', '/api/moves', aMove({ command }))
    assert.equal(answer.status, 422)
    assert.match(sentence(answer), /not part of what was asked/)
  })

  it('keeps markup and template signs as the plain words they are', async () => {
    const words = `<script>alert(1)</script> ${'$'}{answer} **bold**`
    await tab.send(
      police,
      'POST',
      '/api/moves',
      aMove({ command: { do: 'return', answers: { ...answers, 'daily-life': words } } }),
    )
    const { body } = await tab.get(ssu, keyed('/api/request', policeKey))
    assert.ok(JSON.stringify(body).includes(JSON.stringify(words)))
  })

  it('that is malformed is refused with a sentence and changes nothing', async () => {
    const malformed: readonly unknown[] = [
      {},
      [],
      null,
      'text',
      aMove({ id: 7 }),
      aMove({ id: 'short' }),
      aMove({ key: '' }),
      aMove({ base: '1' }),
      aMove({ base: -1 }),
      aMove({ command: 'return' }),
      aMove({ command: { do: 'approve' } }),
      aMove({ command: { do: 'ask' } }),
      aMove({ command: { do: 'toString' } }),
    ]
    for (const body of malformed) {
      const answer = await tab.send(police, 'POST', '/api/moves', body)
      assert.deepEqual([answer.status, /\.$/.test(sentence(answer))], [400, true], JSON.stringify(body))
    }
    const broken = await tab.send(police, 'POST', '/api/moves', '{"id":')
    assert.deepEqual(
      [broken.status, sentence(broken)],
      [400, 'What arrived could not be read. Please reload the page and try again.'],
    )
    assert.equal(tab.ports.submitted.length, 0)
  })

  it('on a request that is not there is told so', async () => {
    for (const key of ['sample/audit-return:exploited-2026:c-none:police', 'elsewhere/audit-return:x:y', '../..']) {
      const answer = await tab.send(police, 'POST', '/api/moves', aMove({ key }))
      assert.deepEqual(
        [answer.status, sentence(answer)],
        [404, 'There is no such request. It may have been withdrawn; look in Returns.'],
      )
    }
  })

  it('of nil needs the systems searched and a period that can have been searched', async () => {
    const nil = { kind: 'not-known', systems: ' ', from: '2026-05-01', to: '2027-01-01' }
    const wrong = await tab.send(police, 'POST', '/api/moves', aMove({ command: { do: 'nil', nil } }))
    assert.deepEqual(wrong.body['faults'], [
      { field: 'systems', say: 'Please name the systems you searched.' },
      { field: 'to', say: 'The period cannot end after today.' },
    ])
    const right = { kind: 'not-known', systems: 'Niche', from: '2026-05-01', to: '2026-11-30' }
    assert.equal(
      (await tab.send(police, 'POST', '/api/moves', aMove({ command: { do: 'nil', nil: right } }))).status,
      202,
    )
    tab.ports.file()
    assert.equal((await states())['police'], 'nil')
  })

  it('of review is the SSU’s and the group’s, and gives a reason to send back', async () => {
    await tab.send(police, 'POST', '/api/moves', aMove())
    tab.ports.keepRound(buildRound({ released: true }))
    const sendBack = (id: string, reason: string) => aMove({ id, base: 2, command: { do: 'send-back', reason } })
    assert.equal((await tab.send(police, 'POST', '/api/moves', sendBack('move-0002', 'Why?'))).status, 403)
    const without = await tab.send(chair, 'POST', '/api/moves', sendBack('move-0003', '  '))
    assert.deepEqual([without.status, (without.body['refusal'] as { field: string }).field], [422, 'reason'])
    assert.equal((await tab.send(chair, 'POST', '/api/moves', sendBack('move-0004', 'Which school?'))).status, 202)
    tab.ports.file()
    assert.equal((await states())['police'], 'sent-back')
  })
})

describe('A review through the tab’s API', () => {
  it('waits until the SSU has released the round to the group: nobody judges what they may not read', async () => {
    const returned = buildView({
      state: 'returned',
      revision: 2,
      answers,
      returned: { by: police, at: '2026-11-30T10:00:00.000Z' },
    })
    const tab = await startTab({ views: [returned] })
    const accept = (id: string) =>
      tab.send(chair, 'POST', '/api/moves', aMove({ id, base: 2, command: { do: 'accept' } }))
    const early = await accept('move-0001')
    assert.equal(early.status, 403)
    assert.match(sentence(early), /not released this round to the group yet/)
    assert.deepEqual((await tab.get(chair, keyed('/api/request', policeKey))).body['may'], [])
    await tab.send(ssu, 'POST', '/api/rounds', { round: 'exploited-2026', change: 'release' })
    const { may, answers: read } = (await tab.get(chair, keyed('/api/request', policeKey))).body
    assert.deepEqual(may, ['accept', 'send-back'])
    assert.ok(JSON.stringify(read).includes('Evenings away from home.'))
    assert.equal((await accept('move-0002')).status, 202)
    await tab.close()
  })
})

describe('The tab’s API after a round is closed', () => {
  it('takes no answer more, and says so', async () => {
    const tab = await startTab({ rounds: [buildRound({ closed: true })], views: [buildView()] })
    const answer = await tab.send(police, 'POST', '/api/moves', aMove())
    assert.deepEqual([answer.status, tab.ports.submitted.length], [409, 0])
    assert.match(sentence(answer), /has closed this round/)
    assert.equal((await tab.get(health, '/api/returns')).status, 200)
    await tab.close()
  })
})
