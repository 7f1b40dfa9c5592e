import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Register } from '../../assurance/register.ts'
import { createGraph, type Graph } from '../../graph/client.ts'
import { provision } from '../../graph/provision.ts'
import { createRegister } from '../../graph/register.ts'
import { openSite } from '../../graph/site.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { type Bench, registerContract } from './support/register-contract.ts'
import { startSite, type TestSite } from './support/site.ts'

describe('The record as lists over Microsoft Graph', () => {
  let site: TestSite
  let hand: Graph
  let graph: Graph
  let register: Register
  let items: string

  before(async () => {
    site = await startSite()
    hand = site.connect()
    await provision({ graph: hand, site: site.address, partnership: buildPartnership() })
    items = `${await openSite(hand, site.address).list('Events')}/items`
    graph = site.connect({ waits: { scale: 0.001, tries: 2 } })
    register = createRegister(graph, { site: site.address })
  })
  beforeEach(() => site.localGraph.faults.clear())
  after(() => site.close())

  const bench = (): Bench => ({
    register,
    list: 'Events',
    changeByHand: async (id, fields) => {
      const answer = await hand.patch(`${items}/${id}/fields`, fields)
      assert.ok('status' in answer && answer.status === 200)
    },
    deleteByHand: async (id) => {
      const answer = await hand.delete(`${items}/${id}`)
      assert.ok('status' in answer && answer.status === 204)
    },
    loseReply: () => site.localGraph.faults.add({ kind: 'drop', when: 'after', match: ({ url }) => url === '/$batch' }),
    turnAway: (status, retryAfter) =>
      site.localGraph.faults.add({ kind: 'answer', status, retryAfter, match: ({ inBatch }) => inBatch, times: 2 }),
    expireCursors: () => site.localGraph.faults.add({ kind: 'deltaExpired' }),
  })

  registerContract(bench)

  it('writes that wait while a batch is under way go together in the next one', async () => {
    const before = graph.traffic()
    const all = Array.from({ length: 30 }, (_, at) => ({
      list: 'Events',
      create: { EventKey: `together ${at}`, Title: 'x' },
    }))
    // Thirty callers of one write each: the first twenty share a batch, the rest the next.
    const outcomes = await Promise.all(all.map((write) => register.write([write])))
    assert.ok(outcomes.every(([outcome]) => outcome?.is === 'written'))
    assert.equal(graph.traffic().batches - before.batches, 2)
  })

  it('writes that come one by one while a batch is under way go together in the next one', async () => {
    const unhurried = createRegister(graph, { site: site.address, lingerMs: () => 2_000 })
    const write = (name: string) => unhurried.write([{ list: 'Events', create: { EventKey: name, Title: 'x' } }])
    await write('one by one: the first of all')
    const before = graph.traffic().batches
    site.localGraph.faults.add({ kind: 'delay', ms: 100, match: ({ url }) => url === '/$batch' })
    const first = Array.from({ length: 20 }, (_, at) => write(`under way ${at}`))
    const more: typeof first = []
    for (let at = 0; at < 5; at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      more.push(write(`one by one ${at}`))
    }
    await Promise.all(first)
    assert.equal(graph.traffic().batches - before, 1, 'the five linger beside it')
    const outcomes = await Promise.all(more)
    assert.ok(outcomes.every(([outcome]) => outcome?.is === 'written'))
    assert.equal(graph.traffic().batches - before, 2)
  })

  it('long answers travel in smaller batches, below what Graph takes in one request', async () => {
    const before = graph.traffic()
    const long = 'x'.repeat(60_000)
    const writes = Array.from({ length: 20 }, (_, at) => ({
      list: 'Superseded',
      create: { SupersededKey: `long ${at}`, Words: long },
    }))
    const outcomes = await register.write(writes)
    assert.ok(outcomes.every(({ is }) => is === 'written'))
    assert.equal(graph.traffic().batches - before.batches, 2)
  })

  it('readings of several lists asked for at one moment are one request', async () => {
    const lists = ['Events', 'Rounds', 'Definitions', 'Deliveries']
    await register.changes('Events', undefined)
    const before = graph.traffic().requests
    await Promise.all(lists.map((list) => register.changes(list, undefined)))
    assert.equal(graph.traffic().requests - before, 1)
  })

  it('where signing in fails nothing is sent, and the write waits', async () => {
    const stranger = createGraph({
      local: { graph: `${site.origin}/local/graph`, signIn: `${site.origin}/local` },
      credentials: { tenantId: '11111111-1111-4111-8111-111111111111', clientId: 'somebody-else', secret: 'wrong' },
      waits: { scale: 0.001 },
    })
    const [outcome] = await createRegister(stranger, { site: site.address }).write([
      { list: 'Events', create: { EventKey: 'no' } },
    ])
    assert.equal(outcome?.is, 'busy')
    assert.equal(stranger.traffic().requests, 0)
  })
})
