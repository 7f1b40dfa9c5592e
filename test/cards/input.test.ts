import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { readAnswers } from '../../assurance/read-answers.ts'
import { cardInputs, readCardInputs } from '../../cards/input.ts'
import { shortDefinition } from '../../cards/short-form/samples.ts'
import { partsOf, valuesOf } from './read-card.ts'

describe('a definition on a card', () => {
  it('labels every input, and gives every required one its sentence', () => {
    const inputs = partsOf(cardInputs(shortDefinition)).filter(({ type }) => String(type).startsWith('Input.'))
    assert.equal(inputs.length, 13)
    for (const input of inputs) {
      assert.ok(input['label'])
      assert.equal(input['isRequired'] === true, typeof input['errorMessage'] === 'string')
    }
  })

  it('is read back as answers, also where an option holds a comma', () => {
    const data = {
      'answer.text': 'Early help',
      'answer.count': '12',
      'answer.share.n': '3',
      'answer.share.of': '8',
      'answer.choice': 'Under way, on schedule',
      'answer.choices': '1,3',
      'answer.yes-no.answer': 'yes',
      'answer.yes-no.reason': 'In supervision',
      'answer.rating': '3',
      'answer.date': '2026-12-01',
      verb: 'complete',
    }
    assert.deepEqual(readAnswers(shortDefinition, readCardInputs(shortDefinition, data)), {
      answers: {
        text: 'Early help',
        count: 12,
        share: { n: 3, of: 8 },
        choice: 'Under way, on schedule',
        choices: ['Supervision', 'Training, or a briefing'],
        'yes-no': { answer: 'yes', reason: 'In supervision' },
        rating: 3,
        date: '2026-12-01',
      },
    })
  })

  it('keeps what was entered beside its problem', () => {
    const typed = {
      'answer.text': 'Early help',
      'answer.count': '7000',
      'answer.number': 'many',
      'answer.choices': '1,3',
    }
    const elements = cardInputs(shortDefinition, { typed, faults: [{ field: 'count', say: 'At most 5000.' }] })
    const values = valuesOf(elements)
    assert.deepEqual(
      [values['answer.text'], values['answer.count'], values['answer.number'], values['answer.choices']],
      ['Early help', 7000, undefined, '1,3'],
    )
    const at = elements.findIndex((element) => element['id'] === 'answer.count')
    assert.equal(elements[at - 1]?.['text'], '⚠ At most 5000.')
  })

  it('says what a question depends on, and where chronology and evidence are answered', () => {
    const notes = cardInputs(shortDefinition).map(({ text }) => text)
    assert.ok(notes.includes('Only where “Has the learning been shared?” is “yes”.'))
    assert.ok(notes.includes('The chronology is entered in the form: choose “Complete” to open it.'))
    assert.ok(notes.includes('Evidence is entered in the form: choose “Complete” to open it.'))
  })
})
