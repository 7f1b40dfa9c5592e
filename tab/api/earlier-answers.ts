import { type Answers, type Definition, ruleOf } from '../../assurance/definition.ts'
import { carriedOver, lastAnswered, type Offer, offerFor } from '../../assurance/offer.ts'
import type { Round, Views } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'

/** What an agency answered before to the same questions: to start from (WORK R10), and to see what moved (WORK O2). */
export interface Earlier {
  readonly offer?: Offer
  /** Last period's answers to the questions that are queried where they moved much. */
  readonly answers: Answers
}

/** Reads what the agency of a request answered before; nothing where people are asked, or it is the first time. */
export const readEarlier = async (
  views: Views,
  request: Request,
  round: Round | undefined,
  definition: Definition,
): Promise<Earlier> => {
  if (request.person || request.pseudonym) return { answers: {} }
  const last = lastAnswered(request, ...(await Promise.all([views.views({ agency: request.agency }), views.rounds()])))
  const then = last && (await views.definition(last.request.definition))
  if (!last?.request.answers || !then) return { answers: {} }
  const offer = offerFor(definition, { ...last, definition: then }, round?.afresh ?? true)
  const steady = new Set(definition.fields.filter((field) => ruleOf(field, 'steady')).map(({ id }) => id))
  const carried = Object.entries(carriedOver(last.request.answers, then, definition))
  return { ...(offer ? { offer } : {}), answers: Object.fromEntries(carried.filter(([id]) => steady.has(id))) }
}
