import type { RoleHeld } from '../../assurance/who.ts'

/** What a role is to the tab: one row of the table below. */
type Standing = 'ssu' | 'agency' | 'practitioner' | 'oversight' | 'other'

/** What may be read or done in the tab. Moves are beside this the table of moves' (`assurance/request.ts`). */
export type Matter = 'schedule' | 'states' | 'request' | 'answers' | 'draft'

/** How far a permission reaches: everybody's, one's own agency's, or not at all. */
export type Reach = 'all' | 'own' | 'none'

const standings: { readonly [Role in RoleHeld['role']]: Standing } = {
  ssu: 'ssu',
  representative: 'agency',
  deputy: 'agency',
  lead: 'agency',
  auditor: 'agency',
  manager: 'agency',
  practitioner: 'practitioner',
  chair: 'oversight',
  'vice-chair': 'oversight',
  scrutineer: 'oversight',
  member: 'other',
  analyst: 'other',
}

/**
 * Who sees what (WORK X2): the SSU everything but drafts, which are their contributors' alone; an agency its own; chairs
 * and the scrutineer who has returned, without a word of what; practitioners their own agency's states.
 */
const permissions: { readonly [Name in Matter]: { readonly [Who in Standing]: Reach } } = {
  schedule: { ssu: 'all', agency: 'all', practitioner: 'all', oversight: 'all', other: 'all' },
  states: { ssu: 'all', agency: 'own', practitioner: 'own', oversight: 'all', other: 'none' },
  request: { ssu: 'all', agency: 'own', practitioner: 'own', oversight: 'all', other: 'none' },
  answers: { ssu: 'all', agency: 'own', practitioner: 'none', oversight: 'none', other: 'none' },
  draft: { ssu: 'none', agency: 'own', practitioner: 'none', oversight: 'none', other: 'none' },
}

/** Whether somebody with these roles has this of that agency. */
export const reaches = (holds: readonly RoleHeld[], matter: Matter, agency: string): boolean =>
  holds.some((held) => {
    const reach = permissions[matter][standings[held.role]]
    return reach === 'all' || (reach === 'own' && held.agency === agency)
  })

/** How far these roles reach in all: the widest of them. */
export const reachOf = (holds: readonly RoleHeld[], matter: Matter): Reach => {
  const each = holds.map((held) => permissions[matter][standings[held.role]])
  if (each.includes('all')) return 'all'
  return each.includes('own') ? 'own' : 'none'
}

/** Agencies somebody belongs to, in the order of their roles. */
export const ownAgencies = (holds: readonly RoleHeld[]): readonly string[] => [
  ...new Set(holds.flatMap(({ agency }) => (agency ? [agency] : []))),
]
