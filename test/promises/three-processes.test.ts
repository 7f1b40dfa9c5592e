import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { payload } from '../../cards/verbs.ts'
import { type ByHand, byHand } from '../support/by-hand.ts'
import { until } from '../support/until.ts'
import { type WorldAlone, worldAlone } from '../support/world-alone.ts'
import { sampleRounds } from './history.ts'
import { type Known, openRequests } from './traffic.ts'
import { look, repeated } from './verdict.ts'

const round = 'ce-children-2026'
const nilOf = (systems: string) => ({ kind: 'not-known', systems, from: '2025-10-01', to: '2026-09-30' })

describe('Three processes on one database', function () {
  this.timeout(120_000)
  let world: WorldAlone
  let hand: ByHand
  let opened: readonly Known[]

  before(async () => {
    world = await worldAlone()
    hand = byHand(world, world.database.pool)
    const first = await world.launch()
    opened = await openRequests(world, sampleRounds())
    await first.settle()
    await Promise.all([world.launch(), world.launch()])
  })
  after(() => world.end())

  const next = (agency: string): string => {
    const one = opened.find((known) => known.agency === agency && known.round === round)
    opened = opened.filter((known) => known !== one)
    assert.ok(one)
    return one.key
  }
  const eventsOf = async (key: string) => (await hand.rows('Events')).filter((event) => event['RequestKey'] === key)
  const setAside = async (key: string) =>
    (await hand.rows('Superseded')).filter((fields) => String(fields['RequestKey']).startsWith(key))
  const settles = async () => {
    await until(async () => (await look(world.database)).waiting.length === 0, 'everything is filed')
    await Promise.all(world.running.map((one) => one.settle()))
  }

  it('take one of twenty answers sent at once, and tell everybody else whose it was', async () => {
    const key = next('police')
    const two = await Promise.all(['police-representative', 'police-deputy'].map((person) => world.as(person)))
    const { id: card } = (await two[0]?.card('police', round)) ?? { id: '' }
    const place = { partnership: 'swindon', round, agency: 'police' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const who = two[at % 2]
        const nil = nilOf(`searched ${at}`)
        if (at % 4 < 2) {
          const { status, body } =
            (await who?.api('moves', { id: `twenty-${at}`, key, base: 2, command: { do: 'nil', nil } })) ?? {}
          return { at, taken: status === 202, says: JSON.stringify(body) }
        }
        const data = { ...payload('nil', place), cases: key, confirm: 'true', attempt: `twenty-${at}`, ...nil }
        const { text } = (await who?.dialog('police', card, 'submit', data)) ?? { text: '' }
        return { at, taken: /Received/.test(text), says: text }
      }),
    )
    const [taken, ...others] = answers.filter((one) => one.taken)
    assert.ok(taken)
    assert.deepEqual(others, [])
    await settles()
    const row = await hand.row(key)
    assert.equal(row?.['NilSystems'], `searched ${taken.at}`)
    assert.equal((await eventsOf(key)).length, 3)
    const first = String(row?.['ReturnedBy'])
    assert.match(first, /[a-z]/)
    for (const { at, says } of answers) if (at !== taken.at) assert.ok(says.includes(first), says)
  })

  it('agree where an answer meets a withdrawal: one of the two came first, and whoever lost is told', async () => {
    const [agency, ssu] = await Promise.all([world.as('gwh-representative'), world.as('ssu-lead')])
    for (let time = 0; time < 3; time += 1) {
      const key = next('gwh')
      const [answer, withdrawal] = await Promise.all([
        agency.api('moves', { id: `meets-${time}-answer`, key, base: 2, command: { do: 'nil', nil: nilOf('met') } }),
        ssu.api('moves', { id: `meets-${time}-end`, key, base: 2, command: { do: 'withdraw', reason: 'Not needed.' } }),
      ])
      await settles()
      const filed = (await eventsOf(key)).map((event) => event['Move'])
      assert.equal((await hand.row(key))?.['State'], 'withdrawn')
      assert.equal(withdrawal.status, 202)
      // First the answer, which is then withdrawn with it; or the withdrawal, and the answer is refused or set aside.
      if (filed.includes(`meets-${time}-answer`)) assert.equal(answer.status, 202)
      else if (answer.status === 202) assert.match(JSON.stringify(await setAside(key)), /met/)
      else assert.match(JSON.stringify(answer.body), /withdrawn/)
    }
  })

  it('set an acknowledged answer aside where its row was deleted, and tell its author, however busy Teams is', async () => {
    const key = next('childrens-social-care')
    const who = await world.as('childrens-social-care-representative')
    const row = ({ method, inBatch }: { method: string; inBatch: boolean }) => inBatch && method === 'PATCH'
    world.localGraph.faults.add({ kind: 'delay', ms: 400, match: row })
    const { faults } = world.localTeams
    const there = ({ does, place }: { does: string; place: string }) =>
      does === 'post' && /childrens-social/.test(place)
    faults.add({ kind: 'answer', status: 429, retryAfter: 1, times: 2, match: there })
    const answer = await who.api('moves', {
      id: 'deleted-row-1',
      key,
      base: 2,
      command: { do: 'nil', nil: nilOf('gone') },
    })
    await hand.remove(key)
    assert.equal(answer.status, 202)
    await settles()
    assert.match(JSON.stringify(await setAside(key)), /gone/)
    assert.equal(faults.pending, 0)
    const told = (await look(world.database)).messages.filter(
      ({ conversation, summary }) => /childrens-social/.test(conversation) && /could not be filed/.test(summary ?? ''),
    )
    assert.equal(told.length, 1)
  })

  it('sweep at the same moment: what somebody changed by hand shows once on one card, and nothing is posted twice', async () => {
    const before = await look(world.database)
    const keys = [next('police'), next('gwh'), next('icb')]
    for (const key of keys) await hand.change(key, { DueOn: '2026-12-09T12:00:00Z' })
    await Promise.all(world.running.map((one) => one.settle()))
    await settles()
    for (const agency of ['police', 'gwh', 'icb']) {
      const who = await world.as(`${agency}-representative`)
      await until(async () => /9 Dec/.test((await who.card(agency, round)).text), `the card of ${agency} follows`)
    }
    const now = await look(world.database)
    assert.deepEqual(repeated(now), repeated(before))
    const posted = now.ledger.flatMap(({ message }) => message ?? [])
    assert.equal(new Set(posted).size, posted.length)
    assert.deepEqual(
      now.ledger.filter(({ repeats }) => repeats > 0),
      [],
    )
  })
})
