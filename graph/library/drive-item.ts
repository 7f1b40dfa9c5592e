import type { GraphAnswer } from '../client.ts'
import { graphError } from '../site.ts'

/** A file of a library as Graph gives it, with what we select of it. */
export interface DriveItem {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly file?: { readonly hashes?: { readonly quickXorHash?: string } }
  /** There where SharePoint found malware, some time after the file came. */
  readonly malware?: object
}

export const itemFields = '$select=id,name,size,file,malware'

/** An answer that something was done, with what. */
export type Done = Extract<GraphAnswer, { status: number }> & { readonly status: 200 | 201 | 202 | 204 }

export const isDone = (answer: GraphAnswer): answer is Done =>
  'status' in answer && [200, 201, 202, 204].includes(answer.status)

const codesIn = (error: unknown): readonly string[] => {
  if (typeof error !== 'object' || error === null) return []
  const { code, innererror, innerError } = error as { code?: unknown; innererror?: unknown; innerError?: unknown }
  return [...(typeof code === 'string' ? [code] : []), ...codesIn(innererror ?? innerError)]
}

/** The codes of an answer, the more exact ones inside the general one (Graph, errors). */
const codesOf = (answer: GraphAnswer): readonly string[] =>
  'body' in answer ? codesIn((answer.body as { error?: unknown } | undefined)?.error) : []

/** Whether SharePoint refuses because it found malware. */
export const saysMalware = (answer: GraphAnswer): boolean =>
  codesOf(answer).some((code) => code === 'malwareDetected' || code === 'virusSuspicious')

export const sayMalware = (name: string): string =>
  `SharePoint found a virus in “${name}”, so it is not given out. Tell your IT colleagues where it came from, and add a clean copy.`

const usualWaitMs = 5_000

/** How long to wait where an answer only means not now; undefined where waiting will not help. */
export const busyFor = (answer: GraphAnswer): number | undefined => {
  if ('dropped' in answer) return usualWaitMs
  const { status, retryAfterMs } = answer
  if (status === 429 || status === 503 || status === 509) return retryAfterMs ?? usualWaitMs
  // Somebody has the file open, or SharePoint stumbled.
  if (status === 423) return 60_000
  return status >= 500 && status !== 507 ? usualWaitMs : undefined
}

/** Why SharePoint did not take a file, for the person who added it; its own words stay out, since they may hold the name. */
export const sayRefused = (answer: Extract<GraphAnswer, { status: number }>, name: string): string => {
  if (saysMalware(answer)) return `SharePoint found a virus in “${name}”, so it was not kept. Add a clean copy.`
  const codes = codesOf(answer)
  if (answer.status === 507 || codes.includes('quotaLimitReached'))
    return `“${name}” was not kept: the partnership’s SharePoint has no room left. Please tell the SSU.`
  if (answer.status === 401 || answer.status === 403)
    return `“${name}” was not kept: SharePoint does not let Sightline put files into the library. Please tell the SSU.`
  return `“${name}” was not kept: SharePoint refused it (${answer.status} ${graphError(answer.body).code}). Try it under another name, or tell the SSU.`
}
