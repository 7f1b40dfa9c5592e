import { type IsoDate, londonTime } from './dates.ts'
import type { Answers, Definition, Field } from './definition.ts'
import type { Round, View } from './record.ts'
import type { Request } from './request.ts'

/** An earlier return that may be started from, with where and when it was given (WORK R10). */
export interface Offer {
  /** Title of the round it was given in, with its period. */
  readonly from: string
  readonly on: IsoDate
  /** Answers to questions that have not changed since; the others must be answered afresh. */
  readonly answers: Answers
  /** Fields whose question has changed, or is new. */
  readonly changed: readonly string[]
}

const isAnswered = ({ state, answers }: Request): boolean =>
  answers !== undefined && (state === 'returned' || state === 'accepted')

/** The same question: whoever answered then would read the same words and choices now. */
const isSame = (one: Field, other: Field | undefined): boolean =>
  other !== undefined &&
  one.type === other.type &&
  one.label === other.label &&
  (one.options ?? []).join('\n') === (other.options ?? []).join('\n')

/** What a field is about: items are told apart by their section's title, not by their number. */
const placeOf = (field: Field, { sections }: Definition): string =>
  `${field.id.replace(/-\d+$/, '')}|${sections.find(({ id }) => id === field.section)?.title ?? ''}`

/**
 * The agency's last answer to the same kind of request about the same thing, issued before this one (WORK R10, O2). An
 * answer is taken over field by field, where the question is the same; attachments are never taken over.
 */
export const lastAnswered = (
  request: Request,
  views: readonly View[],
  rounds: readonly Round[],
): { readonly request: Request; readonly round: Round | undefined } | undefined => {
  const [last] = views
    .map((view) => view.request)
    .filter(
      (one) =>
        one.key !== request.key &&
        one.kind === request.kind &&
        one.family === request.family &&
        one.agency === request.agency &&
        one.about?.ref === request.about?.ref &&
        one.caseRef === request.caseRef &&
        !one.person &&
        !one.pseudonym &&
        one.issuedOn < request.issuedOn &&
        isAnswered(one),
    )
    .toSorted((one, other) => (one.issuedOn < other.issuedOn ? 1 : -1))
  return last && { request: last, round: rounds.find(({ id }) => id === last.round) }
}

/** An earlier answer as answers to today's questions: those asked then in the same words. */
export const carriedOver = (answers: Answers, then: Definition, now: Definition): Answers => {
  const before = new Map(then.fields.map((field) => [placeOf(field, then), field]))
  return Object.fromEntries(
    now.fields.flatMap((field) => {
      const earlier = before.get(placeOf(field, now))
      const answer = earlier && isSame(field, earlier) && field.type !== 'evidence' ? answers[earlier.id] : undefined
      return answer === undefined ? [] : [[field.id, answer] as const]
    }),
  )
}

/** What may be started from; none where the SSU asks afresh, or nothing was answered before. */
export const offerFor = (
  now: Definition,
  last: { readonly request: Request; readonly round: Round | undefined; readonly definition: Definition } | undefined,
  afresh: boolean,
): Offer | undefined => {
  const { answers, returned } = last?.request ?? {}
  if (!last || !answers || !returned || afresh) return undefined
  const carried = carriedOver(answers, last.definition, now)
  if (Object.keys(carried).length === 0) return undefined
  return {
    from: [last.round?.title ?? last.request.round, last.round?.period].filter(Boolean).join(', '),
    on: londonTime(new Date(returned.at)).day,
    answers: carried,
    changed: now.fields.filter(({ id }) => carried[id] === undefined).map(({ id }) => id),
  }
}
