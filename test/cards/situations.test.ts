import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { type Tiding, tidings } from '../../assurance/effects.ts'
import { definitionFor } from '../../assurance/kind-definition.ts'
import { earlyShare } from '../../assurance/kinds/early-share/kind.ts'
import { type EscalationInput, escalationCard } from '../../cards/escalation/escalation-card.ts'
import { type NoteInput, noteCard } from '../../cards/note/note-card.ts'
import { noteSamples } from '../../cards/note/samples.ts'
import { type RemindInput, remindCard } from '../../cards/remind/remind-card.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleDefinitions,
  sampleDone,
  sampleLabels,
  sampleLinks,
  sampleOther,
  samplePerson,
  sampleRound,
  sampleView,
} from '../../cards/sample-round.ts'
import { sharedCard } from '../../cards/shared/shared-card.ts'
import { thanksCard } from '../../cards/thanks/thanks-card.ts'
import { welcomeCard } from '../../cards/welcome/welcome-card.ts'
import { buttonsOf, partsOf, textsOf } from './read-card.ts'

const base = { labels: sampleLabels, round: sampleRound(), agency: sampleAgency, links: sampleLinks }
const secret = 'SECRETWORDS'
const survey = sampleRound({ id: 'survey', kind: 'practitioner-questionnaire', title: 'What you see', anonymous: true })

/** A card's texts with its mentions as plain words, since they are no Markdown. */
const words = (card: unknown): string =>
  partsOf(card)
    .flatMap(({ type, text }) => (type === 'TextBlock' && typeof text === 'string' ? [text] : []))
    .join('\n')
const linksOf = (card: unknown): readonly string[] =>
  partsOf(card).flatMap(({ type, url }) =>
    type === 'Action.OpenUrl' ? [decodeURIComponent(decodeURIComponent(String(url)))] : [],
  )

describe('a reminder out of turn', () => {
  const card = (over: Partial<RemindInput> = {}) =>
    remindCard({
      ...base,
      views: [sampleView('C-2'), sampleView('C-10'), sampleView('C-3', 'returned')],
      today: '2026-11-25',
      calendar: sampleCalendar,
      ...over,
    })

  it('says what is open and by when, and leaves out what has been answered', () => {
    const texts = textsOf(card())
    assert.ok(texts.includes('A reminder: 2 cases'))
    assert.ok(texts.includes('By Wednesday 2 December 2026 — due in 5 working days'))
    assert.ok(texts.includes('2 cases waiting for your answer: C-2, C-10'))
    assert.ok(!words(card()).includes('C-3'))
  })

  it('supports whoever is late, and thanks whoever has answered since', () => {
    assert.match(words(card({ today: '2026-12-09' })), /It is not too late: your answers still count/)
    const answered = words(card({ views: [sampleView('C-1', 'returned')] }))
    assert.match(answered, /Answered\. Thank you/)
    assert.doesNotMatch(answered, /late|reminder:/)
  })

  it('counts people, and names learning needs', () => {
    const people = card({
      round: survey,
      views: ['p-1', 'p-2'].map((pseudonym) => sampleOther(survey, 'asked', { pseudonym })),
    })
    assert.match(words(people), /2 people asked have yet to answer/)
    const round = sampleRound({ id: 'learning', kind: 'learning-assurance' })
    const about = { ref: 'ln-1', title: 'Professional curiosity' }
    assert.match(
      words(card({ round, views: [sampleOther(round, 'asked', { about })] })),
      /1 learning need waiting for your answer: “Professional curiosity”/,
    )
  })
})

describe('thanks in the thread', () => {
  it('say what arrived, and that nobody is reminded any more', () => {
    const views = ['C-1', 'C-2'].map((ref) => sampleView(ref, 'returned'))
    const text = words(thanksCard({ ...base, views: [...views, sampleView('C-3', 'excused', { reason: secret })] }))
    assert.match(text, /Thank you, Sample Community Health Trust/)
    assert.match(text, /2 cases returned for “Multi-agency response/)
    assert.ok(!text.includes(secret))
    assert.match(
      words(thanksCard({ ...base, round: survey, views: [sampleOther(survey, 'returned', { pseudonym: 'p-1' })] })),
      /Everybody asked has answered/,
    )
  })
})

describe('a note in the thread', () => {
  const cardOf = (what: Tiding) => noteSamples.find(({ name }) => name === `note-${what}`)?.card() ?? assert.fail(what)
  const expected: { readonly [Name in Tiding]: RegExp } = {
    answered:
      /<at>Ash Marlow \(sample\)<\/at>, Marigold Ashdown \(sample\) has answered the question about C-4F7K, C-9M2T/,
    granted: /has given more time for C-4F7K, C-9M2T: the new day is Wednesday 16 December 2026/,
    refused: /could not give more time for C-4F7K, C-9M2T\. It is due on Wednesday 2 December 2026/,
    handed: /<at>Ash Marlow \(sample\)<\/at>, Rowan Vale \(sample\) has handed you C-4F7K, C-9M2T/,
    invited: /Rowan Vale \(sample\) invites you to The practitioner’s part for C-4F7K, C-9M2T/,
    'sent-back': /There is a question about C-4F7K, C-9M2T/,
    moved: /The Strategic Support Unit has changed the day for C-4F7K, C-9M2T: it is due on Wednesday 9 December 2026/,
  }

  for (const what of tidings)
    it(`tells of “${what}” in a sentence, and mentions whoever it is for`, () => {
      const card = cardOf(what)
      assert.match(words(card), expected[what])
      const { entities = [] } = card['msteams'] as { entities?: { text: string; mentioned: { id: string } }[] }
      const toNobody = what === 'sent-back' || what === 'moved'
      assert.equal(entities.length, toNobody ? 0 : 1)
      for (const { text, mentioned } of entities) {
        assert.equal(words(card).split(text).length, 2)
        assert.equal(mentioned.id, 'sample')
      }
    })

  it('quotes the answer, the reason and the question once each, and never why time was asked for', () => {
    assert.match(words(cardOf('answered')), /“Yes, from the first contact in the period/)
    assert.match(words(cardOf('refused')), /“The audit day is on 9 December\.”/)
    assert.equal(words(cardOf('sent-back')).split('Which plan was in place').length, 2)
    assert.doesNotMatch(words(cardOf('refused')), /team manager/)
  })

  it('names nobody and quotes nothing where answers are anonymous', () => {
    const question = { text: secret, asked: sampleDone, answer: { ...sampleDone, text: secret } }
    const card = noteCard({
      ...base,
      round: survey,
      views: [sampleOther(survey, 'asked', { pseudonym: 'p-1', question })],
      what: 'answered',
      by: samplePerson('Marigold Ashdown'),
      to: { oid: 'p-1', tid: 'anonymous', name: 'A practitioner' },
      definitions: sampleDefinitions,
    } satisfies NoteInput)
    assert.ok(!JSON.stringify(card).includes(secret))
    assert.doesNotMatch(JSON.stringify(card), /p-1|<at>/)
    assert.deepEqual(linksOf(card).filter((link) => /returns\/survey/.test(link)).length, 1)
  })

  it('escapes whatever stands in a name or a reason', () => {
    const card = noteCard({
      ...base,
      views: [sampleView('C-1', 'asked', { moved: { ...sampleDone, reason: '**x** [a](http://b) <at>All</at>' } })],
      what: 'handed',
      by: { oid: 'b', tid: 't', name: '<at>Everyone</at> *now*' },
      to: { oid: 'o', tid: 't', name: '<b>Ash</b> [x](y) $' + '{z}' },
      definitions: sampleDefinitions,
    })
    const { entities } = card['msteams'] as { entities: { text: string }[] }
    assert.deepEqual(
      entities.map(({ text }) => text),
      ['<at>bAsh/b x(y) z</at>'],
    )
    const [mention = ''] = entities.map(({ text }) => text)
    assert.doesNotMatch(words(card).replace(mention, ''), /<at>/)
  })
})

describe('a late request, told to the chair', () => {
  const card = (over: Partial<EscalationInput> = {}) =>
    escalationCard({ ...base, view: sampleView('C-4F7K'), today: '2026-12-16', calendar: sampleCalendar, ...over })

  it('says the reference, the agency and the days, asks for help, and leads to the request', () => {
    const texts = textsOf(card())
    for (const text of ['C-4F7K', 'Sample Community Health Trust', '10 working days late', 'Wednesday 2 December 2026'])
      assert.ok(texts.includes(text), text)
    assert.match(words(card()), /A word from you often helps more than another reminder/)
    assert.doesNotMatch(words(card()), /fail|overdue|must|escalat|warning|breach/i)
    assert.deepEqual(buttonsOf(card()), ['Open the request'])
    assert.match(linksOf(card()).join(), /request\/swindon\/audit-return:ce-children-2026:c-4f7k:sample-health/)
  })

  it('says nothing else of the request, whatever it holds', () => {
    const view = sampleView('C-4F7K', 'sent-back', {
      answers: { lived: secret },
      reason: secret,
      question: { text: secret, asked: sampleDone },
      extension: { until: '2026-12-20', reason: secret, asked: sampleDone },
      handed: { ...sampleDone, to: samplePerson(secret) },
    })
    assert.ok(!JSON.stringify(card({ view })).includes(secret))
  })

  it('says thank you where it has been answered since', () => {
    const text = words(card({ view: sampleView('C-4F7K', 'returned') }))
    assert.match(text, /answered since\. Thank you/)
    assert.doesNotMatch(text, /late/)
  })
})

describe('something shared early, told to the chair', () => {
  const round = sampleRound({ id: 'early-share-2026-27', kind: 'early-share' })
  const read = definitionFor(earlyShare, { title: 'Shared early' })
  const definition = 'definition' in read ? read.definition : assert.fail('no definition')
  const card = (what: string) =>
    sharedCard({
      ...base,
      round,
      group: { name: 'Quality Assurance Group' },
      view: sampleOther(round, 'returned', { answers: { what, noticed: secret, from: [secret], help: secret } }),
      definition,
    })

  it('says who shared what sort of thing and when, and never the words', () => {
    const texts = textsOf(card('A barrier in the system'))
    for (const text of ['A barrier in the system', 'Sample Community Health Trust', 'Ash Marlow (sample)'])
      assert.ok(texts.includes(text), text)
    assert.ok(!JSON.stringify(card('A barrier in the system')).includes(secret))
  })

  it('takes for its sort nothing but one of the options', () => {
    assert.ok(!JSON.stringify(card(secret)).includes(secret))
    assert.ok(textsOf(card(secret)).includes('Something worth knowing early'))
  })
})

describe('the welcome of a team', () => {
  it('says what Sightline is, what to expect, and what can be typed', () => {
    const card = welcomeCard({ labels: sampleLabels, links: sampleLinks })
    const texts = textsOf(card)
    assert.ok(texts.includes('Hello, this is Sightline'))
    assert.ok(texts.some((text) => /At most one reminder a day/.test(text)))
    for (const command of ['mine', 'due', 'status', 'share', 'ask', 'help']) assert.ok(texts.includes(command), command)
    assert.ok(texts.some((text) => /not a referral/.test(text)))
  })
})
