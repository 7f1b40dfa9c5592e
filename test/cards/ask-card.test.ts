import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { type AskInput, askCard } from '../../cards/ask/ask-card.ts'
import { eightMixed, withNotes } from '../../cards/ask/samples.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleDefinitions,
  sampleDone,
  sampleLabels,
  sampleLinks,
  sampleNil,
  sampleOther,
  samplePerson,
  sampleRound,
  sampleView,
  withoutKey,
} from '../../cards/sample-round.ts'
import { readAction } from '../../cards/verbs.ts'
import { buttonsOf, partsOf, textsOf } from './read-card.ts'

const card = (over: Partial<AskInput> = {}) =>
  askCard({
    labels: sampleLabels,
    round: sampleRound(),
    agency: sampleAgency,
    views: [sampleView('C-4F7K'), sampleView('C-9M2T')],
    definitions: sampleDefinitions,
    today: '2026-11-25',
    calendar: sampleCalendar,
    links: sampleLinks,
    ...over,
  })

const says = (over: Partial<AskInput>, sentence: string) => {
  const texts = textsOf(card(over))
  assert.ok(texts.includes(sentence), `“${sentence}” is not on the card, which says:\n${texts.join('\n')}`)
}
const never = (over: Partial<AskInput>, words: RegExp) =>
  assert.deepEqual(
    textsOf(card(over)).filter((text) => words.test(text)),
    [],
  )
const dialogs = (over: Partial<AskInput>) =>
  partsOf(card(over)).flatMap((part) => {
    const data = part['data'] as { msteams?: { type: string } } | undefined
    return part['type'] === 'Action.Submit' && data?.msteams?.type === 'task/fetch' ? [readAction({ data })] : []
  })

describe('the card of a round', () => {
  it('says what is asked, why and on which clause, and by when in working days', () => {
    says({}, 'Please complete the audit tool for each case below, or tell us that the person is not known to you.')
    says({}, `Why: ${sampleRound().why}`)
    says({}, 'Quality Assurance Framework, Enabler 3: Multi-Agency Audits')
    says({}, 'By Wednesday 2 December 2026 — due in 5 working days')
    says({ today: '2026-12-01' }, 'By Wednesday 2 December 2026 — due in 1 working day')
    says({ today: '2026-12-02' }, 'By Wednesday 2 December 2026 — due today')
    says({ today: '2026-12-07' }, 'By Wednesday 2 December 2026 — 3 working days late')
    says(
      {
        today: '2026-12-05',
        round: sampleRound({ dueOn: '2026-12-04' }),
        views: [sampleView('C-1', 'asked', { dueOn: '2026-12-04' })],
      },
      'By Friday 4 December 2026 — the day has passed',
    )
  })

  it('supports whoever is late and blames nobody', () => {
    says({ today: '2026-12-07' }, 'It is not too late: your answer still counts and is still needed.')
    never({ today: '2026-12-07' }, /fail|overdue|must|escalat|warning/i)
  })

  it('still says the day where nobody has published the bank holidays to count by', () => {
    says({ today: '2029-01-05' }, 'By Wednesday 2 December 2026 — the day has passed')
  })

  it('has a line for each case with the words for how it stands', () => {
    const by = 'by Ash Marlow (sample) on 24 Nov 2026, 10:32'
    const views = eightMixed
    says({ views }, 'Waiting for your answer')
    says({ views }, `Returned ${by}, filed`)
    says({ views }, `Received ${by} — being filed`)
    says({ views }, `Not known (nil return) ${by}, filed`)
    says({ views }, 'Sent back with a question: Which plan was in place when school attendance fell in March?')
    says({ views }, 'Accepted. Thank you')
    says({ views }, 'Excused: no answer needed')
    says({ views }, 'No longer needed')
    says({ views }, '4 of 6 returned, 1 sent back with a question, 1 excused')
  })

  it('keeps the three kinds of nil return apart', () => {
    const by = 'by Ash Marlow (sample) on 24 Nov 2026, 10:32'
    const nil = (kind: typeof sampleNil.kind) => ({
      views: [sampleView('C-1', 'returned', { nil: { ...sampleNil, kind } })],
    })
    says(nil('not-known'), `Not known (nil return) ${by}, filed`)
    says(nil('no-contact'), `Known, no contact in the period (nil return) ${by}, filed`)
    says(nil('cannot-determine'), `Cannot determine (nil return) ${by}, filed`)
    says(
      { views: [sampleView('C-1', 'asked', { waiting: ['reverse-nil'] })] },
      'Nil return reversed, being filed. Waiting for your answer',
    )
  })

  it('names a case’s own day where it is not the card’s', () => {
    says(
      { views: [sampleView('C-1'), sampleView('C-2', 'asked', { dueOn: '2026-12-16' })] },
      'Waiting for your answer; due 16 Dec 2026',
    )
  })

  it('thanks and chases no more once all is returned', () => {
    const views = ['C-1', 'C-2'].map((ref) => sampleView(ref, 'returned'))
    const late = { views, today: '2027-01-11' }
    says(late, 'All 2 returned. Thank you: nothing more is needed for now.')
    never(late, /late|please|waiting/i)
    assert.deepEqual(buttonsOf(card(late)), ['Open in Sightline', 'Ask the SSU a question', 'Share early'])
    says(
      { views: [sampleView('C-1', 'returned', { waiting: ['return'] })] },
      'Returned, being filed. Thank you: nothing more is needed for now.',
    )
    says({ views: [sampleView('C-1', 'withdrawn')] }, 'No longer needed. Nothing is asked of you here.')
  })

  it('opens no case before its key is confirmed', () => {
    const views = [withoutKey(sampleView('C-4F7K')), withoutKey(sampleView('C-9M2T'))]
    const buttons = buttonsOf(card({ views }))
    assert.deepEqual(buttons.slice(0, 2), ['I have the case key', 'Open in Sightline'])
    assert.ok(!buttons.some((title) => /Complete|Not known/.test(title)))
    assert.ok(!dialogs({ views }).some((action) => 'verb' in action && ['complete', 'nil'].includes(action.verb)))
    assert.ok(textsOf(card({ views })).some((text) => /secure route, outside Teams/.test(text)))
  })

  it('opens the cases whose key is confirmed, and asks for the key of one added later', () => {
    const views = [sampleView('C-4F7K'), sampleView('C-9M2T'), withoutKey(sampleView('C-B6XD'))]
    assert.deepEqual(buttonsOf(card({ views })), [
      'I have the case key',
      'Complete',
      'Not known to our agency',
      'Open in Sightline',
      'Ask for more time',
      'More: a colleague, a question, share early, invite to a part',
    ])
    const place = { partnership: 'swindon', round: 'ce-children-2026', agency: sampleAgency.id }
    assert.deepEqual(dialogs({ views }), [
      { verb: 'complete', ...place, key: views[0]?.request.key },
      { verb: 'complete', ...place, key: views[1]?.request.key },
      { verb: 'complete', ...place },
      { verb: 'nil', ...place },
      { verb: 'ask-extension', ...place },
      { verb: 'more', ...place },
    ])
    assert.ok(textsOf(card({ views })).some((text) => /case key for C-B6XD/.test(text)))
  })

  it('names the one open case on its button, and offers to reverse a nil return', () => {
    const views = [sampleView('C-4F7K'), sampleView('C-9M2T', 'returned', { nil: sampleNil })]
    assert.deepEqual(buttonsOf(card({ views })), [
      'Complete C-4F7K',
      'Not known to our agency',
      'Reverse a nil return',
      'Open in Sightline',
      'Ask for more time',
      'More: a colleague, a question, share early, invite to a part',
    ])
  })

  it('takes nothing once the round is closed', () => {
    const closed = {
      round: sampleRound({ closed: true }),
      views: [sampleView('C-1'), sampleView('C-2', 'returned', { nil: sampleNil })],
    }
    says(closed, 'This round is closed.')
    assert.deepEqual(buttonsOf(card(closed)), ['Open in Sightline', 'Share early'])
    assert.deepEqual(dialogs(closed), [{ verb: 'share', partnership: 'swindon', agency: sampleAgency.id }])
  })

  it('folds many cases, those that wait first', () => {
    const views = Array.from({ length: 20 }, (_, at) => sampleView(`C-${at + 1}`, at < 9 ? 'returned' : 'asked'))
    says({ views }, '… and 12 more in Sightline, 3 of them waiting for your answer')
    const lines = textsOf(card({ views })).filter((text) => /^C-\d+$/.test(text))
    assert.deepEqual(lines, ['C-10', 'C-11', 'C-12', 'C-13', 'C-14', 'C-15', 'C-16', 'C-17'])
  })

  it('never shows an answer, the words of a nil return, or another agency’s anything', () => {
    const secret = 'SECRETWORDS'
    const views = [
      sampleView('C-1', 'returned', { answers: { lived: secret } }),
      sampleView('C-2', 'returned', { nil: { ...sampleNil, systems: secret } }),
      sampleView('C-3', 'excused', { reason: secret }),
      sampleView('C-4', 'asked', { agency: 'police', caseRef: secret }),
      sampleView('C-5', 'asked', { round: sampleRound({ id: 'another' }), caseRef: secret }),
      sampleView('C-6', 'asked', {
        facts: [{ number: 1, move: secret, is: 'return', from: 'asked', to: 'returned', ...sampleDone }],
      }),
    ]
    assert.ok(!JSON.stringify(card({ views })).includes(secret))
  })

  it('says with whom each is, whose part is handed in, and what became of more time and of a question', () => {
    const views = withNotes
    const ash = 'Ash Marlow (sample)'
    says({ views }, `With Piotr Sedge (sample), handed over by ${ash} on 24 Nov 2026, 10:32.`)
    says({ views }, 'The practitioner’s part: handed in by Piotr Sedge (sample).')
    says({ views }, 'The auditor’s part: with Temperance Quill (sample).')
    says(
      { views },
      `${ash} has asked for more time, until 16 Dec 2026. Until the Strategic Support Unit has decided, nobody is reminded.`,
    )
    says({ views }, 'More time was given: it is due on 16 Dec 2026.')
    says({ views }, 'More time could not be given: it is due on 2 Dec 2026. “The audit day is on 9 December.”')
    says({ views }, 'The due date was changed to 9 Dec 2026: “The audit day has moved.”')
    says({ views }, `${ash} asked: “Does the chronology include the time before the move?”`)
    says({ views }, 'The Strategic Support Unit has yet to answer.')
    says({ views }, 'Marigold Ashdown (sample) answered: “Yes, from the first contact in the period.”')
    never({ views }, /team manager is away/)
  })

  it('says of a changed day only what holds now', () => {
    const decided = { ...sampleDone, at: '2026-11-20T09:00:00.000Z', granted: true }
    const view = sampleView('C-1', 'asked', {
      dueOn: '2026-12-21',
      extension: { until: '2026-12-16', reason: 'x', asked: sampleDone, decided },
      moved: { ...sampleDone, reason: 'The audit day has moved.' },
    })
    says({ views: [view] }, 'The due date was changed to 21 Dec 2026: “The audit day has moved.”')
    never({ views: [view] }, /More time was given/)
  })

  it('thanks for what was reviewed and rated, and shows no rating', () => {
    const views = [sampleView('C-1', 'accepted', { ratings: { grade: 1, reason: 'SECRETWORDS' } })]
    says({ views }, 'Reviewed and rated. Thank you')
    assert.ok(!JSON.stringify(card({ views })).includes('SECRETWORDS'))
  })

  it('has a line for each learning need, and one for a request about no case', () => {
    const round = sampleRound({ id: 'learning', kind: 'learning-assurance', definition: 'plain' })
    const needs = ['Professional curiosity', 'Transitions'].map((title, at) =>
      sampleOther(round, 'asked', { about: { ref: `ln-${at}`, title } }),
    )
    says({ round, views: needs }, 'Professional curiosity')
    says({ round, views: needs }, 'Transitions')
    const single = sampleRound({ id: 'assurance', kind: 'assurance-request', definition: 'plain' })
    says({ round: single, views: [sampleOther(single)] }, 'This request')
    assert.deepEqual(buttonsOf(card({ round: single, views: [sampleOther(single)] })), [
      'Complete',
      'Open in Sightline',
      'Ask for more time',
      'Hand to a colleague',
      'Ask the SSU a question',
      'Share early',
    ])
  })

  it('offers nil where the definition takes it, and not where it does not', () => {
    const views = [sampleView('C-1', 'asked', { definition: 'plain' })]
    assert.ok(!buttonsOf(card({ views })).includes('Not known to our agency'))
  })

  it('only counts people, and tells nobody who has answered', () => {
    const round = sampleRound({
      id: 'survey',
      kind: 'practitioner-questionnaire',
      definition: 'plain',
      anonymous: true,
    })
    const views = Array.from({ length: 8 }, (_, at) =>
      sampleOther(round, at < 3 ? 'returned' : 'asked', {
        pseudonym: `p-secret${at}`,
        returned: { by: { oid: 'p', tid: 'anonymous', name: 'SECRETNAME' }, at: sampleDone.at },
        question: { text: 'SECRETNAME', asked: sampleDone },
      }),
    )
    says({ round, views }, '3 of 8 have answered')
    assert.doesNotMatch(JSON.stringify(card({ round, views })), /SECRETNAME|p-secret/)
    assert.deepEqual(buttonsOf(card({ round, views })), ['Answer', 'Open in Sightline', 'Share early'])
    const named = views.map(({ request, waiting }) => {
      const { pseudonym, ...rest } = request
      return { request: { ...rest, person: { oid: pseudonym ?? '', tid: 't', name: 'SECRETNAME' } }, waiting }
    })
    assert.doesNotMatch(JSON.stringify(card({ round, views: named })), /SECRETNAME|p-secret/)
    const all = views.map(({ request }) => sampleOther(round, 'returned', { pseudonym: request.pseudonym ?? '' }))
    says({ round, views: all }, 'All 8 have answered. Thank you: nothing more is needed for now.')
  })

  it('has six buttons at most and is small enough to send, whatever stands on it', () => {
    const long = '\u{1f600}'.repeat(400)
    const question = { text: long, asked: sampleDone, answer: { ...sampleDone, text: long } }
    const views = Array.from({ length: 30 }, (_, at) =>
      at === 0
        ? withoutKey(sampleView('C-0'))
        : at === 1
          ? sampleView('C-1', 'returned', { nil: sampleNil })
          : sampleView(`C-${at}`, 'sent-back', {
              reason: long,
              question,
              handed: { ...sampleDone, to: samplePerson(long) },
            }),
    )
    const large = card({ views, round: sampleRound({ title: long, why: long }) })
    assert.ok(Buffer.byteLength(JSON.stringify(large)) < 28 * 1024)
    assert.deepEqual(buttonsOf(large), [
      'I have the case key',
      'Complete',
      'Not known to our agency',
      'Reverse a nil return',
      'Open in Sightline',
      'More: more time, a colleague, a question, share early, invite to a part',
    ])
  })

  it('says that it is no referral, and marks what is invented', () => {
    assert.ok(
      textsOf(card()).some((text) =>
        /^Case references only.*This is not a referral: if someone is at risk now, call 999/.test(text),
      ),
    )
    says({}, 'Sample: the cases, people and dates here are invented.')
    never({ round: sampleRound({ sample: false }) }, /invented/)
  })

  it('is one and the same card for the same state', () => {
    assert.deepEqual(card({ views: eightMixed }), card({ views: eightMixed.toReversed() }))
  })
})
