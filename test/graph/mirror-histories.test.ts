import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, before, describe, it } from 'mocha'
import type { Register, Row, Write } from '../../assurance/register.ts'
import type { Graph } from '../../graph/client.ts'
import type { Mirror } from '../../graph/mirror.ts'
import { provision } from '../../graph/provision.ts'
import { openSite } from '../../graph/site.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { rowsAnew, rowsOf } from './support/mirrored-rows.ts'
import { readToEnd } from './support/register-contract.ts'
import { startSite, type TestSite } from './support/site.ts'

const version = ({ etag }: { etag: string }) => Number(/,(\d+)/.exec(etag)?.[1])

/** What happens to the list, all of it at the same time, in whatever order it falls out. */
const happening = fc.constantFrom(
  'create',
  'change',
  'edit by hand',
  'delete by hand',
  'sweep',
  'expire',
  'drop',
  'pause',
)

describe('The mirror under everything at once', () => {
  const list = 'Events'
  let site: TestSite
  let hand: Graph
  let register: Register
  let items: string
  let n = 0

  before(async () => {
    site = await startSite()
    hand = site.connect()
    await provision({ graph: hand, site: site.address, partnership: buildPartnership() })
    items = `${await openSite(hand, site.address).list(list)}/items`
    register = site.register()
  })
  after(() => site.close())

  const play = async (mirror: Mirror, history: readonly string[]): Promise<void> => {
    const ours = new Map<string, Row>()
    const anyOf = () => [...ours.values()][n % Math.max(1, ours.size)]
    const write = async (one: Write) => {
      const mark = await mirror.mark(list)
      const [outcome] = await register.write([one])
      if (outcome?.is !== 'written') return
      const { row } = outcome
      ours.set(row.id, row)
      await mirror.put(list, [row], mark)
      const seen = (await rowsOf(mirror, list)).find(({ id }) => id === row.id)
      assert.ok(seen, 'our own write is there at once')
      assert.ok(seen.gone || version(seen) >= version(row), 'and nothing older than it is ever shown')
    }
    const steps: { readonly [name: string]: () => Promise<unknown> | undefined } = {
      create: () => write({ list, create: { EventKey: `h${++n}`, Move: 'made' } }),
      change: () => {
        const row = anyOf()
        return row && write({ list, id: row.id, etag: row.etag, change: { Move: `m${++n}` } })
      },
      'edit by hand': () => hand.patch(`${items}/${anyOf()?.id ?? 0}/fields`, { Move: `hand ${++n}` }),
      'delete by hand': () => hand.delete(`${items}/${anyOf()?.id ?? 0}`),
      sweep: () => mirror.sweep({ all: true }),
      expire: async () => site.localGraph.faults.add({ kind: 'deltaExpired' }),
      drop: async () => site.localGraph.faults.add({ kind: 'drop', when: n % 2 === 0 ? 'before' : 'after' }),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    }
    const running: (Promise<unknown> | undefined)[] = []
    for (const [at, name] of history.entries()) {
      running.push(steps[name]?.())
      if (at % 3 === 2) await Promise.all(running)
    }
    await Promise.all(running)
  }

  it('ends with what SharePoint holds, and has never shown anything older than our own writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 24 }), async (history) => {
        const mirror = await site.mirror(register, { site: `history ${++n}` })
        await mirror.follow([list])
        await play(mirror, history)
        site.localGraph.faults.clear()
        // Twice: what a whole reading leaves unsure the next one settles.
        await mirror.sweep({ all: true })
        await mirror.sweep({ all: true })
        const there = await readToEnd(register, list)
        assert.deepEqual(await rowsOf(mirror, list), await rowsAnew(mirror, list), 'nothing was missed on the way')
        const shown = (await rowsOf(mirror, list)).filter(({ gone }) => !gone)
        assert.deepEqual(
          shown.map(({ id, etag, fields }) => [id, etag, fields['Move']]).toSorted(),
          [...there.rows.values()].map(({ id, etag, fields }) => [id, etag, fields['Move']]).toSorted(),
        )
      }),
      { numRuns: 40 },
    )
  })
})
