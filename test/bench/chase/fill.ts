import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Fields } from '../../../assurance/register.ts'
import { createLedger } from '../../../bot/out/ledger.ts'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import { definitionCodec, frozen as frozenRow } from '../../../graph/codecs/definition.ts'
import { deliveryCodec } from '../../../graph/codecs/delivery.ts'
import { requestToFields } from '../../../graph/codecs/request.ts'
import { roundCodec } from '../../../graph/codecs/round.ts'
import { listOf, registers } from '../../../graph/lists.ts'
import { makeTables } from '../../../graph/mirror/tables.ts'
import { seedsOf } from '../../../graph/provision/seeds.ts'
import { openRequests } from './open-requests.ts'

// Run as a process of its own with a database's address and the moment of the last sweep, so that what it takes to make
// all these rows is no part of what is measured.
const [, , databaseUrl = '', sweptAt = ''] = process.argv
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
const together = 1_000
const { partnership, frozen, rounds, requests: make, deliveries: tell } = openRequests()
const requests = make()
const deliveries = tell(requests)

const inChunks = async <T>(all: readonly T[], work: (some: readonly T[], from: number) => Promise<unknown>) => {
  for (let from = 0; from < all.length; from += together) await work(all.slice(from, from + together), from)
}
const filled = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([, cell]) => cell !== null))

/** As if the list had been read to its end. */
const fillMirror = async (list: string, rows: readonly Fields[]) => {
  await pool.query(
    `insert into mirror.lists (site, list, cursor, generation, as_at, tried_at, changed_at)
     values ($1, $2, 'read', 1, $3, $3, $3)`,
    [partnership.id, list, sweptAt],
  )
  await inChunks(rows, (some, from) => {
    const put = some.map((fields, at) => ({
      id: String(from + at + 1),
      etag: `"00000000-0000-4000-8000-${String(from + at + 1).padStart(12, '0')},1"`,
      fields: filled(fields),
    }))
    return pool.query(
      `insert into mirror.rows (site, list, generation, id, etag, changed_at, fields)
       select $1, $2, 1, id, etag, $4, fields from jsonb_to_recordset($3::jsonb) as r(id text, etag text, fields jsonb)`,
      [partnership.id, list, JSON.stringify(put), sweptAt],
    )
  })
}

/** The same rows in SharePoint, for whoever reads them there. */
const fillSharePoint = async (list: string, rows: readonly Fields[]) => {
  await inChunks(rows, (some, from) => {
    const put = some.map((fields, at) => ({ id: from + at + 1, guid: randomUUID(), fields: filled(fields) }))
    return pool.query(
      `insert into local_graph.items (list, id, guid, version, seq, created, modified, fields, keys)
       select l.id, r.id, r.guid, 1, r.id, $2, $2, r.fields, '{}'
       from local_graph.lists l, jsonb_to_recordset($3::jsonb) as r(id int, guid uuid, fields jsonb) where display_name = $1`,
      [list, sweptAt, JSON.stringify(put)],
    )
  })
  await pool.query(
    'update local_graph.lists set seq = $2::int, next_item = $2::int + 1, item_count = $2::int where display_name = $1',
    [list, rows.length],
  )
}

await makeTables(pool)
await createWorkTables(pool)
const small = new Map(seedsOf(partnership).map(({ list, rows }) => [list, rows.map(({ fields }) => fields)]))
small.set(registers.rounds.name, rounds.map(roundCodec.write))
small.set(
  registers.definitions.name,
  frozen.map(({ hash, definition }) => definitionCodec.write(frozenRow(hash, definition))),
)
for (const { name } of Object.values(registers)) await fillMirror(name, small.get(name) ?? [])
for (const { definition } of frozen) {
  const list = listOf(definition.family)
  const rows = requests
    .filter(({ family }) => family === definition.family)
    .map((request) => requestToFields(request, definition))
  await fillMirror(list, rows)
  await fillSharePoint(list, rows)
}
await fillSharePoint(registers.deliveries.name, deliveries.map(deliveryCodec.write))
const ledger = createLedger(pool, partnership.id)
await inChunks(deliveries, (some) => ledger.restore(some))
await pool.query('analyze')
await pool.end()
