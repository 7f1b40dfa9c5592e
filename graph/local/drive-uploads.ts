import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Call, type Operation, ok } from './context.ts'
import { driveIdOf, fileBody, transferAddress } from './drive-bodies.ts'
import { findLibrary, findPlace, foldersOf, putFile } from './drive-store.ts'
import { conflictOf } from './drives.ts'
import { type GraphAnswer, isObject, type JsonObject } from './exchange.ts'
import { refuse } from './refusals.ts'

interface Upload {
  id: string
  path: string[]
  conflict: string
  expires: Date
  size: number | null
  received: number
}

/** How long a session serves. */
const lifetimeMs = 86_400_000
const rangeUnit = 320 * 1024
const largestRange = 60 * 1024 * 1024

export const createUpload: Operation = async (call) => {
  const { body, store, clock } = call
  const item = isObject(body) ? (body['item'] ?? {}) : {}
  if (!isObject(item)) throw refuse.badArgument()
  const name = call.path.at(-1)
  if (name === undefined || (item['name'] !== undefined && item['name'] !== name)) throw refuse.badArgument()
  const conflict = conflictOf(item['@microsoft.graph.conflictBehavior'], 'fail')
  await findLibrary(call, store.pool)
  const base = call.item === 'root' ? 'root' : await findPlace({ ...call, path: [] }, store.pool)
  const above = base === 'root' ? [] : [...(await foldersOf(call, store.pool, base)), base.name]
  const id = randomUUID()
  const expires = new Date(clock.now().getTime() + lifetimeMs)
  await store.run(
    store.pool,
    `insert into ${store.uploads} (id, list, path, conflict, expires) values ($1, $2, $3, $4, $5)`,
    [id, call.list, [...above, ...call.path], conflict, expires],
  )
  return ok({
    '@odata.context': `${call.base}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: transferAddress(call, `upload/${driveIdOf(call.site.id, call.list)}/${id}`),
    expirationDateTime: expires.toISOString(),
    nextExpectedRanges: ['0-'],
  })
}

/** The session of an address; a token on the request is refused, as SharePoint may (createUploadSession, Remarks). */
const findUpload = async (call: Call, db: pg.Pool | pg.PoolClient): Promise<Upload> => {
  if (call.request.headers['authorization'] !== undefined) throw refuse.badBearer()
  const [upload] = await call.store.run<Upload>(
    db,
    `select id, path, conflict, expires, size::float8 as size, received::float8 as received
     from ${call.store.uploads} where id = $1 and list = $2 for update`,
    [call.item, call.list],
  )
  if (!upload || upload.expires <= call.clock.now()) throw refuse.noUpload()
  return upload
}

const standing = ({ expires, received, size }: Upload): JsonObject => ({
  expirationDateTime: expires.toISOString(),
  nextExpectedRanges: received === size ? [] : [`${received}-`],
})

export const readUpload: Operation = (call) => call.store.write(async (db) => ok(standing(await findUpload(call, db))))

export const cancelUpload: Operation = (call) =>
  call.store.write(async (db) => {
    const { id } = await findUpload(call, db)
    await call.store.run(db, `delete from ${call.store.uploads} where id = $1`, [id])
    return { status: 204, headers: {} }
  })

const readRange = (call: Call) => {
  const told = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.request.headers['content-range'] ?? '')
  const { bytes } = call.request
  if (!told || !bytes) throw refuse.badRange('The Content-Range header is missing or malformed.')
  const [from, to, size] = [Number(told[1]), Number(told[2]), Number(told[3])]
  const isLast = to + 1 === size
  if (bytes.length !== to - from + 1)
    throw refuse.badRange('Declared fragment length does not match the provided number of bytes.')
  if (bytes.length >= largestRange) throw refuse.badRange('Maximum fragment size exceeded.')
  if (to >= size || (!isLast && bytes.length % rangeUnit !== 0))
    throw refuse.badRange('The fragment size must be a multiple of 320 KiB.')
  return { bytes, from, size, isLast }
}

/** Ranges come in order; the last one makes the file. A name taken meanwhile leaves the session standing. */
export const putRange: Operation = async (call) => {
  const { bytes, from, size, isLast } = readRange(call)
  const { store } = call
  const upload = await store.write(async (db) => {
    const found = await findUpload(call, db)
    if (found.size !== null && found.size !== size)
      throw refuse.badRange('Declared total size for this fragment is different from that of the upload session.')
    if (found.received === size && isLast) return found
    if (from < found.received) throw refuse.badRange('Uploaded fragment overlaps with existing data.', 416)
    if (from > found.received) throw refuse.badRange('Uploaded fragment is out of order.', 416)
    const received = from + bytes.length
    await store.run(db, `insert into ${store.uploadRanges} (upload, start, bytes) values ($1, $2, $3)`, [
      found.id,
      from,
      bytes,
    ])
    await store.run(db, `update ${store.uploads} set size = $2, received = $3 where id = $1`, [
      found.id,
      size,
      received,
    ])
    return { ...found, size, received }
  })
  return isLast ? finish(call) : { ...ok(standing(upload)), status: 202 }
}

const finish = (call: Call): Promise<GraphAnswer> =>
  call.store.write(async (db) => {
    const { store } = call
    const upload = await findUpload(call, db)
    const ranges = await store.run<{ bytes: Buffer }>(
      db,
      `select bytes from ${store.uploadRanges} where upload = $1 order by start`,
      [upload.id],
    )
    await findLibrary(call, db, true)
    const sent = Buffer.concat(ranges.map(({ bytes }) => bytes))
    const { row, fresh } = await putFile(call, db, { path: upload.path, sent, conflict: upload.conflict })
    await store.run(db, `delete from ${store.uploads} where id = $1`, [upload.id])
    return ok(await fileBody(call, row, db), fresh ? 201 : 200)
  })
