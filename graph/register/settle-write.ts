import type { Outcome, Row, Write } from '../../assurance/register.ts'
import type { BatchPart, Graph, GraphAnswer } from '../client.ts'
import { outcomeOf, writtenRow } from '../outcome.ts'
import { type ListItem, rowOf } from '../rows.ts'
import type { Site } from '../site.ts'

/** A write as a part of a batch; undefined where the site has no such list. */
export const partOf = async (site: Site, write: Write, id: string): Promise<BatchPart | undefined> => {
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

/** What came of a write, with the row as it is now where it was written. */
export const settle = async (graph: Graph, site: Site, write: Write, answer: GraphAnswer): Promise<Outcome> => {
  const written = writtenRow(write, answer)
  if (written === undefined) {
    // A list made again under the same name has another id.
    if ('status' in answer && answer.status === 404 && 'create' in write) site.forget()
    return outcomeOf(write, answer)
  }
  const row = written === 'unread' ? await readRow(graph, site, write, answer).catch(() => undefined) : written
  return row ? { is: 'written', row } : { is: 'unknown', why: 'SharePoint wrote the row but did not show it.' }
}

/** What comes of a write to a list the site does not have. */
export const noList = (list: string): Outcome => ({
  is: 'refused',
  why: `The site has no list “${list}”. Run the provisioning, then try again.`,
})
