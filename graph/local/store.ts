import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Column } from './columns.ts'
import { driveTables } from './drive-tables.ts'
import type { JsonObject } from './exchange.ts'
import { mailTables } from './mail-store.ts'
import { refuse } from './refusals.ts'

export type Db = Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>

/** A list. Whoever writes to it holds its row's lock, so its `seq` grows in the order of commits and delta misses none. */
export interface ListRow {
  id: string
  name: string
  display_name: string
  description: string
  created: Date
  modified: Date
  seq: number
  next_item: number
  item_count: number
  columns: Column[]
  template: 'genericList' | 'documentLibrary'
}

export interface ItemRow {
  id: number
  guid: string
  version: number
  seq: number
  created: Date
  modified: Date
  fields: JsonObject
  deleted: boolean
}

/** The tables of one schema. Statements are prepared once per connection, named after their text. */
export interface Store {
  lists: string
  items: string
  versions: string
  files: string
  uploads: string
  uploadRanges: string
  mails: string
  pool: pg.Pool
  /** Settles when the tables are there. */
  ready: Promise<void>
  run<Row extends pg.QueryResultRow>(db: Db, text: string, values: unknown[]): Promise<Row[]>
  write<Out>(work: (db: pg.PoolClient) => Promise<Out>): Promise<Out>
}

export const openStore = (pool: pg.Pool, schema: string): Store => {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`${schema} cannot be the name of a database schema.`)
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const known = names.get(text)
    if (known) return known
    const name = `local_graph_${createHash('sha1').update(text).digest('base64url')}`
    names.set(text, name)
    return name
  }
  const ready = createTables(pool, schema)
  ready.catch(() => undefined)
  return {
    lists: `${schema}.lists`,
    items: `${schema}.items`,
    versions: `${schema}.versions`,
    files: `${schema}.files`,
    uploads: `${schema}.uploads`,
    uploadRanges: `${schema}.upload_ranges`,
    mails: `${schema}.mails`,
    pool,
    ready,
    async run<Row extends pg.QueryResultRow>(db: Db, text: string, values: unknown[]) {
      const { rows } = await db.query<Row>({ name: nameOf(text), text, values })
      return rows
    },
    async write(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const out = await work(client)
        await client.query('commit')
        client.release()
        return out
      } catch (error) {
        // A connection that cannot even roll back is broken, and is not given to the next one.
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
        throw error
      }
    },
  }
}

/** `keys` holds the indexed columns' values as SharePoint compares them: text in lower case. */
const createTables = async (pool: pg.Pool, schema: string) => {
  await pool.query(`
    begin;
    select pg_advisory_xact_lock(hashtext('local graph ${schema}'));
    create schema if not exists ${schema};
    create table if not exists ${schema}.lists (
      id uuid primary key, site text not null, name text not null, display_name text not null, description text not null,
      created timestamptz not null, modified timestamptz not null, seq bigint not null default 0,
      next_item int not null default 1, item_count int not null default 0, columns jsonb not null
    );
    create unique index if not exists lists_by_name on ${schema}.lists (site, lower(display_name));
    create table if not exists ${schema}.items (
      list uuid not null references ${schema}.lists, id int not null, guid uuid not null, version int not null,
      seq bigint not null, created timestamptz not null, modified timestamptz not null, fields jsonb not null,
      keys jsonb not null, deleted boolean not null default false, primary key (list, id)
    );
    create index if not exists items_by_seq on ${schema}.items (list, seq);
    create index if not exists items_by_key on ${schema}.items using gin (keys jsonb_path_ops) where not deleted;
    create table if not exists ${schema}.versions (
      list uuid not null, item int not null, version int not null, modified timestamptz not null, fields jsonb not null,
      primary key (list, item, version)
    );
    alter table ${schema}.lists add column if not exists template text not null default 'genericList';
    ${driveTables(schema)}
    ${mailTables(schema)}
    commit`)
}

export const listColumns =
  'id, name, display_name, description, created, modified, seq::float8 as seq, next_item, item_count, columns, template'
export const itemColumns = 'id, guid, version, seq::float8 as seq, created, modified, fields, deleted'

/** Finds a list by its id, display name or URL name; 404 where there is none. Locked for writing on request. */
export const findList = async (store: Store, db: Db, site: string, name: string, lock = false): Promise<ListRow> => {
  const [list] = await store.run<ListRow>(
    db,
    `select ${listColumns} from ${store.lists}
     where site = $1 and (id::text = lower($2) or lower(display_name) = lower($2) or lower(name) = lower($2))
     order by (id::text = lower($2)) desc, (lower(display_name) = lower($2)) desc limit 1 ${lock ? 'for update' : ''}`,
    [site, name],
  )
  if (!list) throw refuse.listNotFound()
  return list
}
