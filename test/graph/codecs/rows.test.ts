import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import type { Fields } from '../../../assurance/register.ts'
import { roles } from '../../../assurance/who.ts'
import { definitionCodec, frozen } from '../../../graph/codecs/definition.ts'
import { deliveryCodec } from '../../../graph/codecs/delivery.ts'
import { eventCodec, eventOf, factOf } from '../../../graph/codecs/event.ts'
import {
  agencyCodec,
  groupCodec,
  personCodec,
  programmeCodec,
  readHolds,
  readSteps,
} from '../../../graph/codecs/partnership.ts'
import { roundCodec } from '../../../graph/codecs/round.ts'
import type { RowCodec } from '../../../graph/codecs/row-codec.ts'
import { supersededCodec } from '../../../graph/codecs/superseded.ts'
import { questionCodec, toolCodec } from '../../../graph/codecs/tool.ts'
import { definitionHash } from '../../../graph/hash.ts'
import { listFaults, registers } from '../../../graph/lists.ts'
import { buildAgency, buildEntry, samplePeople } from '../../support/build-partnership.ts'
import { buildDefinition, buildDelivery, buildRound } from '../../support/build-request.ts'
import { someDay, someFact, someMoment, somePerson, someSlug, someText } from '../support/arbitrary.ts'

const comesBack = <Entity>(codec: RowCodec<Entity>, entity: Entity) =>
  // Cloned, because fast-check makes some objects without a prototype.
  assert.deepEqual(codec.read(codec.write(entity)), { entity: structuredClone(entity) })

const someLine = someText.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')

describe('Rows of the register lists', () => {
  it('agencies, groups, people and rounds come back as they were written', () => {
    comesBack(agencyCodec, buildAgency('police'))
    comesBack(agencyCodec, buildAgency('police', { asked: false, channel: { team: '19:t', channel: '19:c' } }))
    comesBack(groupCodec, {
      id: 'eg',
      name: 'Exploitation Group',
      short: 'EG',
      priority: 'exploitation',
      meets: 'monthly',
    })
    for (const person of Object.values(samplePeople)) comesBack(personCodec, person)
    comesBack(roundCodec, buildRound({ sample: false, closed: true }))
    comesBack(toolCodec, { id: 't', kind: 'audit-return', title: 'Tool', version: 3 })
    comesBack(supersededCodec, {
      key: 'k',
      move: 'm',
      by: { oid: 'o', tid: 't', name: 'n' },
      at: '2026-12-01T09:00:00.000Z',
      why: 'Another answer was first.',
      words: '{"do":"return"}',
    })
  })

  it('the roles of a person come back from their lines', () => {
    const held = fc.record(
      { role: fc.constantFrom(...roles), agency: someSlug, group: someSlug },
      { requiredKeys: ['role'] },
    )
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), (holds) => comesBack(personCodec, { ...samplePeople.ssu, holds })),
    )
  })

  it('roles are read as the SSU writes them by hand, and an unknown one is a fault', () => {
    assert.deepEqual(readHolds(' representative , agency police \n\nchair, group eg'), [
      { role: 'representative', agency: 'police' },
      { role: 'chair', group: 'eg' },
    ])
    assert.equal(readHolds('boss, agency police'), null)
    assert.equal(readHolds('lead of police'), null)
  })

  it('an entry of the programme comes back with its steps and quarters, whatever is in their words', () => {
    const step = fc.record({ when: someLine, on: someDay, what: someText }, { requiredKeys: ['when', 'what'] })
    const entry = fc.record(
      {
        steps: fc.array(step, { maxLength: 4 }),
        quarters: fc.subarray([1, 2, 3, 4] as const),
        title: someLine,
        scopeBy: someDay,
        ssuLead: someLine,
        note: someText,
      },
      { requiredKeys: ['steps', 'quarters', 'title'] },
    )
    fc.assert(
      fc.property(entry, (over) => comesBack(programmeCodec, buildEntry('x', over))),
      { numRuns: 300 },
    )
    assert.equal(readSteps('only one part'), null)
  })

  it('questions come back with their options and rules', () => {
    const question = {
      tool: 't',
      id: 'q',
      order: 1,
      section: 's',
      text: 'What?\nAnd why?',
      type: 'choice',
      rules: ['required', 'length 200'],
    }
    comesBack(questionCodec, { ...question, options: ['Yes; in part', 'No'], help: 'In your words' })
    comesBack(questionCodec, { ...question, rules: [] })
  })

  it('facts and deliveries come back as they were written', () => {
    fc.assert(
      fc.property(someFact, (fact) => {
        const read = eventCodec.read(eventCodec.write(eventOf('sample/x', fact)))
        assert.deepEqual('entity' in read ? factOf(read.entity) : read, structuredClone(fact))
      }),
    )
    const rung = fc.record({ request: someLine, rung: fc.integer({ min: -20, max: 20 }), dueOn: someDay })
    fc.assert(
      fc.property(fc.array(rung), someMoment, someText, (rungs, at, activity) =>
        comesBack(deliveryCodec, buildDelivery({ rungs, at, activity })),
      ),
    )
  })

  it('a definition comes back under its hash, and one changed by hand cannot say what was asked', () => {
    const definition = buildDefinition()
    const row = definitionCodec.write(frozen(definitionHash(definition), definition))
    comesBack({ ...definitionCodec, columns: [] }, frozen(definitionHash(definition), definition))
    const spoilt: Fields = { ...row, Questions: String(row['Questions']).replace('daily life', 'everyday life') }
    assert.match(JSON.stringify(definitionCodec.read(spoilt)), /changed after the questions were frozen/)
  })

  it('the hash of a definition does not depend on the order its properties were written in', () => {
    const definition = buildDefinition()
    const turned = Object.fromEntries(Object.entries(definition).toReversed()) as unknown as typeof definition
    assert.equal(definitionHash(turned), definitionHash(definition))
    assert.notEqual(definitionHash({ ...definition, version: 2 }), definitionHash(definition))
    assert.match(definitionHash(definition), /^[0-9a-f]{64}$/)
  })

  it('an empty or wrong cell is a fault that names its column', () => {
    const row = agencyCodec.write(buildAgency('police'))
    assert.match(JSON.stringify(agencyCodec.read({ ...row, Sector: null })), /“Sector” is empty/)
    assert.match(JSON.stringify(agencyCodec.read({ ...row, Sector: 'army' })), /“Sector” does not hold/)
    assert.doesNotMatch(JSON.stringify(agencyCodec.read({ ...row, Sector: 'army' })), /army/)
  })

  it('every register list is one SharePoint takes, and its key is unique', () => {
    for (const spec of Object.values(registers)) {
      assert.deepEqual(listFaults(spec), [])
      assert.equal(spec.columns.filter(({ unique }) => unique).length, 1, spec.name)
    }
  })

  it('somebody’s name is kept beside their ids, never instead of them', () => {
    fc.assert(
      fc.property(somePerson, (by) => {
        const row = supersededCodec.write({
          key: 'k',
          move: 'm',
          by,
          at: '2026-12-01T09:00:00.000Z',
          why: 'w',
          words: '{}',
        })
        assert.deepEqual([row['GivenByOid'], row['GivenByTid']], [by.oid, by.tid])
      }),
    )
  })
})
