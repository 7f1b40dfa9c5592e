import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalPostgres, startPostgres } from '../../bot/postgres/start-postgres.ts'
import { until } from './until.ts'

/** A PostgreSQL server of a test's own that may be stopped and started again, on the same folder and port. */
export interface StoppingPostgres {
  readonly url: string
  stop(): Promise<void>
  /** Ends it as a crash would: connections break off wherever they are. */
  crash(): Promise<void>
  start(): Promise<void>
  end(): Promise<void>
}

// What was committed must survive a crash of the server, though not of the machine.
const flags = ['-c', 'fsync=off', '-c', 'full_page_writes=off']

export const stoppingPostgres = async (): Promise<StoppingPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-stopping-'))
  const first = await startPostgres({ folder, flags })
  const port = Number(new URL(first.url).port)
  let running: LocalPostgres | undefined = first
  return {
    url: first.url,
    async stop() {
      await running?.close()
      running = undefined
    },
    async crash() {
      const pidFile = join(folder, 'data', 'postmaster.pid')
      const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
      process.kill(pid, 'SIGQUIT')
      await until(async () => !isAlive(pid), 'the crash of PostgreSQL')
      running = undefined
    },
    async start() {
      running ??= await startPostgres({ folder, flags, port })
    },
    async end() {
      await running?.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
