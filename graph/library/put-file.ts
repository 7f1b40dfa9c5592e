import { createHash } from 'node:crypto'
import type { ArrivingFile, Kept } from '../../assurance/library.ts'
import type { Graph, GraphAnswer } from '../client.ts'
import { quickXorHash } from '../quick-xor-hash.ts'
import { type Page, readAll, Unreachable, unreachable } from '../site.ts'
import { busyFor, type DriveItem, isDone, itemFields, sayRefused } from './drive-item.ts'
import { uploadFile } from './upload-file.ts'

/** A folder of a drive, and what was sent into it without an answer: name → a hash of its bytes. */
export interface Folder {
  /** Its path below `/v1.0`, without an ending: `/drives/{id}/root:/audit-return/…`. */
  readonly path: string
  readonly unanswered: Map<string, string>
}

const triesAtMost = 4

/** The files of a folder; none where there is no folder yet. Throws `Unreachable`. */
const filesIn = async (graph: Graph, { path }: Folder): Promise<readonly DriveItem[]> => {
  const first = await graph.get(`${path}:/children?${itemFields}&$top=200`)
  if ('status' in first && first.status === 404) return []
  if (!isDone(first)) throw unreachable('The folder of the request', first)
  const { value, '@odata.nextLink': next } = first.body as Page<DriveItem>
  return next ? [...value, ...(await readAll<DriveItem>(graph, 'The folder of the request', next))] : value
}

const numbered = (name: string, n: number) =>
  n === 1 ? name : name.replace(/(\.[^.]*)?$/, (ending) => ` (${n})${ending}`)
const isSameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** Kinds SharePoint writes into as they arrive (properties, a JPEG's density), so that size and hash are not ours. */
const isRewritten = (name: string) => /\.(docx?|xlsx?|pptx?|jpe?g)$/i.test(name)

/**
 * Puts a file into a folder under its name, or with a number where that is taken. Finding it there already, same name and
 * same bytes, is as good as putting it, so that trying again leaves no second file; and after a lost reply it looks
 * whether the file came, which is certain because the name was free before. Where SharePoint changes what it is given
 * nothing but the name can tell, within this process. One call at a time for each folder.
 */
export const putFile = async (
  graph: Graph,
  folder: Folder,
  { name, bytes }: ArrivingFile,
): Promise<Kept | DriveItem> => {
  const mark = createHash('sha256').update(bytes).digest('hex')
  const pathOf = (called: string) => `${folder.path}/${encodeURIComponent(called)}`
  const couldBe = (item: DriveItem) => item.size === bytes.length || isRewritten(item.name)
  let hash: string | undefined
  const isSame = (item: DriveItem): boolean => {
    if (folder.unanswered.get(item.name) === mark && couldBe(item)) return true
    if (item.size !== bytes.length || !item.file?.hashes?.quickXorHash) return false
    hash ??= quickXorHash(bytes)
    return item.file.hashes.quickXorHash === hash
  }
  /** What is at the name that was free before; undefined where nothing is or it cannot be ours. */
  const look = async (called: string): Promise<DriveItem | GraphAnswer | undefined> => {
    const there = await graph.get(`${pathOf(called)}?${itemFields}`)
    if (!isDone(there)) return 'status' in there && there.status === 404 ? undefined : there
    const item = there.body as DriveItem
    return couldBe(item) ? item : undefined
  }

  let last: GraphAnswer = { dropped: 'Nothing was sent.' }
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const there = await filesIn(graph, folder)
    const names = new Set(there.map((item) => item.name.toLowerCase()))
    let free = name
    for (let n = 1; names.has(free.toLowerCase()); n += 1) {
      const item = there.find((one) => isSameName(one.name, free))
      if (item && isSame(item)) {
        folder.unanswered.delete(item.name)
        return item
      }
      free = numbered(name, n + 1)
    }
    folder.unanswered.set(free, mark)
    last = await uploadFile(graph, pathOf(free), bytes)
    if (isDone(last)) {
      folder.unanswered.delete(free)
      return last.body as DriveItem
    }
    const isUnclear = 'dropped' in last || (last.status >= 500 && last.status !== 503 && last.status !== 507)
    if (isUnclear) {
      const found = await look(free)
      if (found && 'id' in found) {
        folder.unanswered.delete(free)
        return found
      }
      if (found) break
    }
    folder.unanswered.delete(free)
    const isTaken = 'status' in last && last.status === 409
    if (!isUnclear && !isTaken) break
  }
  const afterMs = busyFor(last)
  if (afterMs !== undefined || 'dropped' in last || last.status === 409)
    return { is: 'busy', afterMs: afterMs ?? 5_000 }
  if (last.status === 404) throw new Unreachable('The library is no longer where it was.', 5_000)
  return { is: 'refused', say: sayRefused(last, name) }
}
