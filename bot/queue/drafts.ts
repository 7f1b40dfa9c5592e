import type pg from 'pg'
import type { Clock } from '../../assurance/dates.ts'
import type { Drafts } from '../../assurance/record.ts'
import type { Seal } from './seal.ts'

/** Drafts in PostgreSQL, sealed, per request and person (DESIGN §4): seen by nobody else, the SSU included (WORK R2). */
export const createDrafts = (pool: pg.Pool, seal: Seal, clock: Clock): Drafts => ({
  async read(key, { oid, tid }) {
    const { rows } = await pool.query<{ words: Buffer; saved_at: string }>(
      'select words, saved_at from sightline.draft where key = $1 and oid = $2 and tid = $3',
      [key, oid, tid],
    )
    const [row] = rows
    return row && { raw: seal.open(row.words) as { [field: string]: unknown }, savedAt: row.saved_at }
  },
  async save(key, { oid, tid }, raw) {
    const savedAt = clock.now().toISOString()
    await pool.query(
      `insert into sightline.draft (key, oid, tid, words, saved_at) values ($1, $2, $3, $4, $5)
       on conflict (key, oid, tid) do update set words = excluded.words, saved_at = excluded.saved_at`,
      [key, oid, tid, seal.close(raw), savedAt],
    )
    return savedAt
  },
  async drop(key, { oid, tid }) {
    await pool.query('delete from sightline.draft where key = $1 and oid = $2 and tid = $3', [key, oid, tid])
  },
  async dropAll(keys) {
    await pool.query('delete from sightline.draft where key = any($1)', [keys])
  },
})
