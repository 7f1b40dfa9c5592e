import type { Graph, GraphAnswer } from './client.ts'
import { pathOf } from './client.ts'

/** Where a partnership's site is, e.g. `{ hostname: 'swindon.sharepoint.com', path: '/sites/safeguarding-qa' }`. */
export interface SiteAddress {
  readonly hostname: string
  readonly path: string
}

/** Thrown where the record cannot be read now; its sentence says why, `afterMs` when to try again. */
export class Unreachable extends Error {
  readonly afterMs: number
  constructor(say: string, afterMs: number) {
    super(say)
    this.name = 'Unreachable'
    this.afterMs = afterMs
  }
}

/** Code and sentence of a Graph error, for a log or a refusal. */
export const graphError = (body: unknown): { readonly code: string; readonly message: string } => {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | undefined)?.error
  return { code: String(error?.code ?? 'unknown'), message: String(error?.message ?? '') }
}

const secondsToTry = 10_000

/** Why an answer is no reading, as an error to throw. `what` names what was to be read. */
export const unreachable = (what: string, answer: GraphAnswer): Unreachable => {
  if ('dropped' in answer) return new Unreachable(`${what} could not be read: SharePoint did not answer.`, secondsToTry)
  const { code, message } = graphError(answer.body)
  return new Unreachable(
    `${what} could not be read: SharePoint said ${answer.status} ${code}. ${message}`.trim(),
    answer.retryAfterMs ?? secondsToTry,
  )
}

/** One page of a Graph collection. */
export interface Page<Item> {
  readonly value: readonly Item[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
}

/** Reads a collection to its end. Throws `Unreachable`. */
export const readAll = async <Item>(graph: Graph, what: string, path: string): Promise<readonly Item[]> => {
  const items: Item[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: GraphAnswer = await graph.get(next)
    if ('dropped' in answer || answer.status !== 200) throw unreachable(what, answer)
    const page = answer.body as Page<Item>
    items.push(...page.value)
    next = page['@odata.nextLink'] === undefined ? undefined : pathOf(page['@odata.nextLink'])
  }
  return items
}

/** A list as Graph names it. */
export interface ListName {
  readonly id: string
  readonly name: string
  readonly displayName: string
}

/** The site's id and the ids of its lists, each asked for once. */
export interface Site {
  id(): Promise<string>
  /** Path of a list below `/v1.0`; undefined where the site has no list of that name. Looks again where it had none. */
  list(name: string): Promise<string | undefined>
  lists(): Promise<readonly ListName[]>
  /** Forgets what lists there are, after some were made. */
  forget(): void
}

/** Letters and figures only: a list keeps the address it was made with when people rename it. */
const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The list of that name, whatever people call it now. */
export const listNamed = (lists: readonly ListName[], name: string): ListName | undefined =>
  lists.find(({ displayName }) => displayName === name) ?? lists.find((one) => bare(one.name) === bare(name))

/** Resolves the site once. Throws `Unreachable` where it cannot. */
export const openSite = (graph: Graph, { hostname, path }: SiteAddress): Site => {
  let id: Promise<string> | undefined
  let lists: Promise<readonly ListName[]> | undefined

  const findSite = async () => {
    const answer = await graph.get(`/sites/${hostname}:${path}`)
    if ('dropped' in answer || answer.status !== 200) throw unreachable(`The site ${hostname}${path}`, answer)
    return String((answer.body as { id: unknown }).id)
  }
  const site: Site = {
    id() {
      id ??= findSite().catch((error: unknown) => {
        id = undefined
        throw error
      })
      return id
    },
    async lists() {
      const siteId = await site.id()
      lists ??= readAll<ListName>(
        graph,
        'The lists of the site',
        `/sites/${siteId}/lists?$select=id,name,displayName`,
      ).catch((error: unknown) => {
        lists = undefined
        throw error
      })
      return lists
    },
    forget() {
      lists = undefined
    },
    async list(name) {
      const known = await site.lists()
      let list = listNamed(known, name)
      if (!list) {
        // Looked up again once, however many ask at the same moment.
        if ((await site.lists()) === known) site.forget()
        list = listNamed(await site.lists(), name)
      }
      return list && `/sites/${await site.id()}/lists/${list.id}`
    },
  }
  return site
}
