import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Round } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import type { RoleHeld } from '../../assurance/who.ts'
import {
  type Matter,
  matters,
  permissions,
  reaches,
  type Standing,
  standings,
  standingsOf,
  type Viewer,
} from '../../tab/api/permissions.ts'
import { buildPerson } from '../support/build-partnership.ts'
import { buildRequest, buildRound } from '../support/build-request.ts'

const viewer = (id: string, ...holds: RoleHeld[]): Viewer => ({ ...buildPerson(id, id, holds), person: id })
const at = '2026-11-01T10:00:00.000Z'

const ssu = viewer('ssu', { role: 'ssu' })
const scrutineer = viewer('scrutineer', { role: 'scrutineer' })
const chair = viewer('chair', { role: 'chair', group: 'exploitation' })
const vice = viewer('vice', { role: 'vice-chair', group: 'exploitation' })
const otherChair = viewer('other-chair', { role: 'chair', group: 'neglect' })
const member = viewer('member', { role: 'member', group: 'exploitation' })
const analyst = viewer('analyst', { role: 'analyst' })
const named = viewer('named', { role: 'auditor', agency: 'health' })
const representative = viewer('representative', { role: 'representative', agency: 'police' })
const deputy = viewer('deputy', { role: 'deputy', agency: 'police' })
const lead = viewer('lead', { role: 'lead', agency: 'police' })
const manager = viewer('manager', { role: 'manager', agency: 'police' })
const invited = viewer('invited', { role: 'practitioner', agency: 'police' })
const handed = viewer('handed', { role: 'auditor', agency: 'police' })
const practitioner = viewer('practitioner', { role: 'practitioner', agency: 'police' })
const auditor = viewer('auditor', { role: 'auditor', agency: 'police' })
const elsewhere = viewer('elsewhere', { role: 'representative', agency: 'health' })
const everybody = [
  ...[ssu, scrutineer, chair, vice, otherChair, member, analyst, named, representative, deputy, lead, manager],
  ...[invited, handed, practitioner, auditor, elsewhere],
]

/** The police's request, with somebody invited to a part and somebody it was handed to. */
const policeRequest = buildRequest({
  parts: [{ part: 'practitioner', to: invited, invited: { by: manager, at } }],
  handed: { to: handed, by: manager, at },
})
const of = (who: Viewer, request: Request = policeRequest, round: Partial<Round> = {}): readonly Standing[] => [
  ...standingsOf(who, request, buildRound({ auditors: ['named'], ...round })),
]

describe('Who sees what', () => {
  it('is one table: of every matter and standing, exactly these', () => {
    const yes: { readonly [Name in Matter]: string } = {
      //          ssu agency part colleague chair group auditor scrutineer asker
      request: /* */ 'x   x      x    x         x     x     x       x          x',
      answers: /* */ 'x   x      .    .         .     x     x       .          x',
      form: /*    */ 'x   x      x    .         .     .     .       .          .',
      'handed-in': /**/ '.   x      .    .         .     .     .       .          .',
      draft: /*   */ '.   x      x    .         .     .     .       .          .',
    }
    for (const matter of matters) {
      const row = yes[matter].split(/ +/)
      for (const [place, standing] of standings.entries())
        assert.equal(reaches(new Set([standing]), matter), row[place] === 'x', `${matter} ${standing}`)
      assert.equal(row.length, standings.length)
    }
    assert.deepEqual(Object.keys(permissions), [...matters])
  })

  it('to their own agency’s request each is what their role, an invitation or a hand-over makes them', () => {
    const expected: readonly (readonly [Viewer, readonly Standing[]])[] = [
      [representative, ['agency', 'colleague']],
      [deputy, ['agency', 'colleague']],
      [lead, ['agency', 'colleague']],
      [manager, ['agency', 'colleague']],
      [handed, ['agency', 'colleague']],
      [invited, ['part', 'colleague']],
      [practitioner, ['colleague']],
      [auditor, ['colleague']],
    ]
    for (const [who, held] of expected) assert.deepEqual(of(who), held, who.name)
  })

  it('to another agency’s request nobody of an agency is anything', () => {
    const healthRequest = buildRequest({ agency: 'health' })
    const ofPolice = [representative, deputy, lead, manager, handed, invited, practitioner, auditor]
    for (const who of ofPolice) assert.deepEqual(of(who, healthRequest), [], who.name)
    assert.deepEqual(of(elsewhere), [])
  })

  it('changes for somebody who has left the agency: no part, no hand-over, nothing', () => {
    for (const who of [invited, handed]) {
      const gone: Viewer = { ...who, holds: [{ role: 'practitioner', agency: 'health' }] }
      assert.deepEqual(of(gone), [], who.name)
    }
  })

  it('lets a group read once the SSU has released the round, and only the group responsible', () => {
    for (const [who, before, after] of [
      [chair, ['chair'], ['chair', 'group']],
      [vice, ['chair'], ['chair', 'group']],
      [member, [], ['group']],
      [otherChair, ['chair'], ['chair']],
      [analyst, [], []],
    ] as const) {
      assert.deepEqual(of(who), before, who.name)
      assert.deepEqual(of(who, policeRequest, { released: true }), after, who.name)
    }
  })

  it('lets no group and no auditor read their own agency’s return as that: conflicts exclude', () => {
    const chairOfPolice = viewer(
      'named',
      { role: 'chair', group: 'exploitation' },
      { role: 'auditor', agency: 'police' },
    )
    const held = of(chairOfPolice, policeRequest, { released: true })
    assert.ok(!reaches(new Set(held), 'answers'))
    assert.deepEqual(held, ['colleague', 'chair'])
    const theirs = of(chairOfPolice, buildRequest({ agency: 'health' }), { released: true })
    assert.deepEqual(theirs, ['chair', 'group', 'auditor'])
  })

  it('lets a round’s named auditors read its raw returns, of that round alone', () => {
    assert.deepEqual(of(named), ['auditor'])
    assert.deepEqual(of(named, policeRequest, { auditors: [] }), [])
    assert.deepEqual([...standingsOf(named, policeRequest, undefined)], [])
  })

  it('lets the scrutineer read the answers of what the scrutineer asks, and of nothing else', () => {
    assert.deepEqual(of(scrutineer), ['scrutineer'])
    assert.deepEqual(of(scrutineer, buildRequest({ kind: 'scrutiny-request' })), ['scrutineer', 'asker'])
  })

  it('where one person was asked, is theirs and the SSU’s: colleagues and their manager are nothing to it', () => {
    const asked = buildRequest({ kind: 'practitioner-questionnaire', person: practitioner })
    assert.deepEqual(of(practitioner, asked), ['agency'])
    for (const who of [representative, manager, auditor]) assert.deepEqual(of(who, asked), [], who.name)
    assert.deepEqual(of(ssu, asked), ['ssu'])
  })

  it('where answers are anonymous, is whoever the server knows the pseudonym of', () => {
    const asked = buildRequest({ kind: 'practitioner-questionnaire', pseudonym: 'p-one' })
    assert.deepEqual(of({ ...practitioner, pseudonym: 'p-one' }, asked), ['agency'])
    assert.deepEqual(of({ ...practitioner, pseudonym: 'p-two' }, asked), [])
    for (const who of everybody.filter((one) => one !== ssu))
      assert.ok(!reaches(new Set(of(who, asked, { auditors: [] })), 'answers'), who.name)
  })

  it('never gives anybody outside the agency a draft, or what was handed in for a part', () => {
    const ofPolice = new Set([representative, deputy, lead, manager, handed])
    for (const who of everybody)
      for (const round of [{}, { released: true }, { closed: true }]) {
        const held = new Set(of(who, policeRequest, round))
        assert.equal(reaches(held, 'handed-in'), ofPolice.has(who), who.name)
        assert.equal(reaches(held, 'draft'), ofPolice.has(who) || who === invited, who.name)
      }
  })
})
