import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, it } from 'mocha'
import pg from 'pg'
import type { Config } from '../../bot/config.ts'
import { type LocalWorld, startWorld } from '../../bot/open-world.ts'
import { payload } from '../../cards/verbs.ts'
import { sampleRounds } from '../promises/history.ts'
import { openRequests, startTraffic } from '../promises/traffic.ts'
import { answersAmiss, look, messagesAmiss } from '../promises/verdict.ts'
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts'
import { type Launched, launchProduct, type ProductProcess } from '../support/product-process.ts'
import { quickWaits } from '../support/quick-waits.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import { type BotAnswer, type Json, type Somebody, somebody } from '../support/somebody.ts'
import { type StoppingPostgres, stoppingPostgres } from '../support/stopping-postgres.ts'
import { until } from '../support/until.ts'

const round = 'ce-children-2026'
const place = { partnership: 'swindon', round, agency: 'police' }
const secret = 'Words nobody may lose'
const nil = { kind: 'not-known', systems: secret, from: '2025-10-01', to: '2026-09-30' }
const notKept = /cannot keep anything safely at the moment.*try again in a minute/

const sayOf = ({ body }: { readonly body: Json }): string => String((body['error'] as Json | undefined)?.['say'])
/** The button of a dialog that came back, with all that it would send. */
const againIn = ({ body }: BotAnswer): Json => {
  const task = body['task'] as { value?: { card?: { content?: { actions?: readonly { data: Json }[] } } } }
  return task.value?.card?.content?.actions?.[0]?.data ?? {}
}

describe('While PostgreSQL is down', function () {
  this.timeout(90_000)
  let postgres: StoppingPostgres
  let database: FreshDatabase
  let dataFolder: string
  let world: LocalWorld & { stop(): Promise<void> }
  let launched: Launched
  let product: ProductProcess
  let police: Somebody
  let card: string
  let keys: readonly string[]

  before(async () => {
    postgres = await stoppingPostgres()
    database = await freshDatabase()
    dataFolder = await mkdtemp(join(tmpdir(), 'sightline-test-'))
    const config: Config = {
      port: 0,
      dataFolder,
      partnershipFile: 'infra/partnerships/swindon-2026-27.yaml',
      today: '2026-10-12',
      sampleAnswers: false,
      playground: false,
      databaseUrl: database.url,
      graphWire: undefined,
    }
    world = await startWorld(config, () => undefined)
    launched = launchProduct({ ...config, databaseUrl: postgres.url, localServices: world.origin }, quickWaits)
    product = await launched.ready
    police = await as('police-representative')
    card = (await police.card('police', round)).id
    await police.execute('police', card, 'confirm-key', payload('confirm-key', place))
    await product.settle()
    const { body } = await police.api(`returns?round=${round}`)
    const rows = body['rows'] as { agency: { id: string }; cells: ({ key: string } | null)[] }[]
    keys = rows.find((row) => row.agency.id === 'police')?.cells.flatMap((cell) => (cell ? [cell.key] : [])) ?? []
    assert.ok(keys.length >= 5)
  })
  after(async () => {
    world.localGraph.faults.clear()
    await launched.kill()
    await world.stop()
    await database.drop()
    await postgres.end()
    await rm(dataFolder, { recursive: true, force: true })
  })

  const as = (person: string) => somebody({ world: world.origin, product: () => product.origin }, person)
  const send = (id: string, key = '') => police.api('moves', { id, key, base: 2, command: { do: 'nil', nil } })
  const submit = (data: object) => police.dialog('police', card, 'submit', data)
  /** The facts in *Events*, read past the product. */
  const factsOf = async (key = '') => {
    const { rows } = await database.pool.query<{ fact: string }>(
      `select fields->>'Doing' as fact from local_graph.items i join local_graph.lists l on l.id = i.list
       where l.display_name = 'Events' and not i.deleted and fields->>'RequestKey' = $1 order by (fields->>'Number')::int`,
      [key],
    )
    return rows.map(({ fact }) => fact)
  }

  it('an answer is refused in a sentence and kept where it was typed, and counts once when it is sent again', async () => {
    const [acknowledged, throughTab, throughCard] = keys
    world.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 30, times: Number.POSITIVE_INFINITY })
    assert.equal((await send('before-the-stop', acknowledged)).status, 202)
    await postgres.stop()

    const refused = await send('while-it-is-down', throughTab)
    assert.equal(refused.status, 503)
    assert.match(sayOf(refused), notKept)
    const draft = await police.api('draft', { key: throughTab, raw: { anything: secret } }, 'PUT')
    assert.equal(draft.status, 503)
    assert.match(sayOf(draft), notKept)
    const read = await police.api(`returns?round=${round}`)
    assert.equal(read.status, 503)
    assert.match(sayOf(read), /cannot read what it keeps at the moment/)

    const typed = { ...payload('nil', place), attempt: 'one-opening', cases: throughCard, ...nil, confirm: 'true' }
    const back = await submit(typed)
    assert.equal(back.status, 200)
    assert.match(back.text, notKept)
    assert.match(back.text, new RegExp(secret))
    assert.match((await submit(againIn(back))).text, notKept)
    const opened = await police.dialog('police', card, 'fetch', payload('nil', place))
    assert.match(opened.text, /cannot keep anything|cannot read/)
    const pressed = await police.execute('police', card, 'confirm-key', payload('confirm-key', place))
    assert.match(pressed.text, /at the moment/)

    await postgres.start()
    world.localGraph.faults.clear()
    await until(async () => (await send('while-it-is-down', throughTab)).status === 202, 'the answer sent again')
    assert.match((await submit(againIn(back))).text, /Received/i)
    assert.match((await submit(againIn(opened))).text, /Nil return|Which cases/i)
    // Nobody asks it to: it takes everything up by itself.
    for (const key of [acknowledged, throughTab, throughCard])
      await until(async () => (await factsOf(key)).length === 3, `the nil return of ${key}`)
    await product.settle()
    for (const key of [acknowledged, throughTab, throughCard])
      assert.deepEqual(await factsOf(key), ['ask', 'confirm-key', 'nil'])
    assert.doesNotMatch(product.said.join('\n'), new RegExp(secret))
  })

  it('and it crashes again and again while everybody answers, nothing that was acknowledged is lost or filed twice', async () => {
    const sample = sampleRounds()
    const opened = (await openRequests({ as }, sample)).filter(({ agency }) => agency !== 'police')
    await product.settle()
    world.localGraph.faults.slow(() => 20 * Math.random())
    const traffic = await startTraffic({ as }, sample, opened, { seed: 1, restMs: 200 })
    const kept = new pg.Pool({ connectionString: postgres.url, max: 1 })
    kept.on('error', () => undefined)
    for (const afterMs of [800, 500]) {
      await pause(afterMs)
      await postgres.crash()
      await pause(300)
      await postgres.start()
    }
    await traffic.end()
    world.localGraph.faults.slow(undefined)
    for (let passes = 0; passes < 3; passes += 1) await product.settle()
    const all = await look(database, kept)
    // A welcome answers the installing, and is no message of the ledger's.
    const found = { ...all, messages: all.messages.filter(({ summary }) => summary) }
    await kept.end()
    // Each message may have been on its way when the database went; how often one was repeated must be counted all the same.
    const inDoubt = new Set(found.ledger.map(({ key }) => key))
    assert.ok(traffic.made.length > 30)
    assert.ok(traffic.made.some(({ sent }) => sent > 1))
    const amiss = [
      ...traffic.faults,
      ...answersAmiss(found, traffic.made, traffic.known),
      ...messagesAmiss(found, inDoubt),
    ]
    assert.deepEqual(amiss, [])
  })
})

describe('While the disk of PostgreSQL is full', function () {
  this.timeout(60_000)
  let sightline: RunningSightline
  let police: Somebody
  let card: string
  let keys: readonly string[]

  before(async () => {
    // Slow to give up, as the product is outside tests.
    sightline = await runningSightline({}, { ...quickWaits, stepBackMs: 200, stepBackAtMostMs: 1_000 })
    police = await sightline.as('police-representative')
    card = (await police.card('police', round)).id
    await police.execute('police', card, 'confirm-key', payload('confirm-key', place))
    await sightline.settle()
    keys = (await sightline.views.views({ round, agency: 'police' })).map(({ request }) => request.key)
    assert.ok(keys.length >= 6)
    await sightline.pool.query(
      `create function disk_full() returns trigger language plpgsql as
       $$ begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    )
  })
  after(() => sightline.end())

  /** Does the work while no row can be added to the table, as PostgreSQL refuses it then. */
  const whileFull = async (table: string, work: () => Promise<void>) => {
    await sightline.pool.query(
      `create trigger disk_full before insert on ${table} for each row execute function disk_full()`,
    )
    try {
      await work()
    } finally {
      await sightline.pool.query(`drop trigger disk_full on ${table}`)
    }
  }
  const count = async (table: string, where = 'true') =>
    Number((await sightline.pool.query<{ n: string }>(`select count(*) as n from ${table} where ${where}`)).rows[0]?.n)
  const send = (id: string, key = '') => police.api('moves', { id, key, base: 2, command: { do: 'nil', nil } })
  const factsOf = async (key = '') => (await sightline.views.events(key)).map(({ is }) => is)
  const filed = ['ask', 'confirm-key', 'nil']

  const places: readonly (readonly [table: string, keys: readonly number[]])[] = [
    ['sightline.pending_move', [0, 1, 2]],
    ['pgboss.job_common', [3, 4]],
  ]
  for (const [table, own] of places)
    it(`an answer that cannot be added to ${table} is refused with nothing half done, and counts once when it is sent again`, async () => {
      const [throughTab, ...throughCard] = own.map((at) => keys[at] ?? '')
      const id = `while-full-${own.join('')}`
      const typed = { ...payload('nil', place), attempt: id, ...nil, confirm: 'true' }
      const submit = () => police.dialog('police', card, 'submit', { ...typed, cases: throughCard.join() })
      const jobs = await count('pgboss.job')
      await whileFull(table, async () => {
        const refused = await send(id, throughTab)
        assert.equal(refused.status, 503)
        assert.match(sayOf(refused), notKept)
        const back = await submit()
        assert.match(back.text, notKept)
        assert.doesNotMatch(back.text, /Received/)
        for (const words of Object.values(nil)) assert.ok(JSON.stringify(back.body).includes(words))
        await sightline.settle()
        assert.equal(await count('sightline.pending_move'), 0)
        assert.equal(await count('pgboss.job'), jobs)
        for (const key of [throughTab, ...throughCard]) assert.deepEqual(await factsOf(key), ['ask', 'confirm-key'])
      })
      assert.equal((await send(id, throughTab)).status, 202)
      assert.match((await submit()).text, /Received/)
      await sightline.settle()
      for (const key of [throughTab, ...throughCard]) assert.deepEqual(await factsOf(key), filed)
    })

  it('a draft is refused, and saved when it is sent again', async () => {
    const key = keys[5] ?? ''
    const save = () => police.api('draft', { key, raw: { anything: secret } }, 'PUT')
    await whileFull('sightline.draft', async () => {
      const refused = await save()
      assert.equal(refused.status, 503)
      assert.match(sayOf(refused), notKept)
    })
    assert.equal((await save()).status, 200)
    assert.equal(await count('sightline.draft'), 1)
  })

  it('an answer whose row in SharePoint cannot be mirrored is filed once all the same', async () => {
    const key = keys[5] ?? ''
    await whileFull('mirror.rows', async () => {
      assert.equal((await send('not-mirrored', key)).status, 202)
      const written = `fields->>'RequestKey' = '${key}' and fields->>'State' = 'returned'`
      await until(async () => (await count('local_graph.items', written)) === 1, 'the row in SharePoint')
      await pause(300)
    })
    await sightline.settle()
    assert.deepEqual(await factsOf(key), filed)
    assert.equal(await count('sightline.pending_move'), 0)
  })

  it('a message that cannot be put down is not sent, and goes once when there is room again', async () => {
    const gwh = await sightline.as('gwh-representative')
    const at = { ...place, agency: 'gwh' }
    const { id } = await gwh.card('gwh', round)
    await gwh.execute('gwh', id, 'confirm-key', payload('confirm-key', at))
    await sightline.settle()
    const posted = () => count('local_teams.message', `conversation like '%gwh%' and author->>'bot' = 'true'`)
    const before = await posted()
    const requests = await sightline.views.views({ round, agency: 'gwh' })
    await whileFull('sightline.ledger', async () => {
      const command = { do: 'nil', nil }
      for (const { request } of requests)
        assert.equal(
          (await gwh.api('moves', { id: `gwh-${request.caseRef}`, key: request.key, base: 2, command })).status,
          202,
        )
      await sightline.settle()
      assert.equal(await posted(), before)
    })
    await sightline.settle()
    await sightline.settle()
    assert.equal(await posted(), before + 1)
    assert.equal(await count('sightline.ledger', 'repeats > 0 or unsure'), 0)
  })

  it('nothing of it is logged with anybody’s words', () => {
    assert.doesNotMatch(sightline.said.join('\n'), new RegExp(secret))
    assert.ok(sightline.said.length > 0)
  })
})
