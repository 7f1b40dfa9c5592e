import { type Call, type Operation, ok, withQuery } from './context.ts'
import { type JsonObject, toSecond } from './exchange.ts'
import { expressionOf, indexedColumn, leading, parseFilter, toSql } from './filter.ts'
import { etagOf, fieldsBody, itemBody } from './item-bodies.ts'
import { readOptions } from './query-options.ts'
import { refuse } from './refusals.ts'
import { findList, type ItemRow, itemColumns, type ListRow } from './store.ts'

/** PLATFORM §A: the default page is said to be 200; a larger `$top` is cut in silence. */
export const defaultPage = 200
export const largestPage = 5000

export const expandFields = (
  expand: Map<string, string[] | undefined>,
): { select: string[] | undefined } | undefined => {
  for (const name of expand.keys()) if (name !== 'fields') throw refuse.badQuery(`$expand=${name}`)
  return expand.has('fields') ? { select: expand.get('fields') } : undefined
}

const readSkip = (token: string | undefined): number => {
  if (token === undefined) return 0
  const found = /^Paged=TRUE&p_ID=(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  if (!found) throw refuse.badQuery('$skiptoken')
  return Number(found)
}
const toSkip = (last: number) => Buffer.from(`Paged=TRUE&p_ID=${last}`).toString('base64url')

/**
 * A list above the list view threshold is filtered only where the first condition narrows it below that by an index.
 * The narrowest documented reading: SharePoint may also answer with nothing at all.
 */
const checkThreshold = async (call: Call, list: ListRow, filter: string, honour: boolean) => {
  if (list.item_count <= call.listViewThreshold) return
  const first = leading(parseFilter(filter))
  toSql(first, list.columns, false, [])
  const values: unknown[] = [list.id, call.listViewThreshold + 1]
  const condition = toSql(first, list.columns, honour, values)
  const [found] = await call.store.run<{ count: number }>(
    call.store.pool,
    `select count(*)::int as count from (select 1 from ${call.store.items}
       where list = $1 and not deleted and ${condition} limit $2) as narrowed`,
    values,
  )
  if ((found?.count ?? 0) > call.listViewThreshold) throw refuse.threshold()
}

export const readItems: Operation = async (call) => {
  const options = readOptions(call.query, ['select', 'expand', 'filter', 'orderby', 'top', 'skiptoken'])
  const fields = expandFields(options.expand)
  const skip = readSkip(options.skiptoken)
  const top = Math.min(options.top ?? defaultPage, largestPage)
  const { store } = call
  const list = await findList(store, store.pool, call.site.id, call.list)
  const honour = /HonorNonIndexedQueriesWarningMayFailRandomly/i.test(call.request.headers['prefer'] ?? '')
  if (honour && list.item_count > call.listViewThreshold && (options.filter || options.orderby.length > 0)) {
    throw refuse.threshold()
  }
  const values: unknown[] = [list.id, top + 1, skip]
  const filter =
    options.filter === undefined ? '' : `and ${toSql(parseFilter(options.filter), list.columns, honour, values)}`
  if (options.filter !== undefined) await checkThreshold(call, list, options.filter, honour)
  const order = options.orderby.map(({ field, descending }) => {
    const column = indexedColumn(field, list.columns, honour)
    // SharePoint puts what has no value first.
    return `${expressionOf(column)} ${descending ? 'desc nulls last' : 'asc nulls first'}`
  })
  const sorted = order.length > 0
  const rows = await store.run<ItemRow>(
    store.pool,
    `select ${itemColumns} from ${store.items} where list = $1 and not deleted ${sorted ? '' : 'and id > $3::int'} ${filter}
     order by ${[...order, 'id'].join(', ')} limit $2 ${sorted ? 'offset $3::int' : ''}`,
    values,
  )
  const page = rows.slice(0, top)
  const next = rows.length > top ? toSkip(sorted ? skip + top : (page.at(-1)?.id ?? 0)) : undefined
  return ok({
    '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists('${list.id}')/items`,
    ...(next ? { '@odata.nextLink': withQuery(`${call.link(list.id)}/items`, call.query, { $skiptoken: next }) } : {}),
    value: page.map((item) => itemBody(call, list, item, options.select, fields)),
  })
}

const findItem = async (call: Call): Promise<{ list: ListRow; item: ItemRow }> => {
  const list = await findList(call.store, call.store.pool, call.site.id, call.list)
  const id = /^\d{1,9}$/.test(call.item) ? Number(call.item) : -1
  const [item] = await call.store.run<ItemRow>(
    call.store.pool,
    `select ${itemColumns} from ${call.store.items} where list = $1 and id = $2 and not deleted`,
    [list.id, id],
  )
  if (!item) throw refuse.itemNotFound()
  return { list, item }
}

export const readItem: Operation = async (call) => {
  const { select, expand } = readOptions(call.query, ['select', 'expand'])
  const fields = expandFields(expand)
  const { list, item } = await findItem(call)
  return ok(
    {
      '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists('${list.id}')/items/$entity`,
      ...itemBody(call, list, item, select, fields),
    },
    200,
    { ETag: etagOf(item) },
  )
}

export const readItemFields: Operation = async (call) => {
  const { select } = readOptions(call.query, ['select'])
  const { list, item } = await findItem(call)
  return ok(fieldsBody(list, item, select), 200, { ETag: etagOf(item) })
}

/** Newest first, as SharePoint lists them. */
export const readVersions: Operation = async (call) => {
  const { expand } = readOptions(call.query, ['expand', 'top', 'select'])
  const fields = expandFields(expand)
  const { list, item } = await findItem(call)
  const rows = await call.store.run<{ version: number; modified: Date; fields: JsonObject }>(
    call.store.pool,
    `select version, modified, fields from ${call.store.versions} where list = $1 and item = $2 order by version desc`,
    [list.id, item.id],
  )
  return ok({
    '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists('${list.id}')/items('${item.id}')/versions`,
    value: rows.map((row) => ({
      id: `${row.version}.0`,
      lastModifiedDateTime: toSecond(row.modified),
      lastModifiedBy: { user: { displayName: 'Sightline' } },
      ...(fields ? { fields: fieldsBody(list, { ...item, ...row }, fields.select) } : {}),
    })),
  })
}
