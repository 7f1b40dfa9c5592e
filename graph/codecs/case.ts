import type { IsoDate } from '../../assurance/dates.ts'
import { day, text, yesNo } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

/** A row of *Cases*: a random reference made for one audit, and when it was drawn. Who it is is never kept here (WORK X3). */
export interface CaseReference {
  readonly ref: string
  readonly round: string
  readonly drawnOn: IsoDate
  readonly sample: boolean
}

export const caseCodec = rowCodec<CaseReference>(
  {
    ref: text('CaseRef', 'Case reference'),
    round: text('Round', 'Round', { indexed: true }),
    drawnOn: day('DrawnOn', 'Drawn on'),
    sample: yesNo('Sample', 'Sample'),
  },
  { title: ({ ref }) => ref, key: { name: 'CaseKey', title: 'Key', of: ({ round, ref }) => `${round}:${ref}` } },
)

export const caseColumns = caseCodec.columns
