import type { Outcome, Write } from '../../assurance/register.ts'
import { batchSize, type Graph } from '../client.ts'
import { type Site, Unreachable } from '../site.ts'
import { createLinger } from './linger.ts'
import { noList, partOf, settle } from './settle-write.ts'

interface Waiting {
  readonly write: Write
  readonly since: number
  readonly done: (outcome: Outcome) => void
  readonly failed: (error: unknown) => void
}

/** Batches under way at once: a slow answer then does not hold up everything behind it. */
const mostBatches = 2

/** Characters of cells in one batch at most, since Graph takes 4 MB a request; long answers then travel in smaller batches. */
const mostInBatch = 800_000

const sizeOf = (write: Write): number => {
  const cells = Object.values('create' in write ? write.create : write.change)
  return cells.reduce<number>((sum, cell) => sum + 40 + (typeof cell === 'string' ? cell.length : 0), 0)
}

/** Two writes to one row never share a batch, whose parts have no order. */
const sameRow = (one: Write, other: Write) =>
  'id' in one && 'id' in other && one.list === other.list && one.id === other.id

/** What goes together in the next batch, from the front, and whether it is full; a row that is being written waits for its turn. */
const nextBatch = (waiting: readonly Waiting[], underWay: ReadonlySet<Waiting>) => {
  const batch: Waiting[] = []
  let size = 0
  for (const one of waiting) {
    const isRowBusy = ({ write }: Waiting) => sameRow(write, one.write)
    if (batch.some(isRowBusy) || [...underWay].some(isRowBusy)) continue
    size += sizeOf(one.write)
    if (size > mostInBatch && batch.length > 0) return { batch, full: true }
    batch.push(one)
    if (batch.length === batchSize) return { batch, full: true }
  }
  return { batch, full: false }
}

/**
 * Writes rows in batches, whoever asked for them (DESIGN §4): at once where twenty wait, else after lingering for more.
 * Answers each write with its outcome. Writes to one row go one after another, in the order they were asked for.
 */
export const createWriteQueue = (
  graph: Graph,
  site: Site,
  lingerMs: () => number,
): ((write: Write) => Promise<Outcome>) => {
  const waiting: Waiting[] = []
  const underWay = new Set<Waiting>()
  const linger = createLinger(lingerMs)
  let batches = 0
  let isLooking = false
  let lingering: NodeJS.Timeout | undefined

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

  const send = async (batch: readonly Waiting[]) => {
    for (const one of batch) {
      waiting.splice(waiting.indexOf(one), 1)
      underWay.add(one)
    }
    batches += 1
    try {
      await writeBatch(batch)
    } catch (error) {
      // The site or its lists could not be found out, so nothing was sent.
      for (const { done, failed } of batch) {
        if (error instanceof Unreachable) done({ is: 'busy', afterMs: error.afterMs })
        else failed(error)
      }
    }
    for (const one of batch) underWay.delete(one)
    batches -= 1
    lookSoon()
  }

  /** In the next turn of the event loop, so that those who ask at the same moment share the batch. */
  const lookSoon = () => {
    if (!isLooking) setImmediate(look)
    isLooking = true
  }

  const look = () => {
    isLooking = false
    clearTimeout(lingering)
    while (batches < mostBatches) {
      const { batch, full } = nextBatch(waiting, underWay)
      const [oldest] = batch
      if (!oldest) return
      const now = performance.now()
      const leftMs = full ? 0 : oldest.since + linger.waitMs(now, batch.length, batches > 0) - now
      if (leftMs > 0) {
        lingering = setTimeout(lookSoon, leftMs)
        return
      }
      void send(batch)
    }
  }

  return (write) =>
    new Promise((done, failed) => {
      const since = performance.now()
      linger.came(since)
      waiting.push({ write, since, done, failed })
      lookSoon()
    })
}
