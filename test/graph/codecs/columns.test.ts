import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import type { Cell, Fields } from '../../../assurance/register.ts'
import { fieldsToRequest, requestToFields } from '../../../graph/codecs/request.ts'
import { answersToFields, fieldsToAnswers, questionColumns } from '../../../graph/columns.ts'
import { listFaults, requestsList } from '../../../graph/lists.ts'
import { buildDefinition, buildField, buildRequest } from '../../support/build-request.ts'
import { someAnswered, someRequest } from '../support/arbitrary.ts'

const definition = buildDefinition({
  fields: [
    buildField({ id: 'known', type: 'yes-no', label: 'Was the risk known?' }),
    buildField({ id: 'help', type: 'choices', options: ['Early help', 'Early help; declined', 'None'] }),
    buildField({ id: 'seen', type: 'share' }),
    buildField({ id: 'on', type: 'date', label: 'Last seen on' }),
    buildField({ id: 'grade', type: 'rating', options: ['Poor', 'Good'], label: 'Your grade' }),
    buildField({ id: 'events', type: 'chronology', label: 'Key events' }),
  ],
})

const read = (fields: Fields) => {
  const found = fieldsToAnswers(definition, fields)
  return 'answers' in found ? found.answers : assert.fail(found.fault)
}
const fault = (fields: Fields) => {
  const found = fieldsToAnswers(definition, fields)
  return 'fault' in found ? found.fault : assert.fail('it was read')
}

describe('Answers as SharePoint columns', () => {
  it('answers of every type of field come back from their columns as they went in', () => {
    fc.assert(
      fc.property(someAnswered, ({ definition, answers }) => {
        const fields = answersToFields(definition, answers)
        assert.deepEqual(fieldsToAnswers(definition, fields), { answers: structuredClone(answers) })
      }),
      { numRuns: 500 },
    )
  })

  it('a request comes back from its row as it went in, whatever its state', () => {
    const cases = fc.oneof(
      someAnswered.chain(({ definition, answers }) => someRequest(answers).map((request) => ({ definition, request }))),
      someRequest(undefined).map((request) => ({ definition, request })),
    )
    fc.assert(
      fc.property(cases, ({ definition, request }) => {
        const entity = fieldsToRequest(requestToFields(request, definition), request.family, () => definition)
        assert.deepEqual(entity, { entity: structuredClone(request) })
      }),
      { numRuns: 500 },
    )
  })

  it('every cell fits its column: nothing is written that no column holds', () => {
    fc.assert(
      fc.property(someAnswered, ({ definition, answers }) => {
        const names = questionColumns(definition).map(({ name }) => name)
        assert.deepEqual(Object.keys(answersToFields(definition, answers)).toSorted(), names.toSorted())
      }),
    )
  })

  it('an answer that is taken back clears its columns', () => {
    const full = answersToFields(definition, { known: { answer: 'yes', reason: 'seen' }, seen: { n: 1, of: 2 } })
    const cleared = answersToFields(definition, { known: { answer: 'no' } })
    assert.deepEqual([full['q_known_Why'], full['q_seen_N'], full['q_seen_Of']], ['seen', 1, 2])
    assert.deepEqual([cleared['q_known_Why'], cleared['q_seen_N'], cleared['q_seen_Of']], [null, null, null])
  })

  it('what the SSU corrects in the list is read as an answer', () => {
    assert.deepEqual(read({ q_known: 'Yes' }), { known: { answer: 'yes' } })
    assert.deepEqual(read({ q_help: 'Early help; declined; None' }), { help: ['Early help; declined', 'None'] })
    assert.deepEqual(read({ q_help: 'None;Early help' }), { help: ['Early help', 'None'] })
  })

  it('a day is the day in London, however the site keeps its midnight', () => {
    for (const midnight of ['2026-07-01T00:00:00Z', '2026-06-30T23:00:00Z', '2026-07-01T07:00:00Z', '2026-07-01'])
      assert.deepEqual(read({ q_on: midnight }), { on: '2026-07-01' })
  })

  it('a cell made unreadable by hand is a fault that names the question and not what stands there', () => {
    const spoilt: readonly (readonly [string, Cell, RegExp])[] = [
      ['q_known', 'maybe', /Was the risk known\?/],
      ['q_on', 'last week', /Last seen on/],
      ['q_grade', 'Excellent', /Your grade/],
      ['q_events', '[{"date":', /Key events/],
    ]
    for (const [column, cell, says] of spoilt) {
      assert.match(fault({ [column]: cell }), says)
      assert.doesNotMatch(fault({ [column]: cell }), new RegExp(String(cell).slice(0, 5).replace(/\W/g, '\\$&')))
    }
  })

  it('characters SharePoint cannot keep are left out, and the words stay', () => {
    const fields = answersToFields(definition, { known: { answer: 'yes', reason: 'a\u0000b\u000bc\ud800d\r\ne' } })
    assert.equal(fields['q_known_Why'], 'abc\ufffdd\ne')
  })
})

describe('What SharePoint takes in a list', () => {
  it('a list of ordinary questions has no faults', () => {
    assert.deepEqual(listFaults(requestsList(definition)), [])
  })

  it('a name that is too long, taken, or SharePoint’s own is named with its question', () => {
    const named = (column: string) =>
      listFaults(requestsList(buildDefinition({ fields: [buildField({ id: 'x', type: 'text', column })] }))).join()
    assert.match(named('a'.repeat(33)), /“Question x” is called/)
    assert.match(named('dueon'), /would both be kept in the column/)
    assert.match(named('Modified'), /a column of SharePoint's own/)
    assert.match(named('Straße'), /letters, figures and _/)
  })

  it('the two columns of a long name share its first letters and stay apart', () => {
    const field = buildField({ id: 'x', type: 'share', column: 'a'.repeat(32) })
    const names = questionColumns(buildDefinition({ fields: [field] })).map(({ name }) => name)
    assert.deepEqual(
      names.map((name) => name.length),
      [32, 32],
    )
    assert.equal(new Set(names).size, 2)
  })

  it('a row keeps its definition: another one cannot be taken for it', () => {
    const row = requestToFields(buildRequest({ answers: { known: { answer: 'yes' } } }), definition)
    const entity = fieldsToRequest(row, 'audit-return/exploited-2026', () => undefined)
    assert.match('fault' in entity ? entity.fault : '', /not in the list Definitions/)
  })
})
