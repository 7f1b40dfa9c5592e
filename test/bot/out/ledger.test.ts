import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'mocha'
import { createLedger, type Entry, type Ledger } from '../../../bot/out/ledger.ts'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts'

const anEntry = (over: Partial<Entry> = {}): Entry => ({
  key: 'swindon/ask:test:police',
  sort: 'ask',
  agency: 'police',
  round: 'test',
  day: '2026-11-18',
  state: 'sent',
  fingerprint: 'as it stands',
  at: '2026-11-18T09:00:00.000Z',
  rungs: [],
  tries: 0,
  unsure: false,
  repeats: 0,
  ...over,
})

describe('the ledger of messages', () => {
  const databases: FreshDatabase[] = []
  let ledger: Ledger
  let another: Ledger
  beforeEach(async () => {
    const database = await freshDatabase()
    databases.push(database)
    await createWorkTables(database.pool)
    // A newer version starts on the tables of an older one.
    await createWorkTables(database.pool)
    ledger = createLedger(database.pool, 'swindon')
    another = createLedger(database.pool, 'swindon')
  })
  after(() => Promise.all(databases.map((database) => database.drop())))

  const begun = (tries: number) => anEntry({ state: 'sending', tries }) as Entry & { state: 'sending' }
  const read = async () => (await ledger.all()).get('swindon/ask:test:police')

  it('lets one process begin a message, also where two look at the same moment', async () => {
    const began = await Promise.all([ledger.begin(begun(1)), another.begin(begun(1))])
    assert.deepEqual(began.toSorted(), [false, true])
    assert.equal(await another.begin(begun(1)), false)
    assert.equal(await another.begin(begun(2)), true)
  })

  it('lets nobody begin what has been sent', async () => {
    await ledger.put(anEntry({ tries: 1 }))
    assert.equal(await ledger.begin(begun(2)), false)
  })

  it('gives back what it was given, in few writes', async () => {
    const entries = Array.from({ length: 300 }, (_, at) =>
      anEntry({
        key: `swindon/ask:test:agency-${at}`,
        message: String(at),
        conversation: '19:c',
        reason: 'a “reason”',
      }),
    )
    await Promise.all(entries.map((entry) => ledger.put(entry)))
    assert.deepEqual(
      [...(await ledger.all()).values()].toSorted((a, b) => Number(a.message) - Number(b.message)),
      entries,
    )
  })

  it('keeps the order of what is written about one message', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => ledger.put(anEntry({ message: String(at) }))))
    assert.equal((await read())?.message, '19')
  })

  it('tells Deliveries of each outcome once, and again when it is another', async () => {
    const tell = async () => {
      const entries = await ledger.unrecorded(10)
      await ledger.recorded(entries)
      return entries.map(({ state, reason }) => `${state} ${reason ?? ''}`)
    }
    const blocked = anEntry({ state: 'blocked', reason: 'no channel' })
    await ledger.put(blocked)
    assert.deepEqual([await tell(), await tell()], [['blocked no channel'], []])
    await ledger.begin(begun(1))
    await ledger.put(anEntry({ ...blocked, tries: 1, until: '2026-11-18T09:10:00.000Z' }))
    assert.deepEqual(await tell(), [])
    await ledger.put(anEntry({ ...blocked, reason: 'no app' }))
    assert.deepEqual(await tell(), ['blocked no app'])
    await ledger.put(anEntry({ message: '1' }))
    await ledger.put(anEntry({ message: '1', fingerprint: 'another' }))
    assert.deepEqual([await tell(), await tell()], [['sent '], []])
  })

  it('takes over from Deliveries what it does not know, and leaves alone what it does', async () => {
    await ledger.put(anEntry({ message: '1' }))
    const delivery = (key: string) => {
      const { day, at } = anEntry()
      return {
        key,
        day,
        at,
        partnership: 'swindon',
        sort: 'ask',
        agency: 'police',
        state: 'sent',
        activity: '7',
        rungs: [],
      } as const
    }
    await ledger.restore([delivery('swindon/ask:test:police'), delivery('swindon/ask:earlier:police')])
    const all = await ledger.all()
    assert.equal(all.get('swindon/ask:test:police')?.message, '1')
    assert.equal(all.get('swindon/ask:earlier:police')?.message, '7')
    assert.deepEqual(
      (await ledger.unrecorded(10)).map(({ key }) => key),
      ['swindon/ask:test:police'],
    )
  })

  it('tries again what one place held up, and nothing else', async () => {
    const until = '2026-11-18T10:00:00.000Z'
    const held = (key: string, over: Partial<Entry>) =>
      ledger.put(anEntry({ key, state: 'blocked', reason: 'x', until, ...over }))
    await held('one', { closed: '19:police' })
    await held('two', { closed: '19:police' })
    await held('three', { closed: '19:health' })
    await held('four', { agency: 'health' })
    const left = async () =>
      [...(await ledger.all()).values()]
        .filter((entry) => entry.until)
        .map(({ key }) => key)
        .toSorted()
    await ledger.again('one')
    assert.deepEqual(await left(), ['four', 'three'])
    await ledger.againFor('health')
    assert.deepEqual(await left(), ['three'])
    await ledger.again('three')
    assert.deepEqual(await left(), [])
  })

  it('survives the loss of the connection that holds its lock', async () => {
    const [database] = databases.slice(-1)
    let ran = false
    await ledger.exclusively(async () => {
      await database?.pool
        .query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where pid <> pg_backend_pid() and datname = current_database()`,
        )
        .catch(() => undefined)
    })
    const next = () =>
      another.exclusively(async () => {
        ran = true
      })
    // The pool may hand out one more connection that has gone.
    await next().catch(next)
    assert.ok(ran)
  })
})
