import type pg from 'pg'
import type { Clock } from '../../assurance/dates.ts'
import type { JsonObject } from './json.ts'

/** Who wrote a message: the bot, or a person by object id. */
export type Author = { readonly bot: true; readonly name: string } | { readonly oid: string; readonly name: string }

/** A message of a conversation. `thread` is the id of the message that began its thread: its own where it began one. */
export interface StoredMessage {
  readonly id: string
  readonly conversation: string
  readonly thread: string
  readonly author: Author
  readonly activity: JsonObject
  /** ISO 8601, by the clock local Teams shows. */
  readonly sentAt: string
  readonly editedAt?: string
  readonly deleted: boolean
  /** Counts its edits, from 0. */
  readonly version: number
}

/** Conversations as kept in PostgreSQL's schema `local_teams`, so that a restart finds them. */
export interface ConversationStore {
  add(message: { conversation: string; thread?: string; author: Author; activity: JsonObject }): Promise<StoredMessage>
  find(conversation: string, id: string): Promise<StoredMessage | undefined>
  /** Replaces a message's contents; undefined where there is none, or it is deleted. */
  replace(conversation: string, id: string, activity: JsonObject): Promise<StoredMessage | undefined>
  remove(conversation: string, id: string): Promise<boolean>
  /** The messages of the latest `threads` threads, oldest first. */
  latest(conversation: string, threads: number): Promise<readonly StoredMessage[]>
  /** Messages of others a person has not seen yet, per conversation that has any. */
  unseen(oid: string, conversations: readonly string[]): Promise<ReadonlyMap<string, number>>
  noteSeen(oid: string, conversation: string): Promise<void>
  isInstalled(team: string): Promise<boolean>
  noteInstalled(team: string): Promise<void>
}

const schema = `
create schema if not exists local_teams;
create table if not exists local_teams.message (
  seq bigint generated always as identity primary key,
  id text not null unique,
  conversation text not null,
  thread text not null,
  author jsonb not null,
  activity jsonb not null,
  sent_at timestamptz not null,
  edited_at timestamptz,
  deleted boolean not null default false,
  version integer not null default 0
);
create index if not exists message_by_thread on local_teams.message (conversation, thread, seq);
create table if not exists local_teams.seen (
  oid text not null,
  conversation text not null,
  seq bigint not null,
  primary key (oid, conversation)
);
create table if not exists local_teams.installed (team text primary key, at timestamptz not null);
`

interface MessageRow {
  id: string
  conversation: string
  thread: string
  author: Author
  activity: JsonObject
  sent_at: Date
  edited_at: Date | null
  deleted: boolean
  version: number
}

const fromRow = ({ sent_at, edited_at, ...row }: MessageRow): StoredMessage => ({
  ...row,
  sentAt: sent_at.toISOString(),
  ...(edited_at ? { editedAt: edited_at.toISOString() } : {}),
})

const columns = 'id, conversation, thread, author, activity, sent_at, edited_at, deleted, version'

/** Opens the store, making its tables where they are not there yet. */
export const openConversationStore = async (pool: pg.Pool, clock: Clock): Promise<ConversationStore> => {
  await pool.query(schema)
  const newest = await pool.query<{ id: string | null }>('select max(id::bigint)::text as id from local_teams.message')
  let last = Number(newest.rows[0]?.id ?? 0)
  // Teams names a message by the millisecond it was sent in; two of one millisecond must not share it.
  const nextId = (): string => {
    last = Math.max(last + 1, clock.now().getTime())
    return String(last)
  }
  const one = async (text: string, values: unknown[]): Promise<StoredMessage | undefined> => {
    const { rows } = await pool.query<MessageRow>(text, values)
    return rows[0] && fromRow(rows[0])
  }

  return {
    async add({ conversation, thread, author, activity }) {
      const id = nextId()
      const added = await one(
        `insert into local_teams.message (id, conversation, thread, author, activity, sent_at)
         values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
        [id, conversation, thread ?? id, JSON.stringify(author), JSON.stringify(activity), clock.now()],
      )
      if (!added) throw new Error('A message was not stored.')
      return added
    },
    find: (conversation, id) =>
      one(`select ${columns} from local_teams.message where conversation = $1 and id = $2`, [conversation, id]),
    replace: (conversation, id, activity) =>
      one(
        `update local_teams.message set activity = $3, edited_at = $4, version = version + 1
         where conversation = $1 and id = $2 and not deleted returning ${columns}`,
        [conversation, id, JSON.stringify(activity), clock.now()],
      ),
    async remove(conversation, id) {
      const { rowCount } = await pool.query(
        `update local_teams.message set deleted = true, activity = '{}', edited_at = $3, version = version + 1
         where conversation = $1 and id = $2 and not deleted`,
        [conversation, id, clock.now()],
      )
      return rowCount === 1
    },
    async latest(conversation, threads) {
      const { rows } = await pool.query<MessageRow>(
        `select ${columns} from local_teams.message
         where conversation = $1 and thread in (
           select thread from local_teams.message where conversation = $1 and id = thread order by seq desc limit $2)
         order by seq`,
        [conversation, threads],
      )
      return rows.map(fromRow)
    },
    async unseen(oid, conversations) {
      const { rows } = await pool.query<{ conversation: string; count: number }>(
        `select m.conversation, count(*)::int as count from local_teams.message m
         left join local_teams.seen s on s.conversation = m.conversation and s.oid = $1
         where m.conversation = any($2) and not m.deleted and m.seq > coalesce(s.seq, 0)
           and m.author->>'oid' is distinct from $1
         group by m.conversation`,
        [oid, conversations],
      )
      return new Map(rows.map(({ conversation, count }) => [conversation, count]))
    },
    async noteSeen(oid, conversation) {
      await pool.query(
        `insert into local_teams.seen (oid, conversation, seq)
         select $1, $2, coalesce(max(seq), 0) from local_teams.message where conversation = $2
         on conflict (oid, conversation) do update set seq = excluded.seq`,
        [oid, conversation],
      )
    },
    async isInstalled(team) {
      const { rowCount } = await pool.query('select 1 from local_teams.installed where team = $1', [team])
      return rowCount === 1
    },
    async noteInstalled(team) {
      await pool.query('insert into local_teams.installed values ($1, $2) on conflict do nothing', [team, clock.now()])
    },
  }
}
