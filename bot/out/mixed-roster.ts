import type { Agency, Partnership } from '../../assurance/partnership.ts'
import { samePerson } from '../../assurance/who.ts'
import type { RosterMember } from '../seam.ts'

/**
 * Why a channel may not have an agency's card, where somebody of another agency is in its team (WORK X2); undefined where
 * it may. The SSU is a member of every team, and a person of two agencies belongs to either. Somebody whom the list
 * *People* does not know is taken for a colleague only where their organisation is the agency's own.
 */
export const mixedRoster = (
  agency: Agency,
  partnership: Partnership,
  roster: readonly RosterMember[],
): string | undefined => {
  const { people } = partnership
  const belongs = (holds: (typeof people)[number]['holds']) =>
    holds.some((held) => held.role === 'ssu' || held.agency === agency.id)
  const organisations = new Set(people.filter(({ holds }) => belongs(holds)).map(({ tid }) => tid))
  const strangers = roster.filter((member) => {
    const person = people.find((one) => samePerson(one, member))
    if (!person) return !organisations.has(member.tid)
    return !belongs(person.holds) && person.holds.some((held) => held.agency !== undefined)
  })
  if (strangers.length === 0) return undefined
  const names = strangers.map(({ name }) => name).join(', ')
  return `The team of ${agency.name} has members from outside it (${names}), so no card was posted there. Remove them from the team, or say in the list People that they belong to the agency.`
}
