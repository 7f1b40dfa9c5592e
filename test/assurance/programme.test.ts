import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { IsoDate } from '../../assurance/dates.ts'
import type { RoundCounts } from '../../assurance/entry-standing.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { type ScheduledEntry, schedule } from '../../assurance/programme.ts'
import { quarterDays, quarterOf } from '../../assurance/quarters.ts'
import type { Round } from '../../assurance/record.ts'
import { shippedPartnership } from '../support/partnerships.ts'

const roundOf = (programme: string, more: Partial<Round> = {}): Round => ({
  id: programme,
  partnership: 'swindon',
  kind: 'audit-return',
  programme,
  title: 'Title',
  why: 'Why',
  clause: 'Clause',
  group: 'exploitation',
  definition: 'hash',
  family: 'audit-return/test',
  ladder: 'audit',
  issuedOn: '2026-10-05',
  dueOn: '2026-12-02',
  auditors: [],
  anonymous: false,
  afresh: false,
  released: false,
  closed: false,
  sample: true,
  ...more,
})

const count = (round: string, asked: number, open: number, late = 0): RoundCounts => ({
  round,
  asked,
  returned: asked - open,
  open,
  late,
})

const entryOn = (
  partnership: Partnership,
  id: string,
  today: IsoDate,
  rounds: readonly Round[] = [],
  counts: readonly RoundCounts[] = [],
): ScheduledEntry => {
  const { quarters, unplaced } = schedule(partnership, rounds, counts, today)
  const found = [...quarters.flatMap(({ entries }) => entries), ...unplaced].find(({ entry }) => entry.id === id)
  return found ?? assert.fail(`no entry ${id}`)
}

describe('the quarters of a partnership’s year', () => {
  it('run from April to March', () => {
    assert.deepEqual(
      ['2026-04-01', '2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01', '2027-03-31'].map((day) =>
        quarterOf(day, '2026-04-01'),
      ),
      [1, 1, 2, 3, 4, 4],
    )
    assert.deepEqual(quarterDays(4, '2026-04-01'), { from: '2027-01-01', to: '2027-03-31' })
  })

  it('hold every day of five years once, in step with the days each begins and ends on', () => {
    for (const startsOn of ['2019-04-01', '2023-04-01', '2024-04-01', '2026-04-01', '2027-04-01'])
      for (let quarter = 1 as 1 | 2 | 3 | 4, day = startsOn; ; ) {
        const { from, to } = quarterDays(quarter, startsOn)
        assert.ok(from <= day && day <= to, `${day} is outside Q${quarter}`)
        assert.equal(quarterOf(day, startsOn), quarter)
        if (day === to && quarter === 4) break
        const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
        if (day === to) quarter = (quarter + 1) as 1 | 2 | 3 | 4
        day = next
      }
  })
})

describe('Swindon’s schedule for 2026-27', () => {
  const { partnership: swindon } = shippedPartnership('swindon-2026-27')

  it('shows four audits and the deferred Neglect theme in the quarters the framework gives them', () => {
    const { quarters } = schedule(swindon, [], [], '2026-11-21')
    assert.deepEqual(
      quarters.map(({ title, current, entries }) => [title, current, entries.map(({ entry }) => entry.id)]),
      [
        ['Q1 · April to June 2026', false, []],
        ['Q2 · July to September 2026', false, []],
        ['Q3 · October to December 2026', true, ['ce-children-2026', 'ce-adults-2026']],
        ['Q4 · January to March 2027', false, ['self-neglect-2027', 'csa-2027', 'neglect-2027']],
      ],
    )
  })

  it('keeps section 11 and section 175 apart, since the framework names no quarter for them', () => {
    const { unplaced } = schedule(swindon, [], [], '2026-11-21')
    assert.deepEqual(
      unplaced.map(({ entry, state }) => `${entry.id} ${state}`),
      ['section-175-2026 planned', 'section-11-2026 planned'],
    )
  })

  it('says that the Neglect theme is deferred, in the framework’s own words', () => {
    const neglect = entryOn(swindon, 'neglect-2027', '2026-11-21')
    assert.equal(neglect.state, 'deferred')
    assert.equal(neglect.next, 'Subject to readiness, these audits are anticipated to take place in quarter 4.')
  })

  it('says by when the scope of the self-neglect audit is to be agreed, and that its theme is open', () => {
    const entry = entryOn(swindon, 'self-neglect-2027', '2026-11-21')
    assert.equal(entry.state, 'theme-to-be-confirmed')
    assert.equal(entry.next, 'Scope and tool to be agreed by Self-neglect Group on Monday 14 December 2026.')
    assert.equal(entry.nextOn, '2026-12-14')
  })

  it('says plainly that a scope day has passed without a tool', () => {
    const entry = entryOn(swindon, 'csa-2027', '2026-11-21')
    assert.equal(entry.state, 'scope-passed')
    assert.equal(
      entry.next,
      'Scope and tool were to be agreed by Child Sexual Abuse Group on Tuesday 25 August 2026; no tool has been entered yet.',
    )
    assert.equal(entryOn(swindon, 'csa-2027', '2026-08-25').state, 'scope-due')
  })

  it('calls a tool drafted until its group’s day and agreed after it', () => {
    assert.equal(entryOn(swindon, 'ce-adults-2026', '2026-09-17').state, 'scope-due')
    assert.match(entryOn(swindon, 'ce-adults-2026', '2026-09-17').next, /^A tool is drafted; /)
    assert.equal(entryOn(swindon, 'ce-adults-2026', '2026-09-18').state, 'tool-agreed')
  })

  it('follows a round from issue through its due days to completion', () => {
    const rounds = [roundOf('ce-children-2026')]
    const on = (today: IsoDate, counts: readonly RoundCounts[]) =>
      entryOn(swindon, 'ce-children-2026', today, rounds, counts)
    assert.equal(on('2026-10-06', [count('ce-children-2026', 58, 58)]).state, 'issued')
    assert.equal(on('2026-11-17', [count('ce-children-2026', 58, 40)]).state, 'issued')
    assert.equal(on('2026-11-18', [count('ce-children-2026', 58, 40)]).state, 'returns-due')
    assert.equal(
      on('2026-12-02', [count('ce-children-2026', 58, 10)]).next,
      'Returns are due on Wednesday 2 December 2026: 48 of 58 are in.',
    )
    const late = on('2026-12-09', [count('ce-children-2026', 58, 10, 10)])
    assert.equal(late.state, 'returns-late')
    assert.equal(late.next, '10 of 58 returns, due on Wednesday 2 December 2026, are late.')
    assert.equal(on('2026-12-09', [count('ce-children-2026', 58, 0)]).state, 'complete')
    assert.equal(late.round?.id, 'ce-children-2026')
  })

  it('shows the newest round of an entry that was asked twice', () => {
    const rounds = [
      roundOf('csa-2027', { id: 'again', issuedOn: '2027-02-01', dueOn: '2027-03-01' }),
      roundOf('csa-2027', { issuedOn: '2027-01-04' }),
    ]
    assert.equal(entryOn(swindon, 'csa-2027', '2027-02-02', rounds).round?.id, 'again')
  })

  it('is not changed by rounds that belong to no entry, nor by what is asked beside an audit', () => {
    const { programme: _, ...without } = roundOf('ce-children-2026', { id: 'voice-2026', kind: 'assurance-request' })
    const audit = roundOf('ce-children-2026')
    const beside = roundOf('ce-children-2026', {
      id: 'views',
      kind: 'practitioner-questionnaire',
      issuedOn: '2026-11-09',
    })
    const counts = [count('ce-children-2026', 58, 40)]
    assert.deepEqual(
      schedule(swindon, [without, audit, beside], counts, '2026-11-21'),
      schedule(swindon, [audit], counts, '2026-11-21'),
    )
    assert.equal(entryOn(swindon, 'ce-children-2026', '2026-11-21', [without, beside]).round, undefined)
  })

  it('says what is next for the whole partnership: what is late first, then the next day', () => {
    const rounds = [roundOf('ce-children-2026'), roundOf('ce-adults-2026')]
    const counts = [count('ce-children-2026', 58, 1, 1), count('ce-adults-2026', 45, 0)]
    assert.equal(
      schedule(swindon, rounds, counts, '2026-12-09').next,
      'Multi-agency response to children who have been criminally exploited and have low school attendance/missing education: 1 return late. ' +
        'Next: Monday 14 December 2026 – scope and tool to be agreed, Multi-agency response to adults who self-neglect.',
    )
    assert.match(
      schedule(swindon, rounds, [], '2026-11-21').next,
      /^Next: Wednesday 2 December 2026 – returns due, .*low school attendance.*; .*adults with care/,
    )
    assert.equal(schedule(swindon, [], [], '2027-03-31').next, 'Nothing on the programme has a date ahead.')
  })
})

describe('Sandwell’s schedule for 2019-20', () => {
  const { partnership: sandwell } = shippedPartnership('sandwell-2019-20')

  it('shows one audit and one overview evaluation a quarter, from its own file', () => {
    const { quarters } = schedule(sandwell, [], [], '2019-04-02')
    for (const { entries } of quarters)
      assert.deepEqual(
        entries.map(({ entry }) => entry.sort).filter((sort) => sort !== 'self-assessment'),
        ['audit', 'evaluation'],
      )
  })

  it('shows under each quarter the steps of section 175/157 that fall in it', () => {
    const { quarters } = schedule(sandwell, [], [], '2019-04-02')
    assert.deepEqual(
      quarters.map(({ entries }) =>
        entries.find(({ entry }) => entry.id === 'section-175-2019')?.steps.map(({ when }) => when),
      ),
      [['May 2019'], ['July 2019', 'August 2019'], ['20th December 2019'], ['February 2020']],
    )
  })

  it('goes from step to step as the months pass', () => {
    const next = (today: IsoDate) => entryOn(sandwell, 'section-175-2019', today).next
    assert.equal(next('2019-05-31'), 'May 2019: Panel day for random dip sample.')
    assert.equal(next('2019-06-01'), 'July 2019: Results/ report for 2018/19 Section 175/157 released.')
    assert.equal(next('2019-12-20'), '20 Dec 2019: Deadline for completion of Section 175/157 – 2019/20.')
    assert.equal(next('2020-03-01'), 'February 2020 has passed, and nothing has been recorded here.')
  })
})
