import { type Call, type Operation, ok, withQuery } from './context.ts'
import { downloadAddress, driveBody, driveIdOf, fileBody, isFlagged } from './drive-bodies.ts'
import {
  contentsOf,
  type FileRow,
  findFile,
  findLibrary,
  findPlace,
  lookAt,
  type Place,
  putFile,
  readChildren,
  removeFile,
} from './drive-store.ts'
import type { JsonObject } from './exchange.ts'
import { pick, readOptions } from './query-options.ts'
import { refuse } from './refusals.ts'
import { type ListRow, listColumns } from './store.ts'

const conflicts = ['fail', 'replace', 'rename']

/** What is to come of a name that is taken, from the address. The default of a PUT is to replace (driveItem, Instance attributes). */
export const conflictOf = (given: unknown, otherwise: string): string => {
  if (given === undefined || given === null) return otherwise
  if (typeof given !== 'string' || !conflicts.includes(given)) throw refuse.badArgument()
  return given
}

const selectOf = (call: Call): string[] | undefined => readOptions(call.query, ['select', 'top', 'skiptoken']).select

export const readDrives: Operation = async (call) => {
  const lists = await call.store.run<ListRow>(
    call.store.pool,
    `select ${listColumns} from ${call.store.lists} where site = $1 and template = 'documentLibrary' order by display_name`,
    [call.site.id],
  )
  return ok({
    '@odata.context': `${call.base}/$metadata#drives`,
    value: lists.map((list) => pick<JsonObject[string]>(driveBody(call, list), selectOf(call))),
  })
}

/** The drive of a list, or the drive itself; a list that is no library has none. */
export const readDrive: Operation = async (call) => {
  const list = await findLibrary(call, call.store.pool)
  const whole = { '@odata.context': `${call.base}/$metadata#drives/$entity`, ...driveBody(call, list) }
  return ok(pick<JsonObject[string]>(whole, selectOf(call)))
}

const bodyOf = async (call: Call, place: Place): Promise<JsonObject> => ({
  '@odata.context': `${call.base}/$metadata#drives('${encodeURIComponent(driveIdOf(call.site.id, call.list))}')/items/$entity`,
  ...pick<JsonObject[string]>(await fileBody(call, place), selectOf(call)),
})

export const readPlace: Operation = async (call) => {
  const { pool } = call.store
  const place = await findPlace(call, pool)
  const answer = ok(await bodyOf(call, place))
  if (place !== 'root') await lookAt(call, pool, place)
  return answer
}

const usualPage = 200

export const readPlaceChildren: Operation = async (call) => {
  const { top = usualPage, skiptoken, select } = readOptions(call.query, ['select', 'top', 'skiptoken'])
  const { pool } = call.store
  const from = Number(skiptoken ?? 0)
  const all = await readChildren(call, pool, await findPlace(call, pool))
  const value: JsonObject[] = []
  for (const row of all.slice(from, from + top)) value.push(pick<JsonObject[string]>(await fileBody(call, row), select))
  const [path = ''] = call.request.url.split('?')
  const next = withQuery(call.base + path, call.query, { skiptoken: undefined, $skiptoken: String(from + top) })
  return ok({
    '@odata.context': `${call.base}/$metadata#drives('${encodeURIComponent(driveIdOf(call.site.id, call.list))}')/items`,
    ...(all.length > from + top ? { '@odata.nextLink': next } : {}),
    value,
  })
}

/** A download is a redirection to an address that needs no token; what is flagged is given to nobody. */
export const readContent: Operation = async (call) => {
  const { pool } = call.store
  const file = await findFile(call, pool)
  if (file.is_folder) throw refuse.notSupported()
  if (isFlagged(call, file)) throw refuse.malware()
  await lookAt(call, pool, file)
  return { status: 302, headers: { Location: downloadAddress(call, file) } }
}

export const putContent: Operation = (call) => {
  const { bytes } = call.request
  if (!bytes) throw refuse.badArgument()
  const conflict = conflictOf(call.query.get('@microsoft.graph.conflictBehavior'), 'replace')
  return call.store.write(async (db) => {
    await findLibrary(call, db, true)
    const base = call.item === 'root' ? 'root' : await findPlace({ ...call, path: [] }, db)
    const { row, fresh } = await putFile(call, db, { path: call.path, sent: bytes, conflict }, base)
    return ok(await fileBody(call, row, db), fresh ? 201 : 200)
  })
}

export const deletePlace: Operation = (call) =>
  call.store.write(async (db) => {
    await findLibrary(call, db, true)
    await removeFile(call, db, await findFile(call, db))
    return { status: 204, headers: {} }
  })

/** What the address of a download leads to. */
export const readDownload: Operation = async (call) => {
  const { pool } = call.store
  const file: FileRow = await findFile(call, pool)
  if (isFlagged(call, file)) throw refuse.malware()
  return { status: 200, headers: {}, bytes: await contentsOf(call, pool, file.id) }
}
