import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Issue } from '../../assurance/plan-round.ts'
import type { IssueProgress } from '../../assurance/rounds.ts'
import type { PersonRef } from '../../assurance/who.ts'

/** An issuing that was taken on: what is to be asked, by whom and when, so that it can be planned again after a restart. */
export interface IssuingJob {
  readonly id: string
  readonly round: string
  readonly title: string
  readonly issue: Issue
  readonly by: PersonRef
  /** Moment it was taken on. */
  readonly at: string
  readonly of: number
}

interface StoredJob {
  id: string
  round: string
  title: string
  issue: Issue
  by: PersonRef
  at: string
  state: IssueProgress['state']
  asked: number
  total: number
  say: string | null
}

/** The issuings of one partnership, kept until they are done. The same issue again is the same job, and begins anew. */
export interface IssuingJobs {
  add(job: Omit<IssuingJob, 'id'>): Promise<void>
  /** Those under way, oldest first; of one round, or all. */
  waiting(round?: string): Promise<readonly IssuingJob[]>
  asked(id: string, asked: number): Promise<void>
  issued(id: string, asked: number): Promise<void>
  stopped(id: string, say: string): Promise<void>
  progress(round: string): Promise<IssueProgress | undefined>
  /** Does the work unless another process is at that round already. */
  unlessBusy(round: string, work: () => Promise<void>): Promise<void>
}

/**
 * One connection that holds the locks of every round under way here, so that many rounds at once never use up the pool.
 * Where it is lost its locks go with it, and another process may take up the same round: keys are unique, nobody is asked twice.
 */
const createHeldClient = (pool: pg.Pool) => {
  let held: { readonly client: Promise<pg.PoolClient>; holders: number } | undefined
  const open = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect()
    // Without it a lost connection would end the process.
    client.on('error', () => undefined)
    return client
  }
  return {
    async with<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
      held ??= { client: open(), holders: 0 }
      const mine = held
      mine.holders += 1
      try {
        return await work(await mine.client)
      } finally {
        mine.holders -= 1
        if (mine.holders === 0) {
          if (held === mine) held = undefined
          // Closed and not put back: whatever it still held goes with it.
          await mine.client.then((client) => client.release(true)).catch(() => undefined)
        }
      }
    },
  }
}

/** How long one that was issued is remembered, in days: its progress may still be open on somebody's page. */
const rememberedDays = 30

export const createIssuingJobs = (pool: pg.Pool, partnership: string): IssuingJobs => {
  const lock = createHeldClient(pool)
  return {
    async add({ round, title, issue, by, at, of }) {
      const id = createHash('sha256')
        .update(JSON.stringify([partnership, round, issue]))
        .digest('hex')
      await pool.query(
        `insert into sightline.issuing (id, partnership, round, title, issue, by, at, state, asked, total)
       values ($1, $2, $3, $4, $5, $6, $7, 'issuing', 0, $8)
       on conflict (id) do update set state = 'issuing', say = null, at = excluded.at, total = excluded.total`,
        [id, partnership, round, title, JSON.stringify(issue), JSON.stringify(by), at, of],
      )
      await pool.query(
        `delete from sightline.issuing where partnership = $1 and state = 'issued'
       and at::timestamptz < $2::timestamptz - make_interval(days => $3)`,
        [partnership, at, rememberedDays],
      )
    },
    async waiting(round) {
      const { rows } = await pool.query<StoredJob>(
        `select * from sightline.issuing
       where partnership = $1 and state = 'issuing' and ($2::text is null or round = $2) order by seq`,
        [partnership, round ?? null],
      )
      return rows.map(({ id, round: of, title, issue, by, at, total }) => ({
        id,
        round: of,
        title,
        issue,
        by,
        at,
        of: total,
      }))
    },
    async asked(id, asked) {
      await pool.query('update sightline.issuing set asked = $2 where id = $1', [id, asked])
    },
    async issued(id, asked) {
      await pool.query(`update sightline.issuing set state = 'issued', asked = $2, say = null where id = $1`, [
        id,
        asked,
      ])
    },
    async stopped(id, say) {
      await pool.query(`update sightline.issuing set state = 'stopped', say = $2 where id = $1`, [id, say])
    },
    async progress(round) {
      const { rows } = await pool.query<StoredJob>(
        `select * from sightline.issuing where partnership = $1 and round = $2
       order by state = 'issuing' desc, at desc, seq desc limit 1`,
        [partnership, round],
      )
      const [row] = rows
      return (
        row && {
          round: row.round,
          title: row.title,
          state: row.state,
          asked: row.asked,
          of: row.total,
          ...(row.say === null ? {} : { say: row.say }),
        }
      )
    },
    unlessBusy: (round, work) =>
      lock.with(async (client) => {
        const name = `issue ${partnership}/${round}`
        const { rows } = await client.query<{ mine: boolean }>(
          'select pg_try_advisory_lock(hashtextextended($1, 17)) as mine',
          [name],
        )
        if (!rows[0]?.mine) return
        try {
          await work()
        } finally {
          await client.query('select pg_advisory_unlock(hashtextextended($1, 17))', [name]).catch(() => undefined)
        }
      }),
  }
}
