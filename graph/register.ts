import type { Changes, Errand, Register, Row } from '../assurance/register.ts'
import { type Graph, pathOf } from './client.ts'
import { createSharedReads } from './register/shared-reads.ts'
import { createWriteQueue } from './register/write-queue.ts'
import { type ListItem, rowOf } from './rows.ts'
import { openSite, type Page, type Site, type SiteAddress, Unreachable, unreachable } from './site.ts'

const pageSize = 200

const changesIn = (page: Page<ListItem>, whole: boolean): Changes => {
  const next = page['@odata.nextLink']
  const link = next ?? page['@odata.deltaLink']
  if (link === undefined)
    throw new Unreachable('SharePoint gave a page of changes without saying where to go on.', 10_000)
  // The last word on an item counts: delta may name it twice.
  const last = new Map(page.value.map((item) => [item.id, item]))
  const rows: Row[] = []
  const gone: string[] = []
  for (const item of last.values()) {
    const row = item.deleted ? undefined : rowOf(item)
    if (row) rows.push(row)
    else if (item.deleted) gone.push(String(item.id))
  }
  return { rows, gone, next: pathOf(link), more: next !== undefined, whole }
}

/** Whether a cursor can no longer be used: too old (410), or of a list that was deleted and made again (404). */
const isSpent = (status: number) => status === 410 || status === 404

/** How a register goes about its work. */
export interface RegisterSettings {
  readonly site: SiteAddress
  /**
   * How long a batch that is not full waits for more writes, in milliseconds, while so many come that waiting pays; a
   * lone write waits a twentieth of it.
   */
  readonly lingerMs?: () => number
}

const usualLingerMs = 400

/** The record of a site that is open already; `createRegister` opens one. */
export const registerOf = (graph: Graph, site: Site, lingerMs: () => number = () => usualLingerMs): Register => {
  const read = createSharedReads(graph.as('reading'))
  // Apart, so that an answer never waits behind what there is no room for now.
  const queueFor = (errand: Errand) => createWriteQueue(graph.as(errand), site, lingerMs)
  const queues = { answer: queueFor('answer'), reading: queueFor('reading'), reminder: queueFor('reminder') }

  const pathTo = async (list: string) => {
    const path = await site.list(list)
    if (!path) throw new Unreachable(`The site has no list “${list}”. Run the provisioning.`, 60_000)
    return path
  }
  const fromStart = async (list: string) => read(`${await pathTo(list)}/items/delta?$expand=fields&$top=${pageSize}`)

  return {
    async changes(list, cursor) {
      let answer = cursor === undefined ? await fromStart(list) : await read(cursor)
      let whole = cursor === undefined
      if (cursor !== undefined && 'status' in answer && isSpent(answer.status)) {
        if (answer.status === 404) site.forget()
        whole = true
        answer = await fromStart(list)
      }
      if ('dropped' in answer || answer.status !== 200) throw unreachable(`The list “${list}”`, answer)
      return changesIn(answer.body as Page<ListItem>, whole)
    },
    write: (writes, errand = 'answer') => Promise.all(writes.map(queues[errand])),
    async find(list, column, value) {
      const filter = encodeURIComponent(`fields/${column} eq '${value.replaceAll("'", "''")}'`)
      const answer = await graph.get(`${await pathTo(list)}/items?$expand=fields&$filter=${filter}&$top=2`)
      if ('dropped' in answer || answer.status !== 200) throw unreachable(`The list “${list}”`, answer)
      const [item] = (answer.body as Page<ListItem>).value
      return item && rowOf(item)
    },
  }
}

/**
 * The record of one site as lists that yield changes and take writes (DESIGN §1, §4). Writes go together, twenty a request,
 * whoever asked for them; so do readings asked for at the same moment. `changes` and `find` throw `Unreachable`; `write`
 * answers each write.
 */
export const createRegister = (graph: Graph, { site, lingerMs }: RegisterSettings): Register =>
  registerOf(graph, openSite(graph, site), lingerMs)
