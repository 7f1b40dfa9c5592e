import type { Fault } from '../../../assurance/definition.ts'
import type { Command, Refusal } from '../../../assurance/request.ts'
import type { Host } from './host.ts'

/** What the server refused, or that it could not be reached, as a sentence to show. */
export class ServerFault extends Error {
  /** 0 where no answer came. */
  readonly status: number
  constructor(status: number, say: string) {
    super(say)
    this.name = 'ServerFault'
    this.status = status
  }
}

/** What came of a move: acknowledged, or refused with its sentence and every fault beside its field. */
export type MoveOutcome =
  | { readonly received: string }
  | { readonly refusal: Refusal; readonly faults: readonly Fault[]; readonly status: number }

/** The tab's own server. */
export interface TabServer {
  get<Shape>(path: string): Promise<Shape>
  saveDraft(key: string, raw: object, leaving?: boolean): Promise<{ readonly savedAt: string }>
  move(move: {
    id: string
    key: string
    base: number
    command: Command | { do: 'return'; answers: object }
  }): Promise<MoveOutcome>
}

const unreachable =
  'Sightline cannot be reached at the moment. What you typed is still on this page; it tries again by itself.'

/** Talks to `/api/` as the person signed in; a token refused once is renewed once. */
export const createServer = (host: Host): TabServer => {
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const once = async (fresh: boolean) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', `Bearer ${await host.token(fresh)}`)
      return fetch(path, { ...init, headers })
    }
    const offline = (error: unknown) => {
      throw new ServerFault(0, error instanceof TypeError || !(error instanceof Error) ? unreachable : error.message)
    }
    const first = await once(false).catch(offline)
    return first.status === 401 ? once(true).catch(offline) : first
  }
  const json = (method: 'PUT' | 'POST', body: object): RequestInit => ({
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const read = async <Shape>(answer: Response): Promise<Shape> => {
    const body: unknown = await answer.json().catch(() => undefined)
    if (answer.ok) return body as Shape
    const said = (body as { error?: { say?: string } } | undefined)?.error?.say
    throw new ServerFault(
      answer.status,
      said ?? 'Something went wrong here, not with you. Please try again in a minute.',
    )
  }
  return {
    get: async (path) => read(await send(path, {})),
    saveDraft: async (key, raw, leaving = false) =>
      read(await send('/api/draft', { ...json('PUT', { key, raw }), keepalive: leaving })),
    async move(move) {
      const answer = await send('/api/moves', json('POST', move))
      if (answer.status !== 409 && answer.status !== 422) return read(answer)
      const { refusal, faults = [] } = (await answer.json()) as { refusal: Refusal; faults?: readonly Fault[] }
      return { refusal, faults, status: answer.status }
    },
  }
}
