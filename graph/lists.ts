import type { Definition } from '../assurance/definition.ts'
import type { Column, ColumnType, ListSpec } from '../assurance/register.ts'
import { caseColumns } from './codecs/case.ts'
import { definitionCodec } from './codecs/definition.ts'
import { deliveryCodec } from './codecs/delivery.ts'
import { eventCodec } from './codecs/event.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from './codecs/partnership.ts'
import { requestColumns } from './codecs/request.ts'
import { roundCodec } from './codecs/round.ts'
import { supersededCodec } from './codecs/superseded.ts'
import { questionCodec, toolCodec } from './codecs/tool.ts'

/** The register lists of a partnership's site (DESIGN §4); the others named there are made when first used. */
export const registers = {
  agencies: { name: 'Agencies', about: 'Who is asked, and where', columns: agencyCodec.columns },
  people: { name: 'People', about: 'Who holds which role', columns: personCodec.columns },
  groups: { name: 'Groups', about: 'The groups of the partnership', columns: groupCodec.columns },
  programme: { name: 'Programme', about: 'What stands on the schedule of the year', columns: programmeCodec.columns },
  tools: { name: 'Tools', about: 'Agreed sets of questions', columns: toolCodec.columns },
  questions: { name: 'Questions', about: 'The questions of the tools', columns: questionCodec.columns },
  definitions: {
    name: 'Definitions',
    about: 'Questions as they were worded when asked',
    columns: definitionCodec.columns,
  },
  rounds: { name: 'Rounds', about: 'Who was asked what, when and by when', columns: roundCodec.columns },
  cases: { name: 'Cases', about: 'Case references made for an audit; never a name', columns: caseColumns },
  events: { name: 'Events', about: 'What was done to each request; no answers', columns: eventCodec.columns },
  superseded: { name: 'Superseded', about: 'Earlier and losing answers', columns: supersededCodec.columns },
  deliveries: { name: 'Deliveries', about: 'What went to Teams', columns: deliveryCodec.columns },
} as const satisfies { readonly [name: string]: ListSpec }

/** The list requests of a family are filed in: `audit-return/ce-children-2026` in *Audit-return ce-children-2026*. */
export const listOf = (family: string): string => {
  const name = family.replaceAll('/', ' ')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** The list of a definition's family, with a column or two for each question (DESIGN §4). */
export const requestsList = (definition: Definition): ListSpec => ({
  name: listOf(definition.family),
  about: definition.title,
  columns: requestColumns(definition),
})

/** What SharePoint takes of each type in one list, and how many indexes. Published for lists with rows that wrap. */
const limits: { readonly [Type in ColumnType]: { readonly shares: string; readonly most: number } } = {
  text: { shares: 'text and choice', most: 276 },
  choice: { shares: 'text and choice', most: 276 },
  note: { shares: 'many lines', most: 192 },
  number: { shares: 'number', most: 72 },
  'yes-no': { shares: 'yes/no', most: 96 },
  day: { shares: 'date', most: 48 },
  moment: { shares: 'date', most: 48 },
}
const mostIndexes = 20
const mostChoiceText = 255

/** Names SharePoint's own columns have in every list. */
const ownNames = new Set(
  [
    'ID',
    'Created',
    'Modified',
    'Author',
    'Editor',
    'ContentType',
    'Attachments',
    'Version',
    'Order',
    'GUID',
    'Edit',
    'LinkTitle',
    'Name',
  ].map((name) => name.toLowerCase()),
)

const columnFaults = ({ name, title, type, choices = [] }: Column): readonly string[] => [
  ...(/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(name)
    ? []
    : [`The column of “${title}” is called “${name}”; please use a letter and then up to 31 letters, figures and _.`]),
  ...(ownNames.has(name.toLowerCase())
    ? [`“${name}” is a column of SharePoint's own; please call the column of “${title}” otherwise.`]
    : []),
  ...(type === 'choice' && choices.some((option) => option.length > mostChoiceText)
    ? [`An answer offered for “${title}” is longer than the ${mostChoiceText} characters SharePoint takes.`]
    : []),
]

/**
 * Why SharePoint would not take this list, as plain sentences; none where it would. Asked when a tool is agreed, not when
 * the first answer fails (DESIGN §2).
 */
export const listFaults = ({ name, columns }: ListSpec): readonly string[] => {
  const faults = columns.flatMap(columnFaults)
  const seen = new Map<string, Column>()
  for (const column of columns) {
    const before = seen.get(column.name.toLowerCase())
    if (before)
      faults.push(
        `“${before.title}” and “${column.title}” would both be kept in the column ${column.name}; please give one another name.`,
      )
    seen.set(column.name.toLowerCase(), column)
  }
  for (const [shares, ofType] of Object.entries(Object.groupBy(columns, ({ type }) => limits[type].shares))) {
    const most = limits[ofType?.[0]?.type ?? 'text'].most
    if (ofType && ofType.length > most)
      faults.push(
        `The list “${name}” would have ${ofType.length} columns of ${shares}; SharePoint takes ${most}. Please ask fewer such questions or split the tool.`,
      )
  }
  const indexed = columns.filter((column) => column.indexed).length
  if (indexed > mostIndexes)
    faults.push(`The list “${name}” would have ${indexed} indexed columns; SharePoint takes ${mostIndexes}.`)
  return faults
}
