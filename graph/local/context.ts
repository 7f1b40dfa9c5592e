import type { Clock } from '../../assurance/dates.ts'
import type { GraphAnswer, GraphRequest, Json, JsonObject } from './exchange.ts'
import type { Store } from './store.ts'

/** A SharePoint site as local Graph serves it: `id` is the composite `hostname,guid,guid`, `path` as in `/sites/qa`. */
export interface LocalSite {
  hostname: string
  path: string
  id: string
  displayName: string
}

export interface LocalGraphSettings {
  store: Store
  clock: Clock
  sites: readonly LocalSite[]
  /** What links start with: Graph's own address, since the product's client puts the local origin in its place. */
  base: string
  deltaHorizonMs: number
  listViewThreshold: number
  /** How often a file that holds malware is looked at before it is flagged. */
  malwareAfterLooks: number
  /** Whether Office files are changed on arrival. */
  enrichOfficeFiles: boolean
  /** What addresses of downloads are signed with. */
  transferKey: Buffer
  /** The one mailbox our application may send from. */
  mailbox: string | undefined
}

/** What an operation is given: the ids in its path, its query, headers and body. */
export interface Call extends LocalGraphSettings {
  request: GraphRequest
  query: URLSearchParams
  site: LocalSite
  list: string
  item: string
  column: string
  /** Names of folders and file below `item`, or below the top of the drive. */
  path: readonly string[]
  body: Json | undefined
  /** `{base}/sites/{id}/lists/{id}` */
  link: (list: string) => string
}

export type Operation = (call: Call) => Promise<GraphAnswer>

export const ok = (body: JsonObject, status = 200, headers: Record<string, string> = {}): GraphAnswer => ({
  status,
  headers,
  body,
})

/** A link that leads on: the same request with `changes` in place of its own. */
export const withQuery = (
  address: string,
  query: URLSearchParams,
  changes: Record<string, string | undefined>,
): string => {
  const kept = [...query].filter(([key]) => !(key.replace(/^\$/, '') in changes || key in changes))
  const added = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const text = [...kept, ...added].map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
  return text ? `${address}?${text}` : address
}
