import type { Round } from '../../assurance/record.ts'
import { day, note, text, yesNo } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

/** A row of *Rounds*. */
export const roundCodec = rowCodec<Round>({
  id: text('RoundId', 'Round', { unique: true }),
  title: text('Title', 'Title'),
  partnership: text('Partnership', 'Partnership'),
  kind: text('Kind', 'Kind'),
  programme: text('Programme', 'Entry of the programme'),
  why: note('Why', 'Why'),
  clause: note('Clause', 'Clause'),
  group: text('GroupId', 'Responsible group'),
  definition: text('Definition', 'Asked as (hash)'),
  family: text('Family', 'Family'),
  ladder: text('Ladder', 'Reminders'),
  issuedOn: day('IssuedOn', 'Issued on'),
  dueOn: day('DueOn', 'Due on'),
  closed: yesNo('Closed', 'Closed'),
  sample: yesNo('Sample', 'Sample'),
})
