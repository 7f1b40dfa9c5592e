import type { LocalGraphSettings, Operation } from './context.ts'
import { isOurDownload, readDriveId } from './drive-bodies.ts'
import { cancelUpload, createUpload, putRange, readUpload } from './drive-uploads.ts'
import {
  deletePlace,
  putContent,
  readContent,
  readDownload,
  readDrive,
  readPlace,
  readPlaceChildren,
} from './drives.ts'
import { refuse } from './refusals.ts'
import { decode, type Methods, type Route } from './route.ts'

const drive: Methods = { GET: { operation: readDrive, name: 'read drive', units: 1 } }
const place: Methods = {
  GET: { operation: readPlace, name: 'read file', units: 1 },
  DELETE: { operation: deletePlace, name: 'delete file', units: 2 },
}
const actions: Readonly<Record<string, Methods>> = {
  '': place,
  content: {
    GET: { operation: readContent, name: 'download file', units: 1 },
    PUT: { operation: putContent, name: 'upload file', units: 2 },
  },
  children: { GET: { operation: readPlaceChildren, name: 'query files', units: 2 } },
  createUploadSession: { POST: { operation: createUpload, name: 'create upload', units: 2 } },
}
const upload: Methods = {
  GET: { operation: readUpload, name: 'read upload', units: 1 },
  PUT: { operation: putRange, name: 'upload range', units: 2 },
  DELETE: { operation: cancelUpload, name: 'cancel upload', units: 2 },
}
/** What a download costs is charged where its address was asked for. */
const download: Methods = { GET: { operation: readDownload as Operation, name: 'transfer file', units: 0 } }

const routed = (methods: Methods | undefined, method: string, segment: string, drive: string, rest: object): Route => {
  if (!methods) throw refuse.noSegment(segment)
  const asked = methods[method]
  if (!asked) throw refuse.notAllowed(method)
  const library = readDriveId(decode(drive))
  if (!library) throw refuse.itemNotFound()
  return { ...asked, site: { id: library.site }, list: library.list, item: 'root', column: '', path: [], ...rest }
}

/**
 * Finds the operation for a path below `/drives/{id}`, with or without its site: an item by its id or by its path from the
 * top or from another item. Undefined where the path is about something else.
 */
export const findDriveRoute = (method: string, path: string): Route | undefined => {
  const below = /^(?:\/sites\/[^/]+)?\/drives\/([^/]+)(?:\/(.*))?$/.exec(path)
  if (!below) return undefined
  const [, id = '', rest = ''] = below
  if (rest === '') return routed(drive, method, '', id, {})
  const found = /^(?:root|items\/([^/:]+))(?::\/(.*?)(?::(?=\/|$)|$))?(?:\/(.*))?$/.exec(rest)
  if (!found) throw refuse.noSegment(rest.split('/')[0] ?? '')
  const [, item, names = '', action = ''] = found
  const given = names.split('/').filter(Boolean).map(decode)
  return routed(actions[action], method, action, id, { item: item ? decode(item) : 'root', path: given })
}

/** The same for the addresses that were given out for an upload or a download. */
export const findTransfer =
  (settings: LocalGraphSettings) =>
  (method: string, path: string): Route => {
    const [what, ...parts] = path.split('/').filter(Boolean)
    const [id = '', item = ''] = parts
    if (what === 'upload') return routed(upload, method, path, id, { item })
    if (what !== 'file' || !isOurDownload(settings, parts)) throw refuse.badBearer()
    return routed(download, method, path, id, { item })
  }
