import { type Instant, type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Answers, Definition } from '../../assurance/definition.ts'
import { sayReturned } from '../../assurance/guards.ts'
import type { Offer } from '../../assurance/offer.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Reading, View } from '../../assurance/record.ts'
import type { Doing, Request } from '../../assurance/request.ts'
import { type AgencyName, agencyName, type Cell, cellOf } from './cell-model.ts'
import type { Earlier } from './earlier-answers.ts'
import { offeredMoves } from './offered-moves.ts'
import { type HandedIn, onlyAsked, onlyParts, partsOf } from './parts.ts'
import type { Opened } from './tab-access.ts'

/** Values as somebody typed them, by field id. */
export type Raw = { readonly [field: string]: unknown }

/** Somebody invited to a part, by name; `done` once they handed it in. */
export interface PartLine {
  readonly part: string
  readonly title: string
  readonly to: string
  readonly done?: Instant
}

/** The long form for one request: what is asked, as frozen when issued, and what to start from. */
export interface FormView {
  readonly key: string
  readonly round: string
  readonly agency: AgencyName
  readonly caseRef?: string
  readonly about?: NonNullable<Request['about']>
  /** One person is asked and not their agency; `anonymous` where their name is not kept with what they answer (WORK P2). */
  readonly alone?: 'named' | 'anonymous'
  readonly sample: boolean
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly due: string
  readonly dueOn: IsoDate
  readonly definition: Definition
  /** Where the viewer only contributes: the part to hand in. The definition then has their parts' questions alone. */
  readonly part?: { readonly id: string; readonly title: string; readonly done?: Instant }
  /** For whoever submits: who was invited to which part. */
  readonly parts?: readonly PartLine[]
  /** For whoever submits: whose words a field has, where a colleague handed them in. */
  readonly from?: { readonly [field: string]: string }
  /** The revision the form was opened on; goes back as the move's base. */
  readonly revision: number
  readonly raw: Raw
  /** Where `raw` comes from, besides what colleagues handed in. */
  readonly source: 'nothing' | 'draft' | 'filed'
  readonly savedAt?: Instant
  /** An earlier answer that may be started from; it goes back as `reused: true`. */
  readonly offer?: Offer
  /** Last period's answers to the same questions, beside those that are queried where they moved much. */
  readonly earlier?: Answers
  /** The SSU has closed the round: no more answers are taken. */
  readonly closed?: true
  /** Who answered already and when, as a sentence. */
  readonly banner?: string
  readonly state: View['request']['state']
  /** Why it was sent back. */
  readonly reason?: string
  readonly nil: boolean
  readonly keyNeeded: boolean
  readonly may: readonly Doing[]
  readonly reading: Reading
}

/** One case of a form's list, where an agency is asked about more than one. */
export interface CaseLine {
  readonly key: string
  readonly round: string
  readonly title: string
  readonly caseRef?: string
  readonly about?: NonNullable<Request['about']>
  /** The title of the part, where that alone is asked of the viewer. */
  readonly part?: string
  readonly cell: Cell
  readonly may: readonly Doing[]
}

/** Who was invited to what, as a page says it; `only` one person's own. */
export const partLines = ({ parts = [] }: Request, definition: Definition | undefined): readonly PartLine[] =>
  parts.map(({ part, to, done }) => ({
    part,
    title: definition?.parts?.find(({ id }) => id === part)?.title ?? part,
    to: to.name,
    ...(done ? { done } : {}),
  }))

interface Start {
  readonly raw: Raw
  readonly source: FormView['source']
  readonly savedAt?: Instant
}

interface Given {
  readonly opened: Opened
  readonly partnership: Partnership
  readonly definition: Definition
  /** What the viewer typed and has not sent. */
  readonly draft: { readonly raw: Raw; readonly savedAt: Instant } | undefined
  readonly handedIn: HandedIn
  readonly earlier: Earlier
  readonly reading: Reading
}

/** What the form starts with: the filed words, colleagues' handed in since, and one's own draft on top, where it is newer than the return. */
const startOf = ({ opened: { request, reaches }, draft, handedIn }: Given): Start => {
  const { answers, returned } = request
  const fresh = reaches('draft') && draft && !(returned && draft.savedAt < returned.at) ? draft : undefined
  if (!reaches('answers')) return fresh ? { ...fresh, source: 'draft' } : { raw: {}, source: 'nothing' }
  const handed = reaches('handed-in') ? handedIn.raw : {}
  if (fresh) return { raw: { ...handed, ...fresh.raw }, source: 'draft', savedAt: fresh.savedAt }
  return { raw: { ...answers, ...handed }, source: answers ? 'filed' : 'nothing' }
}

/** The form as a page shows it. A contributor gets their own part's questions and words, and nothing else. */
export const formView = (given: Given): FormView => {
  const { opened, partnership, definition, handedIn, earlier, reading } = given
  const { request, round, viewer, standings, reaches } = opened
  const { returned, reason, about } = request
  const reads = reaches('answers')
  const own = standings.has('part') && !reads ? partsOf(request, viewer) : []
  const [part] = own
  const shown = part
    ? onlyParts(
        definition,
        own.map((one) => one.part),
      )
    : definition
  const start = startOf(given)
  const submits = reaches('handed-in')
  const from = Object.entries(handedIn.from).filter(([field]) => start.raw[field] === handedIn.raw[field])
  const earlierOnes = onlyAsked(earlier.answers, shown) as Answers
  const may = offeredMoves(opened, definition)
  return {
    key: request.key,
    round: request.round,
    agency: agencyName(partnership, request.agency),
    ...(request.caseRef ? { caseRef: request.caseRef } : {}),
    ...(about ? { about } : {}),
    ...(request.pseudonym ? { alone: 'anonymous' as const } : request.person ? { alone: 'named' as const } : {}),
    sample: request.sample,
    title: round?.title ?? definition.title,
    why: round?.why ?? '',
    clause: definition.clause,
    due: sayDay(request.dueOn),
    dueOn: request.dueOn,
    definition: shown,
    ...(part
      ? { part: { id: part.part, title: titleOf(definition, part.part), ...(part.done ? { done: part.done } : {}) } }
      : {}),
    ...(submits && request.parts ? { parts: partLines(request, definition) } : {}),
    ...(submits && from.length > 0 ? { from: Object.fromEntries(from) } : {}),
    revision: request.revision,
    ...start,
    raw: part ? onlyAsked(start.raw, shown) : start.raw,
    ...(earlier.offer && submits && may.includes('return') && !returned ? { offer: earlier.offer } : {}),
    ...(Object.keys(earlierOnes).length > 0 && reaches('draft') ? { earlier: earlierOnes } : {}),
    ...(round?.closed ? { closed: true as const } : {}),
    ...(returned ? { banner: sayReturned(request) } : {}),
    state: request.state,
    ...(reads && reason ? { reason } : {}),
    nil: request.nil !== undefined,
    keyNeeded: request.caseRef !== undefined && !request.keyConfirmed,
    may,
    reading,
  }
}

const titleOf = (definition: Definition, part: string): string =>
  definition.parts?.find(({ id }) => id === part)?.title ?? part

/** The cases somebody has a form for, those still open first. */
export const caseLines = (
  all: readonly Opened[],
  definitions: ReadonlyMap<string, Definition>,
  partnership: Partnership,
  today: IsoDate,
): readonly CaseLine[] =>
  all
    .map((opened): CaseLine => {
      const { view, request, round, viewer, reaches } = opened
      const definition = definitions.get(request.definition)
      const [part] = reaches('answers') ? [] : partsOf(request, viewer)
      return {
        key: request.key,
        round: request.round,
        title: round?.title ?? request.round,
        ...(request.caseRef ? { caseRef: request.caseRef } : {}),
        ...(request.about ? { about: request.about } : {}),
        ...(part && definition ? { part: titleOf(definition, part.part) } : {}),
        cell: cellOf(view, partnership, today),
        may: definition ? offeredMoves(opened, definition) : [],
      }
    })
    .toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)) || a.key.localeCompare(b.key))

const isDone = ({ cell }: CaseLine) => !['waiting', 'late', 'sent-back'].includes(cell.state)
