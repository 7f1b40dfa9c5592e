import { isTheirs, type Standing, stateOf } from './decide.ts'
import { endsWithRound } from './guards.ts'
import { type Doing, moves, type Request } from './request.ts'
import { type Actor, samePerson } from './who.ts'

/** What may be done depends on besides the request: whom a release would reach. */
export interface MayGiven extends Standing {
  /** The rung beyond the agency that waits for the SSU's release today, where there is one. */
  readonly releasable?: number
}

const openExtension = ({ extension }: Request): boolean => extension !== undefined && !extension.decided
const awaitsKey = ({ caseRef, keyConfirmed }: Request): boolean => caseRef !== undefined && !keyConfirmed

/** What the table of moves would refuse at once, and so is not offered. Moves not named here are offered wherever the table permits them. */
const offered: { readonly [Name in Doing]?: (given: MayGiven, actor: Actor) => boolean } = {
  'confirm-key': ({ request }) => awaitsKey(request),
  invite: ({ request, definition }) => (definition.parts?.length ?? 0) > 0 && !awaitsKey(request),
  'finish-part': ({ request }, actor) =>
    (request.parts ?? []).some(({ to, done }) => done === undefined && samePerson(to, actor)),
  return: ({ request }) => !awaitsKey(request) && !request.nil,
  nil: ({ request, definition }) => definition.nil === true && !awaitsKey(request),
  'reverse-nil': ({ request }) => request.nil !== undefined,
  'hand-over': ({ request }) => !request.person && !request.pseudonym,
  'ask-extension': ({ request }) => !openExtension(request),
  'grant-extension': ({ request }) => openExtension(request),
  'refuse-extension': ({ request }) => openExtension(request),
  'answer-question': ({ request }) => request.question !== undefined,
  release: ({ releasable }) => releasable !== undefined,
  accept: ({ definition }) => definition.review?.how !== 'rate' && definition.review?.how !== 'none',
  rate: ({ request, definition: { review } }) =>
    review !== undefined && (review.how === 'rate' || review.how === 'accept-or-rate') && !request.nil,
}

/** What this person may do to a request now (WORK X2): the table of moves, less what it would refuse at once. */
export const mayNow = (actor: Actor, given: MayGiven): readonly Doing[] => {
  const { request, closed = false } = given
  const state = stateOf(request)
  const mine = request.returned !== undefined && samePerson(request.returned.by, actor)
  return (Object.keys(moves) as Doing[]).filter((doing) => {
    if (doing === 'ask' || doing === 'share' || !moves[doing].from.includes(state)) return false
    if (closed && endsWithRound.has(doing)) return false
    if (mine && (doing === 'accept' || doing === 'rate' || doing === 'send-back')) return false
    return isTheirs(doing, given, actor) && (offered[doing]?.(given, actor) ?? true)
  })
}
