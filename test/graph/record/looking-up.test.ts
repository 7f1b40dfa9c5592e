import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, before, describe, it } from 'mocha'
import type { FiledRequest } from '../../../assurance/record.ts'
import { createRecord } from '../../../graph/record.ts'
import { createRegister } from '../../../graph/register.ts'
import { type KeptRecord, keptPartnership, startRecord } from '../support/kept-record.ts'

const byKey = (all: readonly FiledRequest[]) =>
  [...all].toSorted((one, other) => one.request.key.localeCompare(other.request.key))

describe('Looking up requests', () => {
  let kept: KeptRecord
  before(async () => {
    kept = await startRecord()
  })
  after(() => kept.site.close())

  const happening = fc.record({
    what: fc.constantFrom('ask', 'return', 'move by hand', 'delete', 'spoil', 'mend', 'sweep', 'expire'),
    which: fc.nat(7),
  })

  it('by key, round and agency finds what reading through all of them finds, whatever has happened', async () => {
    const { record, ask, byHand, deleteByHand, list, mirror, site } = kept
    const asked: FiledRequest[] = []
    const steps: { readonly [what: string]: (one: FiledRequest | undefined, n: number) => Promise<unknown> } = {
      ask: async (_, n) => asked.push(await ask({ agency: n % 2 === 0 ? 'police' : 'health', round: `r-${n % 3}` })),
      return: async (one) => {
        const [now] = one ? await record.requests({ key: one.request.key }) : []
        if (now) await record.fileRequests([{ request: { ...now.request, revision: 2 }, row: now.row }])
      },
      'move by hand': async (one, n) => one && byHand(list, one.row.id, { Agency: n % 2 === 0 ? 'schools' : 'police' }),
      spoil: async (one) => one && byHand(list, one.row.id, { DueOn: null }),
      mend: async (one) => one && byHand(list, one.row.id, { DueOn: '2026-12-02T12:00:00Z' }),
      delete: async (one) => {
        if (!one) return
        asked.splice(asked.indexOf(one), 1)
        await deleteByHand(list, one.row.id)
      },
      sweep: () => mirror.sweep({ all: true }),
      expire: async () => site.localGraph.faults.add({ kind: 'deltaExpired' }),
    }
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 12 }), async (history) => {
        for (const { what, which } of history) await steps[what]?.(asked[which % Math.max(1, asked.length)], which)
        await mirror.sweep({ all: true })
        const all = await record.requests()
        const anew = createRecord({
          partnership: keptPartnership,
          mirror,
          register: createRegister(site.connect(), { site: site.address }),
        })
        assert.deepEqual(byKey(await anew.requests()), byKey(all), 'nothing was missed on the way')
        const values = <T>(of: (one: FiledRequest) => T) => [...new Set(all.map(of))]
        for (const key of values(({ request }) => request.key))
          assert.deepEqual(
            await record.requests({ key }),
            all.filter(({ request }) => request.key === key),
          )
        for (const agency of values(({ request }) => request.agency))
          for (const round of values(({ request }) => request.round))
            assert.deepEqual(
              byKey(await record.requests({ agency, round })),
              byKey(all.filter(({ request }) => request.agency === agency && request.round === round)),
            )
        assert.deepEqual(await record.requests({ key: 'nobody' }), [])
      }),
      { numRuns: 15 },
    )
  })

  it('gives the same object until the row changes', async () => {
    const { record, ask, byHand, list, mirror } = kept
    const [one, other] = [await ask(), await ask()]
    const look = async (of: FiledRequest) => (await record.requests({ key: of.request.key }))[0]
    const [first, second] = [await look(one), await look(other)]
    await byHand(list, one.row.id, { State: 'excused' })
    await mirror.sweep({ all: true })
    assert.notEqual(await look(one), first)
    assert.equal(await look(other), second)
  })
})
