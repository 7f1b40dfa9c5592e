import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { carryForward } from '../../assurance/carry-forward.ts'
import type { Answers, Definition } from '../../assurance/definition.ts'
import { definitionFor, type Item } from '../../assurance/kind-definition.ts'
import { assuranceRequestExamples } from '../../assurance/kinds/assurance-request/examples.ts'
import { assuranceRequest } from '../../assurance/kinds/assurance-request/kind.ts'
import { dataReturn } from '../../assurance/kinds/data-return/kind.ts'
import type { Kind } from '../../assurance/kinds/kind.ts'
import { learningAssurance } from '../../assurance/kinds/learning-assurance/kind.ts'
import { carriedOver, lastAnswered, offerFor } from '../../assurance/offer.ts'
import type { Request } from '../../assurance/request.ts'
import { buildRequest, buildRound, buildView } from '../support/build-request.ts'

const asked = (kind: Kind, ...titles: readonly string[]): Definition => {
  const items: readonly Item[] = titles.map((title) => ({ title }))
  const read = definitionFor(kind, { title: 'Example', items })
  return 'definition' in read ? read.definition : assert.fail(JSON.stringify(read.faults))
}
const by = { oid: 'o', tid: 't', name: 'Pat Police' }
const given = assuranceRequestExamples.good[1]?.answers ?? assert.fail()
const words = 'Practitioners record the child’s own words'
const decisions = 'Managers see every decision not to share information'
const then = asked(assuranceRequest, words, decisions)

const request = (over: Partial<Request> = {}): Request =>
  buildRequest({
    kind: 'assurance-request',
    family: 'assurance-request',
    round: 'now',
    issuedOn: '2026-11-12',
    ...over,
  })
const earlier = (over: Partial<Request> = {}): Request =>
  request({
    key: `earlier-${over.issuedOn}-${over.agency ?? 'police'}-${over.about?.ref ?? ''}`,
    round: 'spring',
    state: 'accepted',
    issuedOn: '2026-05-01',
    returned: { by, at: '2026-05-20T22:30:00.000Z' },
    answers: given,
    ...over,
  })
const view = (one: Request) => ({ request: one, waiting: [] })
const rounds = [buildRound({ id: 'spring', title: 'Children’s own words', period: 'Q1 2026-27' })]

describe('An earlier answer', () => {
  it('is the agency’s last one to the same kind of request, issued before', () => {
    const views = [
      earlier({ issuedOn: '2026-02-01' }),
      earlier(),
      earlier({ issuedOn: '2026-08-01', state: 'withdrawn' }),
      earlier({ issuedOn: '2026-09-01', agency: 'health' }),
      earlier({ issuedOn: '2026-12-01' }),
      request(),
    ].map(view)
    assert.equal(lastAnswered(request(), views, rounds)?.request.issuedOn, '2026-05-01')
    assert.equal(lastAnswered(request(), views, rounds)?.round?.period, 'Q1 2026-27')
    assert.equal(lastAnswered(request({ agency: 'schools' }), views, rounds), undefined)
  })

  it('is about the same learning need, and never one person’s', () => {
    const need = (ref: string) => ({ ref, title: ref })
    const views = [
      earlier({ about: need('LN-12') }),
      earlier({ issuedOn: '2026-06-01', about: need('LN-14') }),
      earlier({ issuedOn: '2026-07-01', person: by }),
      earlier({ issuedOn: '2026-07-02', pseudonym: 'p-1' }),
    ].map(view)
    assert.equal(lastAnswered(request({ about: need('LN-12') }), views, rounds)?.request.issuedOn, '2026-05-01')
    assert.equal(lastAnswered(request(), views, rounds), undefined)
  })

  it('is offered with where and when it was given, in London’s days', () => {
    const offer = offerFor(then, { request: earlier(), round: rounds[0], definition: then }, false)
    assert.deepEqual([offer?.from, offer?.on], ['Children’s own words, Q1 2026-27', '2026-05-20'])
    assert.deepEqual(offer?.changed, ['evidence'])
  })

  it('is carried by what is asked about, wherever it now stands, and not where the question is new or reworded', () => {
    const swapped = asked(assuranceRequest, decisions, 'A third recommendation', words)
    const carried = carriedOver(given, then, swapped)
    assert.equal(carried['done-1'], given['done-2'])
    assert.equal(carried['done-3'], given['done-1'])
    assert.equal(carried['done-2'], undefined)
    const reworded: Definition = {
      ...then,
      fields: then.fields.map((field) => (field.id === 'done-1' ? { ...field, label: 'What was done since?' } : field)),
    }
    const offer = offerFor(reworded, { request: earlier(), round: undefined, definition: then }, false)
    assert.deepEqual(offer?.changed, ['done-1', 'evidence'])
    assert.equal(offer?.answers['done-1'], undefined)
    const regraded: Definition = {
      ...then,
      fields: then.fields.map((field) => (field.id === 'progress-1' ? { ...field, options: ['Red', 'Green'] } : field)),
    }
    assert.equal(carriedOver(given, then, regraded)['progress-1'], undefined)
  })

  it('never carries an attachment', () => {
    assert.ok(given['evidence'])
    assert.equal(carriedOver(given, then, then)['evidence'], undefined)
  })

  it('is not offered where the SSU asks afresh, where nothing was answered, or where nothing is the same', () => {
    const last = { request: earlier(), round: rounds[0], definition: then }
    assert.equal(offerFor(then, last, true), undefined)
    assert.equal(offerFor(then, undefined, false), undefined)
    assert.equal(offerFor(asked(assuranceRequest, 'Another'), last, false), undefined)
  })

  it('gives last quarter’s figures to a data return by indicator, whatever their order', () => {
    const [before, now] = [asked(dataReturn, 'Referrals', 'Reviews'), asked(dataReturn, 'Reviews', 'Referrals')]
    const figures: Answers = { 'given-1': 'Submitted', 'value-1': 41, 'given-2': 'Submitted', 'value-2': 9 }
    assert.deepEqual(carriedOver(figures, before, now), {
      'given-1': 'Submitted',
      'value-1': 9,
      'given-2': 'Submitted',
      'value-2': 41,
    })
  })
})

describe('A learning need', () => {
  it('is asked about again until it is assured, or the agency cannot assure it, or it does not concern it', () => {
    const definition = asked(learningAssurance)
    const isAgain = (overall: string) => {
      const about = { ref: 'LN-12', title: 'Home conditions' }
      const over = { kind: 'learning-assurance', round: 'q2', about, definition: 'hash', ratings: { overall } }
      const views = [buildView({ ...over, state: 'accepted' })]
      return (
        carryForward(learningAssurance, [buildRound({ id: 'q2' })], views, new Map([['hash', definition]])).length > 0
      )
    }
    for (const open of ['Medium', 'Low', 'No assurance']) assert.ok(isAgain(open), open)
    for (const settled of ['High', 'Unable to provide assurance', 'Not relevant to the agency/service'])
      assert.ok(!isAgain(settled), settled)
  })
})
