import type { Answer, Definition } from './definition.ts'
import type { Kind } from './kinds/kind.ts'
import type { Round, View } from './record.ts'
import type { Request } from './request.ts'

/** A learning need that is to be asked about again, with the agencies that have not assured it yet (WORK C2). */
export interface CarriedNeed {
  readonly ref: string
  readonly title: string
  /** Ids, in the order they were asked. */
  readonly agencies: readonly string[]
  /** Id of the round it was asked in last. */
  readonly round: string
}

/** A rating in words: the number of an option, or the option itself. */
const inWords = (answer: Answer | undefined, options: readonly string[]): string | undefined =>
  typeof answer === 'number' ? options[answer - 1] : typeof answer === 'string' ? answer : undefined

/**
 * Whether a request of a kind that carries forward is settled: accepted with a rating that ends it. Where every item is
 * rated, each must be.
 */
const isSettled = (
  { state, ratings = {} }: Request,
  { rating, until }: NonNullable<Kind['carries']>,
  definition: Definition | undefined,
): boolean => {
  if (state !== 'accepted') return false
  const rated = (definition?.review?.fields ?? []).filter(
    ({ id }) => id === rating || (id.startsWith(`${rating}-`) && /^\d+$/.test(id.slice(rating.length + 1))),
  )
  return rated.length > 0 && rated.every(({ id, options = [] }) => until.includes(inWords(ratings[id], options) ?? ''))
}

/**
 * What a new round of a kind offers to ask again (WORK C2): every learning need and agency whose newest request is neither
 * settled nor withdrawn, whether or not its round is closed. Needs asked last come first.
 */
export const carryForward = (
  kind: Kind,
  rounds: readonly Round[],
  views: readonly View[],
  definitions: ReadonlyMap<string, Definition>,
): readonly CarriedNeed[] => {
  const { carries } = kind
  if (!carries) return []
  const place = new Map(rounds.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1)).map(({ id }, at) => [id, at]))
  const order = ({ request }: View) => place.get(request.round) ?? -1
  const newest = new Map<string, Request>()
  for (const { request } of views.toSorted((one, other) => order(one) - order(other)))
    if (request.kind === kind.id && request.about) newest.set(`${request.about.ref}\n${request.agency}`, request)

  const needs = new Map<string, CarriedNeed>()
  for (const request of newest.values()) {
    const { about, agency, round, state } = request
    if (!about || state === 'withdrawn' || isSettled(request, carries, definitions.get(request.definition))) continue
    const before = needs.get(about.ref)
    const later = !before || (place.get(round) ?? -1) >= (place.get(before.round) ?? -1)
    needs.set(about.ref, {
      ref: about.ref,
      title: later ? about.title : before.title,
      agencies: [...(before?.agencies ?? []), agency],
      round: later ? round : before.round,
    })
  }
  return [...needs.values()].toSorted((one, other) => (place.get(other.round) ?? -1) - (place.get(one.round) ?? -1))
}
