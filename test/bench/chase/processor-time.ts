import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

/** Whose child a process is, and its processor time so far. */
const statOf = (pid: number | string): { readonly parent: number; readonly ms: number } | undefined => {
  try {
    const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
    return { parent, ms: Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000 }
  } catch {
    return undefined
  }
}

/** Milliseconds of processor time of this process and of all processes of the database server, so far. */
export const processorTime = async (
  pool: pg.Pool,
): Promise<() => { readonly own: number; readonly database: number }> => {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const server = statOf(rows[0]?.pid ?? 0)?.parent
  if (server === undefined)
    throw new Error('The processor time of the database is read from /proc, so this runs on Linux.')
  return () => {
    const { user, system } = process.cpuUsage()
    const children = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []))
    const database = children.filter(({ parent }) => parent === server).reduce((sum, { ms }) => sum + ms, 0)
    return { own: (user + system) / 1000, database: database + (statOf(server)?.ms ?? 0) }
  }
}
