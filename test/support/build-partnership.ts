import type { Agency, Labels, Partnership, ProgrammeEntry } from '../../assurance/partnership.ts'
import type { Person, RoleHeld } from '../../assurance/who.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import { england } from './build-work.ts'

/** The tenant every built person is in. */
export const sampleTenant = '00000000-0000-4000-8000-00000000beef'

/** England's bank holidays of 2026-27 and no closures. */
export const buildCalendar = (over: Partial<Calendar> = {}): Calendar => ({ ...england, ...over })

export const buildAgency = (id: string, over: Partial<Agency> = {}): Agency => ({
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')} service`,
  short: id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
  sector: 'other',
  asked: true,
  calendar: 'england',
  source: 'sample',
  ...over,
})

/** A sample person; their `oid` is made from the id, so that a test can name them. */
export const buildPerson = (id: string, name: string, holds: readonly RoleHeld[]): Person => ({
  id,
  oid: `oid-${id}`,
  tid: sampleTenant,
  name,
  about: 'Sample person',
  holds,
  sample: true,
})

export const buildEntry = (id: string, over: Partial<ProgrammeEntry> = {}): ProgrammeEntry => ({
  id,
  sort: 'audit',
  title: `Audit ${id}`,
  why: 'It remains a priority.',
  quarters: [3],
  group: 'exploitation',
  steps: [],
  standing: 'planned',
  clause: 'Quality Assurance Framework, Enabler 3',
  ...over,
})

const labels: Labels = {
  partnership: 'Sample Safeguarding Partnership',
  ssu: 'Strategic Support Unit',
  ssuMailbox: 'ssu@partnership.example',
  atRisk: 'This is not a referral. If someone is at risk now, call 999, or contact the front door on 01000 000000.',
  child: 'child',
  adult: 'adult',
}

/** People with every standing the tab tells apart, by what they are. */
export const samplePeople = {
  ssu: buildPerson('ssu-lead', 'Sam Sample', [{ role: 'ssu' }]),
  police: buildPerson('police-representative', 'Pat Police', [{ role: 'representative', agency: 'police' }]),
  policePractitioner: buildPerson('police-practitioner', 'Robin Beat', [{ role: 'practitioner', agency: 'police' }]),
  health: buildPerson('health-representative', 'Hari Health', [{ role: 'representative', agency: 'health' }]),
  chair: buildPerson('exploitation-chair', 'Charlie Chair', [{ role: 'chair', group: 'exploitation' }]),
  scrutineer: buildPerson('scrutineer', 'Indy Scrutineer', [{ role: 'scrutineer' }]),
} as const

/** A small partnership of 2026-27 with three agencies, one group, two audits and people of every standing. */
export const buildPartnership = (over: Partial<Partnership> = {}): Partnership => ({
  id: 'sample',
  name: 'Sample Safeguarding Partnership',
  year: '2026-27',
  startsOn: '2026-04-01',
  endsOn: '2027-03-31',
  labels,
  calendars: [buildCalendar()],
  groups: [{ id: 'exploitation', name: 'Exploitation Group', short: 'EG', priority: 'exploitation' }],
  agencyTypes: [],
  agencies: [buildAgency('police'), buildAgency('health'), buildAgency('schools')],
  priorities: [{ id: 'exploitation', name: 'All age exploitation' }],
  programme: [buildEntry('exploited-2026', { title: 'Children who have been exploited' })],
  tools: [],
  ladders: [],
  people: Object.values(samplePeople),
  ...over,
})
