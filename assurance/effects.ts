import type { IsoDate } from './dates.ts'
import type { Ladder, Rung, RungSent } from './ladder.ts'
import type { Agency } from './partnership.ts'
import type { EffectSort, Round, View } from './record.ts'
import type { Person, PersonRef } from './who.ts'
import type { Calendar } from './working-days.ts'

/** Where a message goes: the agency's channel; the thread of its card; one person, privately. */
export type EffectPlace =
  | { readonly in: 'channel' }
  | { readonly in: 'thread'; readonly of: string }
  | { readonly in: 'chat'; readonly with: Person | undefined; readonly lacking: string }

/** What every message has: its permanent key, unique for ever (DESIGN §5), and where it goes. */
interface Wanted<Sort extends EffectSort> {
  readonly sort: Sort
  readonly key: string
  readonly place: EffectPlace
}

/** The card of a round in an agency's channel: posted once, then kept up to date in place. */
export interface AskWanted extends Wanted<'ask'> {
  readonly round: Round
  readonly views: readonly View[]
}

/** One reminder for everything owed to a channel on a day; never five cards (WORK R4). */
export interface DigestWanted extends Wanted<'digest'> {
  readonly day: IsoDate
  readonly lines: readonly { readonly round: Round; readonly views: readonly View[]; readonly rung: Rung }[]
  readonly rungs: readonly RungSent[]
  /** Mentioned by name where a rung speaks to the lead. */
  readonly lead?: Person
}

/** A reminder the SSU asked for out of turn: one for a round, channel and day. */
export interface RemindWanted extends Wanted<'remind'> {
  readonly round: Round
  readonly views: readonly View[]
}

/** Thanks in the card's thread once everything asked of the agency in a round is answered. */
export interface ThanksWanted extends Wanted<'thanks'> {
  readonly round: Round
  readonly views: readonly View[]
}

export const tidings = ['answered', 'granted', 'refused', 'handed', 'invited', 'sent-back', 'moved'] as const
export type Tiding = (typeof tidings)[number]

/** A line in the card's thread about something that happened, to somebody by name where it is theirs. */
export interface NoteWanted extends Wanted<'note'> {
  readonly round: Round
  readonly views: readonly View[]
  readonly what: Tiding
  /** Mentioned by name; nobody where the whole channel is meant. */
  readonly to?: PersonRef
  readonly by: PersonRef
}

/** A late request, told privately to the chair once the SSU has released it (WORK R4). */
export interface EscalationWanted extends Wanted<'escalation'> {
  readonly round: Round
  readonly view: View
}

/** Something shared early, told privately to the chair of the group it was shared with (WORK R9). */
export interface SharedWanted extends Wanted<'shared'> {
  readonly round: Round
  readonly view: View
}

export type Effect =
  | AskWanted
  | DigestWanted
  | RemindWanted
  | ThanksWanted
  | NoteWanted
  | EscalationWanted
  | SharedWanted

/** What deciding on an agency's messages needs: everything that is stored about it, and the moment. */
export interface Situation {
  readonly partnership: string
  readonly agency: Agency
  readonly people: readonly Person[]
  readonly calendar: Calendar
  readonly rounds: readonly { readonly round: Round; readonly views: readonly View[]; readonly ladder: Ladder }[]
  readonly sent: readonly RungSent[]
  readonly at: Date
}
