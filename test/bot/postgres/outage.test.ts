import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import pg from 'pg'
import { isOutage } from '../../../bot/postgres/outage.ts'
import { freshDatabase } from '../../support/postgres.ts'

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('A database that is down or full', () => {
  it('is told apart from a fault in what was asked', async () => {
    const { pool } = await freshDatabase()
    const raised = (state: string) => faultOf(pool.query(`do $$ begin raise 'no' using errcode = '${state}'; end $$`))
    for (const state of ['53100', '53200', '53300', '57P01', '57P03', '58030', '25006'])
      assert.ok(isOutage(await raised(state)), state)
    for (const state of ['23505', '22P02', '40001', '42P01', '25001']) assert.ok(!isOutage(await raised(state)), state)
    assert.ok(!isOutage(await faultOf(pool.query('select nothing from nowhere'))))
    assert.ok(!isOutage(new Error('no definition')))
    assert.ok(!isOutage(undefined))
  })

  it('is known by a connection that is refused, that breaks off, and that does not come in time', async () => {
    const { pool, url } = await freshDatabase()
    const nobody = new pg.Pool({ connectionString: 'postgres://somebody@127.0.0.1:1/none' })
    assert.ok(isOutage(await faultOf(nobody.query('select 1'))))
    const one = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 50 })
    const client = await one.connect()
    client.on('error', () => undefined)
    assert.ok(isOutage(await faultOf(one.query('select 1'))))
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const broken = faultOf(client.query('select pg_sleep(10)'))
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    assert.ok(isOutage(await broken))
    assert.ok(isOutage(await faultOf(client.query('select 1'))))
    client.release(true)
    await Promise.all([one.end(), nobody.end()])
  })
})
