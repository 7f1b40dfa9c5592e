import type pg from 'pg'
import type { IsoDate } from '../../assurance/dates.ts'
import type { RungSent } from '../../assurance/ladder.ts'
import type { Delivery } from '../../assurance/record.ts'

/** One message as the ledger knows it. Its key is permanent and unique for ever (DESIGN §5). */
export interface Entry {
  readonly key: string
  readonly sort: 'ask' | 'digest'
  readonly agency: string
  readonly round?: string
  readonly day: IsoDate
  /** `sending`: begun, and not known to have arrived. */
  readonly state: 'sending' | 'sent' | 'blocked'
  /** What the card showed when it was last sent or updated. */
  readonly fingerprint: string
  readonly conversation?: string
  readonly message?: string
  readonly at: string
  readonly reason?: string
  readonly rungs: readonly RungSent[]
}

/** What has been sent: quick to ask, and made again from *Deliveries* where the database was lost. */
export interface Ledger {
  all(): Promise<ReadonlyMap<string, Entry>>
  put(entry: Entry): Promise<void>
  /** Entries whose latest state is not in *Deliveries* yet. */
  unrecorded(): Promise<readonly Entry[]>
  recorded(keys: readonly string[]): Promise<void>
  /** Takes over what *Deliveries* says was sent, where the ledger does not know it. */
  restore(deliveries: readonly Delivery[]): Promise<void>
  /** Does the work while nobody else delivers for this partnership, in this process or another: else both would post. */
  exclusively(work: () => Promise<void>): Promise<void>
}

interface StoredEntry {
  key: string
  sort: 'ask' | 'digest'
  agency: string
  round: string | null
  day: string
  state: Entry['state']
  fingerprint: string
  conversation: string | null
  message: string | null
  at: string
  reason: string | null
  rungs: RungSent[]
}

const entryOf = ({ round, conversation, message, reason, ...row }: StoredEntry): Entry => ({
  ...row,
  ...(round === null ? {} : { round }),
  ...(conversation === null ? {} : { conversation }),
  ...(message === null ? {} : { message }),
  ...(reason === null ? {} : { reason }),
})

const columns = 'key, sort, agency, round, day, state, fingerprint, conversation, message, at, reason, rungs'

export const createLedger = (pool: pg.Pool, partnership: string): Ledger => {
  const insert = async (entry: Entry, recorded: boolean, onConflict: string) => {
    await pool.query(
      `insert into sightline.ledger (partnership, recorded, ${columns})
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (key) do ${onConflict}`,
      [
        partnership,
        recorded,
        entry.key,
        entry.sort,
        entry.agency,
        entry.round ?? null,
        entry.day,
        entry.state,
        entry.fingerprint,
        entry.conversation ?? null,
        entry.message ?? null,
        entry.at,
        entry.reason ?? null,
        JSON.stringify(entry.rungs),
      ],
    )
  }
  const select = async (where: string) =>
    (
      await pool.query<StoredEntry>(`select ${columns} from sightline.ledger where partnership = $1 ${where}`, [
        partnership,
      ])
    ).rows.map(entryOf)
  return {
    async all() {
      return new Map((await select('')).map((entry) => [entry.key, entry]))
    },
    put: (entry) =>
      insert(
        entry,
        false,
        `update set state = excluded.state, fingerprint = excluded.fingerprint, conversation = excluded.conversation,
         message = excluded.message, at = excluded.at, reason = excluded.reason, rungs = excluded.rungs,
         recorded = sightline.ledger.recorded and sightline.ledger.state = excluded.state`,
      ),
    unrecorded: () => select(`and not recorded and state <> 'sending' order by at`),
    async exclusively(work) {
      const client = await pool.connect()
      try {
        await client.query('select pg_advisory_lock(hashtextextended($1, 11))', [partnership])
        await work()
      } finally {
        await client.query('select pg_advisory_unlock(hashtextextended($1, 11))', [partnership]).catch(() => undefined)
        client.release()
      }
    },
    async recorded(keys) {
      await pool.query('update sightline.ledger set recorded = true where key = any($1)', [keys])
    },
    async restore(deliveries) {
      for (const { activity, partnership: _, ...delivery } of deliveries)
        await insert({ ...delivery, fingerprint: '', ...(activity ? { message: activity } : {}) }, true, 'nothing')
    },
  }
}
