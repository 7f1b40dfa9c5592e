import type pg from 'pg'

/** Does the work while no other process of this partnership does work of that name; others wait for their turn. */
export const alone = async <T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 13))', [name])
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 13))', [name]).catch(() => undefined)
    client.release()
  }
}
