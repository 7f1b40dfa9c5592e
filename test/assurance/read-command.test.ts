import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { mustSay } from '../../assurance/guards.ts'
import { dataReturnExamples } from '../../assurance/kinds/data-return/examples.ts'
import { colleagues, type FormedMove, formedMoves, moveForm, moveWords } from '../../assurance/move-forms.ts'
import { type RawCommand, type ReadGiven, readCommand } from '../../assurance/read-command.ts'
import { type Doing, moves, type Request } from '../../assurance/request.ts'
import { buildPartnership, buildPerson, samplePeople } from '../support/build-partnership.ts'
import { aRequest } from '../support/build-work.ts'
import { everyMoveDefinition, nil, words } from './support/every-move.ts'

const at = '2026-11-10T09:00:00.000Z'
const partnership = buildPartnership()
const request: Request = {
  ...aRequest(),
  extension: { until: '2026-12-16', reason: 'Two of the team are away.', asked: { by: samplePeople.police, at } },
  question: { text: 'Which school?', asked: { by: samplePeople.police, at } },
}
const given: ReadGiven = {
  request,
  definition: everyMoveDefinition,
  partnership,
  actor: samplePeople.police,
  today: '2026-11-12',
}
const read = (raw: RawCommand, over: Partial<ReadGiven> = {}) => readCommand(raw, { ...given, ...over })
const faults = (raw: RawCommand, over: Partial<ReadGiven> = {}) => {
  const made = read(raw, over)
  return 'faults' in made ? made.faults : []
}

const robin = 'Robin Beat (practitioner)'
const { oid, tid, name } = samplePeople.policePractitioner
const notWhole = 'The answers did not arrive whole. Please submit the form again.'
const answer = 'Please answer this question.'

/** Each move with words of its own: raw words that read well, what is read, and ones that do not with their sentence. */
const formed: {
  readonly [Name in FormedMove]: {
    readonly good: { readonly [field: string]: unknown }
    readonly command: { readonly [field: string]: unknown }
    readonly bad: readonly (readonly [{ readonly [field: string]: unknown }, string, string])[]
  }
} = {
  invite: {
    good: { part: 'The practitioner’s part', to: robin },
    command: { part: 'practitioner', to: { oid, tid, name } },
    bad: [
      [{ part: 'The practitioner’s part' }, 'to', 'Please choose an answer.'],
      [{ part: 'Finance', to: robin }, 'part', 'Please choose one of the answers offered.'],
      [
        { part: 'The practitioner’s part', to: 'Hari Health (representative)' },
        'to',
        'Please choose one of the answers offered.',
      ],
    ],
  },
  'hand-over': {
    good: { to: robin },
    command: { to: { oid, tid, name } },
    bad: [
      [{}, 'to', 'Please choose an answer.'],
      [{ to: { oid, tid, name } }, 'to', 'Please choose one of the answers offered.'],
    ],
  },
  'ask-extension': {
    good: { until: '2026-12-16', reason: ' Two of the team are away. ' },
    command: { until: '2026-12-16', reason: 'Two of the team are away.' },
    bad: [
      [{ until: '2026-12-16' }, 'reason', answer],
      [{ until: '16 December', reason: 'Away.' }, 'until', 'Please give a date that exists, as day, month and year.'],
      [
        { until: '2026-12-16', reason: 'x'.repeat(2_001) },
        'reason',
        'This is 2,001 characters long; please keep it to 2,000.',
      ],
    ],
  },
  'grant-extension': {
    good: { until: '2026-12-11' },
    command: { until: '2026-12-11' },
    bad: [[{ until: '' }, 'until', 'Please give the date.']],
  },
  'refuse-extension': {
    good: { reason: 'The audit day is fixed.' },
    command: { reason: 'The audit day is fixed.' },
    bad: [[{ reason: ' ' }, 'reason', answer]],
  },
  'set-due': {
    good: { dueOn: '2026-12-09', reason: 'The audit day has moved.' },
    command: { dueOn: '2026-12-09', reason: 'The audit day has moved.' },
    bad: [[{ dueOn: '2026-02-30', reason: 'So.' }, 'dueOn', 'Please give a date that exists, as day, month and year.']],
  },
  'ask-question': {
    good: { question: words.question },
    command: { question: words.question },
    bad: [[{ question: 7 }, 'question', 'Please write this as text.']],
  },
  'answer-question': {
    good: { answer: words.reply },
    command: { answer: words.reply },
    bad: [[{}, 'answer', answer]],
  },
  rate: {
    good: { ratings: { why: words.rating } },
    command: { ratings: { why: words.rating } },
    bad: [
      [{ ratings: {} }, 'why', answer],
      [{ ratings: 'High' }, 'why', answer],
      [
        { ratings: { why: words.rating, mood: 'good' } },
        'mood',
        'This question is not part of what was asked. Open the form again and copy your words across.',
      ],
    ],
  },
  'send-back': {
    good: { reason: 'Which school?' },
    command: { reason: 'Which school?' },
    bad: [[{}, 'reason', answer]],
  },
  excuse: { good: { reason: 'Closed.' }, command: { reason: 'Closed.' }, bad: [[{}, 'reason', answer]] },
  withdraw: { good: { reason: 'Left.' }, command: { reason: 'Left.' }, bad: [[{}, 'reason', answer]] },
}

describe('Reading the words of a move', () => {
  for (const doing of formedMoves) {
    const { good, command, bad } = formed[doing]
    it(`reads “${moveWords[doing]}” by its own form`, () =>
      assert.deepEqual(read({ do: doing, ...good }), { command: { do: doing, ...command } }))
    for (const [raw, field, say] of bad)
      it(`refuses “${moveWords[doing]}” with ${JSON.stringify(raw).slice(0, 40)}, saying “${say}”`, () =>
        assert.deepEqual(
          faults({ do: doing, ...raw }).find((one) => one.field === field),
          { field, say },
        ))
  }

  it('reads the moves that need no words, whatever comes with them', () => {
    for (const doing of ['confirm-key', 'reverse-nil', 'remind', 'accept'] as const)
      assert.deepEqual(read({ do: doing, answers: { understood: 'Planted.' } }), { command: { do: doing } })
  })

  it('reads a return by what it was asked with, and a nil return by its own questions', () => {
    assert.deepEqual(read({ do: 'return', answers: { understood: ` ${words.answer} `, contacts: '4' } }), {
      command: { do: 'return', answers: { understood: words.answer, contacts: 4 } },
    })
    assert.deepEqual(faults({ do: 'return', answers: {} }), [{ field: 'understood', say: answer }])
    assert.deepEqual(read({ do: 'nil', nil }), { command: { do: 'nil', nil } })
    assert.deepEqual(
      faults({ do: 'nil', nil: { ...nil, to: '2026-11-13' } }).map(({ say }) => say),
      ['The period cannot end after today.'],
    )
    assert.equal(faults({ do: 'nil', nil: 'not known' }).length, 4)
  })

  it('queries an odd figure against last quarter’s on the spot', () => {
    const { raw, earlier = {}, say } = dataReturnExamples.bad.find((one) => one.earlier) ?? assert.fail()
    const { definition } = dataReturnExamples
    assert.deepEqual(faults({ do: 'return', answers: raw }, { definition, earlier }), [{ field: 'value-1', say }])
    assert.deepEqual(faults({ do: 'return', answers: raw }, { definition }), [])
    const explained = { ...raw, 'changed-1': 'Counted at the new front door since October.' }
    assert.deepEqual(faults({ do: 'return', answers: explained }, { definition, earlier }), [])
  })

  it('keeps that an answer was started from an earlier one only where one was offered', () => {
    const raw = { do: 'return', answers: { understood: words.answer }, reused: true } as const
    const offered = { from: 'Spring', on: '2026-05-20' }
    const reusedOf = (over: Partial<ReadGiven>) => {
      const made = read(raw, over)
      return 'command' in made && made.command.do === 'return' ? made.command.reused : assert.fail()
    }
    assert.equal(reusedOf({}), undefined)
    assert.deepEqual(reusedOf({ offered }), offered)
    const forged = read({ ...raw, reused: { from: 'Elsewhere', on: '2020-01-01' } }, { offered })
    assert.ok('command' in forged && !('reused' in forged.command))
  })

  it('refuses what did not arrive whole, and what opens requests, in a sentence', () => {
    for (const raw of [
      { do: 'return' },
      { do: 'return', answers: ['words'] },
      { do: 'finish-part', part: 3 },
      { do: 'release', rung: '10' },
      { do: 'ask' },
      { do: 'share', answers: {}, opens: request },
    ] as const)
      assert.deepEqual(faults(raw), [{ field: '', say: notWhole }])
  })

  it('never throws, whatever comes in', () => {
    const junk = [undefined, null, 7, '', 'x', [], {}, { answer: {} }, [null], { n: Number.NaN }, true]
    for (const doing of Object.keys(moves) as Doing[])
      for (const one of junk)
        for (const field of ['answers', 'nil', 'ratings', 'to', 'part', 'until', 'dueOn', 'reason', 'rung', 'question'])
          assert.ok(read({ do: doing, [field]: one }))
  })
})

describe('The small forms of moves', () => {
  it('offer the colleagues of the agency by name and role, told apart, and never whoever chooses', () => {
    const twin = buildPerson('police-practitioner-2', 'Robin Beat', [{ role: 'practitioner', agency: 'police' }])
    const labels = colleagues({ ...partnership, people: [...partnership.people, twin] }, 'police', samplePeople.police)
    assert.deepEqual(
      labels.map(({ label }) => label),
      ['Robin Beat (practitioner) · police-practitioner', 'Robin Beat (practitioner) · police-practitioner-2'],
    )
    const form = moveForm('hand-over', { request, definition: everyMoveDefinition, partnership }, samplePeople.police)
    assert.deepEqual(form.fields[0]?.options, [robin])
  })

  it('ask for every text that deciding insists on', () => {
    for (const [doing, must] of Object.entries(mustSay)) {
      const form = moveForm(doing as FormedMove, given)
      assert.ok(form.fields.some(({ id, rules }) => id === must.field && rules.some(({ rule }) => rule === 'required')))
    }
  })
})
