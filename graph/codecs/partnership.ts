import { isIsoDate } from '../../assurance/dates.ts'
import type { Agency, Group, ProgrammeEntry, Quarter } from '../../assurance/partnership.ts'
import { type Person, type Role, type RoleHeld, roles } from '../../assurance/who.ts'
import { choice, day, note, optional, otherwise, text, written, yesNo } from './keepings.ts'
import { rowCodec, together } from './row-codec.ts'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const sectors = ['council', 'health', 'police', 'education', 'voluntary', 'justice', 'other'] as const

/** A row of *Agencies*. */
export const agencyCodec = rowCodec<Agency>({
  id: text('AgencyId', 'Agency', { unique: true }),
  name: text('Title', 'Name'),
  short: text('Short', 'Short name'),
  sector: choice('Sector', 'Sector', sectors),
  asked: yesNo('Asked', 'Is asked'),
  calendar: text('Calendar', 'Calendar'),
  source: note('Source', 'Where the name comes from'),
  channel: optional(
    together<{ readonly team: string; readonly channel: string }>({
      team: text('ChannelTeam', 'Team in Teams'),
      channel: text('ChannelId', 'Channel in Teams'),
    }),
  ),
})

/** A row of *Groups*. */
export const groupCodec = rowCodec<Group>({
  id: text('GroupId', 'Group', { unique: true }),
  name: text('Title', 'Name'),
  short: text('Short', 'Short name'),
  priority: optional(text('Priority', 'Leads the priority')),
  meets: optional(note('Meets', 'Meets')),
})

const isRole = (text: string): text is Role => roles.some((role) => role === text)

/** One role a line, as people write it: `representative, agency police` or `chair, group qa-group`. */
const sayHolds = (holds: readonly RoleHeld[]): string =>
  holds
    .map(({ role, agency, group }) =>
      [role, agency === undefined ? '' : `agency ${agency}`, group === undefined ? '' : `group ${group}`]
        .filter((part) => part !== '')
        .join(', '),
    )
    .join('\n')

/** The inverse of `sayHolds`; null where a line says no known role. */
export const readHolds = (text: string): readonly RoleHeld[] | null => {
  const holds = lines(text).map((line): RoleHeld | null => {
    const [role = '', ...places] = line.split(',').map((part) => part.trim())
    const place = (word: string) =>
      places
        .find((part) => part.startsWith(`${word} `))
        ?.slice(word.length + 1)
        .trim()
    const [agency, group] = [place('agency'), place('group')]
    if (!isRole(role) || places.some((part) => !/^(agency|group) \S/.test(part))) return null
    return { role, ...(agency === undefined ? {} : { agency }), ...(group === undefined ? {} : { group }) }
  })
  return holds.every((held) => held !== null) ? holds : null
}

/** A row of *People*. */
export const personCodec = rowCodec<Person>({
  id: text('PersonId', 'Person', { unique: true }),
  name: text('Title', 'Name'),
  oid: text('Oid', 'Entra object id'),
  tid: text('Tid', 'Entra tenant id'),
  about: otherwise(note('About', 'About'), ''),
  mail: optional(text('Mail', 'E-mail for notices')),
  holds: otherwise(written('Holds', 'Holds (one role a line)', sayHolds, readHolds), []),
  sample: yesNo('Sample', 'Sample'),
})

type Step = ProgrammeEntry['steps'][number]
const sayPart = (text: string) => text.replace(/[\\|]/g, '\\$&').replaceAll('\n', '\\n')
const readPart = (text: string) =>
  text.replace(/\\(n|.)/g, (_, character: string) => (character === 'n' ? '\n' : character))

/** One step a line, as people write it: `when | what`, or `when | 2026-09-17 | what`. */
const saySteps = (steps: readonly Step[]): string =>
  steps.map(({ when, on, what }) => [when, ...(on === undefined ? [] : [on]), what].map(sayPart).join(' | ')).join('\n')

/** The inverse of `saySteps`; null where a line does not have two or three parts. */
export const readSteps = (text: string): readonly Step[] | null => {
  const steps = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Step | null => {
      const parts = (line.match(/(?:\\.|[^\\|])+/g) ?? []).map((part) => readPart(part.trim()))
      const [when = '', second = '', third] = parts
      if (parts.length === 2) return { when, what: second }
      return parts.length === 3 && third !== undefined && isIsoDate(second) ? { when, on: second, what: third } : null
    })
  return steps.every((step) => step !== null) ? steps : null
}

const quartersIn = (text: string): readonly Quarter[] | null => {
  const quarters = text
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map((part) => Number(part.replace(/^Q/i, '')))
  return quarters.every((quarter): quarter is Quarter => [1, 2, 3, 4].includes(quarter)) ? quarters : null
}

/** A row of *Programme*. */
export const programmeCodec = rowCodec<ProgrammeEntry>({
  id: text('EntryId', 'Entry', { unique: true }),
  title: text('Title', 'Title'),
  sort: choice('Sort', 'Sort', ['audit', 'evaluation', 'self-assessment']),
  why: note('Why', 'Why'),
  ssuLead: optional(text('SsuLead', 'SSU lead')),
  quarters: otherwise(
    written<readonly Quarter[]>(
      'Quarters',
      'Quarters',
      (value) => value.map((quarter) => `Q${quarter}`).join(', '),
      quartersIn,
      'text',
    ),
    [],
  ),
  group: text('GroupId', 'Responsible group'),
  scopeBy: optional(day('ScopeBy', 'Scope and tool agreed by')),
  steps: otherwise(written('Steps', 'Steps (one a line: when | what)', saySteps, readSteps), []),
  standing: choice('Standing', 'Standing', ['planned', 'theme-to-be-confirmed', 'deferred']),
  note: optional(note('Remark', 'Note')),
  priority: optional(text('Priority', 'Priority')),
  clause: note('Clause', 'Clause'),
  tool: optional(text('Tool', 'Tool')),
})
