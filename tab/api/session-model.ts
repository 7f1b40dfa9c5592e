import type { IsoDate } from '../../assurance/dates.ts'
import type { Labels, Partnership } from '../../assurance/partnership.ts'
import type { Reading } from '../../assurance/record.ts'
import type { Actor, Role } from '../../assurance/who.ts'
import { type AgencyName, agencyName } from './cell-model.ts'
import { ownAgencies, type Reach, reachOf } from './permissions.ts'

/** Who is looking, and the words the partnership uses. */
export interface SessionView {
  readonly name: string
  /** *Representative, Wiltshire Police* */
  readonly roles: readonly string[]
  readonly agencies: readonly AgencyName[]
  readonly sees: { readonly returns: Reach; readonly answers: Reach }
  readonly partnership: { readonly id: string; readonly name: string; readonly year: string }
  readonly labels: Labels
  readonly today: IsoDate
  readonly reading: Reading
}

const roleWords: { readonly [Name in Role]: string } = {
  ssu: 'SSU',
  representative: 'Representative',
  deputy: 'Deputy',
  lead: 'Agency lead',
  auditor: 'Auditor',
  practitioner: 'Practitioner',
  manager: 'Manager',
  chair: 'Chair',
  'vice-chair': 'Vice-chair',
  member: 'Member',
  scrutineer: 'Independent Scrutineer',
  analyst: 'Business Performance Analyst',
}

/** The session as the shell shows it. */
export const sessionView = (actor: Actor, partnership: Partnership, today: IsoDate, reading: Reading): SessionView => ({
  name: actor.name,
  roles: actor.holds.map(({ role, agency, group }) => {
    const groupName = partnership.groups.find(({ id }) => id === group)?.name
    const where = agency ? agencyName(partnership, agency).name : groupName
    return where ? `${roleWords[role]}, ${where}` : role === 'ssu' ? partnership.labels.ssu : roleWords[role]
  }),
  agencies: ownAgencies(actor.holds).map((id) => agencyName(partnership, id)),
  sees: { returns: reachOf(actor.holds, 'states'), answers: reachOf(actor.holds, 'answers') },
  partnership: { id: partnership.id, name: partnership.name, year: partnership.year },
  labels: partnership.labels,
  today,
  reading,
})
