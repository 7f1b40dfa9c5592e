import assert from 'node:assert/strict'
import fc from 'fast-check'
import { before, describe, it } from 'mocha'
import type pg from 'pg'
import { createLedger, type Entry } from '../../../bot/out/ledger.ts'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import { freshDatabase } from '../../support/postgres.ts'

const entry = (key: string, tries: number): Entry => ({
  key,
  sort: 'ask',
  agency: 'police',
  day: '2026-11-18',
  state: tries % 2 === 0 ? 'sent' : 'waiting',
  fingerprint: `try ${tries}`,
  at: '2026-11-18T09:00:00.000Z',
  rungs: [],
  tries,
  unsure: false,
  repeats: 0,
})

describe('What a process knows of the ledger', () => {
  let pool: pg.Pool
  before(async () => {
    pool = (await freshDatabase()).pool
    await createWorkTables(pool)
  })

  it('is what the ledger says, whatever several processes write at the same time', async () => {
    let n = 0
    const put = fc.record({ who: fc.nat(2), key: fc.nat(5), look: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(put, { minLength: 1, maxLength: 30 }), async (history) => {
        const partnership = `run ${++n}`
        const processes = [1, 2, 3].map(() => createLedger(pool, partnership))
        await Promise.all(
          history.map(async ({ who, key, look }, at) => {
            await processes[who]?.put(entry(`${partnership}/${key}`, at))
            if (look) await processes[(who + 1) % 3]?.all()
          }),
        )
        const afresh = await createLedger(pool, partnership).all()
        for (const one of processes)
          assert.deepEqual(new Map([...(await one.all())].toSorted()), new Map([...afresh].toSorted()))
      }),
      { numRuns: 40 },
    )
  })

  it('takes in what was written by a transaction that ended after a later one was seen', async () => {
    const [partnership, other] = ['slow', await pool.connect()]
    const ledger = createLedger(pool, partnership)
    await ledger.put(entry('slow/first', 0))
    await other.query('begin')
    await other.query(`update sightline.ledger set fingerprint = 'slowly' where key = 'slow/first'`)
    await ledger.put(entry('slow/second', 0))
    assert.deepEqual([...(await ledger.all()).keys()].toSorted(), ['slow/first', 'slow/second'])
    await other.query('commit')
    other.release()
    assert.equal((await ledger.all()).get('slow/first')?.fingerprint, 'slowly')
  })

  it('is the same map until something is written', async () => {
    const ledger = createLedger(pool, 'still')
    await ledger.put(entry('still/one', 0))
    const first = await ledger.all()
    assert.equal(await ledger.all(), first)
    await createLedger(pool, 'still').put(entry('still/one', 2))
    assert.notEqual(await ledger.all(), first)
    assert.equal(first.get('still/one')?.tries, 0, 'what was handed out does not change')
  })
})
