import type { Instant, IsoDate } from './dates.ts'
import type { Answers } from './definition.ts'
import type { PersonRef, Relation } from './who.ts'

/** The stored states of a request (DESIGN §3). *Due soon*, *late* and *escalated* are functions of the request and the day. */
export const states = ['asked', 'returned', 'accepted', 'sent-back', 'excused', 'withdrawn'] as const
export type State = (typeof states)[number]

/** The formal ways of saying that there is nothing to return; they differ (WORK R3). */
export const nilKinds = ['not-known', 'no-contact', 'cannot-determine'] as const
export type NilKind = (typeof nilKinds)[number]

/** A nil return: what was searched, for which period, and what was found not to be there. */
export interface Nil {
  readonly kind: NilKind
  readonly systems: string
  readonly from: IsoDate
  readonly to: IsoDate
}

/** Who did something and when. */
export interface Done {
  readonly by: PersonRef
  readonly at: Instant
}

/**
 * One agency asked one thing about one case: a row of its round's list in SharePoint. The key is readable and unique and
 * is led by the partnership: `swindon/audit-return:ce-children-2026:c-4f7k:police`.
 */
export interface Request {
  readonly key: string
  readonly partnership: string
  readonly kind: string
  readonly round: string
  readonly agency: string
  /** A random reference made for this audit; never a name, initials or case number (WORK A3). */
  readonly caseRef?: string
  readonly group: string
  /** Content hash of the frozen definition. */
  readonly definition: string
  /** The list it is filed in. */
  readonly family: string
  readonly state: State
  readonly issuedOn: IsoDate
  readonly dueOn: IsoDate
  /** Counts the facts laid on the request; a move names the revision it was made on. */
  readonly revision: number
  readonly sample: boolean
  readonly keyConfirmed?: Done
  readonly returned?: Done
  readonly nil?: Nil
  readonly answers?: Answers
  /** Why it was sent back, excused or withdrawn. */
  readonly reason?: string
  /** Ids of the last moves laid on, newest last: finding one there after a lost reply means done. */
  readonly moves: readonly string[]
  /** Facts that ride in the row until they are copied to *Events*. */
  readonly facts: readonly Fact[]
}

/** What a person asks of a request. */
export type Command =
  | { readonly do: 'ask' }
  | { readonly do: 'confirm-key' }
  | { readonly do: 'return'; readonly answers: Answers }
  | { readonly do: 'nil'; readonly nil: Nil }
  | { readonly do: 'reverse-nil' }
  | { readonly do: 'accept' }
  | { readonly do: 'send-back'; readonly reason: string }
  | { readonly do: 'excuse'; readonly reason: string }
  | { readonly do: 'withdraw'; readonly reason: string }

export type Doing = Command['do']

/** Everything a person does is a move: a command with its id, the request, the revision it was made on, and who and when. */
export interface Move {
  /** Unique for ever; the same id again changes nothing. */
  readonly id: string
  readonly key: string
  /** The revision the person had before them. */
  readonly base: number
  readonly by: PersonRef
  readonly on: Instant
  readonly command: Command
}

/** What came of a move: who did what, from which state to which. It never holds an answer's words (WORK R8). */
export interface Fact {
  /** The request's revision once this fact is laid on it. Key and number together are unique. */
  readonly number: number
  readonly move: string
  readonly is: Doing
  readonly from: State | 'none'
  readonly to: State
  readonly by: PersonRef
  readonly at: Instant
  readonly nil?: NilKind
  readonly reason?: string
  /** A return over an earlier one: the earlier words are kept in *Superseded*. */
  readonly corrects?: true
}

/** Why a move is not made, as a sentence a colleague could read aloud. */
export interface Refusal {
  readonly say: string
  readonly field?: string
}

interface Rule {
  readonly from: readonly (State | 'none')[]
  /** `same` leaves the state as it is. */
  readonly to: State | 'same'
  readonly by: readonly Relation[]
}

/**
 * The table of moves: which command is permitted in which states, where it leads, and whose it is. It is the code, the
 * README's diagram (`moves-diagram.ts`) and the source of the tests.
 */
export const moves: { readonly [Name in Doing]: Rule } = {
  ask: { from: ['none'], to: 'asked', by: ['ssu'] },
  'confirm-key': { from: ['asked', 'sent-back'], to: 'same', by: ['agency'] },
  return: { from: ['asked', 'sent-back', 'returned'], to: 'returned', by: ['agency'] },
  nil: { from: ['asked', 'sent-back'], to: 'returned', by: ['agency'] },
  'reverse-nil': { from: ['returned'], to: 'asked', by: ['agency'] },
  accept: { from: ['returned'], to: 'accepted', by: ['ssu', 'group'] },
  'send-back': { from: ['returned'], to: 'sent-back', by: ['ssu', 'group'] },
  excuse: { from: ['asked', 'sent-back'], to: 'excused', by: ['ssu'] },
  withdraw: { from: ['asked', 'returned', 'sent-back', 'excused'], to: 'withdrawn', by: ['ssu'] },
}

/** States in which the agency still owes an answer. */
export const isOpen = (request: Request): boolean => request.state === 'asked' || request.state === 'sent-back'

/** The key of a request; its parts must be lower-case slugs. */
export const requestKey = (parts: {
  partnership: string
  kind: string
  round: string
  caseRef?: string
  agency: string
}): string =>
  `${parts.partnership}/${parts.kind}:${parts.round}:${parts.caseRef ? `${parts.caseRef}:` : ''}${parts.agency}`
