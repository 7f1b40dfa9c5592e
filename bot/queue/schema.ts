import type pg from 'pg'

/**
 * What PostgreSQL holds for the work in flight (DESIGN §1): nothing here is of record. Every statement can be run again,
 * so that a newer version starts on an older database.
 */
const statements = `
create schema if not exists sightline;

create table if not exists sightline.pending_move (
  seq bigint generated always as identity primary key,
  id text not null unique,
  partnership text not null,
  key text not null,
  doing text not null,
  by jsonb not null,
  received_at text not null,
  words bytea not null,
  tries integer not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'failed')),
  why text
);
create index if not exists pending_move_key on sightline.pending_move (key);

create table if not exists sightline.draft (
  key text not null,
  oid text not null,
  tid text not null,
  words bytea not null,
  saved_at text not null,
  primary key (key, oid, tid)
);

create table if not exists sightline.ledger (
  key text primary key,
  partnership text not null,
  sort text not null,
  agency text not null,
  round text,
  day text not null,
  state text not null check (state in ('sending', 'sent', 'blocked')),
  fingerprint text not null,
  conversation text,
  message text,
  at text not null,
  reason text,
  rungs jsonb not null default '[]',
  recorded boolean not null default false
);

create table if not exists sightline.mark (
  name text primary key,
  value text not null
);
`

/** Makes what is missing. */
export const createWorkTables = async (pool: pg.Pool): Promise<void> => {
  await pool.query(statements)
}

/** Reads a mark: how far something that must not be repeated has come. */
export const readMark = async (pool: pg.Pool, name: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ value: string }>('select value from sightline.mark where name = $1', [name])
  return rows[0]?.value
}

/** Sets a mark. */
export const setMark = async (pool: pg.Pool, name: string, value: string): Promise<void> => {
  await pool.query(
    'insert into sightline.mark (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, value],
  )
}
