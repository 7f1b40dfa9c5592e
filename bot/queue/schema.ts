import type pg from 'pg'

/**
 * What PostgreSQL holds for the work in flight (DESIGN §1): nothing here is of record. Every statement can be run again,
 * so that a newer version starts on an older database.
 */
const statements = `
select pg_advisory_xact_lock(hashtextextended('sightline tables', 11));

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
alter table sightline.pending_move
  add column if not exists not_before timestamptz not null default '-infinity',
  add column if not exists telling_until timestamptz not null default '-infinity';
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
  state text not null,
  fingerprint text not null,
  conversation text,
  message text,
  at text not null,
  reason text,
  rungs jsonb not null default '[]'
);
alter table sightline.ledger
  drop constraint if exists ledger_state_check,
  drop column if exists recorded,
  add column if not exists tries integer not null default 0,
  add column if not exists until text,
  add column if not exists unsure boolean not null default false,
  add column if not exists repeats integer not null default 0,
  add column if not exists closed text,
  add column if not exists told text,
  -- The transaction that changed it last: what has changed since a look is found without reading the rest.
  add column if not exists changed xid8 not null default pg_current_xact_id();
create or replace function sightline.note_change() returns trigger language plpgsql as
  $$ begin new.changed := pg_current_xact_id(); return new; end $$;
create or replace trigger note_change before insert or update on sightline.ledger
  for each row execute function sightline.note_change();
create index if not exists ledger_changed on sightline.ledger (partnership, changed);

create unlogged table if not exists sightline.pace (
  name text primary key,
  times double precision[] not null,
  held double precision not null
);

create table if not exists sightline.issuing (
  seq bigint generated always as identity,
  id text primary key,
  partnership text not null,
  round text not null,
  title text not null,
  issue jsonb not null,
  by jsonb not null,
  at text not null,
  state text not null check (state in ('issuing', 'issued', 'stopped')),
  asked integer not null,
  total integer not null,
  say text
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
