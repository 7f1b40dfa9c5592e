import type { CarriedNeed } from '../../assurance/carry-forward.ts'
import type { IsoDate } from '../../assurance/dates.ts'
import type { Kind } from '../../assurance/kinds/kind.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Role } from '../../assurance/who.ts'

/** A kind of request as the wizard offers it: only those that this person may issue. */
export interface AskKind {
  readonly id: string
  readonly title: string
  readonly word: string
  readonly clause: string
  readonly asking: string
  readonly asks: Kind['asks']
  readonly anonymous: Kind['anonymous']
  readonly reuse: boolean
  readonly fields:
    | { readonly from: 'tool' }
    | { readonly from: 'own'; readonly questions: number }
    | { readonly from: 'each'; readonly item: string; readonly itemsAtMost: number }
  /** The day its working days from today end on. */
  readonly dueOn: IsoDate
  readonly workingDays: number
  readonly ladder: string
}

/** What can be asked, of whom and when: everything the wizard offers. */
export interface AskView {
  readonly kinds: readonly AskKind[]
  readonly programme: readonly {
    readonly id: string
    readonly title: string
    readonly why: string
    readonly clause: string
    readonly group: string
    /** Id of the tool agreed for it. */
    readonly tool?: string
    /** Whether a round of it has been issued already. */
    readonly issued: boolean
    readonly note?: string
  }[]
  readonly tools: readonly {
    readonly id: string
    readonly kind: string
    readonly title: string
    readonly version: number
    readonly questions: number
  }[]
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** Those that are asked. */
  readonly agencies: readonly {
    readonly id: string
    readonly name: string
    readonly short: string
    readonly sector: Agency['sector']
    readonly channel: boolean
  }[]
  /** Everybody of an agency. */
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly agency: string
    readonly is: Role
    /** The role in words. */
    readonly role: string
  }[]
  readonly ladders: readonly { readonly id: string; readonly say: string }[]
  /** For kinds that are asked again until assured: what is not yet, by id of the kind (WORK C2). */
  readonly carried: { readonly [kind: string]: readonly CarriedNeed[] }
  /** Twenty random references that no round has had (WORK A3). */
  readonly refs: readonly string[]
  readonly today: IsoDate
}

/** What issuing would do, with the very card of one agency. */
export interface AskPreview {
  readonly round: string
  readonly title: string
  /** Requests in all. */
  readonly requests: number
  readonly agencies: readonly {
    readonly id: string
    readonly name: string
    readonly channel: boolean
    /** Requests of this agency. */
    readonly lines: number
  }[]
  /** The agency whose card it is. */
  readonly shown: string
  /** An Adaptive Card as JSON. */
  readonly card: { readonly [name: string]: unknown }
}
