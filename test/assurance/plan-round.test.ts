import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { assuranceRequest } from '../../assurance/kinds/assurance-request/kind.ts'
import { earlyShare } from '../../assurance/kinds/early-share/kind.ts'
import { practitionerQuestionnaireExamples } from '../../assurance/kinds/practitioner-questionnaire/examples.ts'
import type { Tool } from '../../assurance/partnership.ts'
import { type Issue, planRound, slugOf, standingRound } from '../../assurance/plan-round.ts'
import { opened } from '../../assurance/round-requests.ts'
import { buildPartnership, buildPerson } from '../support/build-partnership.ts'
import { ssu } from '../support/build-work.ts'

const questionnaire: Tool = {
  id: 'neglect-views',
  kind: 'practitioner-questionnaire',
  title: 'Views on neglect',
  version: 1,
  questions: [
    { id: 'works', order: 1, section: 'Frontline experience', text: 'What works?', type: 'long text', rules: [] },
  ],
}
const practitioners = ['Robin Beat', 'Ash Lane', 'Sky Moor'].map((name, at) =>
  buildPerson(`practitioner-${at}`, name, [{ role: 'practitioner', agency: at === 2 ? 'health' : 'police' }]),
)
const built = buildPartnership()
const partnership = { ...built, tools: [questionnaire], people: [...built.people, ...practitioners] }

const planning = {
  hash: () => 'hash-of-the-questions',
  pseudonym: (round: string, { oid }: { oid: string }) => `p-${round.length}-${oid.length}-${oid.at(-1)}`,
  by: ssu,
  at: '2026-11-12T09:00:00.000Z',
}
const base = { cases: [], issuedOn: '2026-11-12', dueOn: '2026-12-11', sample: true } as const
const assurance: Issue = {
  ...base,
  kind: 'assurance-request',
  title: 'Children’s own words',
  group: 'exploitation',
  items: [{ title: 'Record the child’s own words' }],
  agencies: ['police', 'health', 'police'],
}
const views: Issue = {
  ...base,
  kind: 'practitioner-questionnaire',
  title: 'Views on neglect',
  group: 'exploitation',
  tool: 'neglect-views',
  people: practitioners.map(({ id }) => id),
}
const plan = (issue: Issue) => {
  const planned = planRound(partnership, issue, planning)
  return 'plan' in planned ? planned.plan : assert.fail(JSON.stringify(planned.faults))
}
const faults = (issue: Issue) => {
  const planned = planRound(partnership, issue, planning)
  return 'faults' in planned ? planned.faults.map(({ field, say }) => `${field}: ${say}`) : []
}

describe('Planning a round', () => {
  it('asks each agency once, however often it is named, with a readable key of its own', () => {
    const { requests, agencies, round } = plan(assurance)
    assert.deepEqual(
      requests.map(({ key }) => key),
      [
        'sample/assurance-request:assurance-request-children-s-own-words:police',
        'sample/assurance-request:assurance-request-children-s-own-words:health',
      ],
    )
    assert.deepEqual(
      agencies.map(({ id }) => id),
      ['police', 'health'],
    )
    assert.equal(round.programme, undefined)
    assert.deepEqual([round.ladder, round.clause], ['assurance', assuranceRequest.clause])
    assert.deepEqual([round.afresh, round.anonymous, round.released], [false, false, false])
  })

  it('asks about a learning need by its title, and one request an agency and need', () => {
    const { requests } = plan({
      ...base,
      kind: 'learning-assurance',
      title: 'Learning, quarter 3',
      period: 'Q3 2026-27',
      group: 'exploitation',
      cases: [
        { ref: 'LN-12', title: 'Home conditions', agencies: ['police', 'health'] },
        { ref: 'LN-14', title: 'Professional curiosity', agencies: ['health'] },
      ],
    })
    assert.deepEqual(
      requests.map(({ about, caseRef, agency }) => [about?.ref, about?.title, caseRef, agency]),
      [
        ['LN-12', 'Home conditions', undefined, 'police'],
        ['LN-12', 'Home conditions', undefined, 'health'],
        ['LN-14', 'Professional curiosity', undefined, 'health'],
      ],
    )
  })

  it('names every fault at once, beside what it is about', () => {
    assert.deepEqual(
      faults({ ...assurance, title: ' ', group: 'nobody', items: [], agencies: ['fire'], dueOn: '2026-11-12' }),
      [
        'title: Give it a title that says what is asked about; no names.',
        'group: Choose the group that is responsible.',
        'dueOn: Choose a day after today; agencies need time to answer.',
        'agencies: “fire” is not an agency that is asked.',
        'items: Name at least one recommendation to ask about.',
      ],
    )
    assert.deepEqual(faults({ ...base }), ['kind: Choose what kind of request it is.'])
    assert.deepEqual(faults({ ...base, programme: 'never-planned' }), [
      'programme: The programme has no entry “never-planned”.',
    ])
    assert.deepEqual(faults({ ...assurance, id: '../Round 1' }), [
      'id: A round’s id is lower-case letters, figures and hyphens, at most 60.',
    ])
    assert.deepEqual(faults({ ...assurance, agencies: [] }), ['agencies: Choose at least one agency.'])
    assert.deepEqual(faults({ ...assurance, anonymous: true }), [
      'anonymous: Single agency assurance requests are answered in the agency’s name.',
    ])
  })

  it('refuses a day that is none, and one beyond the bank holidays that are known', () => {
    assert.deepEqual(faults({ ...assurance, dueOn: 'soon' }), ['dueOn: Choose the day by which to answer.'])
    assert.deepEqual(faults({ ...assurance, dueOn: '2062-01-15' }), [
      'dueOn: Bank holidays are known until Friday 31 December 2027; choose a day before.',
    ])
  })

  it('refuses references that are names, and one that is there twice', () => {
    const audit = { ...base, kind: 'audit-return', title: 'Audit', group: 'exploitation' }
    const cases = [
      { ref: 'C-4F7K', agencies: ['police'] },
      { ref: 'c-4f7k', agencies: ['health'] },
      { ref: 'Jane Doe', agencies: ['police'] },
    ]
    assert.deepEqual(faults({ ...audit, cases }), [
      'cases: The reference C-4F7K is there twice.',
      'cases: A reference is letters, figures and hyphens, at most 40; never a name or initials.',
      'tool: Choose the tool with the questions for this audit return.',
    ])
  })

  it('refuses to ask people who are not there or belong to nobody, rather than pass them over', () => {
    assert.deepEqual(faults({ ...views, people: ['nobody', 'scrutineer'] }), [
      'people: “nobody” is not in the list People.',
      'people: Indy Scrutineer belongs to no agency, so no channel would ask them.',
    ])
    assert.deepEqual(faults({ ...views, people: [] }), ['people: Choose at least one person.'])
  })

  it('says which question of a tool a kind does not take', () => {
    const attaching = {
      ...questionnaire,
      questions: [{ ...(questionnaire.questions[0] ?? assert.fail()), type: 'evidence' }],
    }
    const planned = planRound({ ...partnership, tools: [attaching] }, views, planning)
    assert.deepEqual('faults' in planned && planned.faults, [
      { field: 'tool', say: 'The question “works” is of type “evidence”, which a questionnaire does not take.' },
    ])
    assert.ok(practitionerQuestionnaireExamples.definition.fields.every(({ type }) => type !== 'evidence'))
  })
})

describe('Issuing', () => {
  const agency = fc.constantFrom('police', 'health', 'schools')
  const ref = fc.stringMatching(/^[A-Z]-[A-Z0-9]{4}$/)
  const cases = fc.uniqueArray(
    fc.record({ ref, title: fc.string(), agencies: fc.uniqueArray(agency, { minLength: 1 }) }),
    { selector: (one) => one.ref, minLength: 1 },
  )

  it('twice asks under the very same keys, and every key is unique and led by the partnership', () => {
    fc.assert(
      fc.property(cases, (some) => {
        const issue = { ...base, kind: 'learning-assurance', title: 'Learning', group: 'exploitation', cases: some }
        const keys = plan(issue).requests.map(({ key }) => key)
        assert.deepEqual(
          plan({ ...issue, cases: some.toReversed() })
            .requests.map(({ key }) => key)
            .toSorted(),
          keys.toSorted(),
        )
        assert.equal(new Set(keys).size, keys.length)
        for (const key of keys) assert.match(key, /^sample\/learning-assurance:[a-z0-9-]+:[a-z0-9-]+:[a-z]+$/)
      }),
    )
  })

  it('anonymously keeps nothing in any request by which a person could be told', () => {
    const named = plan(views).requests
    assert.deepEqual(
      named.map(({ person }) => person?.name),
      ['Robin Beat', 'Ash Lane', 'Sky Moor'],
    )
    const { requests, round } = plan({ ...views, anonymous: true })
    assert.equal(round.anonymous, true)
    assert.equal(requests.length, 3)
    const kept = JSON.stringify([round, requests])
    for (const { oid, name, id } of practitioners)
      for (const told of [oid, name, id]) assert.ok(!kept.includes(told), told)
    assert.equal(new Set(requests.map(({ pseudonym }) => pseudonym)).size, 3)
    assert.deepEqual(
      requests.map(({ agency: of }) => of),
      ['police', 'police', 'health'],
    )
  })

  it('makes slugs that can stand in a key, a URL and a folder’s name, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) =>
        assert.match(slugOf(title), /^([a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?)?$/),
      ),
    )
    assert.equal(slugOf('Single agency assurance: Éabha’s “words”'), 'single-agency-assurance-eabha-s-words')
  })
})

describe('What agencies open by themselves', () => {
  it('is filed under a standing round that is asked of nobody and released to its group', () => {
    const { round, definition } = standingRound(partnership, earlyShare, 'exploitation', planning)
    assert.deepEqual([round.id, round.released, round.closed], ['early-share-2026-27', true, false])
    assert.equal(definition.family, 'early-share')
    const request = opened(round, 'police', 's-1', 'exploitation')
    assert.deepEqual(
      [request.key, request.revision, request.facts],
      ['sample/early-share:early-share-2026-27:s-1:police', 0, []],
    )
  })

  it('cannot be issued to agencies', () => {
    const issue = { ...base, kind: 'early-share', title: 'Share', group: 'exploitation', agencies: ['police'] }
    assert.deepEqual(faults(issue), ['kind: Agencies open this by themselves; it is not issued.'])
  })
})
