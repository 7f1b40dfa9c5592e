import type { KeptFile, Library } from '../assurance/library.ts'
import { typeOfFile } from '../assurance/safe-file.ts'
import type { Graph } from './client.ts'
import { busyFor, type DriveItem, isDone, itemFields, sayMalware, saysMalware } from './library/drive-item.ts'
import { folderOf } from './library/folder-of.ts'
import { type Folder, putFile } from './library/put-file.ts'
import { openSite, type SiteAddress, Unreachable, unreachable } from './site.ts'

export interface LibrarySettings {
  readonly site: SiteAddress
  /** Name of the document library, made by `provisionLibrary`. */
  readonly library: string
}

/** How long before a removal that SharePoint refuses for good is worth another try. */
const longWaitMs = 600_000

/**
 * A document library of the partnership's site as the library of evidence (WORK R2, PLATFORM §A, Files): a folder a
 * request, made by the first file. A put costs 4 resource units (the folder is read first, so that no retry leaves two
 * files), a read 2, a removal 2. `put` and `remove` throw nothing expected; `read` throws `Unreachable` where SharePoint
 * does not answer now.
 */
export const createLibrary = (graph: Graph, { site: address, library }: LibrarySettings): Library => {
  const site = openSite(graph, address)
  const folders = new Map<string, Folder & { turn: Promise<unknown> }>()
  let drive: Promise<string> | undefined

  const findDrive = async () => {
    const list = await site.list(library)
    if (!list) throw new Unreachable(`The site has no library “${library}”. Run the provisioning.`, 60_000)
    const answer = await graph.get(`${list}/drive?$select=id`)
    if (!isDone(answer)) throw unreachable(`The library “${library}”`, answer)
    return `/drives/${encodeURIComponent((answer.body as { id: string }).id)}`
  }
  const openDrive = () => {
    drive ??= findDrive().catch((error: unknown) => {
      drive = undefined
      throw error
    })
    return drive
  }
  const forget = () => {
    drive = undefined
    site.forget()
  }
  const removeItem = async (item: string) => graph.delete(`${await openDrive()}/items/${encodeURIComponent(item)}`)

  /** One after the other in each folder, since names are chosen by what is there. */
  const inTurn = async <Out>(path: string, work: (folder: Folder) => Promise<Out>): Promise<Out> => {
    const folder = folders.get(path) ?? { path, unanswered: new Map<string, string>(), turn: Promise.resolve() }
    folders.set(path, folder)
    const mine = folder.turn.then(() => work(folder))
    const turn = mine.catch(() => undefined)
    folder.turn = turn
    try {
      return await mine
    } finally {
      if (folder.turn === turn && folder.unanswered.size === 0) folders.delete(path)
    }
  }
  const put: Library['put'] = async (key, file) => {
    const path = `${await openDrive()}/root:/${folderOf(key).map(encodeURIComponent).join('/')}`
    const came = await inTurn(path, (folder) => putFile(graph, folder, file))
    if ('is' in came) return came
    if (came.malware) {
      await removeItem(came.id)
      return { is: 'refused', say: `SharePoint found a virus in “${file.name}”, so it was not kept. Add a clean copy.` }
    }
    return { is: 'kept', item: came.id, name: came.name, bytes: came.size }
  }
  const read = async (item: string): Promise<KeptFile | { readonly refused: string } | undefined> => {
    const path = `${await openDrive()}/items/${encodeURIComponent(item)}`
    const about = await graph.get(`${path}?${itemFields}`)
    if ('status' in about && about.status === 404) return undefined
    if (!isDone(about)) throw unreachable('The file', about)
    const { name, malware } = about.body as DriveItem
    if (malware) return { refused: sayMalware(name) }
    const contents = await graph.download(`${path}/content`)
    if ('status' in contents && contents.status === 404) return undefined
    if (saysMalware(contents)) return { refused: sayMalware(name) }
    if (!isDone(contents)) throw unreachable('The file', contents)
    return { name, type: typeOfFile(name), bytes: contents.body as Uint8Array }
  }

  return {
    async put(key, file) {
      try {
        return await put(key, file)
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        forget()
        return { is: 'busy', afterMs: error.afterMs }
      }
    },
    read,
    async remove(item) {
      try {
        const answer = await removeItem(item)
        if (isDone(answer) || ('status' in answer && answer.status === 404)) return { is: 'removed' }
        return { is: 'busy', afterMs: busyFor(answer) ?? longWaitMs }
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        return { is: 'busy', afterMs: error.afterMs }
      }
    },
  }
}
