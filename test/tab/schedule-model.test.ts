import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { scheduleView } from '../../tab/api/schedule-model.ts'
import { buildEntry, buildPartnership } from '../support/build-partnership.ts'
import { buildReading, buildRound, buildView } from '../support/build-request.ts'

const partnership = buildPartnership({
  programme: [
    buildEntry('exploited-2026', { title: 'Children who have been exploited' }),
    buildEntry('neglect', {
      title: 'Neglect',
      quarters: [4],
      standing: 'deferred',
      note: 'Deferred, subject to readiness.',
    }),
    buildEntry('section-11', { sort: 'self-assessment', quarters: [] }),
  ],
})
const given = {
  partnership,
  rounds: [buildRound()],
  views: [buildView(), buildView({ agency: 'health' })],
  scope: 'all',
  today: '2026-12-09',
  reading: buildReading(),
} as const

describe('The schedule', () => {
  it('has the year’s four quarters, marks the current one, and keeps apart what has no quarter', () => {
    const { quarters, unplaced } = scheduleView(given)
    assert.deepEqual(
      quarters.map(({ quarter, current, entries }) => [quarter, current, ...entries.map(({ id }) => id)]),
      [
        [1, false],
        [2, false],
        [3, true, 'exploited-2026'],
        [4, false, 'neglect'],
      ],
    )
    assert.deepEqual(
      unplaced.map(({ id }) => id),
      ['section-11'],
    )
    assert.equal(quarters[2]?.months, 'October to December 2026')
  })

  it('shows an entry’s round with who is missing', () => {
    const entry = scheduleView(given).quarters[2]?.entries[0]
    assert.equal(entry?.status.is, 'returns-late')
    assert.equal(entry?.round?.progress?.say, '0 of 2 returned · Missing: Police (1), Health (1)')
  })

  it('tells an agency about its own returns alone', () => {
    const entry = scheduleView({ ...given, scope: 'own', views: [buildView()] }).quarters[2]?.entries[0]
    assert.equal(entry?.status.say, 'Your agency has returned 0 of 1; due 2 Dec 2026. 1 is late.')
  })

  it('tells nobody’s returns to who sees none', () => {
    const entry = scheduleView({ ...given, scope: 'none', views: [] }).quarters[2]?.entries[0]
    assert.equal(entry?.status.is, 'issued')
    assert.equal(entry?.round?.progress, undefined)
  })

  it('says why something is deferred', () => {
    const entry = scheduleView(given).quarters[3]?.entries[0]
    assert.deepEqual([entry?.status.word, entry?.status.say], ['Deferred', 'Deferred, subject to readiness.'])
  })
})
