import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { createInstalledTeams } from '../../bot/out/installed-teams.ts'
import { createLedger, type Entry } from '../../bot/out/ledger.ts'
import { createWorkTables } from '../../bot/queue/schema.ts'
import { buildPartnership } from '../support/build-partnership.ts'
import { buildReading } from '../support/build-request.ts'
import { freshDatabase } from '../support/postgres.ts'
import { createMemoryPorts } from '../tab/memory-ports.ts'
import { withChannels } from './arriving.ts'

const clock = { now: () => new Date('2026-12-01T12:00:00Z') }

const teams = async () => {
  const { pool } = await freshDatabase()
  await createWorkTables(pool)
  const partnership = withChannels(buildPartnership())
  const nothing = { partnership, rounds: [], definitions: {}, views: [], reading: buildReading(), clock }
  const poked: string[] = []
  const ledger = createLedger(pool, partnership.id)
  const { views } = createMemoryPorts(nothing)
  const known = () => createInstalledTeams({ ledger, views, clock, poke: (agencies) => void poked.push(...agencies) })
  return { ledger, known, poked }
}

describe('the teams that Sightline is in', () => {
  it('are welcomed once each, also where two processes are told at the same moment', async () => {
    const { ledger, known } = await teams()
    const told = await Promise.all([known(), known(), known()].map((one) => one.welcome('team-police')))
    assert.deepEqual(told.filter(Boolean), [true])
    assert.equal(await known().welcome('team-police'), false)
    assert.equal(await known().welcome('team-of-nobody'), true)
    const entry = (await ledger.all()).get('sample/welcome:team-police')
    assert.deepEqual([entry?.sort, entry?.agency, entry?.state], ['welcome', 'police', 'sent'])
  })

  it('get what waits for them at once when the app has come back', async () => {
    const { ledger, known, poked } = await teams()
    const waiting: Entry = {
      key: 'sample/ask:x:police',
      sort: 'ask',
      agency: 'police',
      day: '2026-12-01',
      state: 'blocked',
      reason: 'Sightline is not in this team.',
      fingerprint: '',
      at: clock.now().toISOString(),
      until: '2026-12-02T12:00:00.000Z',
      rungs: [],
      tries: 1,
      unsure: false,
      repeats: 0,
    }
    await ledger.put(waiting)
    await known().installed('team-police', false)
    assert.deepEqual(poked, [])
    assert.equal((await ledger.all()).get(waiting.key)?.until, waiting.until)
    await known().installed('team-police', true)
    assert.deepEqual(poked, ['police'])
    assert.equal((await ledger.all()).get(waiting.key)?.until, undefined)
    await known().installed('team-of-nobody', true)
    assert.deepEqual(poked, ['police'])
  })
})
