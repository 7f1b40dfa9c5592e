import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, before, describe, it } from 'mocha'
import { type Issue, requestsOf } from '../../assurance/issue-round.ts'
import { createViews } from '../../bot/queue/views.ts'
import { issueRound } from '../../bot/rounds/issue.ts'
import { definitionHash } from '../../graph/hash.ts'
import { listOf } from '../../graph/lists.ts'
import { provision, provisionDefinition } from '../../graph/provision.ts'
import { createRecord } from '../../graph/record.ts'
import { createRegister } from '../../graph/register.ts'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { startSite, type TestSite } from '../graph/support/site.ts'
import { aRound, ssu } from '../support/build-work.ts'

const file = readPartnershipFile('infra/partnerships/swindon-2026-27.yaml')
if ('faults' in file) throw new Error(file.faults.join('\n'))
const { partnership } = file

const issue: Issue = {
  programme: 'ce-children-2026',
  issuedOn: '2026-10-05',
  dueOn: '2026-12-02',
  sample: true,
  cases: [
    { ref: 'C-4F7K', agencies: ['police', 'gwh', 'dentists'] },
    { ref: 'C-9M2X', agencies: ['police'] },
  ],
}

describe('Issuing a round', function () {
  this.timeout(60_000)
  let site: TestSite
  let room: Parameters<typeof issueRound>[0]
  const rowsOf = async () => (await room.views.views({ round: issue.programme })).map(({ request }) => request.key)

  before(async () => {
    site = await startSite()
    const graph = site.connect()
    await provision({ graph, site: site.address, partnership })
    const register = createRegister(site.connect(), { site: site.address })
    const mirror = await site.mirror(register)
    const record = createRecord({ partnership, mirror, register })
    await mirror.sweep({ all: true })
    const none = {
      add: async () => undefined,
      list: async () => [],
      tried: async () => 0,
      fail: async () => undefined,
      remove: async () => undefined,
    }
    room = {
      views: createViews(record, none),
      filing: record,
      clock: { now: () => new Date('2026-10-05T08:00:00Z') },
      hash: definitionHash,
      provisionDefinition: async (definition) => {
        await provisionDefinition({ graph, site: site.address, definition })
        await mirror.follow([listOf(definition.family)])
        await mirror.sweep({ all: true })
      },
    }
  })
  after(() => site.close())

  it('asks each agency about the cases it may concern, and nobody who is not asked', async () => {
    const issued = await issueRound(room, issue, ssu)
    assert.deepEqual(issued, { round: 'ce-children-2026', asked: 3, before: 0 })
    assert.deepEqual((await rowsOf()).toSorted(), [
      'swindon/audit-return:ce-children-2026:c-4f7k:gwh',
      'swindon/audit-return:ce-children-2026:c-4f7k:police',
      'swindon/audit-return:ce-children-2026:c-9m2x:police',
    ])
  })

  it('twice changes nothing, and with one case more asks about that one alone', async () => {
    const before = await room.views.views({ round: issue.programme })
    assert.deepEqual(await issueRound(room, issue, ssu), { round: 'ce-children-2026', asked: 0, before: 3 })
    assert.deepEqual(await room.views.views({ round: issue.programme }), before)
    const more = { ...issue, cases: [...issue.cases, { ref: 'C-7QPD', agencies: ['gwh'] }] }
    assert.deepEqual(await issueRound(room, more, ssu), { round: 'ce-children-2026', asked: 1, before: 3 })
  })

  it('freezes the tool under a hash of its content, which every request names', async () => {
    const [view] = await room.views.views({ round: issue.programme })
    const asked = await room.views.definition(view?.request.definition ?? '')
    assert.ok(asked && asked.fields.length > 20)
    assert.equal(definitionHash(asked), view?.request.definition)
  })

  it('says in a sentence why an entry without an agreed tool cannot be issued', async () => {
    const refused = await issueRound(room, { ...issue, programme: 'csa-2027' }, ssu)
    assert.match('refusal' in refused ? refused.refusal.say : '', /has no agreed tool yet/)
    const unknown = await issueRound(room, { ...issue, programme: 'never-planned' }, ssu)
    assert.match('refusal' in unknown ? unknown.refusal.say : '', /no entry “never-planned”/)
  })

  it('gives every request a key of its own, led by the partnership, whatever the cases and agencies', () => {
    const ref = fc.stringMatching(/^[A-Z]-[A-Z0-9]{4}$/)
    const agencies = fc.uniqueArray(fc.constantFrom(...partnership.agencies.map(({ id }) => id)))
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ ref, agencies }), { selector: (one) => one.ref }), (cases) => {
        const requests = requestsOf(partnership, aRound(), cases, { by: ssu, at: '2026-10-05T08:00:00.000Z' })
        assert.equal(new Set(requests.map(({ key }) => key)).size, requests.length)
        for (const { key, agency } of requests) {
          assert.ok(key.startsWith('swindon/audit-return:test:'))
          assert.ok(partnership.agencies.some(({ id, asked }) => id === agency && asked))
        }
      }),
    )
  })
})
