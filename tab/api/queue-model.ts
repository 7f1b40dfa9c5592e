import type { FormedMove, MoveForm } from '../../assurance/move-forms.ts'
import type { Reading } from '../../assurance/record.ts'
import type { Stuck } from '../../assurance/rounds.ts'
import type { AgencyName } from './cell-model.ts'

/** A request as a line of the queue names it. */
export interface QueueLine {
  readonly key: string
  /** The round's. */
  readonly title: string
  readonly agency: AgencyName
  readonly caseRef?: string
  readonly about?: { readonly ref: string; readonly title: string }
}

/** Something an agency asks, with the forms it is answered in. */
export interface QueueItem extends QueueLine {
  readonly revision: number
  readonly text: string
  /** *Jo Reed, 24 Nov 2026* */
  readonly who: string
  readonly forms: { readonly [Name in FormedMove]?: MoveForm }
}

/** A late request whose reminder beyond the agency waits for the SSU's release (WORK R4). */
export interface QueueRelease extends QueueLine {
  readonly revision: number
  readonly rung: number
  /** *Late 10 days* */
  readonly text: string
  /** Whom it would be told to, by name. */
  readonly chair?: string
}

/** What waits for the SSU. */
export interface QueueView {
  readonly stuck: readonly (Stuck & { readonly name: string; readonly at: string })[]
  readonly unreadable: readonly (QueueLine & { readonly why: string })[]
  readonly questions: readonly QueueItem[]
  readonly extensions: readonly QueueItem[]
  readonly releases: readonly QueueRelease[]
  readonly count: number
  readonly version: string
  readonly reading: Reading
}
