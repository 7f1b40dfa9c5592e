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

/** Somebody who was invited to a part, and when they handed it in (WORK R2). What they wrote is a draft until the return. */
export interface PartStanding {
  readonly part: string
  readonly to: PersonRef
  readonly invited: Done
  readonly done?: Instant
}

/** More time asked for, and what the SSU said (WORK R5). */
export interface Extension {
  readonly until: IsoDate
  readonly reason: string
  readonly asked: Done
  readonly decided?: Done & { readonly granted: boolean; readonly reason?: string }
}

/** The last question to the SSU with its answer; earlier ones are kept in *Superseded* (WORK R5). */
export interface Question {
  readonly text: string
  readonly asked: Done
  readonly answer?: Done & { readonly text: string }
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
  /** What it is about where it is no case: a learning need, which may be named. */
  readonly about?: { readonly ref: string; readonly title: string }
  /** The one person asked, where people are asked and not their agency. */
  readonly person?: PersonRef
  /** Stands for the person asked where the answers are anonymous: who that is can be told only from the person (WORK P2). */
  readonly pseudonym?: string
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
  /** Where the answers were started from an earlier return, reconfirmed (WORK R10). */
  readonly reused?: { readonly from: string; readonly on: IsoDate }
  /** The panel's judgement, beside the agency's own. */
  readonly ratings?: Answers
  /** When it was accepted, rated or sent back last. */
  readonly reviewed?: Done
  /** When the SSU moved the due date last, and why. */
  readonly moved?: Done & { readonly reason: string }
  /** The colleague it was handed to, who may answer as the agency's representative may. */
  readonly handed?: Done & { readonly to: PersonRef }
  readonly parts?: readonly PartStanding[]
  readonly extension?: Extension
  readonly question?: Question
  /** When the SSU last asked for a reminder out of turn. */
  readonly reminded?: Done
  /** The rung beyond the agency that the SSU has released, for the due date it had then. */
  readonly released?: Done & { readonly rung: number; readonly dueOn: IsoDate }
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
  /** Something worth knowing early, opened and returned by the agency itself (WORK R9). */
  | { readonly do: 'share'; readonly answers: Answers; readonly opens: Request }
  | { readonly do: 'invite'; readonly part: string; readonly to: PersonRef }
  | { readonly do: 'finish-part'; readonly part: string }
  | { readonly do: 'return'; readonly answers: Answers; readonly reused?: NonNullable<Request['reused']> }
  | { readonly do: 'nil'; readonly nil: Nil }
  | { readonly do: 'reverse-nil' }
  | { readonly do: 'hand-over'; readonly to: PersonRef }
  | { readonly do: 'ask-extension'; readonly until: IsoDate; readonly reason: string }
  | { readonly do: 'grant-extension'; readonly until: IsoDate }
  | { readonly do: 'refuse-extension'; readonly reason: string }
  | { readonly do: 'set-due'; readonly dueOn: IsoDate; readonly reason: string }
  | { readonly do: 'ask-question'; readonly question: string }
  | { readonly do: 'answer-question'; readonly answer: string }
  | { readonly do: 'remind' }
  | { readonly do: 'release'; readonly rung: number }
  | { readonly do: 'accept' }
  | { readonly do: 'rate'; readonly ratings: Answers }
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
  /** The colleague invited, or handed the request. */
  readonly whom?: string
  readonly part?: string
  /** The due date asked for, granted or set. */
  readonly until?: IsoDate
  readonly rung?: number
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
  ask: { from: ['none'], to: 'asked', by: ['ssu', 'scrutineer'] },
  share: { from: ['none'], to: 'returned', by: ['agency'] },
  'confirm-key': { from: ['asked', 'sent-back'], to: 'same', by: ['agency'] },
  invite: { from: ['asked', 'sent-back'], to: 'same', by: ['agency'] },
  'finish-part': { from: ['asked', 'sent-back'], to: 'same', by: ['part'] },
  return: { from: ['asked', 'sent-back', 'returned'], to: 'returned', by: ['agency'] },
  nil: { from: ['asked', 'sent-back'], to: 'returned', by: ['agency'] },
  'reverse-nil': { from: ['returned'], to: 'asked', by: ['agency'] },
  'hand-over': { from: ['asked', 'sent-back'], to: 'same', by: ['agency'] },
  'ask-extension': { from: ['asked', 'sent-back'], to: 'same', by: ['agency'] },
  'grant-extension': { from: ['asked', 'sent-back'], to: 'same', by: ['ssu'] },
  'refuse-extension': { from: ['asked', 'sent-back'], to: 'same', by: ['ssu'] },
  'set-due': { from: ['asked', 'sent-back'], to: 'same', by: ['ssu'] },
  'ask-question': { from: ['asked', 'sent-back', 'returned'], to: 'same', by: ['agency', 'part'] },
  'answer-question': { from: ['asked', 'sent-back', 'returned', 'accepted'], to: 'same', by: ['ssu', 'scrutineer'] },
  remind: { from: ['asked', 'sent-back'], to: 'same', by: ['ssu'] },
  release: { from: ['asked', 'sent-back'], to: 'same', by: ['ssu'] },
  accept: { from: ['returned'], to: 'accepted', by: ['ssu', 'group', 'scrutineer'] },
  rate: { from: ['returned'], to: 'accepted', by: ['ssu', 'group', 'scrutineer'] },
  'send-back': { from: ['returned'], to: 'sent-back', by: ['ssu', 'group', 'scrutineer'] },
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
  /** The case, the learning need or the pseudonym it is about. */
  ref?: string
  agency: string
}): string =>
  `${parts.partnership}/${parts.kind}:${parts.round}:${parts.ref ? `${parts.ref.toLowerCase()}:` : ''}${parts.agency}`
