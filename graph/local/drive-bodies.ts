import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Call, LocalGraphSettings } from './context.ts'
import { type FileRow, foldersOf, type Place, readChildren } from './drive-store.ts'
import { type JsonObject, toSecond } from './exchange.ts'
import type { Db, ListRow } from './store.ts'

/** A drive's id holds which library of which site it is, as the real one does. */
export const driveIdOf = (site: string, list: string): string =>
  `b!${Buffer.from(`${site} ${list}`).toString('base64url')}`

/** Reads a drive's id; undefined where it is none. */
export const readDriveId = (id: string): { site: string; list: string } | undefined => {
  const [site, list] = id.startsWith('b!') ? Buffer.from(id.slice(2), 'base64url').toString().split(' ') : []
  return site && list ? { site, list } : undefined
}

const app = { application: { displayName: 'Sightline' } }

export const driveBody = (call: Call, list: ListRow): JsonObject => ({
  id: driveIdOf(call.site.id, list.id),
  name: list.display_name,
  description: list.description,
  driveType: 'documentLibrary',
  createdDateTime: toSecond(list.created),
  lastModifiedDateTime: toSecond(list.modified),
  webUrl: `https://${call.site.hostname}${call.site.path}/${encodeURIComponent(list.name)}`,
})

/** A file is flagged some looks after it came, as SharePoint scans in its own time. */
export const isFlagged = (settings: LocalGraphSettings, { infected, looks }: FileRow): boolean =>
  infected && looks >= settings.malwareAfterLooks

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  txt: 'text/plain',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
}

/** SharePoint tells the type by the name alone. */
const mediaTypeOf = (name: string): string =>
  mediaTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'

const sign = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url')
const hour = 3_600_000

/** Where bytes come and go on this machine; SharePoint's own address in the real thing. */
export const transferAddress = (call: Pick<Call, 'request'>, rest: string): string =>
  `http://${call.request.headers['host'] ?? '127.0.0.1'}/local/graph/transfer/${rest}`

/** An address that gives out one file for an hour, without a token. */
export const downloadAddress = (call: Call, { id }: FileRow): string => {
  const text = `${driveIdOf(call.site.id, call.list)}/${id}/${call.clock.now().getTime() + hour}`
  return transferAddress(call, `file/${text}/${sign(call.transferKey, text)}`)
}

/** Whether such an address is one we gave, and still serves. */
export const isOurDownload = (
  { transferKey, clock }: LocalGraphSettings,
  [drive, id, until, signature]: readonly string[],
): boolean => {
  const good = Buffer.from(sign(transferKey, `${drive}/${id}/${until}`))
  const given = Buffer.from(signature ?? '')
  return given.length === good.length && timingSafeEqual(given, good) && Number(until) > clock.now().getTime()
}

/** A driveItem: a file with its hash and where to get it, or a folder. */
export const fileBody = async (call: Call, place: Place, db: Db = call.store.pool): Promise<JsonObject> => {
  const driveId = driveIdOf(call.site.id, call.list)
  const library = `https://${call.site.hostname}${call.site.path}`
  if (place === 'root')
    return {
      id: `01${createHash('sha1').update(call.list).digest('hex').toUpperCase().slice(0, 32)}`,
      name: 'root',
      root: {},
      size: 0,
      folder: { childCount: (await readChildren(call, db, place)).length },
      parentReference: { driveId, driveType: 'documentLibrary' },
      webUrl: library,
    }
  const folders = await foldersOf(call, db, place)
  const guid = place.id.slice(2).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const stamps = { createdDateTime: toSecond(place.created), lastModifiedDateTime: toSecond(place.modified) }
  const flagged = isFlagged(call, place)
  return {
    ...(place.is_folder || flagged ? {} : { '@microsoft.graph.downloadUrl': downloadAddress(call, place) }),
    id: place.id,
    name: place.name,
    size: place.size,
    ...stamps,
    eTag: `"{${guid}},${place.version}"`,
    ...(place.is_folder ? {} : { cTag: `"c:{${guid}},${place.version}"` }),
    webUrl: `${library}/${[...folders, place.name].map(encodeURIComponent).join('/')}`,
    createdBy: app,
    lastModifiedBy: app,
    parentReference: {
      driveId,
      driveType: 'documentLibrary',
      ...(place.parent === 'root' ? {} : { id: place.parent }),
      path: `/drives/${driveId}/root:${folders.map((name) => `/${encodeURIComponent(name)}`).join('')}`,
      siteId: call.site.id,
    },
    fileSystemInfo: stamps,
    ...(place.is_folder
      ? { folder: { childCount: (await readChildren(call, db, place)).length } }
      : { file: { mimeType: mediaTypeOf(place.name), hashes: { quickXorHash: place.hash } } }),
    ...(flagged ? { malware: { description: 'Virus:DOS/EICAR_Test_File' } } : {}),
  }
}
