import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import { freshDatabase } from '../../support/postgres.ts'
import type { TeamsMetered, TeamsStarted } from './teams-process.ts'

/** Local Teams in a process of its own, with Teams' limits enforced, on a database that the sender may use as well. */
export interface MeasuredTeams extends TeamsStarted {
  readonly pool: pg.Pool
  readonly adapter: ReturnType<typeof createAdapter>
  /** What came of it: share of the fifty a second while sending, share of calls refused, messages lost and doubled. */
  figures(wanted: number): Promise<{ readonly [figure: string]: number }>
  close(): Promise<void>
}

interface Sent {
  copies: number
  first: number
  last: number
}

const rounded = (value: number, digits = 4) => Number(value.toFixed(digits))

export const measuredTeams = async (channels: number, messagesEach: number): Promise<MeasuredTeams> => {
  const { pool, url, drop } = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'))
  const settings = [url, folder, String(channels), String(messagesEach)]
  const child = fork(new URL('teams-process.ts', import.meta.url), settings)
  const hear = async <T>(): Promise<T> => (await once(child, 'message'))[0] as T
  const started = await hear<TeamsStarted>()
  return {
    ...started,
    pool,
    adapter: createAdapter({
      appType: 'SingleTenant',
      appId: started.appId,
      tenantId: started.tenantId,
      tenants: [started.tenantId],
      signOutgoing: async () => started.token,
    }),
    async figures(wanted) {
      child.send('figures')
      const { all, refused } = await hear<TeamsMetered>()
      const { rows } = await pool.query<Sent>(
        `select count(*)::int as copies, extract(epoch from min(sent_at))::float8 as first,
         extract(epoch from max(sent_at))::float8 as last
         from local_teams.message group by conversation, activity->>'summary'`,
      )
      const seconds = Math.max(...rows.map(({ last }) => last)) - Math.min(...rows.map(({ first }) => first))
      const messages = rows.reduce((sum, { copies }) => sum + copies, 0)
      return {
        messages,
        seconds: rounded(seconds, 1),
        shareOfLimit: rounded((messages - 1) / seconds / 50),
        calls: all,
        refused,
        refusedShare: rounded(refused / all),
        lost: wanted - rows.length,
        doubled: messages - rows.length,
      }
    },
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
