import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import type { Command, Doing, Move, Request } from '../../assurance/request.ts'
import type { Actor } from '../../assurance/who.ts'
import { aMove, anActor, aRequest, ssu } from '../support/build-work.ts'
import { actors, anyHistory, chair, commandFor, make, nil, playHistory } from './support/every-move.ts'

interface Attempt {
  readonly move: Move
  readonly actor: Actor
}

/** What came of attempts that reach the record one after another, whatever they were made on. */
const inTurn = (start: Request, attempts: readonly Attempt[]) => {
  const refused: { readonly attempt: Attempt; readonly say: string }[] = []
  const made: Attempt[] = []
  const end = attempts.reduce((request, attempt) => {
    const { request: after, say } = make(request, attempt.move, attempt.actor)
    if (say !== undefined) refused.push({ attempt, say })
    else if (after !== request) made.push(attempt)
    return after
  }, start)
  return { end, refused, made }
}
const attempt = (request: Request, command: Command, actor: Actor): Attempt => ({
  move: aMove(request, command, actor),
  actor,
})
const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length })

describe('At once on one request', () => {
  const start = aRequest()

  it('twenty answers become one, and everybody else is told whose it is', () => {
    const people = Array.from({ length: 20 }, (_, at) => anActor(`Colleague ${at + 1}`))
    const all = people.map((actor, at) =>
      attempt(
        start,
        at % 3 === 2 ? { do: 'nil', nil } : { do: 'return', answers: { understood: `Words of ${actor.name}.` } },
        actor,
      ),
    )
    fc.assert(
      fc.property(shuffled(all), (order) => {
        const { end, refused, made } = inTurn(start, order)
        assert.equal(made.length, 1)
        const first = order[0] ?? assert.fail()
        assert.equal(end.returned?.by.name, first.actor.name)
        assert.equal(refused.length, 19)
        for (const { say } of refused) assert.ok(say.includes(`${first.actor.name} `), say)
      }),
    )
  })

  it('an answer and a withdrawal end withdrawn or refused, and the answer’s words are never dropped unsaid', () => {
    const answer = attempt(start, commandFor('return', start), anActor())
    const withdrawal = attempt(start, commandFor('withdraw', start), ssu)
    const after = inTurn(start, [answer, withdrawal])
    assert.deepEqual(
      [after.end.state, after.end.answers, after.refused.length],
      ['withdrawn', { understood: 'Mornings were hardest for the young person.', contacts: 4 }, 0],
    )
    const before = inTurn(start, [withdrawal, answer])
    assert.equal(before.end.state, 'withdrawn')
    assert.match(before.refused[0]?.say ?? '', /has been withdrawn by the SSU, so nothing more is needed/)
  })

  it('a correction and a review come out one way or the other, and whoever is second is told', () => {
    const returned = make(start, aMove(start, commandFor('return', start)), anActor()).request
    const correction = attempt(returned, { do: 'return', answers: { understood: 'Corrected.' } }, anActor('Kit Moss'))
    for (const doing of ['accept', 'rate', 'send-back'] as const) {
      const review = attempt(returned, commandFor(doing, returned), chair)
      const first = inTurn(returned, [review, correction])
      if (doing === 'send-back') assert.equal(first.end.state, 'returned', 'what was sent back may be answered')
      else assert.match(first.refused[0]?.say ?? '', /the request has been accepted/)
      assert.deepEqual(inTurn(returned, [correction, review]).end.answers, { understood: 'Corrected.' })
    }
  })

  it('two of the SSU who decide differently on more time leave one decision', () => {
    const asked = make(start, aMove(start, commandFor('ask-extension', start)), anActor()).request
    const both = [
      attempt(asked, commandFor('grant-extension', asked), ssu),
      attempt(asked, commandFor('refuse-extension', asked), anActor('Tariq Fenn', { role: 'ssu' })),
    ]
    for (const order of [both, both.toReversed()]) {
      const { end, refused } = inTurn(asked, order)
      assert.equal(refused.length, 1)
      assert.equal(end.extension?.decided?.by.name, order[0]?.actor.name)
      assert.equal(end.dueOn === asked.dueOn, end.extension?.decided?.granted === false)
    }
  })
})

describe('Anything at once, after any history', () => {
  const doings = Object.keys(actors).length
  const racing = fc.array(
    fc.tuple(
      fc.constantFrom<Doing>(
        'return',
        'nil',
        'reverse-nil',
        'confirm-key',
        'accept',
        'rate',
        'send-back',
        'excuse',
        'withdraw',
        'set-due',
        'ask-question',
      ),
      fc.constantFrom(...Object.values(actors)),
    ),
    { minLength: 2, maxLength: doings + 3 },
  )

  it('each attempt is made once, made already, or refused in a sentence; no answer is written over unread', () => {
    fc.assert(
      fc.property(anyHistory, racing, (history, attempts) => {
        const start = playHistory(history)
        const all = attempts.map(([doing, actor]) => attempt(start, commandFor(doing, start), actor))
        const { end, refused, made } = inTurn(start, all)
        assert.equal(end.revision, start.revision + made.length)
        for (const { say } of refused) assert.match(say, /^[A-Z].*[.!?]$/s)
        // The same attempts again, as after lost replies, change nothing.
        assert.equal(inTurn(end, made).end, end)
        const returns = end.facts.slice(start.facts.length).filter(({ is }) => is === 'return')
        for (const [at, fact] of returns.entries())
          if (fact.from === 'returned' && at > 0) assert.fail('a return was laid on one its author had not seen')
      }),
    )
  })
})
