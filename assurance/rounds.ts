import type { IsoDate } from './dates.ts'
import type { Issue, IssueFault, Plan } from './plan-round.ts'
import type { Refusal } from './request.ts'
import type { PersonRef } from './who.ts'

/** How far an issuing has come. It goes on after a restart, and issuing again asks nobody twice (WORK R1). */
export interface IssueProgress {
  readonly round: string
  readonly title: string
  readonly state: 'issuing' | 'issued' | 'stopped'
  /** Requests filed so far, and in all. */
  readonly asked: number
  readonly of: number
  /** Why it stopped, as a sentence that says what to do. */
  readonly say?: string
}

/** What is done to a round as a whole. */
export type RoundChange = 'close' | 'reopen' | 'release' | 'hold-back'

/** Issuing and changing rounds. Implemented in `bot/rounds/`. */
export interface Rounds {
  /** Exactly what issuing would do, and nothing done. */
  plan(issue: Issue, by: PersonRef): Promise<{ readonly plan: Plan } | { readonly faults: readonly IssueFault[] }>
  /** Begins to issue, durably: it has been taken on once this resolves. */
  issue(
    issue: Issue,
    by: PersonRef,
  ): Promise<{ readonly progress: IssueProgress } | { readonly faults: readonly IssueFault[] }>
  progress(round: string): Promise<IssueProgress | undefined>
  change(
    round: string,
    change: RoundChange,
    by: PersonRef,
  ): Promise<{ readonly done: true } | { readonly refusal: Refusal }>
  /** Random references that no round of this partnership has had, like `C-4F7K` (WORK A3). */
  freshRefs(count: number): Promise<readonly string[]>
}

/** Something that did not get through by itself and waits for the SSU, with its reason and a way on. */
export interface Stuck {
  readonly what: 'move' | 'delivery'
  readonly id: string
  /** Request or message it is about. */
  readonly key: string
  readonly agency: string
  readonly round?: string
  readonly day: IsoDate
  readonly why: string
  /** In words: *an answer from Rowan Vale*, *the reminder of 12 Nov*. */
  readonly title: string
}

/** What waits for the SSU, and trying it again. Implemented in `bot/queue/`. */
export interface Mending {
  stuck(): Promise<readonly Stuck[]>
  again(what: Stuck['what'], id: string): Promise<void>
}
