import type pg from 'pg'
import type { Instant, IsoDate } from '../../assurance/dates.ts'
import type { RungSent } from '../../assurance/ladder.ts'
import type { Delivery, EffectSort } from '../../assurance/record.ts'
import { followEntries } from './followed-entries.ts'
import { inBatches } from './in-batches.ts'

/** One message as the ledger knows it. Its key is permanent and unique for ever (DESIGN §5). */
export interface Entry {
  readonly key: string
  readonly sort: EffectSort
  readonly agency: string
  readonly round?: string
  readonly day: IsoDate
  /**
   * `sending`: begun, and not known to have arrived. `waiting`: it did not go and is tried again at `until`. `blocked`: it
   * will not go until somebody changes something, for the `reason`, and is looked at again then.
   */
  readonly state: 'sending' | 'waiting' | 'sent' | 'blocked'
  /** What the card showed when it was last sent or updated. */
  readonly fingerprint: string
  readonly conversation?: string
  readonly message?: string
  readonly at: Instant
  /** Why it has not gone, or why a card that stands could not be brought up to date. */
  readonly reason?: string
  readonly rungs: readonly RungSent[]
  /** How often it was begun; of a card that stands, how often in a row it could not be brought up to date. */
  readonly tries: number
  /** Left alone until then. */
  readonly until?: Instant
  /** Whether an earlier try may have arrived after all. */
  readonly unsure: boolean
  /** How often it was sent again although an earlier try may have arrived: at most so many people saw it twice. */
  readonly repeats: number
  /** The place where nothing goes at all, while that is why. */
  readonly closed?: string
}

/** What has been sent: quick to ask, and made again from *Deliveries* where the database was lost. */
export interface Ledger {
  all(): Promise<ReadonlyMap<string, Entry>>
  /** Begins a message, durably before it is sent; false where another process has begun it since, or sent it. */
  begin(entry: Entry & { readonly state: 'sending' }): Promise<boolean>
  put(entry: Entry): Promise<void>
  /** The oldest entries whose latest outcome *Deliveries* does not say yet, so many at most. */
  unrecorded(most: number): Promise<readonly Entry[]>
  recorded(entries: readonly Entry[]): Promise<void>
  /** Takes over what *Deliveries* says was sent, where the ledger does not know it. */
  restore(deliveries: readonly Delivery[]): Promise<void>
  /** Tries a message again at the next pass, with whatever else is held up by the same place. */
  again(key: string): Promise<void>
  /** The same for everything of an agency: its channel or its app has come back. */
  againFor(agency: string): Promise<void>
  /** Does the work while nobody else delivers for this partnership, in this process or another: else both would post. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
}

type StoredEntry = { -readonly [name in keyof Entry]-?: Entry[name] | (undefined extends Entry[name] ? null : never) }

const entryOf = (row: StoredEntry): Entry =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Entry

const types = {
  key: 'text',
  sort: 'text',
  agency: 'text',
  round: 'text',
  day: 'text',
  state: 'text',
  fingerprint: 'text',
  conversation: 'text',
  message: 'text',
  at: 'text',
  reason: 'text',
  rungs: 'jsonb',
  tries: 'integer',
  until: 'text',
  unsure: 'boolean',
  repeats: 'integer',
  closed: 'text',
} as const satisfies Record<keyof Entry, string>

const columns = Object.keys(types).join(', ')
const recordset = Object.entries(types)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')
const replaced = Object.keys(types)
  .filter((name) => name !== 'key')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')
const insert = `insert into sightline.ledger (partnership, ${columns})
  select $1, ${columns} from jsonb_to_recordset($2::jsonb) as entry(${recordset}) on conflict (key) do`

/** What *Deliveries* is told of an entry, in one text that changes when that does. */
const told = (alias: string) =>
  `concat_ws(' ', ${alias}.state, ${alias}.conversation, ${alias}.message, ${alias}.reason)`
const restoredAt = { tries: 0, unsure: false, repeats: 0 } as const
const batchAtMost = 200

export const createLedger = (pool: pg.Pool, partnership: string): Ledger => {
  const keyOf = ({ key }: Entry) => key
  const begun = inBatches(keyOf, batchAtMost, async (entries) => {
    // Whoever begins counts on from the try it knows of: where another process has begun since, the counts differ.
    const { rows } = await pool.query<{ key: string }>(
      `${insert} update set ${replaced}
       where sightline.ledger.tries = excluded.tries - 1 and sightline.ledger.state <> 'sent' returning key`,
      [partnership, JSON.stringify(entries)],
    )
    const keys = new Set(rows.map(({ key }) => key))
    return entries.map(({ key }) => keys.has(key))
  })
  const written = inBatches(keyOf, batchAtMost, async (entries) => {
    await pool.query(`${insert} update set ${replaced}`, [partnership, JSON.stringify(entries)])
    return entries.map(() => true)
  })
  const select = async (where: string, values: readonly unknown[] = []) => {
    const query = `select ${columns} from sightline.ledger where partnership = $1 ${where}`
    return (await pool.query<StoredEntry>(query, [partnership, ...values])).rows.map(entryOf)
  }
  const cleared = async (where: string, value: string) => {
    await pool.query(
      `update sightline.ledger set until = null, closed = null
       where partnership = $1 and until is not null and (${where})`,
      [partnership, value],
    )
  }
  return {
    all: followEntries(async (since) => {
      const { rows } = await pool.query<StoredEntry & { readonly up_to: string; readonly changed: string | null }>(
        `select up_to, changed, ${columns} from pg_snapshot_xmin(pg_current_snapshot()) as up_to
         left join sightline.ledger on partnership = $1 and changed >= $2::xid8`,
        [partnership, since],
      )
      const changed = rows.flatMap(({ up_to: _, changed: by, ...row }) =>
        by === null ? [] : [{ entry: entryOf(row), changed: by }],
      )
      return { upTo: rows[0]?.up_to ?? since, changed }
    }),
    begin: (entry) => begun(entry),
    async put(entry) {
      await written(entry)
    },
    unrecorded: (most) =>
      select(
        `and state in ('sent', 'blocked') and told is distinct from ${told('ledger')} order by at, key limit ${most}`,
      ),
    async recorded(entries) {
      await pool.query(
        `update sightline.ledger set told = ${told('entry')} from jsonb_to_recordset($2::jsonb) as entry(${recordset})
         where partnership = $1 and sightline.ledger.key = entry.key`,
        [partnership, JSON.stringify(entries)],
      )
    },
    async restore(deliveries) {
      const entries = deliveries.map(({ activity, partnership: _, ...delivery }) => ({
        ...restoredAt,
        ...delivery,
        fingerprint: '',
        ...(activity ? { message: activity } : {}),
      }))
      const { rows } = await pool.query(`${insert} nothing returning key`, [partnership, JSON.stringify(entries)])
      await pool.query(`update sightline.ledger set told = ${told('ledger')} where key = any($1)`, [
        rows.map(({ key }) => key),
      ])
    },
    again: (key) => cleared('key = $2 or closed = (select closed from sightline.ledger where key = $2)', key),
    againFor: (agency) => cleared('agency = $2', agency),
    async exclusively(work) {
      const client = await pool.connect()
      // Where the connection goes, so does the lock; what `begin` then refuses is not sent twice.
      const lost = () => undefined
      client.on('error', lost)
      try {
        await client.query('select pg_advisory_lock(hashtextextended($1, 11))', [partnership])
        return await work()
      } finally {
        await client.query('select pg_advisory_unlock(hashtextextended($1, 11))', [partnership]).catch(() => undefined)
        client.off('error', lost)
        client.release()
      }
    },
  }
}
