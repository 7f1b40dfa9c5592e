import type { Drafts, FiledRequest, Filing, Record } from '../../assurance/record.ts'
import type { Outcome } from '../../assurance/register.ts'
import type { Request } from '../../assurance/request.ts'
import { layWaiting, type Work } from './lay-waiting.ts'
import type { PendingMove, PendingMoves } from './pending-moves.ts'

/** What the filing of moves leans on. */
export interface FilingRoom {
  readonly record: Record
  readonly filing: Filing
  readonly pendingMoves: PendingMoves
  readonly drafts: Drafts
  /** Comes back to a move after so many seconds. */
  readonly later: (move: string, seconds: number) => Promise<void>
  /** Told of each request whose row changed, so that its card follows. */
  readonly onFiled: (request: Request) => void
  /** Tells the author of a move that was acknowledged and is refused at filing who was first, when and why. */
  readonly onSuperseded: (request: Request, pending: PendingMove, say: string) => Promise<void>
  /** Tries after which a move waits for the SSU with its reason. */
  readonly triesAtMost: number
}

/** How often a row that others keep changing is read again before the move steps back. */
const passesAtMost = 4
const stepBackSeconds = 5

/**
 * Files the named moves (DESIGN §4): all that wait for the same requests are laid on their rows and written with
 * `If-Match` in the next `$batch`; what came of each write is handled in `settle`.
 */
export const fileMoves = async (room: FilingRoom, ids: readonly string[]): Promise<void> => {
  const named = await room.pendingMoves.list({ ids })
  const keys = [...new Set(named.filter(({ failed }) => failed === undefined).map(({ move }) => move.key))]
  let standing: FiledRequest[] = []
  for (const key of keys) {
    const [filed] = await room.record.requests({ key })
    if (filed) standing.push(filed)
    else await rowGone(room, key)
  }
  for (let pass = 0; standing.length > 0; pass += 1) {
    if (pass === passesAtMost) {
      for (const { request } of standing)
        await comeBack(room, await waitingFor(room, request.key), 'the row kept changing')
      return
    }
    const works: Work[] = []
    for (const filed of standing) works.push(await layWaiting(room, filed))
    const writing: Work[] = []
    for (const work of works)
      if ((await supersede(room, work)) && work.after !== work.before.request) writing.push(work)
    const outcomes = await room.filing.fileRequests(
      writing.map(({ before, after }) => ({ request: after, row: before.row })),
    )
    // At the same time, so that the facts of all of them go to *Events* together.
    const again = await Promise.all(
      writing.map((work, at) => settle(room, work, outcomes[at] ?? { is: 'unknown', why: 'no outcome' })),
    )
    standing = again.filter((filed) => filed !== undefined)
  }
}

/** Handles the outcome of writing one request; gives the row to decide again on where somebody else was first. */
const settle = async (room: FilingRoom, work: Work, outcome: Outcome): Promise<FiledRequest | undefined> => {
  const { before, after, laid } = work
  switch (outcome.is) {
    case 'written':
      await done(room, after, laid)
      return undefined
    case 'stale':
    case 'taken':
      return freshRow(room, before.request)
    case 'busy':
      for (const { move } of laid) await room.later(move.id, outcome.afterMs / 1000)
      return undefined
    case 'unknown': {
      const fresh = await room.filing.fresh(before.request.family, before.request.key).catch(() => undefined)
      const last = laid.at(-1)?.move.id
      if (fresh && last && fresh.request.moves.includes(last)) await done(room, fresh.request, laid)
      else await comeBack(room, laid, outcome.why)
      return undefined
    }
    case 'refused':
      for (const { move } of laid) await room.pendingMoves.fail(move.id, outcome.why)
      room.onFiled(before.request)
      return undefined
    default:
      return outcome satisfies never
  }
}

const done = async (room: FilingRoom, request: Request, laid: readonly PendingMove[]): Promise<void> => {
  await room.pendingMoves.remove(laid.map(({ move }) => move.id))
  for (const { move } of laid)
    if (move.command.do === 'return' || move.command.do === 'nil') await room.drafts.drop(move.key, move.by)
  room.onFiled(request)
  // Facts not copied now keep riding in the row; `copyFacts` tries again.
  await room.filing.appendEvents(request.facts.map((fact) => ({ key: request.key, fact })))
}

const freshRow = async (room: FilingRoom, request: Request): Promise<FiledRequest | undefined> => {
  const fresh = await room.filing.fresh(request.family, request.key)
  if (!fresh) await rowGone(room, request.key)
  return fresh
}

const waitingFor = async (room: FilingRoom, key: string) =>
  (await room.pendingMoves.list({ key })).filter(({ failed }) => failed === undefined)

/** Keeps what somebody sent for a request whose row the SSU removed, in sight of the SSU. */
const rowGone = async (room: FilingRoom, key: string): Promise<void> => {
  for (const { move } of await waitingFor(room, key))
    await room.pendingMoves.fail(
      move.id,
      'The row of this request is no longer in its list. Restore it from the recycle bin, then try again.',
    )
}

const comeBack = async (room: FilingRoom, moves: readonly PendingMove[], why: string): Promise<void> => {
  for (const { move } of moves) {
    const tries = await room.pendingMoves.tried(move.id)
    if (tries >= room.triesAtMost)
      await room.pendingMoves.fail(move.id, `SharePoint did not answer (${why}). Try again.`)
    else await room.later(move.id, Math.min(stepBackSeconds * 2 ** tries, 300))
  }
}

const isKept = ({ is }: Outcome): boolean => is === 'written' || is === 'taken'

/** Keeps earlier and losing words before anything is written over them; only then does a losing move leave the queue. False where it could not. */
const supersede = async (room: FilingRoom, work: Work): Promise<boolean> => {
  const { before, earlier, refused, already, laid } = work
  if (already.length > 0) await room.pendingMoves.remove(already.map(({ move }) => move.id))
  const kept = earlier.length > 0 ? await room.filing.keepSuperseded(earlier) : []
  if (!kept.every(isKept)) {
    await comeBack(room, laid, 'the words it replaces could not be kept yet')
    return false
  }
  for (const { pending, say } of refused) {
    const { move } = pending
    const [outcome] = await room.filing.keepSuperseded([
      {
        key: `${move.key}#${move.id}`,
        move: move.id,
        by: move.by,
        at: move.on,
        why: say,
        words: JSON.stringify(move.command),
      },
    ])
    if (outcome && isKept(outcome)) {
      await room.onSuperseded(before.request, pending, say)
      await room.pendingMoves.remove([move.id])
    } else await comeBack(room, [pending], 'its words could not be kept yet')
  }
  return true
}
