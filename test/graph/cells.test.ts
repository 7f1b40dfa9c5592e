import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { londonTime } from '../../assurance/dates.ts'
import { dayIn, dayOut } from '../../graph/cells.ts'

describe('A day in a cell of SharePoint', () => {
  it('is the London day of the moment SharePoint gives, at any hour of any day', () => {
    const moments = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moments, fc.boolean(), (moment, whole) => {
        const text = whole ? `${moment.toISOString().slice(0, 19)}Z` : moment.toISOString()
        assert.equal(dayIn(text), londonTime(new Date(text)).day)
      }),
      { numRuns: 2_000 },
    )
  })

  it('comes back as it went out, and what is no day is told from what is empty', () => {
    assert.equal(dayIn(dayOut('2027-03-28')), '2027-03-28')
    assert.deepEqual(
      ['soon', '', null].map((cell) => dayIn(cell)),
      [null, undefined, undefined],
    )
  })
})
