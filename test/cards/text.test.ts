// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is what these tests are about
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { moveForm } from '../../assurance/move-forms.ts'
import { askCard } from '../../cards/ask/ask-card.ts'
import type { Card } from '../../cards/card.ts'
import { digestCard } from '../../cards/digest/digest-card.ts'
import { escalationCard } from '../../cards/escalation/escalation-card.ts'
import { helpCard } from '../../cards/help/help-card.ts'
import { listCard } from '../../cards/list/list-card.ts'
import { moveFormCard } from '../../cards/move-form/move-form-card.ts'
import { samplePartnership } from '../../cards/move-form/samples.ts'
import { nilCard } from '../../cards/nil/nil-card.ts'
import { noteCard } from '../../cards/note/note-card.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import { remindCard } from '../../cards/remind/remind-card.ts'
import { reverseNilCard } from '../../cards/reverse-nil/reverse-nil-card.ts'
import {
  sampleCalendar,
  sampleDefinition,
  sampleDefinitions,
  sampleDone,
  sampleLabels,
  sampleLinks,
  sampleNil,
  sampleRound,
  sampleView,
} from '../../cards/sample-round.ts'
import { sharedCard } from '../../cards/shared/shared-card.ts'
import { asTyped, literal, plain, told } from '../../cards/text.ts'
import { thanksCard } from '../../cards/thanks/thanks-card.ts'
import { partsOf, shown, textsOf, withoutJoiners } from './read-card.ts'

const moveGiven = { request: sampleView('C-1').request, definition: sampleDefinition, partnership: samplePartnership }

const markup = fc.constantFrom(
  ...[
    '${',
    '}',
    '{{DATE(',
    '**',
    '*',
    '_',
    '__',
    '~~',
    '`',
    '[',
    ']',
    '](',
    ')',
    '(https://a.example)',
    '<at>',
    '</at>',
    '<b>',
    '<!--',
  ],
  ...[
    '&amp;',
    '&#42;',
    '\\',
    '\n',
    '\r\n',
    '- ',
    '+ ',
    '1. ',
    '2) ',
    '# ',
    '> ',
    '===',
    '| a |',
    '![',
    ' ',
    'word',
    'é',
    'שלום',
    '\u202e',
    '\u2066',
  ],
)
const hostile = fc.oneof(
  fc.array(markup, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

/** What is left of a text whatever becomes of it: visible characters, on one line. */
const visible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => (/\s/.test(character) ? character : ''))
    .replace(/\s+/g, ' ')
    .trim()

describe('a value on a card', () => {
  it('is read as it was typed, whatever it looks like', () => {
    fc.assert(
      fc.property(hostile, (typed) => assert.equal(visible(shown(literal(typed))), visible(typed))),
      { numRuns: 2_000 },
    )
  })

  it('comes back from an input as it was typed', () => {
    for (const typed of ['${x}', '{{{{', '$${', 'a\nb ${c} {{d}}', '{${{'])
      assert.deepEqual([asTyped(plain(typed)), plain(typed).includes('${')], [typed, false])
  })

  it('is cut where it is too long, and keeps its direction to itself', () => {
    assert.equal(told('one  two\nthree', 9), 'one two…')
    assert.equal(told('שלום'), '\u2068שלום\u2069')
    assert.equal(told('\u202eevil'), 'evil')
  })

  it('cannot become markup, a mention or a template in any card', () => {
    const round = (text: string) => sampleRound({ title: text, why: text, clause: text })
    const view = (text: string, kind: 'asked' | 'returned' | 'sent-back') =>
      sampleView('C-1', kind, {
        caseRef: text || 'C-1',
        reason: text,
        ...(kind === 'returned'
          ? { returned: { by: { oid: 'o', tid: 't', name: text }, at: '2026-11-24T10:00:00Z' }, nil: sampleNil }
          : {}),
      })
    const cards: readonly ((text: string) => Card)[] = [
      (text) =>
        askCard({
          labels: { ...sampleLabels, partnership: text, ssu: text, ssuMailbox: text, atRisk: text },
          round: round(text),
          agency: { id: 'sample-health', name: text },
          views: [view(text, 'asked'), view(text, 'sent-back'), view(text, 'returned')],
          definitions: sampleDefinitions,
          today: '2026-11-25',
          calendar: sampleCalendar,
          links: sampleLinks,
        }),
      (text) =>
        digestCard({
          labels: sampleLabels,
          agency: { id: 'sample-health', name: text },
          day: '2026-12-03',
          lines: [{ round: round(text), views: [view(text, 'asked')], rung: { day: 1, to: 'channel' } }],
          calendar: sampleCalendar,
          links: sampleLinks,
        }),
      (text) =>
        receiptCard({
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          doing: 'return',
          cases: [text],
          by: { name: text },
          at: '2026-11-24T10:00:00Z',
          filed: true,
          links: sampleLinks,
        }),
      (text) =>
        nilCard({
          attempt: 'first',
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          views: [view(text, 'asked')],
          today: '2026-11-25',
          typed: { keys: [], nil: { kind: text, systems: text, from: text, to: text }, confirmed: false },
          faults: [
            { field: 'systems', say: text },
            { field: 'another', say: text },
          ],
        }),
      (text) =>
        reverseNilCard({
          attempt: 'first',
          round: round(text),
          agency: { id: 'sample-health', name: text },
          views: [view(text, 'returned')],
        }),
      (text) =>
        remindCard({
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          views: [view(text, 'asked')],
          today: '2026-11-25',
          calendar: sampleCalendar,
          links: sampleLinks,
        }),
      (text) =>
        thanksCard({
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          views: [view(text, 'returned')],
        }),
      (text) =>
        noteCard({
          labels: { ...sampleLabels, ssu: text },
          round: round(text),
          agency: { id: 'sample-health', name: text },
          views: [sampleView('C-1', 'asked', { caseRef: text || 'C-1', moved: { ...sampleDone, reason: text } })],
          what: 'moved',
          by: { oid: 'o', tid: 't', name: text },
          definitions: sampleDefinitions,
          links: sampleLinks,
        }),
      (text) =>
        escalationCard({
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          view: view(text, 'asked'),
          today: '2026-12-16',
          calendar: sampleCalendar,
          links: sampleLinks,
        }),
      (text) =>
        sharedCard({
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          group: { name: text },
          view: view(text, 'returned'),
          definition: undefined,
          links: sampleLinks,
        }),
      (text) =>
        listCard({
          labels: sampleLabels,
          heading: 'How it stands',
          intro: '',
          sections: [
            {
              title: text,
              lines: [
                { icon: '○', colour: 'default', title: text, say: 'x', missing: [text], link: 'https://a.example' },
              ],
            },
          ],
          sample: '',
          link: 'https://a.example',
        }),
      (text) =>
        moveFormCard({
          labels: sampleLabels,
          round: round(text),
          agency: { id: 'sample-health', name: text },
          form: { ...moveForm('ask-question', moveGiven), doing: 'ask-question', title: text, intro: text },
          views: [view(text, 'asked')],
          attempt: 'first',
          typed: { keys: [], typed: { 'answer.question': text } },
          faults: [{ field: 'question', say: text }],
        }),
      (text) => refusalCard({ say: text, wayForward: text }),
      (text) => helpCard({ labels: { ...sampleLabels, partnership: text }, links: sampleLinks }),
    ]
    for (const make of cards)
      fc.assert(
        fc.property(hostile, (typed) => {
          const card = make(typed)
          const texts = textsOf(card).map(visible)
          assert.ok(!JSON.stringify(card).includes('${'))
          assert.ok(!partsOf(card).some(({ type, text }) => type === 'TextBlock' && /<\/?at>/.test(String(text))))
          assert.ok(texts.some((text) => text.includes(visible(told(typed, 60)).replace(/…$/, ''))))
        }),
        { numRuns: 150 },
      )
  })

  it('names the lead in a mention that Teams can match, whatever the name', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const card = digestCard({
          labels: sampleLabels,
          agency: { id: 'sample-health', name: 'Sample' },
          day: '2026-12-09',
          lead: { oid: 'lead', tid: 'tenant', name },
          lines: [{ round: sampleRound(), views: [sampleView('C-1')], rung: { day: 5, to: 'lead' } }],
          calendar: sampleCalendar,
          links: sampleLinks,
        })
        const [entity] = (card['msteams'] as { entities: { text: string }[] }).entities
        const holding = JSON.stringify(card['body'])
        assert.match(entity?.text ?? '', /^<at>[^<>]*<\/at>$/)
        assert.equal(holding.split(JSON.stringify(entity?.text).slice(1, -1)).length, 2)
      }),
      { numRuns: 300 },
    )
  })

  it('is told from markup by the joiner alone, so that nothing visible is added', () => {
    assert.equal(withoutJoiners(plain('${a} {{b}}')), '${a} {{b}}')
  })
})
