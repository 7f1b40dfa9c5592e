import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { stateOf } from '../../assurance/decide.ts'
import { mayNow } from '../../assurance/may-now.ts'
import { type Doing, moves, type Request, type State, states } from '../../assurance/request.ts'
import type { Relation } from '../../assurance/who.ts'
import { aMove, anActor, aRequest, ssu } from '../support/build-work.ts'
import {
  actors,
  anyHistory,
  chair,
  commandFor,
  everyMoveDefinition,
  make,
  nil,
  otherAgency,
  playHistory,
  practitioner,
  words,
} from './support/every-move.ts'

const doings = Object.keys(moves) as Doing[]
const relations = Object.keys(actors) as Relation[]
const by = { oid: 'oid-rowan-vale', tid: 't', name: 'Rowan Vale' }
const at = '2026-11-10T09:00:00.000Z'
const invited = { part: 'practitioner', to: practitioner, invited: { by, at } }

/** A request in a state, holding whatever makes the command a sensible one there. */
const standing = (state: State | 'none', doing: Doing): Request => {
  const { keyConfirmed, ...request } = aRequest()
  const asking = doing === 'grant-extension' || doing === 'refuse-extension'
  return {
    ...request,
    ...(state === 'none' ? { revision: 0 } : { state }),
    ...(doing === 'confirm-key' || !keyConfirmed ? {} : { keyConfirmed }),
    ...(state === 'returned' ? { returned: { by, at } } : {}),
    ...(state === 'returned' && doing === 'reverse-nil' ? { nil } : {}),
    ...(doing === 'invite' ? {} : { parts: [invited] }),
    ...(asking ? { extension: { until: '2026-12-16', reason: 'Away.', asked: { by, at } } } : {}),
    ...(doing === 'answer-question' ? { question: { text: words.question, asked: { by, at } } } : {}),
  }
}

/** A relation nobody of whom is invited: the practitioner who was not asked in has none. */
const isTheirs = (doing: Doing, relation: Relation, request: Request) =>
  moves[doing].by.includes(relation) && (relation !== 'part' || request.parts !== undefined)

describe('The table of moves', () => {
  for (const doing of doings)
    for (const state of ['none', ...states] as const) {
      const rule = moves[doing]
      const open = rule.from.includes(state)
      it(`${open ? 'permits' : 'refuses'} ${doing} where a request is ${state}, and to nobody but ${rule.by.join(', ')}`, () => {
        for (const relation of relations) {
          const request = standing(state, doing)
          const permitted = open && isTheirs(doing, relation, request)
          const { request: after, say } = make(
            request,
            aMove(request, commandFor(doing, request), actors[relation]),
            actors[relation],
          )
          assert.equal(say === undefined, permitted, `${relation}: ${say}`)
          assert.equal(after.revision, request.revision + (permitted ? 1 : 0), relation)
          assert.equal(stateOf(after), permitted ? (rule.to === 'same' ? state : rule.to) : state, relation)
          assert.deepEqual(
            after.facts.map(({ is, from, to, number }) => ({ is, from, to, number })),
            permitted
              ? [{ is: doing, from: state, to: rule.to === 'same' ? state : rule.to, number: request.revision + 1 }]
              : [],
          )
        }
      })
    }

  it('lets nobody act on another agency’s request, nor a practitioner who was not invited', () => {
    for (const doing of doings)
      for (const state of ['none', ...states] as const)
        for (const actor of [otherAgency, anActor('Bo Wynn', { role: 'auditor', agency: 'police' })]) {
          const request = standing(state, doing)
          assert.equal(make(request, aMove(request, commandFor(doing, request), actor), actor).request, request)
        }
  })

  it('lets nobody judge their own agency, nor what they answered themselves', () => {
    for (const doing of ['accept', 'rate', 'send-back'] as const) {
      const request = standing('returned', doing)
      const judging = (actor: typeof chair, one = request) =>
        make(one, aMove(one, commandFor(doing, one), actor), actor).request.state
      assert.equal(judging(chair), moves[doing].to)
      assert.equal(judging({ ...chair, holds: [...chair.holds, { role: 'member', agency: 'police' }] }), 'returned')
      assert.equal(judging(ssu, { ...request, returned: { by: ssu, at } }), 'returned')
    }
  })

  it('ends answering when the SSU closes the round, and leaves the SSU what it needs to finish', () => {
    const whenClosed = (doing: Doing, state: State, relation: Relation) => {
      const request = standing(state, doing)
      return make(request, aMove(request, commandFor(doing, request), actors[relation]), actors[relation], true)
    }
    assert.match(whenClosed('return', 'asked', 'agency').say ?? '', /closed this round.*still here to copy/)
    assert.match(whenClosed('nil', 'asked', 'agency').say ?? '', /closed this round/)
    for (const doing of ['accept', 'rate', 'send-back'] as const)
      assert.equal(whenClosed(doing, 'returned', 'ssu').say, undefined, doing)
    for (const doing of ['excuse', 'withdraw'] as const)
      assert.equal(whenClosed(doing, 'asked', 'ssu').say, undefined, doing)
  })
})

describe('Any history of moves', () => {
  it('leaves a record without gaps: each fact starts where the last one ended', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const request = playHistory(history)
        let [number, state]: [number, string] = [1, 'asked']
        for (const fact of request.facts) {
          assert.equal(fact.number, number + 1)
          assert.equal(fact.from, state)
          ;[number, state] = [fact.number, fact.to]
        }
        assert.equal(request.state, state)
        assert.equal(request.revision, number)
      }),
    )
  })

  it('is not changed by a move made twice, whatever came before it', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        playHistory(history, (_, move, after, say, actor) => {
          const again = make(after, move, actor)
          assert.equal(again.request, after)
          assert.equal(again.say, say)
        })
      }),
    )
  })

  it('keeps in its facts who did what and why, and never the words of an answer, a rating, a question or a reply', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const facts = JSON.stringify(playHistory(history).facts)
        for (const said of Object.values(words)) assert.ok(!facts.includes(said), said)
      }),
    )
    const request = standing('returned', 'send-back')
    const sent = make(request, aMove(request, commandFor('send-back', request), ssu), ssu).request
    assert.equal(sent.facts[0]?.reason, 'Could you add the months since March?')
  })

  it('never loses a fact, a due date or a question unsaid: what was refused changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        playHistory(history, (before, { command }, after, say) => {
          if (say !== undefined) assert.equal(after, before)
          assert.deepEqual(after.facts.slice(0, before.facts.length), before.facts)
          const moved = ['grant-extension', 'set-due'].includes(command.do)
          if (!moved) assert.equal(after.dueOn, before.dueOn)
          if (before.question && !before.question.answer && command.do !== 'answer-question')
            assert.ok(after.question?.text.startsWith(before.question.text))
        })
      }),
    )
  })

  it('offers nobody a move that would be refused, but a second reminder on one day', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        playHistory(history, (_, move, request) => {
          for (const actor of [...Object.values(actors), otherAgency])
            for (const doing of mayNow(actor, { request, definition: everyMoveDefinition, releasable: 10 })) {
              const next = { ...aMove(request, commandFor(doing, request), actor), on: move.on }
              const { say } = make(request, next, actor)
              if (doing === 'remind' && say?.includes('One a day is enough')) continue
              assert.equal(say, undefined, `${actor.name} ${doing} where ${request.state}`)
            }
        })
      }),
    )
  })
})
