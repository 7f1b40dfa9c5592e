import type { Graph, GraphAnswer } from '../client.ts'
import { isDone } from './drive-item.ts'

/** The most that goes in one request; more goes in ranges (PLATFORM §A, Files). */
const simpleLimit = 4 * 1024 * 1024
/** A multiple of 320 KiB, well below the 60 MiB a range may have. */
const rangeSize = 16 * 320 * 1024
const triesAtMost = 4

/** Where the next range begins, of a session's own account of itself. */
const nextStart = (answer: GraphAnswer): number | undefined => {
  const [first] =
    ('body' in answer && (answer.body as { nextExpectedRanges?: readonly string[] }).nextExpectedRanges) || []
  const start = Number(/^\d+/.exec(first ?? '')?.[0])
  return Number.isFinite(start) ? start : undefined
}

const sendRanges = async (graph: Graph, address: string, bytes: Uint8Array): Promise<GraphAnswer> => {
  let start = 0
  for (let failures = 0; ; ) {
    const part = bytes.subarray(start, start + rangeSize)
    const header = `bytes ${start}-${start + part.length - 1}/${bytes.length}`
    const answer = await graph.askUpload(address, 'PUT', { bytes: part, header })
    if ('status' in answer && (answer.status === 200 || answer.status === 201)) return answer
    const isAccepted = 'status' in answer && answer.status === 202
    const isUnclear = 'dropped' in answer || answer.status === 416 || (answer.status >= 500 && answer.status < 503)
    if (!isAccepted && !isUnclear) return answer
    if (isUnclear) failures += 1
    if (failures >= triesAtMost) return answer
    const standing = isAccepted ? answer : await graph.askUpload(address, 'GET')
    const next = isDone(standing) ? nextStart(standing) : undefined
    // All of it is there, or the session is over: whether the file is, its caller finds out by looking.
    if (next === undefined || next >= bytes.length)
      return { dropped: 'SharePoint did not say whether the file is there.' }
    start = next
  }
}

/**
 * Puts a new file at a path of a drive, in one request or in ranges; a name that is taken is refused with 409. The answer
 * is the item (200, 201), a refusal, or `dropped` where nobody knows.
 */
export const uploadFile = async (graph: Graph, path: string, bytes: Uint8Array): Promise<GraphAnswer> => {
  if (bytes.length <= simpleLimit) return graph.put(`${path}:/content?@microsoft.graph.conflictBehavior=fail`, bytes)
  const session = await graph.post(`${path}:/createUploadSession`, {
    item: { '@microsoft.graph.conflictBehavior': 'fail' },
  })
  if (!isDone(session)) return session
  const { uploadUrl } = session.body as { uploadUrl: string }
  const answer = await sendRanges(graph, uploadUrl, bytes)
  if (!isDone(answer)) await graph.askUpload(uploadUrl, 'DELETE')
  return answer
}
