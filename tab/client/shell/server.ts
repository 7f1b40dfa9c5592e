import type { Fault } from '../../../assurance/definition.ts'
import type { Doing, Refusal } from '../../../assurance/request.ts'
import type { Host } from './host.ts'
import { sendFile } from './send-file.ts'

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

/** A move as somebody made it: its words are as typed, and read by the server. */
export interface TypedCommand {
  readonly do: Doing
  readonly [part: string]: unknown
}

/** What came of something sent: taken, or refused with its sentence and every fault beside its field. */
export type Outcome<Taken> =
  | { readonly taken: Taken }
  | { readonly refusal: Refusal; readonly faults: readonly Fault[]; readonly status: number }

/** A file kept as evidence. */
export interface KeptEvidence {
  readonly item: string
  readonly name: string
  readonly bytes: number
}

/** The tab's own server. Whatever cannot be done throws a `ServerFault` with a sentence to show. */
export interface TabServer {
  get<Shape>(path: string): Promise<Shape>
  /** Sends words that may be refused (409, 422): then they stay where they were typed, with what is wrong beside them. */
  post<Taken>(path: string, body: object): Promise<Outcome<Taken>>
  saveDraft(key: string, raw: object, leaving?: boolean): Promise<{ readonly savedAt: string }>
  /** Sends a file as evidence of a request; `onProgress` is told the share sent, 0 to 1. */
  keepFile(key: string, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<KeptEvidence>
  readFile(key: string, item: string): Promise<Blob>
  removeFile(key: string, item: string): Promise<void>
}

const unreachable =
  'Sightline cannot be reached at the moment. What you typed is still on this page; it tries again by itself.'
const unexpected = 'Something went wrong here, not with you. Please try again in a minute.'

const saidIn = (body: unknown): string | undefined => {
  const { error, refusal } = (body ?? {}) as { error?: { say?: string }; refusal?: { say?: string } }
  return error?.say ?? refusal?.say
}

const evidence = (key: string, rest: { readonly [name: string]: string }): string =>
  `/api/evidence?${new URLSearchParams({ key, ...rest })}`

/** Talks to `/api/` as the person signed in; a token refused once is renewed once. */
export const createServer = (host: Host): TabServer => {
  const offline = (error: unknown) => {
    throw error instanceof ServerFault || (error instanceof Error && error.name === 'AbortError')
      ? error
      : new ServerFault(0, error instanceof TypeError || !(error instanceof Error) ? unreachable : error.message)
  }
  const asSomebody = async <Answer extends { readonly status: number }>(
    once: (token: string) => Promise<Answer>,
  ): Promise<Answer> => {
    const first = await host.token(false).then(once).catch(offline)
    return first.status === 401 ? host.token(true).then(once).catch(offline) : first
  }
  const send = (path: string, init: RequestInit): Promise<Response> =>
    asSomebody((token) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', `Bearer ${token}`)
      return fetch(path, { ...init, headers })
    })
  const json = (method: 'PUT' | 'POST', body: object): RequestInit => ({
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const checked = async (answer: Response): Promise<Response> => {
    if (answer.ok) return answer
    throw new ServerFault(answer.status, saidIn(await answer.json().catch(() => undefined)) ?? unexpected)
  }
  const read = async <Shape>(answer: Response): Promise<Shape> => (await checked(answer)).json() as Promise<Shape>
  return {
    get: async (path) => read(await send(path, {})),
    async post(path, body) {
      const answer = await send(path, json('POST', body))
      if (answer.status !== 409 && answer.status !== 422) return { taken: await read(answer) }
      const said = (await answer.json().catch(() => ({}))) as { refusal?: Refusal; faults?: readonly Fault[] }
      const faults = said.faults ?? []
      return {
        refusal: said.refusal ?? faults[0] ?? { say: saidIn(said) ?? unexpected },
        faults,
        status: answer.status,
      }
    },
    saveDraft: async (key, raw, leaving = false) =>
      read(await send('/api/draft', { ...json('PUT', { key, raw }), keepalive: leaving })),
    async keepFile(key, file, onProgress, signal) {
      const path = evidence(key, { name: file.name })
      const { status, body } = await asSomebody((token) => sendFile({ path, token, file, onProgress, signal }))
      if (status >= 200 && status < 300) return body as KeptEvidence
      throw new ServerFault(status, saidIn(body) ?? unexpected)
    },
    readFile: async (key, item) => (await checked(await send(evidence(key, { item }), {}))).blob(),
    async removeFile(key, item) {
      await checked(await send(evidence(key, { item }), { method: 'DELETE' }))
    },
  }
}
