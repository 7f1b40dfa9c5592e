import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findRunningServer, type RunningServer } from './running-server.ts'
import { findBinaries, initialise, letIn, type ServerUser, serverUser } from './server-files.ts'

const user = 'sightline'
const database = 'sightline'
const patienceMs = 15_000

/** A PostgreSQL server of our own: `url` names its database `sightline`; `close` stops the server. */
export interface LocalPostgres {
  url: string
  /** Whether it was running already, for another process or since one was killed. */
  adopted: boolean
  close(): Promise<void>
}

export interface StartPostgresOptions {
  /** Holds the data, the password (mode 0600) and the server's log. Made where absent; one server a folder. */
  folder: string
  /** Told in a sentence what was done: made, adopted, a folder opened to the server's user. */
  log?: (line: string) => void
  /** A free one where absent. */
  port?: number
  /** Further flags of the command `postgres`, e.g. `['-c', 'fsync=off']` for tests. */
  flags?: readonly string[]
}

/**
 * Starts the embedded PostgreSQL in `folder` on a free port of 127.0.0.1 and makes its database (DESIGN §9). A server
 * that outlived a killed process is adopted; a stale pid file is removed. First start 1–2 s, later ones well below 0.5 s.
 * The server is no child of the terminal, so that Ctrl-C reaches only the product, which drains and then calls `close`.
 */
export const startPostgres = async (options: StartPostgresOptions): Promise<LocalPostgres> => {
  const folder = resolve(options.folder)
  const data = join(folder, 'data')
  const log = options.log ?? (() => undefined)
  const as = await serverUser()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (as.uid !== undefined) await letIn(folder, log)
  const password = await keepPassword(join(folder, 'password'), data)
  if (!existsSync(join(data, 'PG_VERSION'))) await makeData(data, password, log)

  const address = (port: number, name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`
  for (let attempt = 1; attempt <= 4; attempt++) {
    const running = await findRunningServer(data, (port) => address(port, 'postgres'), patienceMs)
    if (running) {
      log(`PostgreSQL was still running in ${folder}; it is used again.`)
      return { ...(await finish(running.port, address, () => stop(running, data))), adopted: true }
    }
    const port = options.port ?? (await freePort())
    const child = await launch(data, port, join(folder, 'postgres.log'), as, options.flags ?? [])
    if (await answers(child, address(port, 'postgres'))) {
      const close = () => stop({ pid: child.pid ?? 0, port }, data, child)
      return { ...(await finish(port, address, close)), adopted: false }
    }
  }
  throw new Error(`PostgreSQL did not start in ${folder}; postgres.log there says why.`)
}

const finish = async (port: number, address: (port: number, name: string) => string, close: () => Promise<void>) => {
  const client = new pg.Client({ connectionString: address(port, 'postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
  return { url: address(port, database), close }
}

/** Data without its password is of no use, so a lost password is said, not replaced. */
const keepPassword = async (file: string, data: string): Promise<string> => {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  if (existsSync(data)) throw new Error(`${file} is missing, so ${data} cannot be opened. Remove both to start afresh.`)
  const password = randomBytes(24).toString('hex')
  await writeFile(file, password, { mode: 0o600 })
  await chmod(file, 0o600)
  return password
}

/** Made beside its place and moved there when whole: a start that is killed half-way leaves nothing half-made. */
const makeData = async (data: string, password: string, log: (line: string) => void) => {
  const draft = `${data}.new`
  await rm(draft, { recursive: true, force: true })
  await rm(data, { recursive: true, force: true })
  await initialise(draft, user, password, log)
  await rename(draft, data)
  log('PostgreSQL was set up for the first time.')
}

const launch = async (data: string, port: number, logFile: string, as: ServerUser, flags: readonly string[]) => {
  const { postgres } = await findBinaries()
  const output = openSync(logFile, 'a', 0o600)
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100']
  try {
    const child = spawn(
      postgres,
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting]), ...flags],
      { ...as, stdio: ['ignore', output, output], detached: true },
    )
    child.unref()
    return child
  } finally {
    closeSync(output)
  }
}

/** False where the server ended before it answered: another took its port, or another start was first. */
const answers = async (child: ChildProcess, url: string): Promise<boolean> => {
  let ended = false
  child.once('error', () => {
    ended = true
  })
  child.once('exit', () => {
    ended = true
  })
  const until = performance.now() + patienceMs
  while (performance.now() < until && !ended) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return !ended
    } catch {
      await client.end().catch(() => undefined)
      await pause(15)
    }
  }
  if (!ended) child.kill('SIGQUIT')
  return false
}

/** A fast shutdown; the pid file's going tells that it is done, since an adopted server is not our child to wait for. */
const stop = async (server: RunningServer, data: string, child?: ChildProcess) => {
  const gone = () =>
    child ? child.exitCode !== null || child.signalCode !== null : !existsSync(join(data, 'postmaster.pid'))
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (gone()) return
    try {
      process.kill(server.pid, signal)
    } catch {
      return
    }
    const until = performance.now() + 10_000
    while (!gone() && performance.now() < until) await pause(10)
  }
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('No free port.')),
      )
    })
  })
