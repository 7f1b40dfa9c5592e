import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { decide } from '../../assurance/decide.ts'
import { evolve } from '../../assurance/evolve.ts'
import { requestsOf, roundOf } from '../../assurance/issue-round.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import { type Command, isOpen, type Move, type Request } from '../../assurance/request.ts'
import type { SampleAnswer } from '../../assurance/sample.ts'
import { definitionOf } from '../../assurance/tool.ts'
import { sightline } from '../../assurance/who.ts'
import { shippedPartnership } from '../support/partnerships.ts'

const commandOf = (move: SampleAnswer): Command => {
  switch (move.do) {
    case 'return':
      return { do: 'return', answers: move.answers }
    case 'nil':
      return { do: 'nil', nil: move.nil }
    case 'send-back':
    case 'excuse':
      return { do: move.do, reason: move.reason }
    default:
      return { do: move.do }
  }
}

describe('Swindon’s sample', () => {
  const { partnership, sample } = shippedPartnership('swindon-2026-27')

  it('asks every agency about at least one case in each sample round, one of them about eight', () => {
    for (const { cases, programme } of sample.rounds) {
      const counts = partnership.agencies
        .filter(({ asked }) => asked)
        .map(({ id }) => cases.filter(({ agencies }) => agencies.includes(id)).length)
      assert.ok(Math.min(...counts) >= 1, programme)
    }
    assert.equal(sample.rounds[0]?.cases.filter(({ agencies }) => agencies.includes('childrens-social-care')).length, 8)
  })

  it('plays sample answers that are each a permitted move on the day it is made, and leaves some agencies late', () => {
    const requests = new Map<string, Request>()
    const definitions = new Map(
      sample.rounds.map((issue) => {
        const entry = partnership.programme.find(({ id }) => id === issue.programme) ?? assert.fail()
        const tool = partnership.tools.find(({ id }) => id === entry.tool) ?? assert.fail()
        const kind = kindOf(tool.kind) ?? assert.fail()
        const made = definitionOf(tool, kind)
        if (!('definition' in made)) assert.fail()
        const round = roundOf(partnership, entry, kind, issue, { family: made.definition.family, hash: 'hash' })
        for (const request of requestsOf(partnership, round, issue.cases, {
          by: sightline,
          at: `${issue.issuedOn}T09:00:00.000Z`,
        }))
          requests.set(request.key, request)
        return [issue.programme, made.definition]
      }),
    )
    for (const [at, move] of sample.answers.entries())
      for (const ref of move.cases) {
        const request = [...requests.values()].find(
          (one) => one.round === move.programme && one.caseRef === ref && one.agency === move.agency,
        )
        assert.ok(request)
        const by = partnership.people.find(({ id }) => id === move.by) ?? assert.fail()
        const made: Move = {
          id: `sample-${at}-${ref}`,
          key: request.key,
          base: request.revision,
          by,
          on: `${move.on}T09:00:00.000Z`,
          command: commandOf(move),
        }
        const decided = decide({ request, definition: definitions.get(move.programme) ?? assert.fail() }, made, by)
        if ('refusal' in decided) assert.fail(`${move.on} ${move.by} ${move.do} ${ref}: ${decided.refusal.say}`)
        assert.notEqual(decided.facts.length, 0, `${move.on} ${move.by} ${move.do} ${ref} changes nothing`)
        requests.set(
          request.key,
          decided.facts.reduce((laid, fact) => evolve(laid, fact, made), request),
        )
      }
    const ids = sample.answers.flatMap(({ on, do: does, agency, programme, cases }) =>
      cases.map((ref) => [on, does, agency, programme, ref].join()),
    )
    assert.equal(new Set(ids).size, ids.length, 'the same move is made twice on a day')
    const owing = [...new Set([...requests.values()].filter(isOpen).map(({ agency }) => agency))]
    assert.ok(owing.includes('icb') && owing.length > 3 && owing.length < 13, owing.join())
    assert.ok(
      [...requests.values()]
        .filter(({ agency }) => agency === 'icb')
        .every(({ keyConfirmed }) => keyConfirmed === undefined),
    )
    assert.equal([...requests.values()].filter(({ state }) => state === 'sent-back').length, 1)
  })

  it('keeps sample answers free of names: nobody of the partnership is named in one', () => {
    const words = JSON.stringify(
      sample.answers.map((move) => ('answers' in move ? move.answers : 'nil' in move ? move.nil : '')),
    )
    for (const { name } of partnership.people)
      for (const part of name.split(/[ -]/)) if (part.length > 3) assert.ok(!words.includes(` ${part} `), part)
  })
})
