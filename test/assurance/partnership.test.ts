import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { readPartnership } from '../../assurance/check-partnership.ts'

describe('reading anything at all as a partnership', () => {
  it('names faults and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const read = readPartnership(raw)
        assert.ok('faults' in read && read.faults.length > 0)
      }),
    )
  })

  it('names faults and never throws where any one part is something else', () => {
    const keys = [
      'labels',
      'calendars',
      'priorities',
      'groups',
      'agencies',
      'agencyTypes',
      'ladders',
      'tools',
      'programme',
      'people',
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const read = readPartnership({ id: 'x', [key]: Array.isArray(value) ? value : [value] })
        assert.ok('faults' in read)
      }),
    )
  })
})
