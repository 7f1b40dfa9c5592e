import type { CaseReference } from '../../assurance/record.ts'
import { day, text, yesNo } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

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
