import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'mocha'
import { changed, partnershipFolder, shipped } from '../support/partnerships.ts'

describe('reading the sample beside a partnership’s file', () => {
  const { faultsOf, remove } = partnershipFolder()
  after(remove)

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
      - { ref: jane, agencies: [gwh, fire] }
moves: []
`
    assert.deepEqual(faultsOf(changed(['sort: audit', 'sort: adit']), sample), [
      'testshire.sample.yaml line 2: person “one” has “oid” “not-a-guid”, which is not a GUID in small letters.',
      'testshire.sample.yaml line 2: person “one”, role 1 is “representative” of no agency.',
      'testshire.sample.yaml line 8: team “19:a@thread.tacv2” has the member “nobody”, who is not defined.',
      'testshire.sample.yaml line 12: agency “police” is bound to the channel 19:a@thread.tacv2, which is already bound to “gwh”. A channel belongs to one agency alone.',
      'testshire.sample.yaml line 15: round 1 issues “neglect-2026”, for which no tool is agreed.',
      'testshire.sample.yaml line 17: round 1 is due before it is issued.',
      'testshire.sample.yaml line 19: case “jane” should be a random reference such as C-4F7K.',
      'testshire.sample.yaml line 19: case “jane” concerns “fire”, which is no agency.',
      'testshire.yaml line 30: programme entry “neglect-2026” gives “sort” as “adit”; it should be one of: audit, evaluation, self-assessment.',
    ])
  })

  it('refuses a sample answer that its own tool would refuse, naming the question', () => {
    const text = readFileSync(join(shipped, 'swindon-2026-27.sample.yaml'), 'utf8').replace(
      'judgement-grade: 3',
      'judgement-grade: 9',
    )
    const faults = faultsOf(readFileSync(join(shipped, 'swindon-2026-27.yaml'), 'utf8'), text)
    assert.deepEqual(
      faults.map((say) => say.replace(/line \d+/, 'line N')),
      [
        'testshire.sample.yaml line N: answer set “children-care”, question “judgement-grade”: Please choose one of the grades offered.',
      ],
    )
  })

  it('refuses a sample move by somebody who could not make it', () => {
    const text = readFileSync(join(shipped, 'swindon-2026-27.sample.yaml'), 'utf8').replace(
      'by: gwh-representative, agency: gwh, programme: ce-children-2026, do: confirm-key',
      'by: police-representative, agency: gwh, programme: ce-children-2026, do: confirm-key',
    )
    assert.match(
      faultsOf(readFileSync(join(shipped, 'swindon-2026-27.yaml'), 'utf8'), text).join('\n'),
      /^testshire\.sample\.yaml line \d+: move \d+ is made by “police-representative”, who may not do “confirm-key” for “gwh”\.$/,
    )
  })
})
