import type { Answers, Definition, Field, SectionKind } from '../definition.ts'
import type { Ladder } from '../ladder.ts'

/** A section that a kind's tools are written in. `titles` are the ways it may be headed; the first is how the framework says it. */
export interface KindSection {
  readonly id: string
  readonly kind: SectionKind
  readonly titles: readonly string[]
  readonly intro?: string
  /** Whether a tool without a question here is refused. */
  readonly needed: boolean
}

/** One thing worth counting over a round, by what it tells (WORK O1). */
export interface Measure {
  readonly id: string
  readonly title: string
  readonly tells: 'how-much' | 'how-well' | 'what-difference'
}

/**
 * One kind of request as frozen plain data (DESIGN §2): whom it asks, what it consists of, how it is chased and reviewed.
 * Card, form, columns, checks and scorecard are small functions over it, so adding a kind adds data.
 */
export interface Kind {
  readonly id: string
  readonly title: string
  /** The clause it rests on, as people cite it. */
  readonly clause: string
  readonly asks: 'agency' | 'agency-and-case' | 'person' | 'manager' | 'education-provider'
  /** Whether “not known to our agency” is an answer (WORK R3). */
  readonly nil: boolean
  /** Working days from issue to the due date where the SSU names none. */
  readonly workingDays: number
  /** Holds where neither the round nor the partnership has a ladder of this id. */
  readonly ladder: Ladder
  readonly review: { readonly how: 'none' | 'accept' | 'rate'; readonly by: 'ssu' | 'ssu-or-group' }
  /** Whether files may be attached. */
  readonly evidence: boolean
  /** Its own fields, or that they come from a tool the SSU writes. */
  readonly fields: 'from-a-tool' | readonly Field[]
  readonly sections: readonly KindSection[]
  readonly measures: readonly Measure[]
}

/** What a new kind brings instead of test code: raw answers that read well, and ones that do not with the sentence expected. */
export interface KindExamples {
  /** Small, and with a field of every type the kind may meet. */
  readonly definition: Definition
  readonly good: readonly {
    readonly title: string
    readonly raw: { readonly [field: string]: unknown }
    readonly answers: Answers
  }[]
  readonly bad: readonly {
    readonly title: string
    readonly raw: { readonly [field: string]: unknown }
    readonly field: string
    readonly say: string
  }[]
}

/** Freezes plain data all the way down, so that no request can change what its kind says. */
export const frozen = <Data>(data: Data): Data => {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data)
    for (const part of Object.values(data)) frozen(part)
  }
  return data
}
