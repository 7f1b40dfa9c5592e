import type pg from 'pg'
import { PgBoss } from 'pg-boss'

/** Wakes the filing of moves: a job per move, written in the commit that acknowledges it, so that none is ever forgotten. */
export interface Wake {
  add(client: pg.PoolClient, move: string): Promise<void>
  /** Once more after so many seconds, for a move that could not be settled. */
  later(move: string, seconds: number): Promise<void>
  /** Looks at once rather than at the next poll. */
  now(): void
  /** Starts working off what waits. `file` settles what it can and says which moves to come back to. */
  work(file: (moves: readonly string[]) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

const queue = 'file-moves'
/** As many as go into one `$batch`. */
const batchSize = 20
const burstMs = 50

interface Job {
  readonly move: string
}

/** pg-boss on the same PostgreSQL (DESIGN §9). Jobs are wake-ups only; the moves themselves lie in `pending_move`. */
export const createWake = async (url: string, log: (line: string) => void): Promise<Wake> => {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', max: 4, schedule: false })
  boss.on('error', (error) => log(`queue: ${error.message}`))
  await boss.start()
  await boss.createQueue(queue, {
    expireInSeconds: 120,
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
  })
  let worker: string | undefined
  let waking: NodeJS.Timeout | undefined
  return {
    async add(client, move) {
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
      await boss.send(queue, { move } satisfies Job, { db })
    },
    async later(move, seconds) {
      await boss.send(queue, { move } satisfies Job, { startAfter: Math.max(1, Math.ceil(seconds)) })
    },
    now() {
      // One after another within a moment, the cases of one dialog, then go into one batch.
      waking ??= setTimeout(() => {
        waking = undefined
        if (worker) boss.notifyWorker(worker)
      }, burstMs)
    },
    async work(file) {
      worker = await boss.work<Job>(queue, { batchSize, pollingIntervalSeconds: 2 }, async (jobs) => {
        await file(jobs.map(({ data }) => data.move))
      })
    },
    async stop() {
      clearTimeout(waking)
      await boss.stop({ graceful: true, close: true, timeout: 10_000 })
    },
  }
}
