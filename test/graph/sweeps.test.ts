import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Graph } from '../../graph/client.ts'
import type { Mirror } from '../../graph/mirror.ts'
import { provision } from '../../graph/provision.ts'
import { createRegister } from '../../graph/register.ts'
import { openSite } from '../../graph/site.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { rowsOf } from './support/mirrored-rows.ts'
import { startSite, type TestSite } from './support/site.ts'

describe('What a sweep of all lists costs', () => {
  const lists = ['Events', 'Superseded', ...Array.from({ length: 23 }, (_, at) => `Round ${at + 1}`)]
  let site: TestSite
  let graph: Graph
  let hand: Graph
  let mirror: Mirror
  let n = 0

  before(async () => {
    site = await startSite()
    hand = site.connect()
    await provision({ graph: hand, site: site.address, partnership: buildPartnership() })
    const { id } = (
      (await hand.get(`/sites/${site.address.hostname}:${site.address.path}`)) as { body: { id: string } }
    ).body
    for (const displayName of lists.slice(2))
      await hand.post(`/sites/${id}/lists`, { displayName, list: { template: 'genericList' } })
    graph = site.connect()
    const register = createRegister(graph, { site: site.address, lingerMs: () => 0 })
    await register.write(
      ['Events', 'Superseded'].flatMap((list) =>
        Array.from({ length: 450 }, () => ({ list, create: { Title: `row ${++n}` } })),
      ),
    )
    mirror = await site.mirror(register)
    await mirror.follow(lists)
  })
  beforeEach(() => site.localGraph.faults.clear())
  after(() => site.close())

  const requestsOf = async (work: () => Promise<unknown>) => {
    const before = graph.traffic().requests
    await work()
    return graph.traffic().requests - before
  }
  const pathOf = async (list: string) => `${await openSite(hand, site.address).list(list)}/items`

  it('twenty-five lists are read in two requests, and the further pages of several lists share theirs', async () => {
    assert.equal(await requestsOf(() => mirror.sweep({ all: true })), 2 + 1 + 1)
    assert.deepEqual([(await rowsOf(mirror, 'Events')).length, (await rowsOf(mirror, 'Superseded')).length], [450, 450])
  })

  it('one request for each twenty lists where little or nothing has changed', async () => {
    assert.equal(await requestsOf(() => mirror.sweep({ all: true })), 2)
    const [row] = await rowsOf(mirror, 'Events')
    await hand.patch(`${await pathOf('Events')}/${row?.id}/fields`, { Title: 'by hand' })
    assert.equal(await requestsOf(() => mirror.sweep({ all: true })), 2)
    assert.equal((await rowsOf(mirror, 'Events'))[0]?.fields['Title'], 'by hand')
  })

  it('lists whose cursors are all too old are read anew together', async () => {
    site.localGraph.faults.add({ kind: 'deltaExpired', times: lists.length })
    // Two requests find it out, two begin again, and two fetch the further pages of the two long lists.
    assert.equal(await requestsOf(() => mirror.sweep({ all: true })), 2 + 2 + 1 + 1)
  })

  it('a list that is turned away fails alone, and says why; the others are read', async () => {
    const [, list = ''] = (await pathOf('Events')).split('/lists/')
    const strikes = ({ url }: { url: string }) => url.includes(list)
    site.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 3, match: strikes })
    const { read, failed } = await mirror.sweep({ all: true })
    assert.deepEqual([read.length, failed], [lists.length - 1, ['Events']])
    const fault = (await mirror.readings()).find(({ list }) => list === 'Events')?.fault
    assert.match(fault ?? '', /“Events” could not be read: SharePoint said 503/)
    assert.deepEqual((await mirror.sweep({ all: true })).failed, [])
    assert.ok((await mirror.readings()).every((reading) => reading.fault === undefined))
  })

  it('lists that had nothing new are as fresh as those that had', async () => {
    site.clock.at = new Date(site.clock.at.getTime() + 60_000)
    await mirror.sweep({ all: true })
    assert.ok((await mirror.readings()).every(({ asAt }) => asAt?.getTime() === site.clock.at.getTime()))
  })
})
