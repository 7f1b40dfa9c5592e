import type { Effect } from '../../assurance/effects.ts'
import type { Mail, Notice } from '../../assurance/mail.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Person } from '../../assurance/who.ts'
import type { CardJson, Sent, Teams } from '../seam.ts'
import type { Entry } from './ledger.ts'

/** What stands in the ledger for a conversation where a notice went by mail. */
export const mailbox = 'mail'

/** Where a message can go as things stand: a channel, the thread of a message that has been sent, or one person's chat. */
export type Spot =
  | { readonly to: 'channel'; readonly team: string; readonly channel: string }
  | { readonly to: 'thread'; readonly team: string; readonly conversation: string; readonly message: string }
  | { readonly to: 'chat'; readonly person: Person }
  /** A notice without content from the SSU's mailbox, where no card can go (WORK R1). */
  | { readonly to: 'mail'; readonly addresses: readonly string[] }
  /** Somebody has to enter something first: a sentence. */
  | { readonly to: 'nowhere'; readonly lacking: string }
  /** What it answers has not gone yet. */
  | { readonly to: 'later' }

/** A spot that something can be sent to. */
export type OpenSpot = Exclude<Spot, { to: 'nowhere' | 'later' }>

/** Those who answer for an agency and can be written to. */
const addressesOf = ({ id }: Agency, people: readonly Person[]): readonly string[] => [
  ...new Set(
    people.flatMap(({ mail, holds }) =>
      mail && holds.some(({ role, agency }) => agency === id && (role === 'representative' || role === 'deputy'))
        ? [mail]
        : [],
    ),
  ),
]

/** Where something goes for an agency that has no channel: to those who answer for it, by mail; thanks need no letter. */
const byMail = ({ sort }: Effect, agency: Agency, people: readonly Person[]): Spot => {
  if (sort === 'thanks') return { to: 'later' }
  const addresses = addressesOf(agency, people)
  if (addresses.length > 0) return { to: 'mail', addresses }
  return {
    to: 'nowhere',
    lacking: `${agency.name} has no channel yet, and nobody who answers for it has an e-mail address in the list People. Bind a channel to it in the list Agencies, or enter an address.`,
  }
}

/** Where a message of an agency goes, given what the ledger says has been sent. */
export const spotOf = (
  effect: Effect,
  agency: Agency,
  people: readonly Person[],
  ledger: ReadonlyMap<string, Entry>,
): Spot => {
  const { place } = effect
  if (place.in === 'chat')
    return place.with ? { to: 'chat', person: place.with } : { to: 'nowhere', lacking: place.lacking }
  const { channel } = agency
  if (!channel) return byMail(effect, agency, people)
  if (place.in === 'channel') return { to: 'channel', ...channel }
  const { state, conversation, message } = ledger.get(place.of) ?? {}
  if (state !== 'sent' || !conversation || !message || conversation === mailbox) return { to: 'later' }
  return { to: 'thread', team: channel.team, conversation, message }
}

/** The conversation a spot lies in, by a name of its own: order is kept within it, and what closes it closes it for all. */
export const nameOfSpot = (spot: OpenSpot): string => {
  if (spot.to === 'chat') return `chat ${spot.person.tid} ${spot.person.oid}`
  if (spot.to === 'mail') return mailbox
  return spot.to === 'channel' ? spot.channel : spot.conversation
}

/** A message as it would go as a card, and as a notice where no card can. */
export interface Sendable {
  readonly card: CardJson
  readonly summary: string
  readonly notice: Pick<Notice, 'subject' | 'text'>
}

const noMailbox: Sent = {
  is: 'blocked',
  why: 'No card can go there, and the partnership has no mailbox to send a notice from. Name one in its file.',
}

const postTo = async (
  mail: Mail | undefined,
  to: readonly string[],
  { notice }: Pick<Sendable, 'notice'>,
): Promise<Sent> => {
  if (!mail) return noMailbox
  const posted = await mail.post({ to, ...notice })
  return posted.is === 'posted' ? { is: 'sent', conversation: mailbox, message: 'notice' } : posted
}

/** Sends a message to a spot. Somebody whom the bot cannot write to in Teams gets a notice, where an address is known. */
export const sendTo = async (
  { teams, mail }: { readonly teams: Teams; readonly mail?: Mail },
  spot: OpenSpot,
  sendable: Sendable,
): Promise<Sent> => {
  const { card, summary } = sendable
  switch (spot.to) {
    case 'channel':
      return teams.post(spot, card, summary)
    case 'thread':
      return teams.reply(spot, card, summary)
    case 'mail':
      return postTo(mail, spot.addresses, sendable)
    case 'chat': {
      const told = await teams.tell(spot.person, card, summary)
      return told.is === 'blocked' && spot.person.mail ? postTo(mail, [spot.person.mail], sendable) : told
    }
  }
}
