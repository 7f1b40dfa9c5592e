import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Changes, Register, Row } from '../../assurance/register.ts'
import type { Graph } from '../../graph/client.ts'
import type { Mirror } from '../../graph/mirror.ts'
import { provision } from '../../graph/provision.ts'
import { openSite } from '../../graph/site.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { rowsOf } from './support/mirrored-rows.ts'
import { startSite, type TestSite } from './support/site.ts'

/** A register whose pages can be held back, to arrive after something else has happened. */
const holdable = (register: Register) => {
  let held: Promise<void> | undefined
  let release: () => void = () => undefined
  let onAsked: () => void = () => undefined
  return {
    ...register,
    async changes(list: string, cursor: string | undefined): Promise<Changes> {
      const page = await register.changes(list, cursor)
      onAsked()
      await held
      return page
    },
    hold: () => {
      held = new Promise((resolve) => {
        release = resolve
      })
      return new Promise<void>((resolve) => {
        onAsked = resolve
      })
    },
    release: () => {
      held = undefined
      release()
    },
  }
}

describe('The mirror of a site’s lists', () => {
  const list = 'Events'
  let site: TestSite
  let hand: Graph
  let register: ReturnType<typeof holdable>
  let mirror: Mirror
  let items: string
  let own: string
  let n = 0

  before(async () => {
    site = await startSite()
    hand = site.connect()
    await provision({ graph: hand, site: site.address, partnership: buildPartnership() })
    items = `${await openSite(hand, site.address).list(list)}/items`
  })
  beforeEach(async () => {
    site.localGraph.faults.clear()
    register = holdable(site.register())
    own = `site ${++n}`
    mirror = await site.mirror(register, { site: own })
    await mirror.follow([list])
  })
  after(() => site.close())

  const create = async (): Promise<Row> => {
    const [outcome] = await register.write([{ list, create: { EventKey: `e${++n}`, Move: 'before' } }])
    return outcome?.is === 'written' ? outcome.row : assert.fail(JSON.stringify(outcome))
  }
  const change = async (row: Row, Move: string): Promise<Row> => {
    const [outcome] = await register.write([{ list, id: row.id, etag: row.etag, change: { Move } }])
    return outcome?.is === 'written' ? outcome.row : assert.fail(JSON.stringify(outcome))
  }
  const find = async (id: string) => (await rowsOf(mirror, list)).find((row) => row.id === id)
  const move = async (id: string) => (await find(id))?.fields['Move']

  it('what somebody changes or deletes by hand is there after the next sweep', async () => {
    const [one, two] = [await create(), await create()]
    await mirror.sweep()
    await hand.patch(`${items}/${one.id}/fields`, { Move: 'by hand' })
    await hand.delete(`${items}/${two.id}`)
    assert.equal(await move(one.id), 'before')
    await mirror.sweep()
    assert.equal(await move(one.id), 'by hand')
    assert.equal((await find(two.id))?.gone, true, 'a deleted row is remembered')
  })

  it('our own write is there at once', async () => {
    await mirror.sweep()
    const row = await create()
    await mirror.put(list, [row])
    assert.equal(await move(row.id), 'before')
    await mirror.put(list, [await change(row, 'after')])
    assert.equal(await move(row.id), 'after')
  })

  it('a page asked for before our own write and arriving after it does not undo it', async () => {
    const row = await create()
    await mirror.sweep()
    await hand.patch(`${items}/${row.id}/fields`, { Move: 'by hand' })
    const asked = register.hold()
    const sweeping = mirror.sweep()
    await asked
    const now = await register.find(list, 'EventKey', String(row.fields['EventKey']))
    assert.ok(now)
    await mirror.put(list, [await change(now, 'ours')])
    register.release()
    await sweeping
    assert.equal(await move(row.id), 'ours')
    await mirror.sweep()
    assert.equal(await move(row.id), 'ours')
  })

  it('a whole reading begun before our own writes and ending after them keeps them, new rows among them', async () => {
    const row = await create()
    await mirror.sweep()
    site.localGraph.faults.add({ kind: 'deltaExpired' })
    const asked = register.hold()
    const sweeping = mirror.sweep()
    await asked
    const made = await create()
    await mirror.put(list, [await change(row, 'ours'), made])
    register.release()
    await sweeping
    assert.equal(await move(row.id), 'ours')
    assert.deepEqual([await move(made.id), (await find(made.id))?.gone], ['before', false])
  })

  it('a cursor that is too old is followed by a whole reading, and what was deleted meanwhile is remembered', async () => {
    const [one, two] = [await create(), await create()]
    await mirror.sweep()
    await hand.delete(`${items}/${two.id}`)
    site.localGraph.faults.add({ kind: 'deltaExpired' })
    await mirror.sweep()
    assert.equal((await find(one.id))?.gone, false)
    assert.equal((await find(two.id))?.gone, true)
    assert.equal((await find(two.id))?.fields['Move'], 'before')
  })

  it('a whole reading of many pages is shown only when it is complete', async () => {
    const all = await register.write(
      Array.from({ length: 230 }, () => ({ list, create: { EventKey: `e${++n}`, Move: 'many' } })),
    )
    assert.ok(all.every(({ is }) => is === 'written'))
    await mirror.sweep()
    const before = (await rowsOf(mirror, list)).length
    assert.ok(before >= 230)
    site.localGraph.faults.add({ kind: 'deltaExpired' })
    let pages = 0
    const counting: Register = {
      ...register,
      changes: async (name, cursor) => {
        const page = await register.changes(name, cursor)
        pages += 1
        assert.equal((await rowsOf(mirror, list)).filter(({ gone }) => !gone).length, before)
        return page
      },
    }
    await (await site.mirror(counting, { site: own })).sweep()
    assert.ok(pages >= 2)
    assert.equal((await rowsOf(mirror, list)).length, before)
  })

  it('our own writes between the pages of a whole reading are there before it is shown and after', async () => {
    await mirror.sweep()
    const row = await create()
    await mirror.put(list, [row])
    site.localGraph.faults.add({ kind: 'deltaExpired' })
    let pages = 0
    const slow: Register = {
      ...register,
      changes: async (name, cursor) => {
        const page = await register.changes(name, cursor)
        pages += 1
        if (pages === 2) await mirror.put(list, [await change(row, 'between')])
        return page
      },
    }
    await (await site.mirror(slow, { site: own })).sweep()
    assert.ok(pages >= 2)
    assert.equal(await move(row.id), 'between')
  })

  it('a row deleted between our write and its being taken in does not come back', async () => {
    const row = await create()
    await mirror.sweep()
    const after = await change(row, 'after')
    await hand.delete(`${items}/${row.id}`)
    await mirror.sweep()
    await mirror.put(list, [after])
    assert.equal((await find(row.id))?.gone, true)
    const unheard = await create()
    await hand.delete(`${items}/${unheard.id}`)
    await mirror.sweep()
    await mirror.put(list, [unheard])
    assert.equal((await find(unheard.id))?.gone, true)
  })

  it('a row we made and somebody deleted around a whole reading is settled by the next one', async () => {
    await mirror.sweep()
    const mark = await mirror.mark(list)
    const [lost, kept] = [await create(), await create()]
    await hand.delete(`${items}/${lost.id}`)
    site.localGraph.faults.add({ kind: 'deltaExpired' })
    await mirror.sweep()
    await mirror.put(list, [lost, kept], mark)
    await mirror.sweep()
    assert.deepEqual([(await find(lost.id))?.gone, (await find(kept.id))?.gone], [true, false])
  })

  it('a list that cannot be read keeps its rows and says why', async () => {
    const row = await create()
    await mirror.sweep()
    site.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 3_600 })
    const swept = await mirror.sweep()
    assert.deepEqual([swept.read, swept.failed], [[], [list]])
    const [reading] = await mirror.readings()
    assert.match(reading?.fault ?? '', /“Events” could not be read/)
    assert.equal(await move(row.id), 'before')
  })

  it('a list that has not changed for long is read rarely', async () => {
    const resting = await site.mirror(register, {
      site: `${own} resting`,
      resting: { afterMs: 60_000, everyMs: 300_000 },
    })
    await resting.follow([list])
    const at = (minutes: number) => {
      site.clock.at = new Date(Date.parse('2026-12-09T12:00:00Z') + minutes * 60_000)
    }
    const readAt = async (minutes: number) => {
      at(minutes)
      return (await resting.sweep()).read.length
    }
    assert.deepEqual(
      [await readAt(0), await readAt(0.5), await readAt(2), await readAt(4), await readAt(6)],
      [1, 1, 0, 0, 1],
    )
    at(6.1)
    assert.deepEqual((await resting.sweep({ all: true })).read, [list])
    at(0)
  })

  it('two processes never read at once, and both see the same rows', async () => {
    const row = await create()
    const other = await site.mirror(site.register(), { site: own })
    const asked = register.hold()
    const sweeping = mirror.sweep()
    await asked
    assert.equal((await other.sweep()).elsewhere, true)
    register.release()
    await sweeping
    assert.equal((await rowsOf(other, list)).find(({ id }) => id === row.id)?.fields['Move'], 'before')
  })

  it('whoever has followed a list is given only what has changed since, in whatever way it changed', async () => {
    const [one, two, three] = [await create(), await create(), await create()]
    await mirror.sweep()
    let { upTo } = await mirror.changed(list)
    const changedSince = async () => {
      const { rows, anew, upTo: reached } = await mirror.changed(list, upTo)
      upTo = reached
      return { anew, ids: rows.map(({ id }) => id).toSorted() }
    }
    assert.deepEqual(await changedSince(), { anew: false, ids: [] })
    await mirror.put(list, [await change(one, 'after')])
    assert.deepEqual(await changedSince(), { anew: false, ids: [one.id] })
    await hand.patch(`${items}/${two.id}/fields`, { Move: 'by hand' })
    await hand.delete(`${items}/${three.id}`)
    await mirror.sweep()
    assert.deepEqual(await changedSince(), { anew: false, ids: [two.id, three.id].toSorted() })
    await mirror.sweep()
    assert.deepEqual(await changedSince(), { anew: false, ids: [] })
    site.localGraph.faults.add({ kind: 'deltaExpired' })
    await mirror.sweep()
    assert.equal((await changedSince()).anew, true, 'a whole reading is another era')
  })

  it('whoever has followed a list that was thrown away begins anew', async () => {
    await create()
    await mirror.sweep()
    const { upTo } = await mirror.changed(list)
    const seen = await rowsOf(mirror, list)
    await site.database.pool.query('drop schema mirror cascade')
    await mirror.open()
    await mirror.follow([list])
    assert.deepEqual([(await mirror.changed(list, upTo)).anew, await rowsOf(mirror, list)], [true, []])
    await mirror.sweep()
    assert.deepEqual(
      await rowsOf(mirror, list),
      seen.filter(({ gone }) => !gone),
    )
  })
})
