import type { Round } from '../../assurance/record.ts'
import { day, note, optional, otherwise, text, written, yesNo } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A row of *Rounds*. */
export const roundCodec = rowCodec<Round>({
  id: text('RoundId', 'Round', { unique: true }),
  title: text('Title', 'Title'),
  partnership: text('Partnership', 'Partnership'),
  kind: text('Kind', 'Kind'),
  programme: optional(text('Programme', 'Entry of the programme')),
  why: otherwise(note('Why', 'Why'), ''),
  clause: note('Clause', 'Clause'),
  group: text('GroupId', 'Responsible group'),
  definition: text('Definition', 'Asked as (hash)'),
  family: text('Family', 'Family'),
  ladder: text('Ladder', 'Reminders'),
  issuedOn: day('IssuedOn', 'Issued on'),
  dueOn: day('DueOn', 'Due on'),
  period: optional(text('Period', 'Period')),
  auditors: otherwise(
    written<readonly string[]>('Auditors', 'Auditors (one person a line)', (ids) => ids.join('\n'), linesOf),
    [],
  ),
  anonymous: yesNo('Anonymous', 'Answered anonymously'),
  afresh: yesNo('Afresh', 'Earlier answers are not offered'),
  released: yesNo('Released', 'Collated material released to the group'),
  closed: yesNo('Closed', 'Closed'),
  sample: yesNo('Sample', 'Sample'),
})
