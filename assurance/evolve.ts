import type { Done, Fact, Move, PartStanding, Request } from './request.ts'
import { samePerson } from './who.ts'

/** How many move ids a row remembers; far more than can wait for one request at a time. */
const remembered = 8

/** Invited anew, somebody starts anew; several may work on one part. */
const invited = (parts: readonly PartStanding[], part: PartStanding): readonly PartStanding[] => [
  ...parts.filter((one) => one.part !== part.part || !samePerson(one.to, part.to)),
  part,
]

/** A question asked before the last was answered joins it, so that none is lost from sight. */
const asked = (before: Request['question'], text: string, done: Done): NonNullable<Request['question']> =>
  before && !before.answer ? { text: `${before.text}\n\n${text}`, asked: done } : { text, asked: done }

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
  const { parts = [], extension, question } = request
  switch (command.do) {
    case 'ask':
      return laid
    case 'confirm-key':
      return { ...laid, keyConfirmed: done }
    case 'share':
      return { ...laid, returned: done, answers: command.answers }
    case 'return': {
      const { nil: _, reason: __, reused: ___, ...rest } = laid
      return {
        ...rest,
        returned: done,
        answers: command.answers,
        ...(command.reused ? { reused: command.reused } : {}),
      }
    }
    case 'nil': {
      const { answers: _, reason: __, reused: ___, ...rest } = laid
      return { ...rest, returned: done, nil: command.nil }
    }
    case 'reverse-nil': {
      const { nil: _, returned: __, ...rest } = laid
      return rest
    }
    case 'invite':
      return { ...laid, parts: invited(parts, { part: command.part, to: command.to, invited: done }) }
    case 'finish-part':
      return {
        ...laid,
        parts: parts.map((one) =>
          one.part === command.part && samePerson(one.to, fact.by) ? { ...one, done: fact.at } : one,
        ),
      }
    case 'hand-over':
      return { ...laid, handed: { ...done, to: command.to } }
    case 'ask-extension':
      return { ...laid, extension: { until: command.until, reason: command.reason, asked: done } }
    case 'grant-extension':
      return {
        ...laid,
        dueOn: command.until,
        ...(extension ? { extension: { ...extension, decided: { ...done, granted: true } } } : {}),
      }
    case 'refuse-extension':
      return {
        ...laid,
        ...(extension
          ? { extension: { ...extension, decided: { ...done, granted: false, reason: command.reason } } }
          : {}),
      }
    case 'set-due':
      return {
        ...laid,
        dueOn: command.dueOn,
        moved: { ...done, reason: command.reason },
        // A new day answers whoever was waiting to hear whether there is more time.
        ...(extension && !extension.decided
          ? { extension: { ...extension, decided: { ...done, granted: command.dueOn > request.dueOn } } }
          : {}),
      }
    case 'ask-question':
      return { ...laid, question: asked(question, command.question, done) }
    case 'answer-question':
      return { ...laid, ...(question ? { question: { ...question, answer: { ...done, text: command.answer } } } : {}) }
    case 'remind':
      return { ...laid, reminded: done }
    case 'release':
      return { ...laid, released: { ...done, rung: command.rung, dueOn: request.dueOn } }
    case 'accept':
      return { ...laid, reviewed: done }
    case 'rate':
      return { ...laid, reviewed: done, ratings: command.ratings }
    case 'send-back':
      return { ...laid, reviewed: done, reason: command.reason }
    case 'excuse':
    case 'withdraw':
      return { ...laid, reason: command.reason }
  }
}
