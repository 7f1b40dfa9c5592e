import type { Outcome, Row, Write } from '../../assurance/register.ts'
import { type BatchPart, batchSize, type Graph, type GraphAnswer } from '../client.ts'
import { outcomeOf, writtenRow } from '../outcome.ts'
import { type ListItem, rowOf } from '../rows.ts'
import { type Site, Unreachable } from '../site.ts'

interface Waiting {
  readonly write: Write
  readonly done: (outcome: Outcome) => void
  readonly failed: (error: unknown) => void
}

/** Characters of cells in one batch at most, since Graph takes 4 MB a request; long answers then travel in smaller batches. */
const mostInBatch = 800_000

const sizeOf = (write: Write): number => {
  const cells = Object.values('create' in write ? write.create : write.change)
  return cells.reduce<number>((sum, cell) => sum + 40 + (typeof cell === 'string' ? cell.length : 0), 0)
}

/** Two writes to one row never share a batch, whose parts have no order. */
const sameRow = (one: Write, other: Write) =>
  'id' in one && 'id' in other && one.list === other.list && one.id === other.id

/** Takes from the front what goes together in the next batch. */
const takeBatch = (waiting: Waiting[]): readonly Waiting[] => {
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

const partOf = async (site: Site, write: Write, id: string): Promise<BatchPart | undefined> => {
  const list = await site.list(write.list)
  if (!list) return undefined
  if ('create' in write) {
    const fields = Object.fromEntries(Object.entries(write.create).filter(([, cell]) => cell !== null))
    return { id, method: 'POST', url: `${list}/items`, body: { fields } }
  }
  const url = `${list}/items/${write.id}/fields`
  return { id, method: 'PATCH', url, body: write.change, headers: { 'If-Match': write.etag } }
}

/** Reads a row that was written and did not come back whole; undefined where it cannot be. */
const readRow = async (graph: Graph, site: Site, write: Write, answer: GraphAnswer): Promise<Row | undefined> => {
  const made = 'body' in answer ? (answer.body as { id?: unknown } | undefined)?.id : undefined
  const id = 'id' in write ? write.id : made
  const list = await site.list(write.list)
  if (!list || id === undefined) return undefined
  const again = await graph.get(`${list}/items/${id}?$expand=fields`)
  return 'body' in again && again.status === 200 ? rowOf(again.body as ListItem) : undefined
}

const settle = async (graph: Graph, site: Site, write: Write, answer: GraphAnswer): Promise<Outcome> => {
  const written = writtenRow(write, answer)
  if (written === undefined) {
    // A list made again under the same name has another id.
    if ('status' in answer && answer.status === 404 && 'create' in write) site.forget()
    return outcomeOf(write, answer)
  }
  const row = written === 'unread' ? await readRow(graph, site, write, answer).catch(() => undefined) : written
  return row ? { is: 'written', row } : { is: 'unknown', why: 'SharePoint wrote the row but did not show it.' }
}

const noList = (list: string): Outcome => ({
  is: 'refused',
  why: `The site has no list “${list}”. Run the provisioning, then try again.`,
})

/**
 * Writes rows, those that wait while a `$batch` is under way together in the next one, whoever asked for them (DESIGN §4).
 * Answers each write with its outcome.
 */
export const createWriteQueue = (graph: Graph, site: Site): ((write: Write) => Promise<Outcome>) => {
  const waiting: Waiting[] = []
  let isWriting = false

  const writeBatch = async (batch: readonly Waiting[]) => {
    const parts = await Promise.all(batch.map(({ write }, at) => partOf(site, write, String(at + 1))))
    const sent = parts.filter((part) => part !== undefined)
    const answers = sent.length > 0 ? await graph.batch(sent) : []
    const byId = new Map(sent.map((part, at) => [part.id, answers[at]]))
    for (const [at, { write, done }] of batch.entries()) {
      const answer = byId.get(String(at + 1))
      done(answer ? await settle(graph, site, write, answer) : noList(write.list))
    }
  }

  const drain = async () => {
    if (isWriting) return
    isWriting = true
    // One turn of the event loop, so that those who ask at the same moment share the batch.
    await new Promise((resolve) => setImmediate(resolve))
    for (let batch = takeBatch(waiting); batch.length > 0; batch = takeBatch(waiting)) {
      try {
        await writeBatch(batch)
      } catch (error) {
        // The site or its lists could not be found out, so nothing was sent.
        for (const { done, failed } of batch) {
          if (error instanceof Unreachable) done({ is: 'busy', afterMs: error.afterMs })
          else failed(error)
        }
      }
    }
    isWriting = false
  }

  return (write) =>
    new Promise((done, failed) => {
      waiting.push({ write, done, failed })
      void drain()
    })
}
