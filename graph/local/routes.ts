import { readDelta } from './delta.ts'
import { findDriveRoute } from './drive-routes.ts'
import { readDrive, readDrives } from './drives.ts'
import {
  changeColumn,
  createColumn,
  createList,
  readColumn,
  readColumns,
  readList,
  readLists,
  readSite,
} from './lists.ts'
import { findMailRoute } from './mail.ts'
import { readItem, readItemFields, readItems, readVersions } from './read-items.ts'
import { refuse } from './refusals.ts'
import { decode, type Methods, type Route } from './route.ts'
import { changeFields, changeItem, createItem, deleteItem } from './write-items.ts'

const site: Methods = { GET: { operation: readSite, name: 'read site', units: 1 } }
const lists: Methods = {
  GET: { operation: readLists, name: 'query lists', units: 2 },
  POST: { operation: createList, name: 'create list', units: 2 },
}
const list: Methods = { GET: { operation: readList, name: 'read list', units: 1 } }
const columns: Methods = {
  GET: { operation: readColumns, name: 'query columns', units: 2 },
  POST: { operation: createColumn, name: 'create column', units: 2 },
}
const column: Methods = {
  GET: { operation: readColumn, name: 'read column', units: 1 },
  PATCH: { operation: changeColumn, name: 'change column', units: 2 },
}
const items: Methods = {
  GET: { operation: readItems, name: 'query items', units: 2 },
  POST: { operation: createItem, name: 'create item', units: 2 },
}
const item: Methods = {
  GET: { operation: readItem, name: 'read item', units: 1 },
  PATCH: { operation: changeItem, name: 'change item', units: 2 },
  DELETE: { operation: deleteItem, name: 'delete item', units: 2 },
}
const fields: Methods = {
  GET: { operation: readItemFields, name: 'read item', units: 1 },
  PATCH: { operation: changeFields, name: 'change item', units: 2 },
}
const drives: Methods = { GET: { operation: readDrives, name: 'query drives', units: 2 } }
const listDrive: Methods = { GET: { operation: readDrive, name: 'read drive', units: 1 } }
const versions: Methods = { GET: { operation: readVersions, name: 'query versions', units: 2 } }

/** Delta costs 1 with a token and 2 without. */
const delta = (token: string | undefined, query: URLSearchParams): Methods => {
  const named = token !== undefined || query.has('token') || query.has('$token')
  return { GET: { operation: readDelta(token), name: 'delta', units: named ? 1 : 2 } }
}

/** Finds the operation for a path below `/v1.0`; 400 where no resource has that path, 405 where it lacks the method. */
export const findRoute = (method: string, path: string, query: URLSearchParams): Route => {
  const elsewhere = findDriveRoute(method, path) ?? findMailRoute(method, path)
  if (elsewhere) return elsewhere
  const byPath = /^\/sites\/([^/:]+):\/(.*?)(?::(?=\/|$)(.*))?$/.exec(path)
  const byId = /^\/sites\/([^/:]+)(\/.*)?$/.exec(path)
  const found = byPath
    ? { site: { hostname: decode(byPath[1] ?? ''), path: `/${decode(byPath[2] ?? '')}` }, rest: byPath[3] ?? '' }
    : { site: { id: decode(byId?.[1] ?? '') }, rest: byId?.[2] ?? '' }
  if (!byPath && !byId) throw refuse.noSegment(path.split('/')[1] ?? '')
  const segments = found.rest.split('/').filter(Boolean).map(decode)
  const [, listName = '', part, third = ''] = segments
  const resource = resourceOf(segments, query)
  if (!resource) throw refuse.noSegment(segments.at(-1) ?? '')
  const asked = resource[method]
  if (!asked) throw refuse.notAllowed(method)
  return {
    ...asked,
    site: found.site,
    list: listName,
    item: part === 'items' ? third : '',
    column: part === 'columns' ? third : '',
    path: [],
  }
}

const resourceOf = (segments: string[], query: URLSearchParams): Methods | undefined => {
  const [first, , part, third, fourth] = segments
  if (segments.length === 0) return site
  if (first === 'drives' && segments.length === 1) return drives
  if (first !== 'lists' || segments.length > 5) return undefined
  if (segments.length === 1) return lists
  if (segments.length === 2) return list
  if (part === 'drive') return segments.length === 3 ? listDrive : undefined
  if (part === 'columns') return segments.length === 3 ? columns : segments.length === 4 ? column : undefined
  if (part !== 'items' || third === undefined) return part === 'items' ? items : undefined
  const called = /^(?:microsoft\.graph\.)?delta(?:\((?:token=(?:'([^']*)')?)?\))?$/.exec(third)
  if (called) return segments.length === 4 ? delta(called[1], query) : undefined
  if (fourth === undefined) return item
  return fourth === 'fields' ? fields : fourth === 'versions' ? versions : undefined
}
