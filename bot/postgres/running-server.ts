import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

/** A PostgreSQL server by its process and its port on 127.0.0.1. */
export interface RunningServer {
  pid: number
  port: number
}

const run = promisify(execFile)

/**
 * The server that `postmaster.pid` names, where it answers for this very data folder. A pid file left by a server that
 * is gone is removed (its number may belong to another program by now, which would stop a start). A server still
 * recovering is waited for.
 */
export const findRunningServer = async (
  data: string,
  address: (port: number) => string,
  patienceMs: number,
): Promise<RunningServer | undefined> => {
  const file = join(data, 'postmaster.pid')
  const until = performance.now() + patienceMs
  for (;;) {
    const named = await readPidFile(file)
    if (!named) return undefined
    if (!(await isServerOf(named.pid, data))) {
      await rm(file, { force: true })
      return undefined
    }
    if (named.port && (await answersFor(data, address(named.port)))) return { pid: named.pid, port: named.port }
    if (performance.now() > until) {
      throw new Error(`PostgreSQL runs in ${data} (process ${named.pid}) but does not answer. End it and start again.`)
    }
    await pause(25)
  }
}

/** The file's lines: process, data folder, start, port, … The later ones are written after the first. */
const readPidFile = async (file: string) => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const [pid, , , port] = text.split('\n')
  return { pid: Number(pid) || 0, port: Number(port) || 0 }
}

const isServerOf = async (pid: number, data: string): Promise<boolean> => {
  if (pid <= 0) return false
  const command = await run('ps', ['-ww', '-p', String(pid), '-o', 'args=']).then(
    ({ stdout }) => stdout,
    () => '',
  )
  return command.includes('postgres') && command.includes(data)
}

const answersFor = async (data: string, url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
    return rows[0]?.folder === data
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
