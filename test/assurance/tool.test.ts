import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import type { Question, Tool } from '../../assurance/partnership.ts'
import { columnOf, definitionOf, readRule } from '../../assurance/tool.ts'

const row = (id: string, section: string, more: Partial<Question> = {}): Question => ({
  id,
  order: 1,
  section,
  text: `About ${id}`,
  type: 'long text',
  rules: [],
  ...more,
})

/** One question in each section an audit tool must have. */
const whole: readonly Question[] = [
  row('lived', "The individual's lived experience"),
  row('early', 'Identification and early intervention'),
  row('together', 'Partnership working and information sharing'),
  row('governance', 'Governance, policies, and procedures'),
  row('chronology', 'Chronology', { type: 'chronology' }),
  row('practitioner', "The practitioner's perspective"),
  row('voice', 'The voice of the adult'),
]
const tool = (questions: readonly Question[]): Tool => ({
  id: 'test',
  kind: 'audit-return',
  title: 'Test tool',
  version: 3,
  questions,
})

const made = (questions: readonly Question[]) => {
  const read = definitionOf(tool(questions), auditReturn)
  if ('faults' in read) assert.fail(JSON.stringify(read.faults))
  return read.definition
}
const faultsOf = (questions: readonly Question[]) => {
  const read = definitionOf(tool(questions), auditReturn)
  if ('definition' in read) assert.fail('it was taken')
  return read.faults.map(({ question, say }) => (question ? `${question} ${say}` : say))
}

describe('a tool as the SSU writes it in rows', () => {
  it('becomes a definition with its sections in the framework’s order, whatever order the rows are in', () => {
    const definition = made(whole.toReversed())
    assert.deepEqual(
      definition.sections.map(({ id, kind }) => `${id} ${kind}`),
      [
        'lived line-of-enquiry',
        'early line-of-enquiry',
        'together line-of-enquiry',
        'governance line-of-enquiry',
        'chronology chronology',
        'practitioner practitioner',
        'voice voice',
      ],
    )
    assert.deepEqual(
      definition.fields.map(({ id }) => id),
      ['lived', 'early', 'together', 'governance', 'chronology', 'practitioner', 'voice'],
    )
    assert.equal(definition.family, 'audit-return/test')
    assert.equal(definition.version, 3)
  })

  it('heads a section as the SSU wrote it, and knows it by any apostrophe, case or comma of the framework', () => {
    const definition = made(
      whole.map((question) =>
        question.id === 'lived'
          ? { ...question, section: 'The Individual’s lived experience.' }
          : question.id === 'governance'
            ? { ...question, section: 'Governance, policies and procedures' }
            : question,
      ),
    )
    assert.equal(definition.sections[0]?.title, 'The Individual’s lived experience.')
    assert.equal(definition.sections[3]?.id, 'governance')
  })

  it('is refused without a line of enquiry, the practitioner’s perspective or the voice, each by name', () => {
    assert.deepEqual(faultsOf(whole.filter(({ id }) => id !== 'together' && id !== 'voice')), [
      'The tool has no question under “Partnership working and information sharing”.',
      'The tool has no question under “The voice of the child or adult”.',
    ])
  })

  it('names every wrong row at once: its section, its type, its rule', () => {
    assert.deepEqual(
      faultsOf([
        ...whole,
        row('one', 'Odds and ends'),
        row('two', 'General', { type: 'essay' }),
        row('three', 'General', { rules: ['mandatory'] }),
        row('four', 'General', { type: 'choice', options: ['Only one'] }),
        row('five', 'General', { rules: ['show when nowhere is yes'] }),
      ]).map((say) => say.slice(0, 60)),
      [
        'one stands under “Odds and ends”, which audit returns do not have. Known:',
        'two is of type “essay”, which does not exist. Known: text, lo',
        'three has the rule “mandatory”, which cannot be read. Write: ',
        'four needs at least two options, one a line.',
        'five names “nowhere” in a rule, and there is no such question',
      ].map((say) => say.slice(0, 60)),
    )
  })

  it('reads rules as people write them', () => {
    assert.deepEqual(
      [
        'required',
        'Required',
        'length 2000',
        'length 20..2000',
        'range 0..10',
        'range ..5',
        'range -1.5..',
        'at most held',
        'show when used is No, though it should have been',
      ].map(readRule),
      [
        { rule: 'required' },
        { rule: 'required' },
        { rule: 'length', max: 2000 },
        { rule: 'length', min: 20, max: 2000 },
        { rule: 'range', min: 0, max: 10 },
        { rule: 'range', max: 5 },
        { rule: 'range', min: -1.5 },
        { rule: 'at-most', field: 'held' },
        { rule: 'show-when', field: 'used', is: 'No, though it should have been' },
      ],
    )
    assert.deepEqual(['length', 'length many', 'range 3', 'range ..', 'at most', 'show when x', ''].map(readRule), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('knows a type by any of the words people use for it', () => {
    const types = made([
      ...whole,
      ...['Long text', 'yes/no', 'Yes or no', 'long-text', 'share'].map((type, at) =>
        row(`q${at}`, 'General', { type }),
      ),
    ])
    assert.deepEqual(
      types.fields.slice(-5).map(({ type }) => type),
      ['long-text', 'yes-no', 'yes-no', 'long-text', 'share'],
    )
  })

  it('keeps a question’s column whatever is reworded, moved or added', () => {
    const before = made(whole).fields.find(({ id }) => id === 'early')?.column
    const after = made([
      row('new', 'General'),
      ...whole.toReversed().map((question) => ({ ...question, text: 'Reworded' })),
    ])
    assert.equal(after.fields.find(({ id }) => id === 'early')?.column, before)
  })

  it('gives every id an ASCII column of its own with room for a suffix', () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,3}$/)
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 2, maxLength: 30 }), (ids) => {
        const columns = ids.map(columnOf)
        for (const column of columns) assert.match(column, /^q_[a-z0-9_]{1,26}$/)
        assert.equal(new Set(columns).size, ids.length)
      }),
    )
    assert.notEqual(columnOf(`${'same-beginning-'.repeat(3)}one`), columnOf(`${'same-beginning-'.repeat(3)}two`))
  })

  it('marks each section with the part of the return it belongs to', () => {
    const parts = Object.fromEntries(made([...whole, row('any', 'General')]).sections.map(({ id, part }) => [id, part]))
    assert.equal(parts['voice'], 'practitioner')
    assert.equal(parts['lived'], 'auditor')
    assert.equal(parts['general'], undefined)
  })

  it('names a row without a type, and both rows of one id', () => {
    assert.deepEqual(
      faultsOf([...whole, row('untyped', 'General', { type: ' ' })]).map((say) => say.slice(0, 31)),
      ['untyped has no type. Known: tex'],
    )
    assert.deepEqual(faultsOf([...whole, row('twice', 'General'), row('twice', 'General')]), [
      'twice has an id that another question has too.',
    ])
  })

  it('with ten thousand rows, a whole row of faults each, is refused at once in one sentence', () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      row(`q-${at % 7}`, 'Nowhere', { type: 'essay', rules: ['?'] }),
    )
    const began = performance.now()
    assert.deepEqual(faultsOf(many), [
      'The tool has 10000 questions; a SharePoint list holds 276 at most. Split the tool.',
    ])
    assert.ok(performance.now() - began < 1_000)
  })

  it('with more columns of a type than SharePoint has is refused before anybody is asked', () => {
    const many = Array.from({ length: 40 }, (_, at) => row(`day-${at}`, 'General', { type: 'date' }))
    assert.match(
      faultsOf([...whole, ...many]).join(),
      /need 40 columns of type date; a SharePoint list has room for 28/,
    )
  })
})
