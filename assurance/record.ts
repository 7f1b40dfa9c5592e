import type { Instant, IsoDate } from './dates.ts'
import type { Definition } from './definition.ts'
import type { RungSent } from './ladder.ts'
import type { Partnership } from './partnership.ts'
import type { Outcome } from './register.ts'
import type { Doing, Fact, Move, Refusal, Request } from './request.ts'
import type { Actor, PersonRef } from './who.ts'

/** A request that is only being opened, and has no row yet (WORK R9). */
interface OpenedRequest {
  readonly request: Request
  readonly row?: never
  readonly unreadable?: never
}

/** A request as it stands in its list, with what is needed to write over it. */
export interface FiledRequest {
  readonly request: Request
  readonly row: { readonly id: string; readonly etag: string }
  /** Why the row cannot be read since somebody changed it by hand; the request is then its last good reading. */
  readonly unreadable?: string
}

/** A request that moves can be laid on: filed, or about to be. */
export type StandingRequest = FiledRequest | OpenedRequest

/** An issuing: who was asked what, when and by when. A row of the list *Rounds*. */
export interface Round {
  readonly id: string
  readonly partnership: string
  readonly kind: string
  /** The entry of the programme it belongs to, where it belongs to one. */
  readonly programme?: string
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly group: string
  readonly definition: string
  readonly family: string
  readonly ladder: string
  readonly issuedOn: IsoDate
  readonly dueOn: IsoDate
  /** Which quarter or year it is about, in words. */
  readonly period?: string
  /** Ids of people who may read its raw returns (WORK X2). */
  readonly auditors: readonly string[]
  /** People answer without their names being kept (WORK P2). */
  readonly anonymous: boolean
  /** Earlier answers are not offered (WORK R10). */
  readonly afresh: boolean
  /** Whether the SSU has released the collated material to the group (WORK X2). */
  readonly released: boolean
  readonly closed: boolean
  readonly sample: boolean
}

/** A row of *Cases*: a random reference made for one audit, and when it was drawn. Who it is is never kept (WORK A3, X3). */
export interface CaseReference {
  readonly ref: string
  readonly round: string
  readonly drawnOn: IsoDate
  readonly sample: boolean
}

/** Sorts of messages: see `wanted.ts`. */
export const effectSorts = ['ask', 'digest', 'remind', 'thanks', 'note', 'escalation', 'shared', 'welcome'] as const
export type EffectSort = (typeof effectSorts)[number]

/** One message to Teams: a row of *Deliveries*, and from it the rungs that have been sent. */
export interface Delivery {
  /** Permanent and unique for ever: an ask is round + channel, a digest is channel + London day. */
  readonly key: string
  readonly partnership: string
  readonly sort: EffectSort
  readonly agency: string
  readonly round?: string
  /** The day it belongs to. */
  readonly day: IsoDate
  readonly state: 'sent' | 'blocked'
  readonly activity?: string
  readonly conversation?: string
  readonly at: Instant
  /** Why it could not go. */
  readonly reason?: string
  readonly rungs: readonly RungSent[]
}

/** How fresh what is read is. `unread` names the lists that could not be read; a page says so instead of showing none. */
export interface Reading {
  readonly asAt: Instant | undefined
  readonly complete: boolean
  readonly unread: readonly string[]
}

/** An earlier or losing answer, kept as long as its return. */
export interface Superseded {
  readonly key: string
  readonly move: string
  readonly by: PersonRef
  readonly at: Instant
  readonly why: string
  /** The words, as JSON of the command. */
  readonly words: string
}

/**
 * The record of one partnership as it was last read (never waits for Graph): lists decoded from the mirror.
 * Implemented in `graph/record.ts`; laid over with moves under way by `bot/queue/views.ts`.
 */
export interface Record {
  reading(): Promise<Reading>
  /** The file's partnership with what its lists say now laid over it. */
  partnership(): Promise<Partnership>
  rounds(): Promise<readonly Round[]>
  /** A frozen definition by its content hash. */
  definition(hash: string): Promise<Definition | undefined>
  requests(where?: {
    readonly round?: string
    readonly agency?: string
    readonly key?: string
  }): Promise<readonly FiledRequest[]>
  /** The facts copied to *Events*, by number. Those still riding in the row are in `request.facts`. */
  events(key: string): Promise<readonly Fact[]>
  deliveries(): Promise<readonly Delivery[]>
}

/** Writing to the record of one partnership. Every outcome stands at the place of its write; rows written are mirrored at once. */
export interface Filing {
  /** Makes (no `row`) or changes (with it, by `If-Match`) rows of requests. */
  fileRequests(
    writes: readonly { readonly request: Request; readonly row?: { readonly id: string; readonly etag: string } }[],
  ): Promise<readonly Outcome[]>
  /** The request as it is now in SharePoint, past the mirror; undefined where there is none. */
  fresh(family: string, key: string): Promise<FiledRequest | undefined>
  /** Appends facts to *Events*; `taken` means they were there already. */
  appendEvents(facts: readonly { readonly key: string; readonly fact: Fact }[]): Promise<readonly Outcome[]>
  keepSuperseded(words: readonly Superseded[]): Promise<readonly Outcome[]>
  recordDeliveries(deliveries: readonly Delivery[]): Promise<readonly Outcome[]>
  addRound(round: Round): Promise<Outcome>
  /** Lays changes on a round's row, re-reading it first. */
  changeRound(id: string, change: Partial<Pick<Round, 'closed' | 'released' | 'auditors'>>): Promise<Outcome>
  addCases(cases: readonly CaseReference[]): Promise<readonly Outcome[]>
  addDefinition(hash: string, definition: Definition): Promise<Outcome>
}

/** A request as people should see it: its row with the moves that were acknowledged and not yet filed laid over it. */
export interface View {
  readonly request: Request
  /** Moves acknowledged as *received* and not yet filed, oldest first. */
  readonly waiting: readonly {
    readonly move: string
    readonly doing: Doing
    readonly at: Instant
    readonly by: PersonRef
  }[]
  /** Why its row cannot be read since it was changed by hand: shown to the SSU, and not chased until it is mended (DESIGN §4). */
  readonly unreadable?: string
}

/** Everything reading needs, with pending moves laid over the record. */
export interface Views extends Omit<Record, 'requests'> {
  views(where?: { readonly round?: string; readonly agency?: string; readonly key?: string }): Promise<readonly View[]>
}

/** Where a move comes in: authorised, decided and put on the queue in one durable commit, then acknowledged. */
export interface Intake {
  submit(
    actor: Actor,
    move: Omit<Move, 'by' | 'on'>,
  ): Promise<{ readonly received: Instant } | { readonly refusal: Refusal }>
}

/**
 * What somebody has typed and not yet sent: seen by its contributor alone, gone when the return is filed or the round
 * closes. A part's words, once handed in, are read by whoever submits the return (WORK R2).
 */
export interface Drafts {
  read(
    key: string,
    person: PersonRef,
  ): Promise<{ readonly raw: { readonly [field: string]: unknown }; readonly savedAt: Instant } | undefined>
  save(key: string, person: PersonRef, raw: { readonly [field: string]: unknown }): Promise<Instant>
  drop(key: string, person: PersonRef): Promise<void>
  /** Everything anybody has typed for these requests, when it is filed or the round closes. */
  dropAll(keys: readonly string[]): Promise<void>
}
