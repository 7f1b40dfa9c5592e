/** A person as the platform knows them: Entra object id and tenant, never an e-mail address (DESIGN §8). */
export interface PersonRef {
  readonly oid: string
  readonly tid: string
  readonly name: string
}

export const roles = [
  'ssu',
  'representative',
  'deputy',
  'lead',
  'auditor',
  'practitioner',
  'manager',
  'chair',
  'vice-chair',
  'member',
  'scrutineer',
  'analyst',
] as const

/** What a person is in the partnership (WORK, “Who is who”). */
export type Role = (typeof roles)[number]

/** A role as somebody holds it: in an agency, in a group, or in the partnership as a whole. */
export interface RoleHeld {
  readonly role: Role
  readonly agency?: string
  readonly group?: string
}

/** A row of the list *People*. */
export interface Person extends PersonRef {
  readonly id: string
  readonly about: string
  readonly holds: readonly RoleHeld[]
  readonly sample: boolean
}

/** Who is acting: the platform's identity together with the roles the list *People* gives it. */
export interface Actor extends PersonRef {
  readonly holds: readonly RoleHeld[]
}

/** The product itself, where the day and not a person causes something. */
export const sightline: PersonRef = { oid: 'sightline', tid: 'sightline', name: 'Sightline' }

/** What an actor is to one request: the table of moves speaks of these. */
export type Relation = 'ssu' | 'agency' | 'group'

const answersFor: readonly Role[] = ['representative', 'deputy', 'lead', 'auditor', 'manager']

/**
 * What this actor is to a request of `agency` reviewed by `group`. Nobody is the group to their own agency (WORK R6).
 * A practitioner of the agency has no relation until they are invited to a part.
 */
export const relationsTo = (actor: Actor, request: { agency: string; group: string }): ReadonlySet<Relation> => {
  const relations = new Set<Relation>()
  const ownAgency = actor.holds.some((held) => held.agency === request.agency)
  for (const held of actor.holds) {
    if (held.role === 'ssu') relations.add('ssu')
    if (held.agency === request.agency && answersFor.includes(held.role)) relations.add('agency')
    const chairs = held.role === 'chair' || held.role === 'vice-chair'
    if (chairs && held.group === request.group && !ownAgency) relations.add('group')
  }
  return relations
}

/** Whether two references are the same person. */
export const samePerson = (one: PersonRef, other: PersonRef): boolean => one.oid === other.oid && one.tid === other.tid
