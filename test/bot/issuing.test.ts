import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, before, describe, it } from 'mocha'
import { type Issue, planRound } from '../../assurance/plan-round.ts'
import { issueRound } from '../../bot/rounds/issue.ts'
import { definitionHash } from '../../graph/hash.ts'
import { ssu } from '../support/build-work.ts'
import { type IssuingRoom, issuingRoom, swindon } from '../support/issuing-room.ts'

const issue: Issue = {
  programme: 'ce-children-2026',
  issuedOn: '2026-10-05',
  dueOn: '2026-12-02',
  sample: true,
  cases: [
    { ref: 'C-4F7K', agencies: ['police', 'gwh'] },
    { ref: 'C-9M2X', agencies: ['police'] },
  ],
}

describe('Issuing a round', function () {
  this.timeout(60_000)
  let started: IssuingRoom
  before(async () => {
    started = await issuingRoom()
  })
  after(() => started.close())
  const viewsOf = (round = 'ce-children-2026') => started.room.views.views({ round })
  const rowsOf = async () => (await viewsOf()).map(({ request }) => request.key)

  it('asks each agency about the cases it may concern, and nobody who is not asked', async () => {
    const issued = await issueRound(started.room, issue, ssu)
    assert.deepEqual(issued, { round: 'ce-children-2026', asked: 3, before: 0 })
    assert.deepEqual((await rowsOf()).toSorted(), [
      'swindon/audit-return:ce-children-2026:c-4f7k:gwh',
      'swindon/audit-return:ce-children-2026:c-4f7k:police',
      'swindon/audit-return:ce-children-2026:c-9m2x:police',
    ])
  })

  it('twice changes nothing, and with one case more asks about that one alone', async () => {
    const before = await viewsOf()
    assert.deepEqual(await issueRound(started.room, issue, ssu), { round: 'ce-children-2026', asked: 0, before: 3 })
    assert.deepEqual(await viewsOf(), before)
    const more = { ...issue, cases: [...issue.cases, { ref: 'C-7QPD', agencies: ['gwh'] }] }
    assert.deepEqual(await issueRound(started.room, more, ssu), { round: 'ce-children-2026', asked: 1, before: 3 })
  })

  it('freezes the tool under a hash of its content, which every request names', async () => {
    const [view] = await viewsOf()
    const asked = await started.room.views.definition(view?.request.definition ?? '')
    assert.ok(asked && asked.fields.length > 20)
    assert.equal(definitionHash(asked), view?.request.definition)
  })

  it('says in a sentence why an entry without an agreed tool cannot be issued', async () => {
    const refused = await issueRound(started.room, { ...issue, programme: 'csa-2027' }, ssu)
    assert.match('refusal' in refused ? refused.refusal.say : '', /has no agreed tool yet/)
    const unknown = await issueRound(started.room, { ...issue, programme: 'never-planned' }, ssu)
    assert.match('refusal' in unknown ? unknown.refusal.say : '', /no entry “never-planned”/)
  })

  it('asks nobody who is not asked: the agency is named, and nothing is filed', async () => {
    const refused = await issueRound(
      started.room,
      { ...issue, programme: 'ce-adults-2026', cases: [{ ref: 'C-7QPD', agencies: ['police', 'dentists'] }] },
      ssu,
    )
    assert.match('refusal' in refused ? refused.refusal.say : '', /“dentists” is not an agency that is asked/)
    assert.deepEqual(await viewsOf('ce-adults-2026'), [])
  })

  it('asks in addition in the words frozen at first, though the tool has been reworded since', async () => {
    const reworded = {
      ...swindon,
      tools: swindon.tools.map((tool) => ({
        ...tool,
        version: tool.version + 1,
        questions: tool.questions.map((question) => ({ ...question, text: `${question.text} (reworded)` })),
      })),
    }
    const room = { ...started.room, views: { ...started.room.views, partnership: async () => reworded } }
    const more = { ...issue, cases: [{ ref: 'C-3WXY', agencies: ['police'] }] }
    assert.deepEqual(await issueRound(room, more, ssu), { round: 'ce-children-2026', asked: 1, before: 0 })
    assert.equal(new Set((await viewsOf()).map(({ request }) => request.definition)).size, 1)
  })

  it('refuses to mix something else into a round of the same name, or to add to a closed one', async () => {
    const one: Issue = {
      kind: 'assurance-request',
      title: 'Embedding the learning',
      group: 'qa',
      items: [{ title: 'Chronologies are kept' }],
      agencies: ['police'],
      cases: [],
      issuedOn: '2026-10-05',
      dueOn: '2026-12-02',
      sample: false,
    }
    const first = await issueRound(started.room, one, ssu)
    assert.ok('round' in first && first.asked === 1)
    const other = await issueRound(started.room, { ...one, items: [{ title: 'Supervision is recorded' }] }, ssu)
    assert.match(
      'refusal' in other ? other.refusal.say : '',
      /^Something else was issued under this title on 5 Oct 2026/,
    )
    await started.record.changeRound(first.round, { closed: true })
    const late = await issueRound(started.room, { ...one, agencies: ['gwh'] }, ssu)
    assert.match('refusal' in late ? late.refusal.say : '', /is closed. Reopen it first/)
  })

  it('gives every request a key of its own, led by the partnership, whatever the cases and agencies', () => {
    const ref = fc.stringMatching(/^[A-Z]-[A-Z0-9]{4}$/)
    const asked = swindon.agencies.filter((agency) => agency.asked).map(({ id }) => id)
    const agencies = fc.uniqueArray(fc.constantFrom(...asked), { minLength: 1 })
    const planning = { hash: definitionHash, pseudonym: () => 'p', by: ssu, at: '2026-10-05T08:00:00.000Z' }
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ ref, agencies }), { selector: (one) => one.ref, minLength: 1 }),
        (cases) => {
          const planned = planRound(swindon, { ...issue, cases }, planning)
          if ('faults' in planned) assert.fail(JSON.stringify(planned.faults))
          const { requests } = planned.plan
          assert.equal(
            requests.length,
            cases.reduce((sum, one) => sum + one.agencies.length, 0),
          )
          assert.equal(new Set(requests.map(({ key }) => key)).size, requests.length)
          for (const { key, agency } of requests) {
            assert.ok(key.startsWith('swindon/audit-return:ce-children-2026:'))
            assert.ok(asked.includes(agency))
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})
