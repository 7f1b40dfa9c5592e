import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'mocha'
import type { Fault, FaultTarget } from '../../../bot/local/faults.ts'
import { askOf, channelOf, type InLocalTeams, inLocalTeams } from './in-local-teams.ts'

const agencies = ['agency-1', 'agency-2', 'agency-3', 'agency-4']
const rounds = [1, 2, 3]

describe('what goes wrong in Teams', () => {
  let teams: InLocalTeams
  beforeEach(async () => {
    teams = await inLocalTeams(agencies.length, rounds.length)
  })
  afterEach(() => teams.end())

  const goesWrong = (...faults: Fault[]) => {
    for (const fault of faults) teams.local.teams.faults.add(fault)
  }
  const isPostTo =
    (agency: string) =>
    ({ does, place }: FaultTarget) =>
      does === 'post' && place === channelOf(agency)
  const callsTo = (agency: string) => teams.local.teams.meter.calls.get(channelOf(agency)) ?? 0
  const everyRound = rounds.map((round) => `Round ${round} asked`)
  /** Every message in every channel, each once and in its order. */
  const assertAllOnce = async () => {
    const seen = await teams.seen()
    for (const agency of agencies) assert.deepEqual(seen.get(channelOf(agency)), everyRound, agency)
    for (const agency of agencies)
      for (const round of rounds) assert.equal(teams.delivery(round, agency)?.state, 'sent')
  }
  const reasons = (agency: string) => rounds.map((round) => teams.delivery(round, agency)?.reason ?? '')
  const repeats = async () => [...(await teams.ledger.all()).values()].reduce((sum, one) => sum + one.repeats, 0)

  for (const status of [412, 429, 503]) {
    it(`is over in a moment: ${status} loses and repeats nothing`, async () => {
      goesWrong({ kind: 'answer', status, retryAfter: 2, times: 5 })
      await teams.pass()
      await assertAllOnce()
      assert.equal(await repeats(), 0)
    })
  }

  for (const status of [502, 504]) {
    it(`is over in a moment: ${status}, behind which a message may have come through, is counted`, async () => {
      goesWrong({ kind: 'answer', status, times: 3, match: ({ does }) => does === 'post' })
      for (let minute = 0; minute < 5; minute += 1) await teams.pass(1)
      await assertAllOnce()
      assert.equal(await repeats(), 3)
    })
  }

  it('keeps one channel for long: it is left for later, and holds up nobody', async () => {
    goesWrong({ kind: 'answer', status: 429, retryAfter: 30, match: isPostTo('agency-2'), times: 100 })
    const againMs = (await teams.pass()) ?? 0
    assert.ok(againMs > 20_000 && againMs <= 30_000, `${againMs} ms`)
    assert.equal(teams.waitedMs(), 0)
    const seen = await teams.seen()
    assert.deepEqual([...seen.keys()].toSorted(), ['agency-1', 'agency-3', 'agency-4'].map(channelOf))
    // A roster and one try: the other messages wait behind it.
    assert.equal(callsTo('agency-2'), 2)

    teams.local.teams.faults.clear()
    await teams.pass(1)
    await assertAllOnce()
    assert.equal(await repeats(), 0)
  })

  it('keeps a channel busy without end: the SSU is told after a few tries, and it goes when it is over', async () => {
    goesWrong({ kind: 'answer', status: 503, match: isPostTo('agency-1'), times: 1_000 })
    for (let minute = 0; minute < 12; minute += 1) await teams.pass(2)
    assert.equal(teams.delivery(1, 'agency-1')?.state, 'blocked')
    assert.match(reasons('agency-1')[0] ?? '', /too busy.*it goes as soon as Teams takes it/)
    teams.local.teams.faults.clear()
    for (let minute = 0; minute < 3; minute += 1) await teams.pass(2)
    await assertAllOnce()
  })

  it('takes the app out of a team: each message says why, without a storm, and goes once when the app is back', async () => {
    const team = channelOf('agency-3')
    await teams.local.teams.removeApp({ team })
    for (let minute = 0; minute < 60; minute += 1) await teams.pass(1)
    for (const reason of reasons('agency-3')) assert.match(reason, /Sightline is not in this team.*Add the app/)
    assert.ok(callsTo('agency-3') <= 4, `${callsTo('agency-3')} calls in an hour`)

    await teams.local.teams.addApp({ team })
    await teams.pass()
    assert.equal((await teams.seen()).has(team), false)
    await teams.ledger.againFor('agency-3')
    await teams.pass()
    await assertAllOnce()
  })

  it('blocks what is written in a channel: “try again” is enough once it is mended', async () => {
    const fault = { kind: 'answer', status: 403, code: 'MessageWritesBlocked', times: 1_000 } as const
    goesWrong({ ...fault, match: isPostTo('agency-1') })
    for (let minute = 0; minute < 60; minute += 1) await teams.pass(1)
    for (const reason of reasons('agency-1')) assert.match(reason, /blocked or removed here/)
    assert.ok(callsTo('agency-1') <= 8, `${callsTo('agency-1')} calls in an hour`)

    teams.local.teams.faults.clear()
    // Any one of them, and what the same place held up goes with it.
    await teams.ledger.again(askOf(2, 'agency-1'))
    await teams.pass()
    await assertAllOnce()
  })

  it('deletes a channel: the reason is shown, and it goes by itself when the channel is back', async () => {
    const channel = channelOf('agency-4')
    await teams.local.teams.deleteChannel(channel)
    await teams.pass()
    for (const reason of reasons('agency-4')) assert.match(reason, /channel was not found.*bind it again/)
    await teams.local.teams.restoreChannel(channel)
    await teams.pass(11)
    await assertAllOnce()
  })

  it('deletes a channel that had its cards: they go to the channel that is bound instead, once', async () => {
    await teams.pass()
    await teams.local.teams.deleteChannel(channelOf('agency-4'))
    teams.work.change('agency-4', { state: 'returned' })
    await teams.pass(1)
    for (const reason of reasons('agency-4')) assert.match(reason, /channel was not found/)

    const agency = teams.work.partnership.agencies.find(({ id }) => id === 'agency-4')
    Object.assign(agency?.channel ?? {}, { channel: channelOf('agency-3'), team: channelOf('agency-4') })
    await teams.pass(1)
    await teams.pass(1)
    const moved = ((await teams.seen()).get(channelOf('agency-3')) ?? []).filter((one) => one.includes('returned'))
    assert.deepEqual(moved, ['Round 1 returned', 'Round 2 returned', 'Round 3 returned'])
    assert.deepEqual(reasons('agency-4'), ['', '', ''])
  })

  it('mixes a roster: nobody is shown another agency’s card, and it goes when they have left', async () => {
    const stranger = teams.work.partnership.people.find(({ holds }) => holds[0]?.agency === 'agency-2')
    const team = channelOf('agency-1')
    await teams.local.teams.addMember(team, stranger?.oid ?? '')
    await teams.pass()
    for (const reason of reasons('agency-1')) assert.match(reason, /members from outside it \(Person of agency-2\)/)
    await teams.local.teams.removeMember(team, stranger?.oid ?? '')
    await teams.ledger.again(askOf(1, 'agency-1'))
    await teams.pass()
    await assertAllOnce()
  })

  it('breaks the connection before a message was taken: it goes once, and is counted as one that may have gone twice', async () => {
    goesWrong({ kind: 'drop', when: 'before', match: isPostTo('agency-1') })
    for (let minute = 0; minute < 3; minute += 1) await teams.pass(1)
    await assertAllOnce()
    assert.equal(await repeats(), 1)
  })

  it('breaks the connection after a message was taken: it comes twice, which is counted, and nothing else does', async () => {
    goesWrong({ kind: 'drop', when: 'after', match: isPostTo('agency-1') })
    for (let minute = 0; minute < 3; minute += 1) await teams.pass(1)
    const seen = await teams.seen()
    assert.deepEqual(seen.get(channelOf('agency-1'))?.toSorted(), ['Round 1 asked', ...everyRound])
    assert.deepEqual(seen.get(channelOf('agency-2')), everyRound)
    assert.equal(await repeats(), 1)
  })

  it('keeps a card that stands from being brought up to date: it says why, without a storm, and catches up', async () => {
    await teams.pass()
    teams.work.change('agency-1', { state: 'returned' })
    const fault = { kind: 'answer', status: 403, code: 'MessageWritesBlocked', times: 1_000 } as const
    goesWrong({ ...fault, match: ({ does, place }) => does === 'update' && place === channelOf('agency-1') })
    const before = callsTo('agency-1')
    for (let minute = 0; minute < 60; minute += 1) await teams.pass(1)
    for (const reason of reasons('agency-1')) assert.match(reason, /blocked or removed here/)
    assert.ok(callsTo('agency-1') - before <= 4, `${callsTo('agency-1') - before} calls in an hour`)
    teams.local.teams.faults.clear()
    await teams.pass(60)
    assert.deepEqual(
      (await teams.seen()).get(channelOf('agency-1')),
      rounds.map((round) => `Round ${round} returned`),
    )
    assert.deepEqual(reasons('agency-1'), ['', '', ''])
  })
})
