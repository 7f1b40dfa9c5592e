import type { IsoDate } from '../../assurance/dates.ts'
import type { Labels, Partnership } from '../../assurance/partnership.ts'
import type { Reading } from '../../assurance/record.ts'
import type { Actor, Role } from '../../assurance/who.ts'
import { type AgencyName, agencyName } from './cell-model.ts'
import { isSsu, mayAsk, ownAgencies, type Reach, reachOf, sharesFor } from './permissions.ts'

/** Who is looking, and the words the partnership uses. */
export interface SessionView {
  readonly name: string
  /** *Representative, Wiltshire Police* */
  readonly roles: readonly string[]
  readonly agencies: readonly AgencyName[]
  readonly sees: { readonly returns: Reach; readonly answers: Reach }
  /** Pages besides that are this person's: issuing, sharing early, what waits for the SSU. */
  readonly may: { readonly ask: boolean; readonly share: boolean; readonly queue: boolean }
  /** How much waits for the SSU; absent for everybody else. */
  readonly queue?: number
  readonly partnership: { readonly id: string; readonly name: string; readonly year: string }
  readonly labels: Labels
  readonly today: IsoDate
  readonly reading: Reading
}

export const roleWords: { readonly [Name in Role]: string } = {
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
export const sessionView = (
  actor: Actor,
  partnership: Partnership,
  today: IsoDate,
  reading: Reading,
  queue?: number,
): SessionView => ({
  name: actor.name,
  roles: actor.holds.map(({ role, agency, group }) => {
    const groupName = partnership.groups.find(({ id }) => id === group)?.name
    const where = agency ? agencyName(partnership, agency).name : groupName
    return where ? `${roleWords[role]}, ${where}` : role === 'ssu' ? partnership.labels.ssu : roleWords[role]
  }),
  agencies: ownAgencies(actor.holds).map((id) => agencyName(partnership, id)),
  sees: { returns: reachOf(actor.holds, 'request'), answers: reachOf(actor.holds, 'answers') },
  may: { ask: mayAsk(actor), share: sharesFor(actor, partnership).length > 0, queue: isSsu(actor) },
  ...(queue === undefined ? {} : { queue }),
  partnership: { id: partnership.id, name: partnership.name, year: partnership.year },
  labels: partnership.labels,
  today,
  reading,
})
