import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { addDays, londonMoment, londonTime, weekday } from '../../assurance/dates.ts'
import { addWorkingDays, BeyondCalendar, isWorkingDay, workingDaysBetween } from '../../assurance/working-days.ts'
import { england } from '../support/build-work.ts'

const daysFrom = (start: string, count: number) => Array.from({ length: count }, (_, at) => addDays(start, at))

/** Five years with a holiday on the first of each month, so that every stretch meets one. */
const fiveYears = {
  ...england,
  knownFrom: '2024-01-01',
  knownTo: '2028-12-31',
  holidays: new Set(daysFrom('2024-01-01', 1827).filter((day) => day.endsWith('-01'))),
  closures: [{ from: '2026-07-22', to: '2026-09-02' }],
}
const day = fc.integer({ min: 0, max: 1600 }).map((at) => addDays('2024-03-01', at))

/** Counts on fingers: a list of all days, those worked picked out by hand. */
const naive = (from: string, count: number) => {
  const worked = daysFrom('2024-01-01', 1827).filter(
    (one) =>
      ![0, 6].includes(weekday(one)) && !fiveYears.holidays.has(one) && !(one >= '2026-07-22' && one <= '2026-09-02'),
  )
  return count > 0 ? worked.filter((one) => one > from)[count - 1] : worked.filter((one) => one < from).at(count)
}

describe('Working days', () => {
  it('agree with a naive day counter over five years', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -40, max: 40 }).filter((count) => count !== 0),
        (from, count) => {
          assert.equal(addWorkingDays(fiveYears, from, count), naive(from, count))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('count between two days what adding them counts', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        assert.equal(workingDaysBetween(fiveYears, from, addWorkingDays(fiveYears, from, count)), count)
      }),
    )
  })

  it('always end on a day that is worked', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -30, max: 30 }), (from, count) =>
        isWorkingDay(fiveYears, addWorkingDays(fiveYears, from, count)),
      ),
    )
  })

  it('find a request due on Maundy Thursday one working day late on the Tuesday after Easter', () => {
    assert.equal(workingDaysBetween(england, '2026-04-02', '2026-04-07'), 1)
  })

  it('find twenty working days from 6 March 2026 to be Tuesday 7 April', () => {
    assert.equal(addWorkingDays(england, '2026-03-06', 20), '2026-04-07')
  })

  it('refuse to guess at a year whose bank holidays nobody has published', () => {
    assert.throws(() => addWorkingDays(england, '2027-12-20', 20), BeyondCalendar)
  })
})

describe('The clock in London', () => {
  it('shows noon at noon on every day of a year, through both changes of the clocks', () => {
    for (const one of daysFrom('2026-01-01', 365))
      for (const minute of [8 * 60, 12 * 60, 18 * 60 - 1])
        assert.deepEqual(londonTime(londonMoment(one, minute)), { day: one, minute })
  })
})
