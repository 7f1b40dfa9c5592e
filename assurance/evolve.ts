import type { Fact, Move, Request } from './request.ts'

/** How many move ids a row remembers; far more than can wait for one request at a time. */
const remembered = 8

/** Lays one fact, with the words of the move it came from, on a request. */
export const evolve = (request: Request, fact: Fact, { command }: Move): Request => {
  const laid: Request = {
    ...request,
    state: fact.to,
    revision: fact.number,
    moves: [...request.moves, fact.move].slice(-remembered),
    facts: [...request.facts, fact],
  }
  const done = { by: fact.by, at: fact.at }
  switch (command.do) {
    case 'ask':
    case 'accept':
      return laid
    case 'confirm-key':
      return { ...laid, keyConfirmed: done }
    case 'return': {
      const { nil: _, reason: __, ...rest } = laid
      return { ...rest, returned: done, answers: command.answers }
    }
    case 'nil': {
      const { answers: _, reason: __, ...rest } = laid
      return { ...rest, returned: done, nil: command.nil }
    }
    case 'reverse-nil': {
      const { nil: _, returned: __, ...rest } = laid
      return rest
    }
    case 'send-back':
    case 'excuse':
    case 'withdraw':
      return { ...laid, reason: command.reason }
  }
}
