import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { shippedPartnership } from '../support/partnerships.ts'

describe('Sandwell’s file, through the same code', () => {
  const { partnership } = shippedPartnership('sandwell-2019-20')

  it('shows its own four audits on their days and four overview evaluations, one a quarter', () => {
    const sorted = (sort: string) => partnership.programme.filter((entry) => entry.sort === sort)
    assert.deepEqual(
      sorted('audit').map(({ title, steps, quarters }) => [title, steps[0]?.on, ...quarters]),
      [
        ['Pre-Birth Assessments', '2019-05-01', 1],
        ['Children Living with Mental Health Issues', '2019-07-03', 2],
        ['Exploitation (Review Audit)', '2019-10-02', 3],
        ['Neglect (Review Audit)', '2020-01-14', 4],
      ],
    )
    assert.deepEqual(
      sorted('evaluation').map(({ quarters, standing }) => [...quarters, standing]),
      [1, 2, 3, 4].map((quarter) => [quarter, 'theme-to-be-confirmed']),
    )
  })

  it('asks its council by four sections', () => {
    assert.deepEqual(
      partnership.agencies.filter(({ sector }) => sector === 'council').map(({ short }) => short),
      ['Neighbourhoods', 'Adult Social Care', "Children's Services", 'Public Health'],
    )
  })
})
