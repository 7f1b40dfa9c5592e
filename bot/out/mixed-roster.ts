import type { Agency, Partnership } from '../../assurance/partnership.ts'
import { samePerson } from '../../assurance/who.ts'
import type { RosterMember } from '../seam.ts'

/**
 * Why a channel may not have an agency's card, where somebody of another agency is in its team (WORK X2); undefined where
 * it may. The SSU is a member of every team, and a person of two agencies belongs to either.
 */
export const mixedRoster = (
  agency: Agency,
  partnership: Partnership,
  roster: readonly RosterMember[],
): string | undefined => {
  const strangers = roster.filter((member) => {
    const person = partnership.people.find((one) => samePerson(one, member))
    if (!person || person.holds.some(({ role }) => role === 'ssu')) return false
    const agencies = person.holds.flatMap((held) => (held.agency ? [held.agency] : []))
    return agencies.length > 0 && !agencies.includes(agency.id)
  })
  if (strangers.length === 0) return undefined
  const names = strangers.map(({ name }) => name).join(', ')
  return `The team of ${agency.name} has members of another agency (${names}), so no card was posted there. Remove them from the team or correct their agency in the list People.`
}
