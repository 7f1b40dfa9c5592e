import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Fact } from '../../assurance/request.ts'
import type { Person } from '../../assurance/who.ts'
import { formView } from '../../tab/api/form-model.ts'
import { offeredMoves } from '../../tab/api/offered-moves.ts'
import { nothingHandedIn } from '../../tab/api/parts.ts'
import { requestView } from '../../tab/api/request-model.ts'
import { openedBy } from '../../tab/api/tab-access.ts'
import { buildPartnership, samplePeople } from '../support/build-partnership.ts'
import {
  buildDefinition,
  buildDelivery,
  buildReading,
  buildRequest,
  buildRound,
  buildView,
} from '../support/build-request.ts'
import { pseudonymOf } from './memory-rounds.ts'

const { ssu, police, policePractitioner, chair } = samplePeople
const done = { by: { oid: police.oid, tid: police.tid, name: police.name }, at: '2026-12-01T10:00:00.000Z' }
const answers = {
  'daily-life': 'Out late, often.',
  grade: 2,
  events: [{ date: '2026-03-02', what: 'Missing overnight', source: 'Niche' }],
}
const fact = (number: number, more: Partial<Fact> = {}): Fact => ({
  number,
  move: `move-${number}`,
  is: 'return',
  from: 'asked',
  to: 'returned',
  by: done.by,
  at: done.at,
  ...more,
})
const answered = buildView({ state: 'returned', returned: done, answers, revision: 2, facts: [fact(2)] })

const opened = (person: Person, view = answered, round = buildRound()) =>
  openedBy({ ...person, person: person.id }, view, round, pseudonymOf)

const panel = (person: Person, view = answered, more: Partial<Parameters<typeof requestView>[0]> = {}) =>
  requestView({
    opened: opened(person, view),
    partnership: buildPartnership(),
    definition: buildDefinition(),
    events: [],
    deliveries: [],
    today: '2026-12-09',
    reading: buildReading(),
    ...more,
  })

describe('The panel of one request', () => {
  it('shows the SSU and the agency the answers under the questions as they were worded', () => {
    for (const person of [ssu, police]) {
      const [lived, chronology, judgement] = panel(person).answers ?? []
      assert.deepEqual(lived?.answers[0], {
        field: 'daily-life',
        type: 'long-text',
        label: 'What was daily life like?',
        lines: ['Out late, often.'],
      })
      assert.deepEqual(chronology?.answers[0]?.entries, [
        { date: '2 Mar 2026', what: 'Missing overnight', source: 'Niche' },
      ])
      assert.deepEqual(judgement?.answers[0]?.lines, ['Requires improvement (2 of 4)'])
    }
  })

  it('shows a chair and a practitioner that it was returned, and not a word of what', () => {
    for (const person of [chair, policePractitioner]) {
      const shown = panel(person)
      assert.equal(shown.cell.word, 'Returned')
      assert.equal(shown.answers, undefined)
      assert.match(
        shown.withheld ?? '',
        /^What was answered is seen by the agency itself and the Strategic Support Unit/,
      )
      assert.doesNotMatch(JSON.stringify(shown), /Out late/)
    }
  })

  it('keeps nil details and reasons from who may not read answers', () => {
    const nil = { kind: 'no-contact', systems: 'Niche and PNC', from: '2026-01-01', to: '2026-06-30' } as const
    const view = buildView({
      state: 'sent-back',
      returned: done,
      nil,
      reason: 'Which system?',
      facts: [fact(2, { is: 'send-back', from: 'returned', to: 'sent-back', reason: 'Which system?' })],
    })
    assert.deepEqual(panel(ssu, view).nil, {
      kind: 'Known, but no contact in the period',
      systems: 'Niche and PNC',
      period: '1 Jan 2026 to 30 Jun 2026',
    })
    assert.equal(panel(ssu, view).history[0]?.reason, 'Which system?')
    assert.doesNotMatch(JSON.stringify(panel(chair, view)), /Niche|Which system/)
  })

  it('tells the history once, whether facts were copied to Events already or ride in the row', () => {
    const asked = fact(1, { is: 'ask', from: 'none', to: 'asked', by: ssu })
    const { history } = panel(ssu, answered, { events: [asked, fact(2)] })
    assert.deepEqual(
      history.map(({ say, change }) => [say, change]),
      [
        ['Sam Sample asked the agency.', 'Not asked → Waiting'],
        ['Pat Police returned it.', 'Waiting → Returned'],
      ],
    )
  })

  it('lists the card and the reminders that went for it, and no other’s', () => {
    const key = answered.request.key
    const deliveries = [
      buildDelivery({ key: 'ask', sort: 'ask', round: 'exploited-2026', at: '2026-10-05T08:00:00.000Z' }),
      buildDelivery({
        key: 'digest',
        at: '2026-12-03T08:00:00.000Z',
        rungs: [{ request: key, rung: 1, dueOn: '2026-12-02' }],
      }),
      buildDelivery({ key: 'other', rungs: [{ request: 'sample/other', rung: -5, dueOn: '2026-12-02' }] }),
      buildDelivery({ key: 'health', agency: 'health', rungs: [{ request: key, rung: -1, dueOn: '2026-12-02' }] }),
    ]
    assert.deepEqual(
      panel(ssu, answered, { deliveries }).sent.map(({ say }) => say),
      [
        'Request posted in the agency’s channel.',
        'Reminder in the agency’s channel, 1 working day after the due date.',
      ],
    )
  })
})

describe('What a person may do to a request', () => {
  const may = (person: Person, over: Parameters<typeof buildRequest>[0] = {}, round = {}) =>
    offeredMoves(opened(person, buildView(over), buildRound(round)), buildDefinition())

  it('follows the table of moves', () => {
    assert.deepEqual(may(police), ['return', 'nil', 'hand-over', 'ask-extension', 'ask-question'])
    assert.deepEqual(may(ssu), ['set-due', 'remind', 'excuse', 'withdraw'])
    assert.deepEqual(may(policePractitioner), [])
    const returned = { state: 'returned', returned: done, answers } as const
    assert.deepEqual(may(chair, returned, { released: true }), ['accept', 'send-back'])
    assert.deepEqual(may(police, returned), ['return', 'ask-question'])
    assert.deepEqual(may(police, { state: 'accepted', returned: done, answers }), [])
  })

  it('asks for the case key before anything else', () => {
    const { keyConfirmed: _, ...request } = buildRequest()
    const of = opened(police, { request, waiting: [] })
    assert.equal(offeredMoves(of, buildDefinition())[0], 'confirm-key')
    assert.ok(!offeredMoves(of, buildDefinition()).some((doing) => doing === 'return' || doing === 'nil'))
  })

  it('offers to reverse a nil return, and not to write over it', () => {
    const nil = { kind: 'not-known', systems: 'Niche', from: '2026-01-01', to: '2026-06-30' } as const
    assert.deepEqual(may(police, { state: 'returned', returned: done, nil }), ['reverse-nil', 'ask-question'])
  })

  it('offers an agency nothing once the SSU has closed the round', () => {
    assert.deepEqual(may(police, {}, { closed: true }), [])
    assert.deepEqual(may(ssu, {}, { closed: true }), ['excuse', 'withdraw'])
  })
})

describe('What a form starts from', () => {
  const form = (
    draft: { raw: { [field: string]: unknown }; savedAt: string } | undefined,
    view = answered,
    person: Person = police,
  ) =>
    formView({
      opened: opened(person, view),
      partnership: buildPartnership(),
      definition: buildDefinition(),
      draft,
      handedIn: nothingHandedIn,
      earlier: { answers: {} },
      reading: buildReading(),
    })

  it('is the draft where nothing was returned', () => {
    const { raw, source } = form({ raw: { grade: 'x' }, savedAt: '2026-11-30T10:00:00.000Z' }, buildView())
    assert.deepEqual([raw, source], [{ grade: 'x' }, 'draft'])
  })

  it('is what was filed, and says who answered, where the draft is older than the return', () => {
    const { raw, source, banner } = form({ raw: { grade: 'x' }, savedAt: '2026-11-30T10:00:00.000Z' })
    assert.deepEqual([raw, source], [answers, 'filed'])
    assert.match(banner ?? '', /^Pat Police returned this on 1 Dec 2026/)
  })

  it('is a draft begun after the return, because it is a correction', () => {
    assert.equal(form({ raw: {}, savedAt: '2026-12-02T10:00:00.000Z' }).source, 'draft')
  })

  it('is never anybody’s draft for the SSU', () => {
    assert.equal(form({ raw: { grade: 'x' }, savedAt: '2026-11-30T10:00:00.000Z' }, buildView(), ssu).source, 'nothing')
  })
})
