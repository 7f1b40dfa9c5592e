import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { addDays, type IsoDate, londonMoment } from '../../assurance/dates.ts'
import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import type { RungSent } from '../../assurance/ladder.ts'
import type { View } from '../../assurance/record.ts'
import { wanted } from '../../assurance/wanted.ts'
import type { Person } from '../../assurance/who.ts'
import { addWorkingDays, isWorkingDay } from '../../assurance/working-days.ts'
import { aPerson, aRound, aView, england, police } from '../support/build-work.ts'

const lead = aPerson('Ines Farrow', { role: 'lead', agency: 'police' })
const representative = aPerson('Rowan Vale', { role: 'representative', agency: 'police' })

const digestOn = (
  day: IsoDate,
  views: readonly View[],
  sent: readonly RungSent[] = [],
  people: readonly Person[] = [representative, lead],
  minute = 540,
) =>
  wanted({
    partnership: 'swindon',
    agency: police,
    people,
    calendar: england,
    rounds: [{ round: aRound(), views, ladder: auditReturn.ladder }],
    sent,
    at: londonMoment(day, minute),
  }).find((effect) => effect.sort === 'digest')

/** Plays the days through; `open` says what is still unanswered on a day, `up` whether we were running. */
const play = (
  from: IsoDate,
  days: number,
  open: (day: IsoDate) => readonly View[],
  up: (day: IsoDate) => boolean = () => true,
) => {
  const sent: RungSent[] = []
  const digests: { day: IsoDate; rungs: readonly RungSent[] }[] = []
  for (let at = 0; at < days; at += 1) {
    const day = addDays(from, at)
    const digest = up(day) ? digestOn(day, open(day), sent) : undefined
    if (!digest) continue
    sent.push(...digest.rungs)
    digests.push({ day, rungs: digest.rungs })
  }
  return { digests, sent }
}

const cases = ['c-4f7k', 'c-9m2x', 'c-7qpd'].map((ref) =>
  aView({ key: `swindon/audit-return:test:${ref}:police`, caseRef: ref.toUpperCase() }),
)

describe('Reminders', () => {
  it('go ten, five and one working days before, and one and five after, once each', () => {
    const { digests } = play('2026-10-05', 80, () => cases)
    assert.deepEqual(
      digests.map(({ day }) => day),
      ['2026-11-18', '2026-11-25', '2026-12-01', '2026-12-03', '2026-12-09'],
    )
  })

  it('come as one digest for all that a channel owes', () => {
    const digest = digestOn('2026-11-18', cases)
    assert.equal(digest?.rungs.length, 3)
    assert.equal(digest?.lines.length, 1)
  })

  it('are never sent for what has been returned, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom('returned', 'accepted', 'excused', 'withdrawn'),
        (at, state) => {
          assert.equal(digestOn(addDays('2026-10-05', at), [aView({ state })]), undefined)
        },
      ),
    )
  })

  it('are never two for one rung, and stop with the answer, over any outages', () => {
    const anyOutage = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 30 }))
    fc.assert(
      fc.property(fc.array(anyOutage, { maxLength: 3 }), fc.integer({ min: 20, max: 90 }), (outages, answered) => {
        const down = (day: IsoDate) =>
          outages.some(
            ([from, length]) => day >= addDays('2026-10-05', from) && day <= addDays('2026-10-05', from + length),
          )
        const answeredOn = addDays('2026-10-05', answered)
        const { digests, sent } = play(
          '2026-10-05',
          90,
          (day) => (day > answeredOn ? [] : cases),
          (day) => !down(day),
        )
        const names = sent.map(({ request, rung, dueOn }) => `${request} ${rung} ${dueOn}`)
        assert.equal(new Set(names).size, names.length)
        assert.ok(digests.every(({ day }) => day <= answeredOn && isWorkingDay(england, day)))
      }),
    )
  })

  it('go out as one message after any outage, not as the backlog', () => {
    fc.assert(
      fc.property(fc.integer({ min: 45, max: 70 }), (back) => {
        const backOn = addDays('2026-10-05', back)
        const { digests } = play(
          '2026-10-05',
          75,
          () => cases,
          (day) => day >= backOn,
        )
        const first = digests[0]
        if (!first) return
        const perRequest = first.rungs.filter(({ request }) => request === cases[0]?.request.key)
        assert.equal(perRequest.length, 1)
        assert.ok(digests.slice(1).every(({ rungs }) => rungs.every(({ rung }) => rung > (perRequest[0]?.rung ?? 0))))
      }),
    )
  })

  it('wait for the hours between eight and six, and for a working day', () => {
    assert.equal(digestOn('2026-11-18', cases, [], [], 7 * 60 + 59), undefined)
    assert.equal(digestOn('2026-11-18', cases, [], [], 18 * 60), undefined)
    assert.ok(digestOn('2026-11-18', cases, [], [], 8 * 60))
    assert.equal(digestOn('2026-11-21', cases), undefined, 'a Saturday')
  })

  it('are owed again where the due date has moved', () => {
    const sent = [{ request: cases[0]?.request.key ?? '', rung: -5, dueOn: '2026-12-02' }]
    assert.equal(digestOn('2026-11-26', cases.slice(0, 1), sent), undefined)
    const later = [aView({ ...cases[0]?.request, dueOn: '2026-12-10' })]
    assert.deepEqual(digestOn('2026-11-26', later, sent)?.rungs[0]?.rung, -10)
  })

  it('wait while more time is asked for and not yet decided, and follow what the SSU decides', () => {
    const asked = { by: representative, at: '2026-11-16T10:00:00.000Z' }
    const extension = { until: '2026-12-16', reason: 'Two of the team are away.', asked }
    const undecided = aView({ extension })
    for (const at of [0, 7, 13, 21, 35]) assert.equal(digestOn(addDays('2026-11-18', at), [undecided]), undefined)
    const refused = aView({ extension: { ...extension, decided: { ...asked, granted: false } } })
    assert.equal(digestOn('2026-11-18', [refused])?.rungs[0]?.rung, -10)
    const granted = aView({ dueOn: '2026-12-16', extension: { ...extension, decided: { ...asked, granted: true } } })
    assert.equal(digestOn('2026-11-18', [granted]), undefined)
    assert.equal(digestOn('2026-12-02', [granted])?.rungs[0]?.rung, -10)
  })

  it('are cancelled at once by a new due date, an extension or a return, whatever was owed', () => {
    fc.assert(
      fc.property(fc.constantFrom(-10, -5, -1, 1, 5), fc.integer({ min: 11, max: 40 }), (rung, more) => {
        const day = addWorkingDays(england, '2026-12-02', rung)
        assert.equal(digestOn(day, [aView()])?.rungs[0]?.rung, rung)
        const later = addWorkingDays(england, day, more)
        assert.equal(digestOn(day, [aView({ dueOn: later })]), undefined)
        assert.equal(digestOn(day, [aView({ state: 'returned' })]), undefined)
      }),
    )
  })

  it('mention the lead by name five working days after, and skip that rung where lead and representative are one person', () => {
    const before: RungSent[] = cases.map(({ request }) => ({ request: request.key, rung: 1, dueOn: request.dueOn }))
    assert.equal(digestOn('2026-12-09', cases, before)?.lead?.name, 'Ines Farrow')
    const both = { ...representative, holds: [...representative.holds, ...lead.holds] }
    assert.equal(digestOn('2026-12-09', cases, before, [both]), undefined)
  })

  it('never go for a row that was made unreadable by hand, until it is mended', () => {
    const broken = cases.map((view) => ({ ...view, unreadable: 'State is not one of the states.' }))
    assert.equal(digestOn('2026-11-18', broken), undefined)
  })

  it('never go beyond the agency unless the SSU releases them', () => {
    const before: RungSent[] = cases.map(({ request }) => ({ request: request.key, rung: 5, dueOn: request.dueOn }))
    assert.equal(digestOn('2026-12-30', cases, before), undefined)
  })
})

describe('The card of a round', () => {
  it('is one a channel and round, whatever the number of cases and the day', () => {
    const effects = wanted({
      partnership: 'swindon',
      agency: police,
      people: [],
      calendar: england,
      rounds: [
        { round: aRound(), views: cases, ladder: auditReturn.ladder },
        { round: aRound({ id: 'other' }), views: [], ladder: auditReturn.ladder },
      ],
      sent: [],
      at: londonMoment('2026-10-10', 3 * 60),
    })
    assert.deepEqual(
      effects.map(({ key }) => key),
      ['swindon/ask:test:police'],
    )
  })
})
