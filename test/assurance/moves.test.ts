import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { decide } from '../../assurance/decide.ts'
import { evolve } from '../../assurance/evolve.ts'
import {
  type Command,
  type Doing,
  type Move,
  moves,
  type Request,
  type State,
  states,
} from '../../assurance/request.ts'
import type { Actor, Relation } from '../../assurance/who.ts'
import { aDefinition, aMove, anActor, aRequest, goodAnswers, ssu } from '../support/build-work.ts'

const nil = { kind: 'not-known', systems: 'Niche, Athena', from: '2025-10-01', to: '2026-09-30' } as const
const chair = anActor('Noor Okafor', { role: 'chair', group: 'exploitation' })
const otherAgency = anActor('Sol Adeyemi', { role: 'representative', agency: 'gwh' })
const practitioner = anActor('Bea Lyle', { role: 'practitioner', agency: 'police' })
const actors: { readonly [Name in Relation]: Actor } = { ssu, agency: anActor(), group: chair }

const commands: { readonly [Name in Doing]: Command } = {
  ask: { do: 'ask' },
  'confirm-key': { do: 'confirm-key' },
  return: { do: 'return', answers: goodAnswers },
  nil: { do: 'nil', nil },
  'reverse-nil': { do: 'reverse-nil' },
  accept: { do: 'accept' },
  'send-back': { do: 'send-back', reason: 'Which school?' },
  excuse: { do: 'excuse', reason: 'The service has closed.' },
  withdraw: { do: 'withdraw', reason: 'The case left the sample.' },
}

/** A request in a state, with what it must hold there for the command to make sense. */
const standing = (state: State | 'none', doing: Doing): Request => {
  const returned = { by: { oid: 'o', tid: 't', name: 'Rowan Vale' }, at: '2026-11-10T09:00:00.000Z' }
  const { keyConfirmed: _, ...unconfirmed } = aRequest()
  return {
    ...(doing === 'confirm-key' ? unconfirmed : aRequest()),
    state: state as State,
    ...(state === 'returned' ? { returned, ...(doing === 'reverse-nil' ? { nil } : { answers: goodAnswers }) } : {}),
  }
}

const lay = (request: Request, move: Move, actor: Actor): Request => {
  const decision = decide({ request, definition: aDefinition }, move, actor)
  return 'facts' in decision ? decision.facts.reduce((laid, fact) => evolve(laid, fact, move), request) : request
}
const say = (request: Request, command: Command, actor = anActor()) => {
  const decision = decide({ request, definition: aDefinition }, aMove(request, command, actor), actor)
  return 'refusal' in decision ? decision.refusal.say : undefined
}

describe('The table of moves', () => {
  for (const doing of Object.keys(moves) as Doing[])
    for (const state of states) {
      const rule = moves[doing]
      const permitted = rule.from.includes(state)
      it(`${permitted ? 'permits' : 'refuses'} ${doing} where a request is ${state}`, () => {
        for (const relation of rule.by) {
          const request = standing(state, doing)
          const after = lay(request, aMove(request, commands[doing], actors[relation]), actors[relation])
          assert.equal(after.state, permitted && rule.to !== 'same' ? rule.to : state)
          assert.equal(after.revision, request.revision + (permitted ? 1 : 0))
        }
      })
    }

  it('lets nobody act on another agency’s request, nor a practitioner who was not invited', () => {
    for (const doing of Object.keys(moves) as Doing[])
      for (const state of states)
        for (const actor of [otherAgency, practitioner]) {
          const request = standing(state, doing)
          assert.equal(lay(request, aMove(request, commands[doing], actor), actor), request)
        }
  })

  it('lets a chair review for the group, and never their own agency', () => {
    const request = standing('returned', 'accept')
    assert.equal(lay(request, aMove(request, commands.accept, chair), chair).state, 'accepted')
    const conflicted = { ...chair, holds: [...chair.holds, { role: 'member', agency: 'police' } as const] }
    assert.equal(lay(request, aMove(request, commands.accept, conflicted), conflicted).state, 'returned')
  })
})

describe('Answering', () => {
  it('needs the case key first, for a return and for a nil return', () => {
    const { keyConfirmed: _, ...request } = aRequest()
    assert.match(say(request, commands.return) ?? '', /case key/)
    assert.match(say(request, commands.nil) ?? '', /case key/)
  })

  it('tells a second person who answered and when', () => {
    const request = aRequest()
    const first = lay(request, aMove(request, commands.return), anActor())
    const second = decide(
      { request: first, definition: aDefinition },
      aMove(request, commands.return),
      anActor('Kit Moss'),
    )
    assert.ok('refusal' in second)
    assert.match(second.refusal.say, /Rowan Vale returned this on 12 Nov 2026, 10:04/)
  })

  it('may be corrected until it is reviewed by somebody who has read what was returned', () => {
    const request = aRequest()
    const first = lay(request, aMove(request, commands.return), anActor())
    const corrected = lay(
      first,
      aMove(first, { do: 'return', answers: { understood: 'Corrected.' } }),
      anActor('Kit Moss'),
    )
    assert.deepEqual(corrected.answers, { understood: 'Corrected.' })
    assert.equal(corrected.facts.at(-1)?.corrects, true)
    const accepted = lay(corrected, aMove(corrected, commands.accept), ssu)
    assert.match(say(accepted, commands.return) ?? '', /accepted/)
  })

  it('names the field and the fault in a sentence where an answer is not good', () => {
    const decision = decide(
      { request: aRequest(), definition: aDefinition },
      aMove(aRequest(), { do: 'return', answers: { contacts: -1 } }),
      anActor(),
    )
    assert.deepEqual(decision, { refusal: { field: 'contacts', say: 'Please give a whole number, 0 or more.' } })
  })

  it('not known can be reversed, and the request is asked again', () => {
    const request = aRequest()
    const answered = lay(request, aMove(request, commands.nil), anActor())
    assert.deepEqual(answered.nil, nil)
    const reversed = lay(answered, aMove(answered, commands['reverse-nil']), anActor())
    assert.equal(reversed.state, 'asked')
    assert.equal(reversed.nil, undefined)
    assert.equal(reversed.returned, undefined)
  })

  it('says plainly that a withdrawn request needs nothing more', () => {
    assert.match(
      say(aRequest({ state: 'withdrawn' }), commands.return) ?? '',
      /withdrawn by the SSU, so nothing more is needed/,
    )
  })
})

describe('Moves', () => {
  const anyCommand = fc.constantFrom(...Object.values(commands))
  const anyActor = fc.constantFrom(ssu, anActor(), chair, otherAgency)

  it('made twice change nothing the second time, in any order of any moves', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, anyActor), { maxLength: 12 }), (steps) => {
        let request = aRequest()
        for (const [command, actor] of steps) {
          const move = aMove(request, command, actor)
          const once = lay(request, move, actor)
          assert.equal(lay(once, move, actor), once)
          request = once
        }
      }),
    )
  })

  it('leave a record without gaps: each fact starts where the last one ended', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, anyActor), { maxLength: 12 }), (steps) => {
        const request = steps.reduce((at, [command, actor]) => lay(at, aMove(at, command, actor), actor), aRequest())
        let [number, state]: [number, string] = [1, 'asked']
        for (const fact of request.facts) {
          assert.equal(fact.number, number + 1)
          assert.equal(fact.from, state)
          ;[number, state] = [fact.number, fact.to]
        }
        assert.equal(request.state, state)
      }),
    )
  })

  it('leave facts that never hold an answer’s words', () => {
    const request = aRequest()
    const returned = lay(request, aMove(request, commands.return), anActor())
    assert.doesNotMatch(JSON.stringify(returned.facts), /mornings/)
  })
})
