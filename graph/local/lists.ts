import { randomUUID } from 'node:crypto'
import { builtInColumns, type Column, changedColumn, newColumn } from './columns.ts'
import { type Call, type Operation, ok } from './context.ts'
import { isObject, type JsonObject, toSecond } from './exchange.ts'
import { pick, readOptions } from './query-options.ts'
import { refuse } from './refusals.ts'
import { findList, type ItemRow, itemColumns, type ListRow, listColumns } from './store.ts'
import { keysOf } from './values.ts'

const author = { user: { displayName: 'Sightline' } }

export const readSite: Operation = async ({ site, base, query, clock }) => {
  const { select } = readOptions(query, ['select'])
  const now = toSecond(clock.now())
  const name = site.path.split('/').at(-1) ?? ''
  const whole = {
    '@odata.context': `${base}/$metadata#sites/$entity`,
    createdDateTime: now,
    description: '',
    id: site.id,
    lastModifiedDateTime: now,
    name,
    webUrl: `https://${site.hostname}${site.path}`,
    displayName: site.displayName,
    root: {},
    siteCollection: { hostname: site.hostname },
  }
  return ok(pick<JsonObject[string]>(whole, select))
}

const listBody = (
  call: Call,
  list: ListRow,
  select?: string[],
  columns?: { select: string[] | undefined },
): JsonObject => ({
  ...pick<JsonObject[string]>(
    {
      '@odata.etag': `"${list.id},${list.columns.length}"`,
      createdDateTime: toSecond(list.created),
      description: list.description,
      eTag: `"${list.id},${list.columns.length}"`,
      id: list.id,
      lastModifiedDateTime: toSecond(list.modified),
      name: list.name,
      webUrl: `https://${call.site.hostname}${call.site.path}/Lists/${encodeURIComponent(list.name)}`,
      displayName: list.display_name,
      createdBy: author,
      lastModifiedBy: author,
      parentReference: { siteId: call.site.id },
      list: { contentTypesEnabled: false, hidden: false, template: list.template },
    },
    select,
  ),
  ...(columns ? { columns: list.columns.map((column) => columnBody(column, columns.select)) } : {}),
})

const columnBody = (column: Column, select?: string[]): JsonObject => pick<JsonObject[string]>({ ...column }, select)

const expandColumns = (expand: Map<string, string[] | undefined>): { select: string[] | undefined } | undefined => {
  for (const name of expand.keys()) if (name !== 'columns') throw refuse.badQuery(`$expand=${name}`)
  return expand.has('columns') ? { select: expand.get('columns') } : undefined
}

/** All lists in one page; `$filter` on `displayName eq '…'` alone, as in SharePoint. */
export const readLists: Operation = async (call) => {
  const { select, expand, filter } = readOptions(call.query, ['select', 'expand', 'filter', 'top'])
  const wanted = filter === undefined ? undefined : /^displayName eq '((?:[^']|'')*)'$/.exec(filter.trim())?.[1]
  if (filter !== undefined && wanted === undefined) throw refuse.badFilter()
  const lists = await call.store.run<ListRow>(
    call.store.pool,
    `select ${listColumns} from ${call.store.lists}
     where site = $1 and ($2::text is null or lower(display_name) = lower($2)) order by display_name`,
    [call.site.id, wanted?.replaceAll("''", "'") ?? null],
  )
  const columns = expandColumns(expand)
  return ok({
    '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists`,
    value: lists.map((list) => listBody(call, list, select, columns)),
  })
}

export const readList: Operation = async (call) => {
  const { select, expand } = readOptions(call.query, ['select', 'expand'])
  const list = await findList(call.store, call.store.pool, call.site.id, call.list)
  return ok({
    '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists/$entity`,
    ...listBody(call, list, select, expandColumns(expand)),
  })
}

export const createList: Operation = async (call) => {
  readOptions(call.query, [])
  const { body, store, site } = call
  if (!isObject(body)) throw refuse.notJson()
  if (body['name'] !== undefined) throw refuse.listNameGiven()
  const { displayName, description, columns, list } = body
  if (typeof displayName !== 'string' || !displayName.trim() || displayName.length > 255) throw refuse.badArgument()
  if (/["*:<>?/\\|]/.test(displayName)) throw refuse.badArgument()
  const template = isObject(list) ? (list['template'] ?? 'genericList') : 'genericList'
  if (template !== 'genericList' && template !== 'documentLibrary') throw refuse.badArgument()
  if (columns !== undefined && !Array.isArray(columns)) throw refuse.badArgument()
  const made = builtInColumns()
  for (const column of columns ?? []) made.push(newColumn(column, made))
  const now = call.clock.now()
  const id = randomUUID()
  const rows = await store.run<ListRow>(
    store.pool,
    `insert into ${store.lists} (id, site, name, display_name, description, created, modified, columns, template)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $8) on conflict do nothing returning ${listColumns}`,
    [
      id,
      site.id,
      displayName,
      displayName,
      typeof description === 'string' ? description : '',
      now,
      JSON.stringify(made),
      template,
    ],
  )
  const [row] = rows
  if (!row) throw refuse.nameTaken('The specified name already exists.')
  return ok(
    {
      '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(site.id)}')/lists/$entity`,
      ...listBody(call, row),
    },
    201,
    { Location: call.link(id) },
  )
}

export const readColumns: Operation = async (call) => {
  const { select } = readOptions(call.query, ['select', 'top'])
  const list = await findList(call.store, call.store.pool, call.site.id, call.list)
  return ok({
    '@odata.context': `${call.base}/$metadata#sites('${encodeURIComponent(call.site.id)}')/lists('${list.id}')/columns`,
    value: list.columns.map((column) => columnBody(column, select)),
  })
}

const findColumn = (list: ListRow, name: string): Column => {
  const column = list.columns.find((one) => one.id === name || one.name === name)
  if (!column) throw refuse.columnNotFound()
  return column
}

export const readColumn: Operation = async (call) => {
  const { select } = readOptions(call.query, ['select'])
  const list = await findList(call.store, call.store.pool, call.site.id, call.list)
  return ok(columnBody(findColumn(list, call.column), select))
}

export const createColumn: Operation = async (call) => {
  readOptions(call.query, [])
  if (!isObject(call.body)) throw refuse.notJson()
  return call.store.write(async (db) => {
    const list = await findList(call.store, db, call.site.id, call.list, true)
    const column = newColumn(call.body, list.columns)
    await call.store.run(db, `update ${call.store.lists} set columns = $2 where id = $1`, [
      list.id,
      JSON.stringify([...list.columns, column]),
    ])
    return ok(columnBody(column), 201, { Location: `${call.link(list.id)}/columns/${column.id}` })
  })
}

/** An index made later covers the items that are there; making them unique is refused where they are not. */
export const changeColumn: Operation = async (call) => {
  readOptions(call.query, [])
  return call.store.write(async (db) => {
    const { store } = call
    const list = await findList(store, db, call.site.id, call.list, true)
    const before = findColumn(list, call.column)
    if (before.readOnly) throw refuse.badColumn(`Column '${before.name}' is read-only.`)
    const after = changedColumn(before, call.body, list.columns)
    const columns = list.columns.map((one) => (one.id === before.id ? after : one))
    await store.run(db, `update ${store.lists} set columns = $2 where id = $1`, [list.id, JSON.stringify(columns)])
    if (after.indexed !== before.indexed || (after.enforceUniqueValues && !before.enforceUniqueValues)) {
      const items = await store.run<ItemRow>(
        db,
        `select ${itemColumns} from ${store.items} where list = $1 and not deleted`,
        [list.id],
      )
      const keys = items.map(({ fields }) => keysOf(fields, columns))
      const values = keys.flatMap((one) => one[after.name] ?? [])
      if (after.enforceUniqueValues && new Set(values).size !== values.length) throw refuse.notUnique()
      await store.run(
        db,
        `update ${store.items} i set keys = k.keys from unnest($2::int[], $3::jsonb[]) as k(id, keys)
         where i.list = $1 and i.id = k.id`,
        [list.id, items.map(({ id }) => id), keys.map((one) => JSON.stringify(one))],
      )
    }
    return ok(columnBody(after))
  })
}
