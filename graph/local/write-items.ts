import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Call, type Operation, ok } from './context.ts'
import { isObject, type JsonObject } from './exchange.ts'
import { etagOf, fieldsBody, itemBody } from './item-bodies.ts'
import { readOptions } from './query-options.ts'
import { refuse } from './refusals.ts'
import { findList, type ItemRow, itemColumns, type ListRow } from './store.ts'
import { keysOf, mergeFields, readFields } from './values.ts'

/** A unique column's value may be held by one item only, compared without regard to case. The list is locked by now. */
const checkUnique = async (call: Call, db: pg.PoolClient, list: ListRow, keys: JsonObject, item: number) => {
  for (const { name, enforceUniqueValues } of list.columns) {
    if (!enforceUniqueValues || keys[name] === undefined) continue
    const taken = await call.store.run(
      db,
      `select 1 from ${call.store.items} where list = $1 and not deleted and keys @> $2::jsonb and id <> $3 limit 1`,
      [list.id, JSON.stringify({ [name]: keys[name] }), item],
    )
    if (taken.length > 0) throw refuse.notUnique()
  }
}

const keepVersion = (call: Call, db: pg.PoolClient, list: ListRow, item: ItemRow) =>
  call.store.run(
    db,
    `insert into ${call.store.versions} (list, item, version, modified, fields) values ($1, $2, $3, $4, $5)`,
    [list.id, item.id, item.version, item.modified, JSON.stringify(item.fields)],
  )

const sentFields = (call: Call): JsonObject => {
  if (!isObject(call.body)) throw refuse.notJson()
  for (const key of Object.keys(call.body)) {
    if (!['fields', 'contentType'].includes(key) && !key.startsWith('@')) throw refuse.badArgument()
  }
  const fields = call.body['fields'] ?? {}
  if (!isObject(fields)) throw refuse.badArgument()
  return fields
}

export const createItem: Operation = (call) => {
  readOptions(call.query, [])
  const sent = sentFields(call)
  const { store } = call
  return store.write(async (db) => {
    const list = await findList(store, db, call.site.id, call.list, true)
    const fields = mergeFields({}, readFields(sent, list.columns), list.columns)
    const keys = keysOf(fields, list.columns)
    await checkUnique(call, db, list, keys, 0)
    const [item] = await store.run<ItemRow>(
      db,
      `with counted as (update ${store.lists} set seq = seq + 1, next_item = next_item + 1, item_count = item_count + 1
         where id = $1 returning seq, next_item - 1 as id)
       insert into ${store.items} (list, id, guid, version, seq, created, modified, fields, keys)
       select $1, id, $2, 1, seq, $3, $3, $4, $5 from counted returning ${itemColumns}`,
      [list.id, randomUUID(), call.clock.now(), JSON.stringify(fields), JSON.stringify(keys)],
    )
    if (!item) throw new Error('An item was not stored.')
    await keepVersion(call, db, list, item)
    const address = `${call.link(list.id)}/items/${item.id}`
    return ok(
      {
        '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists('${list.id}')/items/$entity`,
        ...itemBody(call, list, item, undefined, { select: undefined }),
      },
      201,
      { Location: address, ETag: etagOf(item) },
    )
  })
}

/** The item to be written, locked with its list; 412 where `If-Match` names another version than the present one. */
const findForWriting = async (call: Call, db: pg.PoolClient): Promise<{ list: ListRow; item: ItemRow }> => {
  const { store } = call
  const list = await findList(store, db, call.site.id, call.list, true)
  const id = /^\d{1,9}$/.test(call.item) ? Number(call.item) : -1
  const [item] = await store.run<ItemRow>(
    db,
    `select ${itemColumns} from ${store.items} where list = $1 and id = $2 and not deleted`,
    [list.id, id],
  )
  if (!item) throw refuse.itemNotFound()
  const match = call.request.headers['if-match']?.trim().replace(/^W\//, '')
  if (match !== undefined && match !== '*' && match !== etagOf(item)) throw refuse.stale()
  return { list, item }
}

const change = (call: Call, sent: JsonObject) =>
  call.store.write(async (db) => {
    const { store } = call
    const { list, item: before } = await findForWriting(call, db)
    const fields = mergeFields(before.fields, readFields(sent, list.columns), list.columns)
    const keys = keysOf(fields, list.columns)
    await checkUnique(call, db, list, keys, before.id)
    const [item] = await store.run<ItemRow>(
      db,
      `with counted as (update ${store.lists} set seq = seq + 1 where id = $1 returning seq)
       update ${store.items} set version = version + 1, seq = counted.seq, modified = $3, fields = $4, keys = $5
       from counted where list = $1 and id = $2
       returning id, guid, version, ${store.items}.seq::float8 as seq, created, modified, fields, deleted`,
      [list.id, before.id, call.clock.now(), JSON.stringify(fields), JSON.stringify(keys)],
    )
    if (!item) throw new Error('An item was not stored.')
    await keepVersion(call, db, list, item)
    return { list, item }
  })

/** Merges only the fields sent and answers with all of them (listitem-update). */
export const changeFields: Operation = async (call) => {
  readOptions(call.query, [])
  if (!isObject(call.body)) throw refuse.notJson()
  const { list, item } = await change(call, call.body)
  return ok(
    {
      '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists('${list.id}')/items('${item.id}')/fields/$entity`,
      ...fieldsBody(list, item),
    },
    200,
    { ETag: etagOf(item) },
  )
}

export const changeItem: Operation = async (call) => {
  readOptions(call.query, [])
  const { list, item } = await change(call, sentFields(call))
  return ok(itemBody(call, list, item, undefined, { select: undefined }), 200, { ETag: etagOf(item) })
}

/** The row stays as a mark for delta; its contents and versions go. */
export const deleteItem: Operation = (call) =>
  call.store.write(async (db) => {
    readOptions(call.query, [])
    const { store } = call
    const { list, item } = await findForWriting(call, db)
    await store.run(
      db,
      `with counted as (update ${store.lists} set seq = seq + 1, item_count = item_count - 1 where id = $1 returning seq),
         gone as (delete from ${store.versions} where list = $1 and item = $2)
       update ${store.items} set deleted = true, seq = counted.seq, modified = $3, fields = '{}', keys = '{}'
       from counted where list = $1 and id = $2`,
      [list.id, item.id, call.clock.now()],
    )
    return { status: 204, headers: {} }
  })
