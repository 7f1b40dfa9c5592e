import type { Pool, PoolClient } from 'pg'

/** The mirror's tables: what can be thrown away and read again from SharePoint (DESIGN §1). */
const tables = `
create schema if not exists mirror;
create table if not exists mirror.lists (
  site text not null,
  list text not null,
  cursor text,
  generation int not null default 0,
  building int,
  -- Starts at the time, so that a number seen before the table was thrown away never comes again.
  version bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
  as_at timestamptz,
  building_since timestamptz,
  tried_at timestamptz,
  changed_at timestamptz,
  fault text,
  primary key (site, list)
);
-- Tells a table that was thrown away and made again from the one before it.
alter table mirror.lists add column if not exists
  born bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint;
create table if not exists mirror.rows (
  site text not null,
  list text not null,
  generation int not null,
  id text not null,
  etag text not null,
  changed_at text not null,
  fields jsonb not null,
  good jsonb,
  gone boolean not null default false,
  -- The list's version at which we wrote or re-read the row ourselves.
  own bigint,
  -- Whether a whole reading did not name the row though we wrote it at about that time: the next reading tells.
  unsure boolean not null default false,
  primary key (site, list, generation, id)
);
-- The list's version that the last change of the row made: what has changed since one is quickly found.
alter table mirror.rows add column if not exists touched bigint not null default 0;
create index if not exists rows_touched on mirror.rows (site, list, generation, touched);
create index if not exists rows_unsure on mirror.rows (site, list, generation) where unsure;
`

/** Makes the tables where they are not there yet; two processes may start at the same moment. */
export const makeTables = async (pool: Pool): Promise<void> => {
  await inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('sightline mirror tables'))`)
    await client.query(tables)
  })
}

/** Runs `work` in one transaction: all of it is kept or none. */
export const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
