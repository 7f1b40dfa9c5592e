import type { Answers, Definition, Field, FieldType, Part, Review, Section, SectionKind } from '../definition.ts'
import type { Ladder } from '../ladder.ts'
import type { Relation } from '../who.ts'

/** A section that a kind's questions are written in. `titles` are the ways it may be headed; the first is how the framework says it. */
export interface KindSection {
  readonly id: string
  readonly kind: SectionKind
  readonly titles: readonly string[]
  readonly intro?: string
  /** Whether a tool without a question here is refused. */
  readonly needed: boolean
  /** Id of the part it belongs to. */
  readonly part?: string
}

/** One thing worth counting over a round, by what it tells (WORK O1). */
export interface Measure {
  readonly id: string
  readonly title: string
  readonly tells: 'how-much' | 'how-well' | 'what-difference'
}

/**
 * Where a kind's questions come from. `tool`: rows the SSU writes. `own`: the same each time. `each`: a section for every
 * item named when it is issued (a recommendation, a question, an indicator), in which the same fields are asked; a field's
 * id and column get the item's number.
 */
export type KindFields =
  /** `without`: types of question a tool of this kind must not have. */
  | { readonly from: 'tool'; readonly without?: readonly FieldType[] }
  | { readonly from: 'own'; readonly sections: readonly Section[]; readonly fields: readonly Field[] }
  | {
      readonly from: 'each'
      /** What an item is called: *recommendation*. */
      readonly item: string
      readonly itemsAtMost: number
      readonly fields: readonly Omit<Field, 'section'>[]
    }

/**
 * One kind of request as frozen plain data (DESIGN §2): whom it asks, what it consists of, how it is chased and reviewed.
 * Card, form, columns, checks and scorecard are small functions over it, so adding a kind adds data.
 */
export interface Kind {
  readonly id: string
  readonly title: string
  /** What one is called on a card, with its article left out: *audit return*. */
  readonly word: string
  /** The clause it rests on, as people cite it. */
  readonly clause: string
  /** What is asked of an agency, in a sentence on its card. */
  readonly asking: string
  /** One request for each agency; for each agency and case, or learning need; for each person named. */
  readonly asks: 'agency' | 'agency-and-case' | 'agency-and-need' | 'person'
  /** Who may issue it; `agency` where an agency opens it by itself (WORK R9). */
  readonly askedBy: readonly Relation[]
  /** Whether “not known to our agency” is an answer (WORK R3). */
  readonly nil: boolean
  /** Whether people may be asked without their names being kept (WORK P2). */
  readonly anonymous: 'never' | 'may'
  /** Parts somebody may be invited to by name; the manager reads all and submits (WORK R2). */
  readonly parts: readonly Part[]
  /** Working days from issue to the due date where the SSU names none. */
  readonly workingDays: number
  /** Holds where neither the round nor the partnership has a ladder of this id. */
  readonly ladder: Ladder
  /** How it is judged. With fields from `each`, the review's are asked of every item too. */
  readonly review: Review
  /** Whether files may be attached where no question asks for them. */
  readonly evidence: boolean
  /** Whether an earlier answer may be offered, to be reconfirmed (WORK R10). */
  readonly reuse: boolean
  /** Asked again in the next period until a rating is one of these (WORK C2). */
  readonly carries?: { readonly rating: string; readonly until: readonly string[] }
  readonly fields: KindFields
  readonly sections: readonly KindSection[]
  readonly measures: readonly Measure[]
}

/** Raw words as a form sends them that read well, with what is read. */
export interface GoodExample {
  readonly title: string
  readonly raw: { readonly [field: string]: unknown }
  readonly answers: Answers
}

/** Raw words that do not read well, with the sentence expected. */
export interface BadExample {
  readonly title: string
  readonly raw: { readonly [field: string]: unknown }
  readonly field: string
  readonly say: string
  /** The answers of the period before, where the fault is about them. */
  readonly earlier?: Answers
}

/** What a new kind brings instead of test code: raw answers, and ratings where it is rated, good and bad. */
export interface KindExamples {
  /** Small; for a kind with tools one with a question of every type it may meet. */
  readonly definition: Definition
  readonly good: readonly GoodExample[]
  readonly bad: readonly BadExample[]
  readonly ratings?: { readonly good: readonly GoodExample[]; readonly bad: readonly BadExample[] }
}

/** Accepted as it is by the SSU or the group: the review of a kind that is not rated. */
export const acceptedAsItIs: Review = { how: 'accept', by: ['ssu', 'group'], sections: [], fields: [] }

/** Freezes plain data all the way down, so that no request can change what its kind says. */
export const frozen = <Data>(data: Data): Data => {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data)
    for (const part of Object.values(data)) frozen(part)
  }
  return data
}
