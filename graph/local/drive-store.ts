import { randomBytes } from 'node:crypto'
import type { Call, LocalGraphSettings } from './context.ts'
import { hashOfFile } from './hash-of-file.ts'
import { refuse } from './refusals.ts'
import { type Db, findList, type ListRow } from './store.ts'

/** A file or folder of a document library; `parent` is `root` at the top. What is in a file is read by itself. */
export interface FileRow {
  id: string
  parent: string
  name: string
  is_folder: boolean
  size: number
  hash: string
  created: Date
  modified: Date
  version: number
  /** Whether it will be flagged as malware, once it has been looked at `looks` times more than `malwareAfterLooks`. */
  infected: boolean
  looks: number
}

/** Where in a library something is: its top, or a file or folder. */
export type Place = 'root' | FileRow

const columns = `id, parent, name, is_folder, size::float8 as size, hash, created, modified, version, infected, looks`

/** The test string every virus scanner reports; in parts, so that none reports this file. */
const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('')

const officeFile = /\.(docx?|xlsx?|pptx?)$/i

/** Names SharePoint refuses. */
const isBadName = (name: string) =>
  name === '' ||
  /["*:<>?/\\|]|^~\$|_vti_|^\s|[\s.]$/i.test(name) ||
  /^(con|prn|aux|nul|com\d|lpt\d)$|^(\.lock|desktop\.ini)$/i.test(name)

type Where = LocalGraphSettings & { list: string; site: { id: string } }

export const findLibrary = async (where: Where, db: Db, lock = false): Promise<ListRow> => {
  const list = await findList(where.store, db, where.site.id, where.list, lock)
  if (list.template !== 'documentLibrary') throw refuse.itemNotFound()
  return list
}

const childNamed = async (where: Where, db: Db, parent: Place, name: string): Promise<FileRow | undefined> => {
  const [row] = await where.store.run<FileRow>(
    db,
    `select ${columns} from ${where.store.files} where list = $1 and parent = $2 and lower(name) = lower($3)`,
    [where.list, parent === 'root' ? 'root' : parent.id, name],
  )
  return row
}

/** What a request's address leads to; 404 where it leads nowhere. */
export const findPlace = async (call: Call, db: Db): Promise<Place> => {
  await findLibrary(call, db)
  let place: Place = 'root'
  if (call.item !== 'root') {
    const sql = `select ${columns} from ${call.store.files} where list = $1 and id = $2`
    const [row] = await call.store.run<FileRow>(db, sql, [call.list, call.item])
    if (!row) throw refuse.itemNotFound()
    place = row
  }
  for (const name of call.path) {
    const child: FileRow | undefined = await childNamed(call, db, place, name)
    if (!child) throw refuse.itemNotFound()
    place = child
  }
  return place
}

export const findFile = async (call: Call, db: Db): Promise<FileRow> => {
  const place = await findPlace(call, db)
  if (place === 'root') throw refuse.notSupported()
  return place
}

export const readChildren = (call: Call, db: Db, place: Place): Promise<FileRow[]> =>
  call.store.run<FileRow>(
    db,
    `select ${columns} from ${call.store.files} where list = $1 and parent = $2 order by lower(name)`,
    [call.list, place === 'root' ? 'root' : place.id],
  )

/** Names of the folders that lead to a file, from the top. */
export const foldersOf = async (where: Where, db: Db, { parent }: { parent: string }): Promise<string[]> => {
  const names: string[] = []
  for (let id = parent; id !== 'root'; ) {
    const sql = `select ${columns} from ${where.store.files} where list = $1 and id = $2`
    const [row] = await where.store.run<FileRow>(db, sql, [where.list, id])
    if (!row) break
    names.unshift(row.name)
    id = row.parent
  }
  return names
}

export const contentsOf = async (where: Where, db: Db, id: string): Promise<Buffer> => {
  const sql = `select contents from ${where.store.files} where list = $1 and id = $2`
  const [row] = await where.store.run<{ contents: Buffer | null }>(db, sql, [where.list, id])
  if (!row?.contents) throw refuse.itemNotFound()
  return row.contents
}

/** Counts a look at a file: whether it holds malware is known some looks after it came. */
export const lookAt = (where: Where, db: Db, { id }: FileRow): Promise<unknown> =>
  where.store.run(db, `update ${where.store.files} set looks = looks + 1 where id = $1`, [id])

export const removeFile = (where: Where, db: Db, { id }: FileRow): Promise<unknown> =>
  where.store.run(
    db,
    `with recursive below as (select id from ${where.store.files} where id = $1 union all
       select f.id from ${where.store.files} f join below b on f.parent = b.id)
     delete from ${where.store.files} where id in (select id from below)`,
    [id],
  )

const newId = () => `01${randomBytes(20).toString('hex').toUpperCase().slice(0, 32)}`

const numbered = (name: string, n: number) => name.replace(/(\.[^.]*)?$/, (ending) => ` ${n}${ending}`)

const insert = async (where: Where, db: Db, row: Partial<FileRow> & { contents?: Buffer }): Promise<FileRow> => {
  const { parent, name, is_folder = false, size = 0, contents = null, hash = '', infected = false } = row
  const [made] = await where.store.run<FileRow>(
    db,
    `insert into ${where.store.files}
       (id, list, parent, name, is_folder, size, contents, hash, created, modified, version, infected)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1, $10) returning ${columns}`,
    [newId(), where.list, parent, name, is_folder, size, contents, hash, where.clock.now(), infected],
  )
  if (!made) throw new Error('A file was not stored.')
  return made
}

/**
 * Puts a file, making folders on its way. The library is locked by now. `fresh` says whether it is new; of a name that is
 * taken `conflict` says what comes of it.
 */
export const putFile = async (
  where: Where,
  db: Db,
  { path, sent, conflict }: { path: readonly string[]; sent: Buffer; conflict: string },
  from: Place = 'root',
): Promise<{ row: FileRow; fresh: boolean }> => {
  if (path.some(isBadName) || path.length === 0) throw refuse.badFileName()
  let place = from
  for (const name of path.slice(0, -1)) {
    const parent: string = place === 'root' ? 'root' : place.id
    const folder: FileRow =
      (await childNamed(where, db, place, name)) ?? (await insert(where, db, { parent, name, is_folder: true }))
    if (!folder.is_folder) throw refuse.fileNameTaken()
    place = folder
  }
  // SharePoint writes properties of its own into Office files, so that size and hash are not those of what was sent.
  const name = path.at(-1) ?? ''
  const contents = where.enrichOfficeFiles && officeFile.test(name) ? Buffer.concat([sent, Buffer.alloc(11)]) : sent
  const stored = { size: contents.length, hash: hashOfFile(contents), infected: contents.includes(testVirus) }
  let free = name
  const there = await childNamed(where, db, place, name)
  if (there && (conflict === 'fail' || there.is_folder)) throw refuse.fileNameTaken()
  if (there && conflict === 'replace') {
    const [row] = await where.store.run<FileRow>(
      db,
      `update ${where.store.files} set contents = $2, size = $3, hash = $4, infected = $5, looks = 0, modified = $6,
         version = version + 1 where id = $1 returning ${columns}`,
      [there.id, contents, stored.size, stored.hash, stored.infected, where.clock.now()],
    )
    return { row: row ?? there, fresh: false }
  }
  for (let n = 1; await childNamed(where, db, place, free); n++) free = numbered(name, n)
  const parent = place === 'root' ? 'root' : place.id
  return { row: await insert(where, db, { parent, name: free, contents, ...stored }), fresh: true }
}
