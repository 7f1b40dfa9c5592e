import type { Drafts, Filing, Record, StandingRequest } from '../../assurance/record.ts'
import type { Outcome } from '../../assurance/register.ts'
import type { Request } from '../../assurance/request.ts'
import type { Waits } from '../waits.ts'
import { keepWords } from './keep-words.ts'
import { layWaiting, type Work } from './lay-waiting.ts'
import type { PendingMove, PendingMoves } from './pending-moves.ts'
import { noteFault, stepBack, stepBackAfter } from './step-back.ts'

/** What the filing of moves leans on. */
export interface FilingRoom {
  readonly record: Record
  readonly filing: Filing
  readonly pendingMoves: PendingMoves
  readonly drafts: Drafts
  /** Comes back to a move after so many milliseconds. */
  readonly later: (move: string, ms: number) => Promise<void>
  /** Told of each request whose row changed, so that its card follows. */
  readonly onFiled: (request: Request) => void
  /** Tells the author of a move that was acknowledged and is refused at filing who was first, when and why. Throws where that has to be tried again. */
  readonly onSuperseded: (request: Request, pending: PendingMove, say: string) => Promise<void>
  /** Gets a line for every fault of our own; never what anybody wrote. */
  readonly log: (line: string) => void
  /** Requests that are being filed, with when that has ended; an empty map to begin with. */
  readonly underWay: Map<string, Promise<unknown>>
  readonly waits: Pick<Waits, 'stepBackMs' | 'stepBackAtMostMs' | 'tries' | 'scale'>
}

/** How often a row that others keep changing is read again before the move steps back. */
const passesAtMost = 4

/**
 * Files the named moves (DESIGN §4): all that wait for the same requests are laid on their rows and written with
 * `If-Match` in the next `$batch`; what came of each write is handled in `settle`.
 */
export const fileMoves = async (room: FilingRoom, ids: readonly string[]): Promise<void> => {
  const named = (await room.pendingMoves.list({ ids })).filter(({ failed }) => failed === undefined)
  const keys = [...new Set(named.map(({ move }) => move.key))]
  // One at a time for each request: two who write one row would only read it again.
  const before = keys.flatMap((key) => room.underWay.get(key) ?? [])
  const free = keys.filter((key) => !room.underWay.has(key))
  const filing = fileKeys(room, free, named).finally(() => {
    for (const key of free) room.underWay.delete(key)
  })
  for (const key of free)
    room.underWay.set(
      key,
      filing.catch(() => undefined),
    )
  await filing
  if (before.length === 0) return
  await Promise.all(before)
  const held = named.filter(({ move }) => !free.includes(move.key))
  await fileMoves(
    room,
    held.map(({ move }) => move.id),
  )
}

const fileKeys = async (room: FilingRoom, keys: readonly string[], named: readonly PendingMove[]): Promise<void> => {
  const found = await Promise.all(keys.map((key) => standingOf(room, key, named)))
  let standing = found.filter((one) => one !== undefined)
  for (let pass = 0; standing.length > 0; pass += 1) {
    const waiting = await waitingFor(
      room,
      standing.map(({ request }) => request.key),
    )
    const waitingOf = ({ request }: StandingRequest) => waiting.get(request.key) ?? []
    if (pass === passesAtMost) {
      for (const one of standing) await stepBack(room, waitingOf(one), 'The row kept changing')
      return
    }
    // At the same time, so that what all of them write goes together.
    const laid = await Promise.all(standing.map((one) => apart(room, one, () => layTruly(room, one, waitingOf(one)))))
    const works = laid.filter((work) => work !== undefined)
    const kept = await Promise.all(works.map((work) => apart(room, work.before, () => keepWords(room, work))))
    const writing = works.filter(({ before, after }, at) => kept[at] === true && after !== before.request)
    const outcomes = await fileTogether(room, writing)
    const filed: Request[] = []
    const again = await Promise.all(
      writing.map((work, at) =>
        apart(room, work.before, () => settle(room, work, outcomes[at] ?? { is: 'unknown', why: 'no outcome' }, filed)),
      ),
    )
    await copyFacts(room, filed)
    standing = again.filter((one) => one !== undefined)
  }
}

/** Facts that are not copied now keep riding in their rows; `catchUp` tries again. */
const copyFacts = async (room: FilingRoom, filed: readonly Request[]): Promise<void> => {
  const facts = filed.flatMap(({ key, facts }) => facts.map((fact) => ({ key, fact })))
  if (facts.length > 0) await room.filing.appendEvents(facts).catch((error: unknown) => noteFault(room, error))
}

/** The row as it was last read, or the request that a waiting move opens; where there is neither, the moves wait for the SSU. */
const standingOf = async (
  room: FilingRoom,
  key: string,
  named: readonly PendingMove[],
): Promise<StandingRequest | undefined> => {
  const [filed] = await room.record.requests({ key })
  if (filed) return filed
  const request = openedBy(named, key)
  if (!request) await rowGone(room, key)
  return request && { request }
}

/** The request that a waiting move opens, where it has no row yet (WORK R9). */
const openedBy = (named: readonly PendingMove[], key: string): Request | undefined =>
  named.flatMap(({ move: { key: own, command } }) => (own === key && command.do === 'share' ? [command.opens] : []))[0]

/**
 * Lays what waits on the row. Nothing is refused but on the row as SharePoint has it now: the mirror may not know yet what
 * somebody changed. The moves are listed before that row is read, so that one that is filed in between is found in it.
 */
const layTruly = async (
  room: FilingRoom,
  standing: StandingRequest,
  waiting: readonly PendingMove[],
): Promise<Work> => {
  const work = await layWaiting(room, standing, waiting)
  if (work.refused.length === 0) return work
  const { key } = standing.request
  const now = (await waitingFor(room, [key])).get(key) ?? []
  return layWaiting(room, await freshRow(room, standing), now)
}

/** Does something for one request. A fault of our own makes its moves step back, and stops no other's (DESIGN §4). */
const apart = async <T>(
  room: FilingRoom,
  { request }: StandingRequest,
  work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    const waiting = (await waitingFor(room, [request.key])).get(request.key) ?? []
    await stepBack(room, waiting, noteFault(room, error))
    return undefined
  }
}

const fileTogether = async (room: FilingRoom, works: readonly Work[]): Promise<readonly Outcome[]> => {
  try {
    return await room.filing.fileRequests(
      works.map(({ before: { row }, after }) => ({ request: after, ...(row ? { row } : {}) })),
    )
  } catch (error) {
    if (works.length < 2) return [{ is: 'unknown', why: noteFault(room, error) }]
    // One of them is at fault: each by itself, so that it holds up nobody else.
    return (await Promise.all(works.map((work) => fileTogether(room, [work])))).flat()
  }
}

/** Handles the outcome of writing one request; gives the row to decide again on where somebody else was first. */
const settle = async (
  room: FilingRoom,
  work: Work,
  outcome: Outcome,
  filed: Request[],
): Promise<StandingRequest | undefined> => {
  const { before, after, laid } = work
  switch (outcome.is) {
    case 'written':
      filed.push(after)
      await done(room, after, laid)
      return undefined
    case 'stale':
    case 'taken':
      return freshRow(room, before)
    case 'busy':
      await stepBackAfter(room, laid, outcome, '')
      return undefined
    case 'unknown': {
      const fresh = await room.filing.fresh(before.request.family, before.request.key).catch(() => undefined)
      const last = laid.at(-1)?.move.id
      if (!fresh || !last || !fresh.request.moves.includes(last)) await stepBack(room, laid, outcome.why)
      else {
        filed.push(fresh.request)
        await done(room, fresh.request, laid)
      }
      return undefined
    }
    case 'refused': {
      const fresh = before.row ? await freshRow(room, before) : undefined
      if (fresh?.request.state === 'withdrawn') return fresh
      for (const { move } of laid) await room.pendingMoves.fail(move.id, outcome.why)
      room.onFiled(before.request)
      return undefined
    }
    default:
      return outcome satisfies never
  }
}

const done = async (room: FilingRoom, request: Request, laid: readonly PendingMove[]): Promise<void> => {
  await room.pendingMoves.remove(laid.map(({ move }) => move.id))
  if (laid.some(({ move }) => move.command.do === 'return' || move.command.do === 'nil'))
    await dropDrafts(room.drafts, request)
  room.onFiled(request)
}

/** What was typed for a return that is filed: its author's, and the parts that were handed in for it. */
const dropDrafts = async (drafts: Drafts, { key, pseudonym, returned, parts = [] }: Request): Promise<void> => {
  if (pseudonym !== undefined) return drafts.dropAll([key])
  for (const person of [...(returned ? [returned.by] : []), ...parts.flatMap(({ to, done: at }) => (at ? [to] : []))])
    await drafts.drop(key, person)
}

/** The row as it is now. One that the SSU deleted is a withdrawal, so that what waits for it is kept and its author told. */
const freshRow = async (room: FilingRoom, { request, row }: StandingRequest): Promise<StandingRequest> => {
  const fresh = await room.filing.fresh(request.family, request.key)
  if (fresh || !row) return fresh ?? { request }
  const withdrawn = { ...request, state: 'withdrawn' as const, reason: 'Its row was deleted in SharePoint.' }
  return { request: withdrawn, row }
}

/** What waits for these requests and is not out of tries, oldest first. */
const waitingFor = async (room: FilingRoom, keys: readonly string[]): Promise<ReadonlyMap<string, PendingMove[]>> => {
  const waiting = (await room.pendingMoves.list({ keys })).filter(({ failed }) => failed === undefined)
  return Map.groupBy(waiting, ({ move }) => move.key)
}

/** Keeps what somebody sent for a request whose row the SSU removed, in sight of the SSU. */
const rowGone = async (room: FilingRoom, key: string): Promise<void> => {
  for (const { move } of (await waitingFor(room, [key])).get(key) ?? [])
    await room.pendingMoves.fail(
      move.id,
      'The row of this request is no longer in its list. Restore it from the recycle bin, then try again.',
    )
}
