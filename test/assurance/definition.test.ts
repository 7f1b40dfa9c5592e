import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { checkDefinition } from '../../assurance/check-definition.ts'
import type { Definition, Field } from '../../assurance/definition.ts'

const question = (more: Partial<Field> & { readonly id: string }): Field => ({
  type: 'text',
  section: 'lived',
  label: 'What was life like?',
  column: `q_${more.id.replaceAll('-', '_')}`,
  rules: [],
  ...more,
})

const definition = (...fields: readonly Field[]): Definition => ({
  family: 'audit-return/test',
  kind: 'audit-return',
  title: 'Test',
  clause: 'Enabler 3',
  version: 1,
  sections: [{ id: 'lived', kind: 'line-of-enquiry', title: "The individual's lived experience" }],
  fields,
})

const faultsOf = (...fields: readonly Field[]) =>
  checkDefinition(definition(...fields)).map(({ field, say }) => (field ? `${field} ${say}` : say))

describe('checking what is to be asked', () => {
  it('finds nothing wrong with one plain question', () => {
    assert.deepEqual(faultsOf(question({ id: 'life' })), [])
  })

  it('names a choice without options, and options where none belong', () => {
    assert.deepEqual(faultsOf(question({ id: 'a', type: 'choice' }), question({ id: 'b', options: ['Yes', 'No'] })), [
      'a needs at least two options, one a line.',
      'b has options, which a text question does not take.',
    ])
  })

  it('names a rule that speaks of a question that is not there', () => {
    assert.deepEqual(faultsOf(question({ id: 'a', rules: [{ rule: 'show-when', field: 'gone', is: 'yes' }] })), [
      'a names “gone” in a rule, and there is no such question.',
    ])
  })

  it('names a question shown by an answer that cannot be given, or by a question after it', () => {
    const shown = question({ id: 'why', rules: [{ rule: 'show-when', field: 'used', is: 'Sometimes' }] })
    const early = question({ id: 'early', rules: [{ rule: 'show-when', field: 'used', is: 'no' }] })
    assert.deepEqual(faultsOf(early, question({ id: 'used', type: 'yes-no' }), shown), [
      'early is shown by “used”, which should come before it.',
      'why is shown when “used” is “Sometimes”, which cannot be answered there. Possible: yes, no.',
    ])
  })

  it('names two questions with one id, and two whose columns differ only in capital letters', () => {
    assert.deepEqual(faultsOf(question({ id: 'a' }), question({ id: 'a' }), question({ id: 'b', column: 'Q_A' })), [
      'a has an id that another question has too.',
      'b has the column name “Q_A”, which another question has too.',
    ])
  })

  it('names a column name that SharePoint would not keep', () => {
    assert.deepEqual(
      faultsOf(question({ id: 'a', column: 'q_größe' }), question({ id: 'b', column: `q_${'x'.repeat(31)}` })),
      [
        'a has the column name “q_größe”; it should be letters, digits and underscores, at most 32.',
        `b has the column name “q_${'x'.repeat(31)}”; it should be letters, digits and underscores, at most 32.`,
      ],
    )
  })

  it('names a question in a section that is not there, and a section without a question', () => {
    assert.deepEqual(faultsOf(question({ id: 'a', section: 'elsewhere' })), [
      "The section “The individual's lived experience” has no question.",
      'a belongs to the section “elsewhere”, which does not exist.',
    ])
  })

  it('names lengths of numbers, ranges of words, and ranges and lengths that nothing can have', () => {
    assert.deepEqual(
      faultsOf(
        question({ id: 'a', type: 'count', rules: [{ rule: 'length', max: 5 }] }),
        question({ id: 'b', rules: [{ rule: 'range', max: 5 }] }),
        question({ id: 'c', type: 'number', rules: [{ rule: 'range', min: 6, max: 5 }] }),
        question({ id: 'd', rules: [{ rule: 'length', min: 9, max: 8 }] }),
        question({ id: 'e', type: 'count', rules: [{ rule: 'at-most', field: 'd' }] }),
      ),
      [
        'a has a length, which only text has.',
        'b has a range, which only numbers have.',
        'c has a range that no number is in.',
        'd has a length that nothing can have.',
        'e is compared with “d”; both should be numbers.',
      ],
    )
  })

  it('refuses more dates than a SharePoint list can hold before anybody is asked', () => {
    const many = Array.from({ length: 45 }, (_, at) => question({ id: `day-${at}`, type: 'date' }))
    assert.deepEqual(faultsOf(...many), [
      'The questions need 45 columns of type date; a SharePoint list has room for 28 beside its own. Leave some out or put several in one.',
    ])
  })

  it('refuses more than a row of a SharePoint list can hold', () => {
    const many = Array.from({ length: 260 }, (_, at) =>
      question({ id: `words-${at}`, type: 'choice', options: ['Yes', 'No'] }),
    )
    assert.deepEqual(faultsOf(...many), [
      'The questions need 260 columns of type text and choice; a SharePoint list has room for 217 beside its own. Leave some out or put several in one.',
      'The questions need 7280 bytes of a SharePoint row, which has room for 5392 beside its own. Leave some out or put several in one.',
    ])
  })

  it('names an option SharePoint would not take, and criteria that do not stand beside their options', () => {
    const options = ['Yes', 'x'.repeat(256)]
    assert.deepEqual(faultsOf(question({ id: 'a', type: 'choice', options, criteria: ['Always.'] })), [
      'a has an option of more than 255 characters, which SharePoint does not take.',
      'a has 1 criteria beside 2 options; there is one for each.',
    ])
  })

  it('names a number that is to be steady and is explained nowhere', () => {
    const steady = { rule: 'steady', times: 2, explain: 'why' } as const
    assert.deepEqual(
      faultsOf(question({ id: 'a', type: 'number', rules: [steady] }), question({ id: 'b', rules: [steady] })),
      [
        'a is explained in “why”, which should be a text question.',
        'b is to be steady, which only numbers and shares are.',
      ],
    )
  })

  it('says of ten thousand questions, at once, that they are too many', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => question({ id: `q-${at}`, type: 'choice' }))
    const began = performance.now()
    assert.deepEqual(faultsOf(...many), [
      'There are 10000 questions, and a SharePoint list holds 276 at most. Leave some out or split the tool.',
    ])
    assert.ok(performance.now() - began < 1_000)
  })
})
