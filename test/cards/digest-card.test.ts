import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { type DigestInput, digestCard } from '../../cards/digest/digest-card.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleLabels,
  sampleLinks,
  sampleRound,
  sampleView,
} from '../../cards/sample-round.ts'
import { buttonsOf, textsOf } from './read-card.ts'

const card = (over: Partial<DigestInput> = {}) =>
  digestCard({
    labels: sampleLabels,
    agency: sampleAgency,
    day: '2026-11-25',
    lines: [{ round: sampleRound(), views: [sampleView('C-10'), sampleView('C-2')], rung: { day: -5, to: 'channel' } }],
    calendar: sampleCalendar,
    links: sampleLinks,
    ...over,
  })
const says = (over: Partial<DigestInput>, sentence: string) => {
  const texts = textsOf(card(over))
  assert.ok(texts.includes(sentence), `“${sentence}” is not on the card, which says:\n${texts.join('\n')}`)
}
const rounds = (count: number): DigestInput['lines'] =>
  Array.from({ length: count }, (_, at) => {
    const round = sampleRound({ id: `round-${at}`, title: `Round ${at}` })
    return { round, views: [sampleView('C-1', 'asked', { round })], rung: { day: 1, to: 'channel' } }
  })

describe('the digest of a day', () => {
  it('says what is open, by when, and which reminder it is', () => {
    says({}, 'Coming up: 2 cases')
    says({}, 'By Wednesday 2 December 2026 — due in 5 working days')
    says({}, '2 cases waiting for your answer: C-2, C-10')
    says({}, 'Reminder 5 working days before the day')
    says(
      {},
      'A friendly reminder of what is still open. What you have answered is not listed, and nobody is reminded of it.',
    )
  })

  it('says so on the day, and supports whoever is late', () => {
    says({ day: '2026-12-02' }, 'Due today: 2 cases')
    const late = {
      day: '2026-12-09',
      lines: [{ round: sampleRound(), views: [sampleView('C-1')], rung: { day: 1, to: 'channel' } }],
    } as const
    says(late, 'Still open: 1 case')
    says(late, 'By Wednesday 2 December 2026 — 5 working days late')
    says(late, 'Reminder 1 working day after the day')
    assert.ok(textsOf(card(late)).some((text) => /^It is not too late/.test(text)))
    assert.ok(
      textsOf(card(late)).some((text) =>
        text.endsWith(`or write to the Strategic Support Unit at ${sampleLabels.ssuMailbox}.`),
      ),
    )
  })

  it('leads to each round, with six buttons at most', () => {
    assert.deepEqual(buttonsOf(card({ lines: rounds(2) })), ['Open the request', 'Open the request'])
    assert.deepEqual(buttonsOf(card({ lines: rounds(9) })), [
      ...Array(5).fill('Open the request'),
      'Open all in Sightline',
    ])
    says({ lines: rounds(9) }, '… and 4 more in Sightline')
    const twice = [...rounds(1), ...rounds(1)]
    assert.deepEqual(buttonsOf(card({ lines: twice })), ['Open the request'])
  })

  it('names another agency’s case nowhere', () => {
    const foreign = sampleView('C-SECRET', 'asked', { agency: 'police' })
    const lines = [
      { round: sampleRound(), views: [sampleView('C-1'), foreign], rung: { day: -5, to: 'channel' } },
    ] as const
    assert.ok(!JSON.stringify(card({ lines })).includes('SECRET'))
  })
})
