import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { kinds } from '../../assurance/kinds/index.ts'
import { planSample, rehearseSample } from '../../assurance/rehearse-sample.ts'
import { isOpen, type Request } from '../../assurance/request.ts'
import { shippedPartnership } from '../support/partnerships.ts'

const audits = ['ce-children-2026', 'ce-adults-2026']

describe('Swindon’s sample', () => {
  const { partnership, sample } = shippedPartnership('swindon-2026-27')
  const { plans } = planSample(partnership, sample.rounds)
  /** Every request as the sample leaves it when its moves up to a day are made. */
  const standing = (day: string): readonly Request[] =>
    rehearseSample(
      partnership,
      sample.answers.filter(({ on }) => on <= day),
      plans,
    ).requests

  it('asks every agency of the Learning and Development Group about at least one case in each audit, one of them about eight', () => {
    for (const { cases, id } of sample.rounds.filter((round) => audits.includes(round.id))) {
      const counts = partnership.agencies
        .filter(({ asked, channel }) => asked && channel)
        .map((agency) => cases.filter(({ agencies }) => agencies.includes(agency.id)).length)
      assert.equal(counts.length, 13)
      assert.ok(Math.min(...counts) >= 1, id)
    }
    assert.equal(sample.rounds[0]?.cases.filter(({ agencies }) => agencies.includes('childrens-social-care')).length, 8)
  })

  it('leaves some agencies late in the audits, one of them without the case key, and one return sent back', () => {
    const requests = standing('2027-01-01').filter(({ round }) => audits.includes(round))
    const owing = [...new Set(requests.filter(isOpen).map(({ agency }) => agency))]
    assert.ok(owing.includes('icb') && owing.length > 3 && owing.length < 13, owing.join())
    assert.ok(requests.filter(({ agency }) => agency === 'icb').every(({ keyConfirmed }) => keyConfirmed === undefined))
    assert.equal(requests.filter(({ state }) => state === 'sent-back').length, 1)
  })

  it('shows a round of each kind the Strategic Support Unit issues, without making the start long', () => {
    const shown = new Set(plans.map(({ kind }) => kind.id))
    const issued = kinds.filter(({ askedBy }) => askedBy.includes('ssu'))
    assert.deepEqual(
      issued.map(({ id }) => id).filter((id) => !shown.has(id)),
      [],
    )
    const more = plans.filter(({ round }) => !audits.includes(round.id)).flatMap(({ requests }) => requests)
    assert.ok(more.length <= 40, `${more.length} more requests`)
  })

  it('shows every move but those that end a request early, and what waits for the SSU on 21 November', () => {
    const shown = new Set(sample.answers.map(({ command }) => command.do))
    for (const doing of [
      'share',
      'invite',
      'hand-over',
      'ask-extension',
      'grant-extension',
      'refuse-extension',
      'rate',
    ])
      assert.ok(
        [...shown].some((one) => one === doing),
        doing,
      )
    const today = standing('2026-11-21')
    const waiting = (what: (request: Request) => boolean) => today.filter((one) => isOpen(one) && what(one)).length
    assert.equal(
      waiting(({ extension }) => extension !== undefined && !extension.decided),
      2,
    )
    assert.equal(
      waiting(({ question }) => question !== undefined && !question.answer),
      1,
    )
    assert.equal(today.filter(({ kind, state }) => kind === 'early-share' && state === 'returned').length, 3)
  })

  it('keeps nobody’s name in the questionnaire that is asked anonymously', () => {
    const views = standing('2027-01-01').filter(({ round }) => round === 'neglect-views-2026')
    assert.equal(views.length, 8)
    assert.equal(views.filter(({ state }) => state === 'returned').length, 3)
    for (const { person, pseudonym } of views) {
      assert.equal(person, undefined)
      assert.ok(pseudonym)
    }
  })

  it('asks Probation, which has no channel, and knows where to write to those who answer for it', () => {
    const probation = partnership.agencies.find(({ id }) => id === 'probation')
    assert.ok(probation?.asked && !probation.channel)
    assert.ok(standing('2026-11-21').some(({ agency }) => agency === 'probation'))
    const answering = partnership.people.filter(({ holds }) =>
      holds.some(({ role }) => role === 'representative' || role === 'deputy' || role === 'lead'),
    )
    for (const { mail, id } of answering) assert.match(mail ?? '', /^[a-z.]+@[a-z-]+\.example\.org$/, id)
    assert.equal(new Set(answering.map(({ mail }) => mail)).size, answering.length)
  })

  it('has somebody of another agency to tell in each responsible group, whoever is late', () => {
    for (const { requests } of plans)
      for (const { group, agency } of requests) {
        const holds = (role: string) =>
          partnership.people.some(
            (person) =>
              person.holds.some((held) => held.role === role && held.group === group) &&
              !person.holds.some((held) => held.agency === agency),
          )
        assert.ok(holds('chair') || holds('vice-chair'), `${group} of ${agency}`)
      }
  })

  it('keeps sample answers free of names: nobody of the partnership is named in one', () => {
    const words = JSON.stringify(sample.answers.map(({ command }) => ({ ...command, to: undefined })))
    for (const { name } of partnership.people)
      for (const part of name.split(/[ -]/)) if (part.length > 3) assert.ok(!words.includes(` ${part} `), part)
  })
})
