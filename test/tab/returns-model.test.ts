import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { View } from '../../assurance/record.ts'
import { cellOf } from '../../tab/api/cell-model.ts'
import { firstRound, progressOf, returnsView, versionOf } from '../../tab/api/returns-model.ts'
import { buildAgency, buildCalendar, buildPartnership, samplePeople } from '../support/build-partnership.ts'
import { buildReading, buildRequest, buildRound, buildView } from '../support/build-request.ts'

const partnership = buildPartnership()
const { police } = samplePeople
const done = { by: { oid: police.oid, tid: police.tid, name: police.name }, at: '2026-12-01T10:00:00.000Z' }
const returned = { state: 'returned', returned: done } as const
const word = (view: View, today = '2026-12-09') => cellOf(view, partnership, today).word

describe('A cell of the returns', () => {
  it('waits until the due date, and is late by the agency’s own working days after it', () => {
    assert.equal(word(buildView(), '2026-12-02'), 'Waiting')
    assert.equal(word(buildView(), '2026-12-03'), 'Late 1 day')
    assert.equal(word(buildView(), '2026-12-06'), 'Late 2 days')
    assert.equal(word(buildView(), '2026-12-09'), 'Late 5 days')
  })

  it('counts no day on which the agency is closed', () => {
    const closed = buildPartnership({
      calendars: [
        buildCalendar(),
        buildCalendar({ id: 'school', closures: [{ from: '2026-12-03', to: '2026-12-08' }] }),
      ],
      agencies: [buildAgency('schools', { calendar: 'school' })],
    })
    const cell = cellOf(buildView({ agency: 'schools' }), closed, '2026-12-09')
    assert.deepEqual([cell.word, cell.lateDays], ['Late 1 day', 1])
  })

  it('is late without a number where nobody has published the bank holidays', () => {
    const cell = cellOf(buildView(), partnership, '2029-01-10')
    assert.deepEqual([cell.word, cell.lateDays], ['Late', undefined])
  })

  it('says received while an answer waits to be filed, and returned once it is', () => {
    const waiting = [{ move: 'move-1', doing: 'return', at: done.at, by: done.by }] as const
    assert.equal(word(buildView(returned, waiting)), 'Received')
    assert.equal(word(buildView(returned)), 'Returned')
  })

  it('does not call a request answered because a case key waits to be filed', () => {
    const waiting = [{ move: 'move-1', doing: 'confirm-key', at: done.at, by: done.by }] as const
    assert.equal(word(buildView({}, waiting), '2026-12-01'), 'Waiting')
  })

  it('tells the three nil returns apart', () => {
    const nil = (kind: 'not-known' | 'no-contact' | 'cannot-determine') =>
      word(buildView({ ...returned, nil: { kind, systems: 'Niche', from: '2026-01-01', to: '2026-06-30' } }))
    assert.deepEqual(
      [nil('not-known'), nil('no-contact'), nil('cannot-determine')],
      ['Not known', 'No contact', 'Cannot tell'],
    )
  })

  it('says who has not yet confirmed the case key', () => {
    const { keyConfirmed: _, ...request } = buildRequest()
    assert.equal(cellOf({ request, waiting: [] }, partnership, '2026-12-01').detail, 'case key not confirmed')
  })
})

describe('How far a round has come', () => {
  it('names who is missing beside the total, with how many', () => {
    const progress = progressOf(
      partnership,
      [
        buildView({ caseRef: 'c-1' }),
        buildView({ caseRef: 'c-2' }),
        buildView({ caseRef: 'c-1', agency: 'health', ...returned }),
        buildView({ caseRef: 'c-2', agency: 'health', state: 'sent-back' }),
      ],
      '2026-12-01',
    )
    assert.equal(progress.say, '1 of 4 returned · Missing: Police (2), Health (1)')
    assert.equal(progress.complete, false)
  })

  it('is complete once everybody has returned, answered nil or been excused; withdrawn ones no longer count', () => {
    const progress = progressOf(
      partnership,
      [
        buildView(returned),
        buildView({ agency: 'health', state: 'excused', reason: 'Not commissioned here.' }),
        buildView({ agency: 'schools', state: 'withdrawn', reason: 'Asked by mistake.' }),
      ],
      '2026-12-09',
    )
    assert.deepEqual([progress.accounted, progress.of, progress.complete], [2, 2, true])
  })

  it('calls nothing complete where nothing has been asked', () => {
    assert.equal(progressOf(partnership, [], '2026-12-09').complete, false)
  })
})

describe('The matrix of returns', () => {
  const view = (views: readonly View[]) =>
    returnsView({
      partnership,
      rounds: [buildRound()],
      round: buildRound(),
      views,
      scope: 'all',
      changes: false,
      today: '2026-12-09',
      reading: buildReading(),
    })

  it('has a row an agency in the partnership’s order and a column a case, with nothing where an agency is not asked', () => {
    const { rows, columns } = view([
      buildView({ agency: 'health', caseRef: 'c-2' }),
      buildView({ agency: 'police', caseRef: 'c-1' }),
      buildView({ agency: 'police', caseRef: 'c-2' }),
    ])
    assert.deepEqual(
      columns.map(({ title }) => title),
      ['C-1', 'C-2'],
    )
    assert.deepEqual(
      rows.map(({ agency, cells }) => [agency.id, ...cells.map((cell) => cell?.state ?? 'not asked')]),
      [
        ['police', 'late', 'late'],
        ['health', 'not asked', 'late'],
      ],
    )
  })

  it('shows first the open round that is due soonest', () => {
    const rounds = [
      buildRound({ id: 'closed', dueOn: '2026-06-01', closed: true }),
      buildRound({ id: 'later', dueOn: '2027-02-01' }),
      buildRound({ id: 'sooner', dueOn: '2026-12-02' }),
    ]
    assert.equal(firstRound(rounds)?.id, 'sooner')
    assert.equal(firstRound([]), undefined)
  })

  it('has another version once a state, a due date or what waits has changed, and the same one otherwise', () => {
    const version = (one: View) => versionOf([one], ['2026-12-09'])
    assert.equal(version(buildView()), version(buildView()))
    assert.notEqual(version(buildView()), version(buildView(returned)))
    assert.notEqual(version(buildView()), version(buildView({ dueOn: '2026-12-16' })))
    assert.notEqual(
      version(buildView()),
      version(buildView({}, [{ move: 'm', doing: 'return', at: done.at, by: done.by }])),
    )
    assert.notEqual(versionOf([], ['2026-12-09']), versionOf([], ['2026-12-10']))
  })
})
