import type { Changes, Outcome, Register, Row, Write } from '../assurance/register.ts'
import { type BatchPart, batchSize, type Graph, type GraphAnswer, pathOf } from './client.ts'
import { outcomeOf, writtenRow } from './outcome.ts'
import { type ListItem, rowOf } from './rows.ts'
import { openSite, type Page, type SiteAddress, Unreachable, unreachable } from './site.ts'

interface Waiting {
  readonly write: Write
  readonly done: (outcome: Outcome) => void
  readonly failed: (error: unknown) => void
}

const pageSize = 200
/** Characters of cells in one batch at most, since Graph takes 4 MB a request; long answers then travel in smaller batches. */
const mostInBatch = 800_000

const sizeOf = (write: Write): number => {
  const cells = Object.values('create' in write ? write.create : write.change)
  return cells.reduce<number>((sum, cell) => sum + 40 + (typeof cell === 'string' ? cell.length : 0), 0)
}
const rowPath = (list: string, id: string) => `${list}/items/${id}?$expand=fields`

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

/** Two writes to one row never share a batch, whose parts have no order. */
const sameRow = (one: Write, other: Write) =>
  'id' in one && 'id' in other && one.list === other.list && one.id === other.id

/**
 * The record of one site as lists that yield changes and take writes (DESIGN §1, §4). Writes that wait while a `$batch` is
 * under way go together in the next one, whoever asked for them; so do readings asked for at the same moment. `changes`
 * and `find` throw `Unreachable`; `write` answers each write.
 */
export const createRegister = (graph: Graph, { site: address }: { readonly site: SiteAddress }): Register => {
  const site = openSite(graph, address)
  const waiting: Waiting[] = []
  let writing = false
  let reading: { path: string; done: (answer: GraphAnswer) => void }[] | undefined

  const partOf = async (write: Write, id: string): Promise<BatchPart | undefined> => {
    const list = await site.list(write.list)
    if (!list) return undefined
    if ('create' in write) {
      const fields = Object.fromEntries(Object.entries(write.create).filter(([, cell]) => cell !== null))
      return { id, method: 'POST', url: `${list}/items`, body: { fields } }
    }
    return {
      id,
      method: 'PATCH',
      url: `${list}/items/${write.id}/fields`,
      body: write.change,
      headers: { 'If-Match': write.etag },
    }
  }

  const takeBatch = (): readonly Waiting[] => {
    const taken: Waiting[] = []
    let size = 0
    for (let at = 0; at < waiting.length && taken.length < batchSize; ) {
      const candidate = waiting[at]
      if (!candidate || taken.some(({ write }) => sameRow(write, candidate.write))) {
        at += 1
        continue
      }
      size += sizeOf(candidate.write)
      if (size > mostInBatch && taken.length > 0) break
      taken.push(...waiting.splice(at, 1))
    }
    return taken
  }

  const readRow = async (write: Write, answer: GraphAnswer): Promise<Row | undefined> => {
    const id = 'id' in write ? write.id : 'body' in answer ? String((answer.body as { id?: unknown })?.id ?? '') : ''
    const list = await site.list(write.list)
    const again = list && id ? await graph.get(rowPath(list, id)) : undefined
    return again && 'body' in again && again.status === 200 ? rowOf(again.body as ListItem) : undefined
  }

  const settle = async (write: Write, answer: GraphAnswer): Promise<Outcome> => {
    const written = writtenRow(write, answer)
    if (written === undefined) return outcomeOf(write, answer)
    const row = written === 'unread' ? await readRow(write, answer).catch(() => undefined) : written
    return row ? { is: 'written', row } : { is: 'unknown', why: 'SharePoint wrote the row but did not show it.' }
  }

  const writeBatch = async (batch: readonly Waiting[]) => {
    const parts = await Promise.all(batch.map(({ write }, at) => partOf(write, String(at + 1))))
    const sent = parts.filter((part) => part !== undefined)
    const answers = sent.length > 0 ? await graph.batch(sent) : []
    const byId = new Map(sent.map((part, at) => [part.id, answers[at]]))
    for (const [at, { write, done }] of batch.entries()) {
      const answer = byId.get(String(at + 1))
      done(
        answer
          ? await settle(write, answer)
          : { is: 'refused', why: `The site has no list “${write.list}”. Run the provisioning, then try again.` },
      )
    }
  }

  const drain = async () => {
    if (writing) return
    writing = true
    // One turn of the event loop, so that those who ask at the same moment share the batch.
    await new Promise((resolve) => setImmediate(resolve))
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      try {
        await writeBatch(batch)
      } catch (error) {
        // The site or its lists could not be found out: nothing was sent.
        const afterMs = error instanceof Unreachable ? error.afterMs : undefined
        for (const { done, failed } of batch) afterMs === undefined ? failed(error) : done({ is: 'busy', afterMs })
      }
    }
    writing = false
  }

  /** A reading that shares its request with the others of this moment. */
  const read = (path: string): Promise<GraphAnswer> =>
    new Promise((done) => {
      if (reading) {
        reading.push({ path, done })
        return
      }
      reading = [{ path, done }]
      setImmediate(async () => {
        const together = reading ?? []
        reading = undefined
        const [only] = together
        if (only && together.length === 1) {
          only.done(await graph.get(only.path))
          return
        }
        const answers = await graph.batch(
          together.map(({ path }, at) => ({ id: String(at + 1), method: 'GET', url: path })),
        )
        for (const [at, { done }] of together.entries()) done(answers[at] ?? { dropped: 'No answer.' })
      })
    })

  const pathTo = async (list: string) => {
    const path = await site.list(list)
    if (!path) throw new Unreachable(`The site has no list “${list}”. Run the provisioning.`, 60_000)
    return path
  }

  return {
    async changes(list, cursor) {
      const first = async () => `${await pathTo(list)}/items/delta?$expand=fields&$top=${pageSize}`
      let answer = await read(cursor ?? (await first()))
      let whole = cursor === undefined
      if (cursor !== undefined && 'status' in answer && answer.status === 410) {
        whole = true
        answer = await read(await first())
      }
      if ('dropped' in answer || answer.status !== 200) throw unreachable(`The list “${list}”`, answer)
      return changesIn(answer.body as Page<ListItem>, whole)
    },
    write(writes) {
      const outcomes = writes.map(
        (write) => new Promise<Outcome>((done, failed) => waiting.push({ write, done, failed })),
      )
      void drain()
      return Promise.all(outcomes)
    },
    async find(list, column, value) {
      const filter = encodeURIComponent(`fields/${column} eq '${value.replaceAll("'", "''")}'`)
      const answer = await graph.get(`${await pathTo(list)}/items?$expand=fields&$filter=${filter}&$top=2`)
      if ('dropped' in answer || answer.status !== 200) throw unreachable(`The list “${list}”`, answer)
      const [item] = (answer.body as Page<ListItem>).value
      return item && rowOf(item)
    },
  }
}
