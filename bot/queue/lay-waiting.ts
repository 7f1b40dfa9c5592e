import { createHash } from 'node:crypto'
import { decide } from '../../assurance/decide.ts'
import { evolve } from '../../assurance/evolve.ts'
import type { Record, StandingRequest, Superseded } from '../../assurance/record.ts'
import type { Fact, Request } from '../../assurance/request.ts'
import type { PersonRef } from '../../assurance/who.ts'
import type { PendingMove } from './pending-moves.ts'

/** All that waits for one request, laid on its row and ready to be written at once. */
export interface Work {
  readonly before: StandingRequest
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
  room: { readonly record: Record },
  before: StandingRequest,
  waiting: readonly PendingMove[],
): Promise<Work> => {
  const { key, definition: hash } = before.request
  const definition = await room.record.definition(hash)
  if (!definition) throw new Error(`no definition ${hash} for ${key}`)
  let after = before.request
  const laid: PendingMove[] = []
  const already: PendingMove[] = []
  const refused: { pending: PendingMove; say: string }[] = []
  const earlier: Superseded[] = []
  for (const pending of waiting) {
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

/** What a move is about to write over: an answer by another, a question that was answered by a new one. */
const replaced = (request: Request, { move }: PendingMove): Superseded[] => {
  const { key, revision, answers, nil, returned, ratings, question } = request
  const earlier = (words: object, by: PersonRef, at: string, why: string): Superseded => ({
    // By what they say as well: two processes may each have laid other words on the same revision, of which one was filed.
    key: `${key}#${revision}-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 12)}`,
    move: move.id,
    by,
    at,
    why,
    words: JSON.stringify(words),
  })
  switch (move.command.do) {
    case 'return':
    case 'nil':
    case 'reverse-nil': {
      const words = answers ? { answers, ...(ratings ? { ratings } : {}) } : nil ? { nil } : undefined
      if (!words || !returned) return []
      const why = move.command.do === 'reverse-nil' ? 'The nil return was reversed.' : 'A later answer replaced it.'
      return [earlier(words, returned.by, returned.at, why)]
    }
    case 'ask-question':
    case 'answer-question': {
      if (!question?.answer) return []
      const why = move.command.do === 'ask-question' ? 'Another question followed.' : 'The SSU answered again.'
      return [
        earlier({ question: question.text, answer: question.answer.text }, question.asked.by, question.asked.at, why),
      ]
    }
    default:
      return []
  }
}
