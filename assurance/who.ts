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
  /** Where a notice without content goes when a card cannot; never used to tell who somebody is (DESIGN §8). */
  readonly mail?: string
  readonly holds: readonly RoleHeld[]
  readonly sample: boolean
}

/** Who is acting: the platform's identity together with the roles the list *People* gives it. */
export interface Actor extends PersonRef {
  readonly holds: readonly RoleHeld[]
  /** What stands for them in the anonymous request at hand, worked out by the server; nobody else can. */
  readonly pseudonym?: string
}

/** The product itself, where the day and not a person causes something. */
export const sightline: PersonRef = { oid: 'sightline', tid: 'sightline', name: 'Sightline' }

/** What an actor is to one request: the table of moves speaks of these. */
export type Relation = 'ssu' | 'agency' | 'part' | 'group' | 'scrutineer'

const answersFor: readonly Role[] = ['representative', 'deputy', 'lead', 'manager']

/** What relations are read from: a request, or as much of one as there is. */
export interface Related {
  readonly agency: string
  readonly group: string
  readonly person?: PersonRef
  readonly pseudonym?: string
  readonly handed?: { readonly to: PersonRef }
  readonly parts?: readonly { readonly to: PersonRef }[]
}

/**
 * What this actor is to a request of `agency` reviewed by `group`. Nobody is the group to their own agency (WORK R6).
 * Practitioners and auditors have no relation until they are invited to a part or handed the request (WORK R2); where one
 * person is asked, nobody else answers for them.
 */
export const relationsTo = (actor: Actor, request: Related): ReadonlySet<Relation> => {
  const relations = new Set<Relation>()
  const { person, pseudonym, handed, parts = [] } = request
  const ownAgency = actor.holds.some((held) => held.agency === request.agency)
  const ofOne = person !== undefined || pseudonym !== undefined
  if (person && samePerson(person, actor)) relations.add('agency')
  if (pseudonym !== undefined && pseudonym === actor.pseudonym) relations.add('agency')
  // Somebody who has left the agency since has nothing of it any more.
  if (ownAgency && handed && samePerson(handed.to, actor)) relations.add('agency')
  if (ownAgency && parts.some(({ to }) => samePerson(to, actor))) relations.add('part')
  for (const held of actor.holds) {
    if (held.role === 'ssu') relations.add('ssu')
    if (held.role === 'scrutineer') relations.add('scrutineer')
    if (!ofOne && held.agency === request.agency && answersFor.includes(held.role)) relations.add('agency')
    const chairs = held.role === 'chair' || held.role === 'vice-chair'
    if (chairs && held.group === request.group && !ownAgency) relations.add('group')
  }
  return relations
}

/** Whether two references are the same person. */
export const samePerson = (one: PersonRef, other: PersonRef): boolean => one.oid === other.oid && one.tid === other.tid
