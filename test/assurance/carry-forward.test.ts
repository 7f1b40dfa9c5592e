import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { carryForward } from '../../assurance/carry-forward.ts'
import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import { learningAssurance } from '../../assurance/kinds/learning-assurance/kind.ts'
import type { Request } from '../../assurance/request.ts'
import { buildDefinition, buildRequest, buildRound } from '../support/build-request.ts'

const { carries } = learningAssurance
if (!carries) throw new Error('learning assurance is carried forward')
const [settles = ''] = carries.until
const overall = learningAssurance.review.fields.find(({ id }) => id === carries.rating)
const short = overall?.options?.find((option) => !carries.until.includes(option)) ?? ''
const definitions = new Map([['hash-1', buildDefinition({ review: learningAssurance.review })]])

const kind = learningAssurance.id
const rounds = [
  buildRound({ id: 'q1', kind, issuedOn: '2026-07-01', closed: true }),
  buildRound({ id: 'q2', kind, issuedOn: '2026-10-01' }),
]
const need = (ref: string, agency: string, over: Partial<Request> = {}) => ({
  request: buildRequest({ kind, round: 'q2', agency, about: { ref, title: `Need ${ref}` }, ...over }),
  waiting: [],
})
const rated = (word: string): Partial<Request> => ({ state: 'accepted', ratings: { [carries.rating]: word } })
const carried = (...views: ReturnType<typeof need>[]) =>
  carryForward(learningAssurance, rounds, views, definitions).map(({ ref, agencies }) => [ref, agencies])

describe('Carrying learning forward', () => {
  it('offers each need again to the agencies that have not assured it', () => {
    assert.ok(short !== '' && settles !== '')
    assert.deepEqual(
      carried(
        need('neglect', 'police', rated(short)),
        need('neglect', 'health', rated(settles)),
        need('voice', 'police'),
        need('voice', 'health', { state: 'returned' }),
        need('voice', 'schools', { state: 'sent-back' }),
      ),
      [
        ['neglect', ['police']],
        ['voice', ['police', 'health', 'schools']],
      ],
    )
  })

  it('no longer offers what was settled, or withdrawn', () => {
    assert.deepEqual(
      carried(need('neglect', 'police', rated(settles)), need('voice', 'police', { state: 'withdrawn' })),
      [],
    )
  })

  it('goes by the newest time an agency was asked, whether or not its round is closed', () => {
    const first = (over: Partial<Request>) => need('neglect', 'police', { round: 'q1', ...over })
    assert.deepEqual(carried(first(rated(short)), need('neglect', 'police', rated(settles))), [])
    assert.deepEqual(carried(need('neglect', 'police', rated(short)), first(rated(settles))), [['neglect', ['police']]])
    assert.deepEqual(carried(first(rated(short))), [['neglect', ['police']]])
  })

  it('is not settled by being accepted without the rating', () => {
    assert.deepEqual(carried(need('neglect', 'police', { state: 'accepted' })), [['neglect', ['police']]])
    const unread = carryForward(learningAssurance, rounds, [need('neglect', 'police', rated(settles))], new Map())
    assert.equal(unread.length, 1)
  })

  it('is for kinds that are asked until assured, and for their own requests alone', () => {
    assert.deepEqual(carryForward(auditReturn, rounds, [need('neglect', 'police')], definitions), [])
    assert.deepEqual(carried(need('neglect', 'police', { kind: 'audit-return' })), [])
  })
})
