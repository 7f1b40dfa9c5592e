import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Waits } from '../waits.ts'

/** Wakes the filing of moves: a job per move, written in the commit that acknowledges it, so that none is ever forgotten. */
export interface Wake {
  add(client: pg.PoolClient, move: string): Promise<void>
  /** Once more after so many milliseconds, for a move that could not be settled. */
  later(move: string, ms: number): Promise<void>
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
const workersAtOnce = 4

interface Job {
  readonly move: string
}

/** pg-boss on the same PostgreSQL (DESIGN §9). Jobs are wake-ups only; the moves themselves lie in `pending_move`. */
export const createWake = async (
  url: string,
  waits: Pick<Waits, 'pollMs'>,
  log: (line: string) => void,
): Promise<Wake> => {
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
  const workers: string[] = []
  const idle = new Set<string>()
  let waking: NodeJS.Timeout | undefined
  return {
    async add(client, move) {
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
      await boss.send(queue, { move } satisfies Job, { db })
    },
    async later(move, ms) {
      await boss.send(queue, { move } satisfies Job, { startAfter: `${Math.ceil(ms)} milliseconds` })
    },
    now() {
      // One after another within a moment, the cases of one dialog, then go into one batch.
      waking ??= setTimeout(() => {
        waking = undefined
        // Where all are at work, the first looks again as soon as it is done.
        const [worker] = [...idle, ...workers]
        if (worker) boss.notifyWorker(worker)
      }, burstMs)
    },
    async work(file) {
      // Several, so that what comes in while some moves are being filed does not wait for them.
      for (let at = 0; at < workersAtOnce; at += 1) {
        const options = { batchSize, burstWhenBatchFull: true, pollingIntervalSeconds: waits.pollMs / 1000 }
        const worker = await boss.work<Job>(queue, options, async (jobs) => {
          idle.delete(worker)
          await file(jobs.map(({ data }) => data.move)).finally(() => idle.add(worker))
        })
        workers.push(worker)
        idle.add(worker)
      }
    },
    async stop() {
      clearTimeout(waking)
      await boss.stop({ graceful: true, close: true, timeout: 10_000 })
    },
  }
}
