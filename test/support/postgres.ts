import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type LocalPostgres, startPostgres } from '../../bot/postgres/start-postgres.ts'

/** A database of a test's own. `drop` ends the pool and removes it; what is left is removed at the end of the run. */
export interface FreshDatabase {
  pool: pg.Pool
  url: string
  drop(): Promise<void>
}

let starting: Promise<{ server: LocalPostgres; folder: string; admin: pg.Pool }> | undefined
const open = new Set<FreshDatabase>()

const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300', 'autovacuum=off']

const start = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-postgres-'))
  const server = await startPostgres({ folder, flags: flags.flatMap((flag) => ['-c', flag]) })
  const admin = new pg.Pool({ connectionString: server.url, max: 2 })
  admin.on('error', () => undefined)
  process.once('exit', () => leaveNothing(folder))
  return { server, folder, admin }
}

/** Where a run ends without its hooks: no server goes on, and no folder is left. */
const leaveNothing = (folder: string) => {
  try {
    process.kill(Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
  } catch {
    // It has stopped already.
  }
  rmSync(folder, { recursive: true, force: true })
}

/** A new, empty database in the one server of this run, which starts when first asked for (1–2 s, then about 30 ms). */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  starting ??= start()
  const { server, admin } = await starting
  const name = `test_${randomBytes(6).toString('hex')}`
  await admin.query(`create database ${name}`)
  const url = server.url.replace(/\/[^/]*$/, `/${name}`)
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => undefined)
  const fresh = {
    pool,
    url,
    drop: async () => {
      if (!open.delete(fresh)) return
      if (!pool.ended) await pool.end()
      await admin.query(`drop database ${name} with (force)`)
    },
  }
  open.add(fresh)
  return fresh
}

/** Stops the server and removes its folder, so that the run can end. */
const stopPostgres = async () => {
  if (!starting) return
  const { server, folder, admin } = await starting
  starting = undefined
  await Promise.all([...open].map(async ({ pool }) => (pool.ended ? undefined : pool.end())))
  open.clear()
  await admin.end()
  await server.close()
  await rm(folder, { recursive: true, force: true })
}

/** Root hooks, taken by mocha through `require` in `.mocharc.json`. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopPostgres()
  },
}
