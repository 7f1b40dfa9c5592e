import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'mocha'
import { changed, partnershipFolder, shipped } from '../support/partnerships.ts'

describe('reading the sample beside a partnership’s file', () => {
  const { faultsOf, remove } = partnershipFolder()
  after(remove)
  const swindonSample = readFileSync(join(shipped, 'swindon-2026-27.sample.yaml'), 'utf8')
  const swindonWith = (sample: string) =>
    faultsOf(readFileSync(join(shipped, 'swindon-2026-27.yaml'), 'utf8'), sample).map((say) =>
      say.replace('testshire.sample.yaml ', ''),
    )

  it('names faults of the file and of the sample beside it in one go', () => {
    const sample = `people:
  - { id: one, name: Invented, oid: not-a-guid, tid: 3f0a3c7e-0000-4000-8000-000000000001, about: Someone, holds: [{ role: representative }] }
teams:
  - id: "19:a@thread.tacv2"
    name: Hospital
    agency: gwh
    channel: { id: "19:a@thread.tacv2", name: General }
    members: [one, nobody]
  - id: "19:b@thread.tacv2"
    name: Police
    agency: police
    channel: { id: "19:a@thread.tacv2", name: General }
    members: []
rounds:
  - programme: neglect-2026
    issuedOn: 2026-10-05
    dueOn: 2026-10-01
    cases:
      - { ref: jane, agencies: [gwh, gwh] }
  - id: words-2026
    kind: assurance-request
    title: Words
    group: quality
    items: [{ titel: Record the child's own words }]
    agencies: [gwh, fire]
    issuedOn: 2026-10-05
    dueOn: 2026-10-01
  - { id: talk-2026, kind: chat, issuedOn: 2026-10-05, dueOn: 2026-11-01 }
moves: []
`
    assert.deepEqual(faultsOf(changed(['sort: audit', 'sort: adit']), sample), [
      'testshire.sample.yaml line 2: person “one” has “oid” “not-a-guid”, which is not a GUID in small letters.',
      'testshire.sample.yaml line 2: person “one”, role 1 is “representative” of no agency.',
      'testshire.sample.yaml line 8: team “19:a@thread.tacv2” has the member “nobody”, who is not defined.',
      'testshire.sample.yaml line 12: agency “police” is bound to the channel 19:a@thread.tacv2, which is already bound to “gwh”. A channel belongs to one agency alone.',
      'testshire.sample.yaml line 15: round “neglect-2026” cannot be issued: “Neglect” has no agreed tool yet, so it cannot be issued.',
      'testshire.sample.yaml line 19: case “jane” should be a random reference such as C-4F7K.',
      'testshire.sample.yaml line 19: case “jane” names an agency twice.',
      'testshire.sample.yaml line 23: round “words-2026” cannot be issued: Choose the group that is responsible.',
      'testshire.sample.yaml line 24: item 1 has no “title”.',
      'testshire.sample.yaml line 24: item 1 has “titel”, which means nothing here. Did you mean “title”?',
      'testshire.sample.yaml line 24: round “words-2026” cannot be issued: Name at least one recommendation to ask about.',
      'testshire.sample.yaml line 25: round “words-2026” cannot be issued: “fire” is not an agency that is asked.',
      'testshire.sample.yaml line 27: round “words-2026” cannot be issued: Choose a day after today; agencies need time to answer.',
      'testshire.sample.yaml line 28: round “talk-2026” cannot be issued: Choose what kind of request it is.',
      'testshire.yaml line 30: programme entry “neglect-2026” gives “sort” as “adit”; it should be one of: audit, evaluation, self-assessment.',
    ])
  })

  it('refuses a sample answer that its own tool would refuse, naming the question', () => {
    const text = swindonSample.replace('judgement-grade: 3', 'judgement-grade: 9')
    const faults = faultsOf(readFileSync(join(shipped, 'swindon-2026-27.yaml'), 'utf8'), text)
    assert.deepEqual(
      faults.map((say) => say.replace(/line \d+/, 'line N')),
      [
        'testshire.sample.yaml line N: answer set “children-care”, question “judgement-grade”: Please choose one of the grades offered.',
      ],
    )
  })

  it('refuses a sample move by somebody who could not make it', () => {
    const text = swindonSample.replace(
      'by: gwh-representative, agency: gwh, round: ce-children-2026, do: confirm-key',
      'by: police-representative, agency: gwh, round: ce-children-2026, do: confirm-key',
    )
    const faults = swindonWith(text)
    assert.equal(faults.length, 5, faults.join('\n'))
    assert.match(
      String(faults[0]),
      /line \d+: move \d+ \(confirm-key by “police-representative”\) would be refused on swindon\/audit-return:ce-children-2026:c-4f7k:gwh: This request belongs to another agency/,
    )
  })

  it('refuses words a move has no use for, a person of another agency, and a move about nothing', () => {
    const moving = (from: string, to: string) => {
      assert.ok(swindonSample.includes(from), from)
      return swindonWith(swindonSample.replace(from, to)).map((say) => say.replace(/\d+/g, 'N'))
    }
    assert.deepEqual(moving('until: 2026-11-27, reason', 'until: 2026-11-31, raeson'), [
      'line N: move N (ask-extension by “camhs-representative”) does not read well, “until”: Please give a date that exists, as day, month and year.',
      'line N: move N (ask-extension by “camhs-representative”) does not read well, “raeson”: This question is not part of what was asked. Open the form again and copy your words across.',
      'line N: move N (ask-extension by “camhs-representative”) does not read well, “reason”: Please answer this question.',
    ])
    assert.deepEqual(moving('do: hand-over, to: gwh-deputy', 'do: hand-over, to: police-deputy'), [
      'line N: move N names “police-deputy”, who is nobody of “gwh”.',
    ])
    assert.deepEqual(
      moving(
        'agency: housing, round: learning-q3-2026-27, do: ask-question, case: LN-07',
        'agency: housing, round: voice-recorded-2026, do: ask-question',
      ),
      [
        'line N: move N is about nothing: “housing” is not asked that in “voice-recorded-N”.',
        'line N: move N (answer-question by “ssu-officer”) would be refused on swindon/learning-assurance:learning-qN-N-N:ln-N:housing: Nothing has been asked here.',
      ],
    )
  })
})
