import { decide } from '../../assurance/decide.ts'
import { evolve } from '../../assurance/evolve.ts'
import type { FiledRequest, Record, Superseded } from '../../assurance/record.ts'
import type { Fact, Request } from '../../assurance/request.ts'
import type { PendingMove, PendingMoves } from './pending-moves.ts'

/** All that waits for one request, laid on its row and ready to be written at once. */
export interface Work {
  readonly before: FiledRequest
  /** The same object as `before.request` where there is nothing to write. */
  readonly after: Request
  readonly laid: readonly PendingMove[]
  /** Found in the row already, after a lost reply. */
  readonly already: readonly PendingMove[]
  readonly refused: readonly { readonly pending: PendingMove; readonly say: string }[]
  /** Words that the write replaces. */
  readonly earlier: readonly Superseded[]
}

/** Decides every waiting move of a request again, on the row as it stands now, oldest first. */
export const layWaiting = async (
  room: { readonly record: Record; readonly pendingMoves: PendingMoves },
  before: FiledRequest,
): Promise<Work> => {
  const { key, definition: hash } = before.request
  const definition = await room.record.definition(hash)
  if (!definition) throw new Error(`no definition ${hash} for ${key}`)
  let after = before.request
  const laid: PendingMove[] = []
  const already: PendingMove[] = []
  const refused: { pending: PendingMove; say: string }[] = []
  const earlier: Superseded[] = []
  for (const pending of await room.pendingMoves.list({ key })) {
    if (pending.failed !== undefined) continue
    const decision = decide({ request: after, definition }, pending.move, pending.actor)
    if ('refusal' in decision) refused.push({ pending, say: decision.refusal.say })
    else if (decision.facts.length === 0) already.push(pending)
    else {
      earlier.push(...replaced(after, pending))
      after = decision.facts.reduce((request, fact) => evolve(request, fact, pending.move), after)
      laid.push(pending)
    }
  }
  return {
    before,
    after: after === before.request ? after : withoutCopied(after, await room.record.events(key)),
    laid,
    already,
    refused,
    earlier,
  }
}

/** The facts ride in the row only until they are in *Events*. */
const withoutCopied = (request: Request, events: readonly Fact[]): Request => {
  const copied = new Set(events.map(({ number }) => number))
  return { ...request, facts: request.facts.filter(({ number }) => !copied.has(number)) }
}

/** The earlier words, where a move writes over them. */
const replaced = ({ key, revision, answers, nil, returned }: Request, { move }: PendingMove): Superseded[] => {
  const words = answers ? { answers } : nil ? { nil } : undefined
  const over = move.command.do === 'return' || move.command.do === 'nil' || move.command.do === 'reverse-nil'
  if (!words || !over || !returned) return []
  return [
    {
      key: `${key}#${revision}`,
      move: move.id,
      by: returned.by,
      at: returned.at,
      why: move.command.do === 'reverse-nil' ? 'The nil return was reversed.' : 'A later answer replaced it.',
      words: JSON.stringify(words),
    },
  ]
}
