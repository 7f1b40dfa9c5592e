import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import restify, { type Server } from 'restify'
import { type LocalGraph, type LocalGraphOptions, mountLocalGraph } from '../../../graph/local/local-graph.ts'
import { freshDatabase } from '../../support/postgres.ts'

/** An answer of Graph; `body` is checked by the conformance checker, so tests reach into it freely by name. */
export interface Answer {
  status: number
  headers: Headers
  body: Body
}

/** Whatever Graph answers, with all that tests look at; what is absent is undefined when read. */
export interface Body {
  id: string
  name: string
  displayName: string
  webUrl: string
  eTag: string
  '@odata.etag': string
  '@odata.nextLink': string
  '@odata.deltaLink': string
  lastModifiedDateTime: string
  list: unknown
  columns: Body[]
  readOnly: boolean
  indexed: boolean
  value: Body[]
  fields: Fields
  deleted: unknown
  responses: { id: string; status: number; headers: Record<string, string>; body: Body }[]
  error: { code: string; message: string; innerError: { date: string; 'request-id': string } }
}

export type Fields = {
  [Name in
    | 'Title'
    | 'Key'
    | 'State'
    | 'Answer'
    | 'Number'
    | 'Due'
    | 'Sent'
    | 'Nil'
    | 'Systems'
    | 'Created'
    | 'id']: unknown
}

export interface GraphUnderTest extends LocalGraph {
  clock: { now(): Date; set(moment: string): void }
  site: string
  address: string
  ask(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Makes a list and answers its address, `/sites/…/lists/…`. */
  makeList(displayName: string, columns: unknown[]): Promise<string>
  /** Holds all that was asked and answered against the published model of Graph v1.0. */
  checkWire(): Promise<string>
  close(): Promise<void>
}

const siteId = 'contoso.example,0b1fae2b-38ef-4f2c-9d2e-0d2f0c5f1a01,5a58bb09-1fba-41c1-8125-69da264370a0'
const checker = '../shared/conformance/check.mjs'

/** Local Graph on a restify server of its own, with a clock that stands still. Good bearer: `good`. */
export const openGraph = async (more: Partial<LocalGraphOptions> = {}): Promise<GraphUnderTest> => {
  const database = await freshDatabase()
  let now = new Date('2026-11-21T09:00:00.700Z')
  const clock = {
    now: () => now,
    set: (moment: string) => {
      now = new Date(moment)
    },
  }
  const server = restify.createServer()
  server.use(restify.plugins.queryParser())
  server.use(restify.plugins.bodyParser({ mapParams: false }))
  const graph = mountLocalGraph(server, {
    pool: database.pool,
    clock,
    verify: async (bearer) => bearer === 'good',
    site: [{ hostname: 'contoso.example', path: '/sites/qa', id: siteId, displayName: 'Quality assurance' }],
    ...more,
  })
  const port = await listen(server)
  const address = `http://127.0.0.1:${port}/local/graph/v1.0`
  const wire: string[] = []
  const ask = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const path = url.replace('https://graph.microsoft.com/v1.0', '')
    const response = await fetch(address + path, {
      method,
      headers: {
        authorization: 'Bearer good',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : undefined,
    }
    // What we got wrong on purpose is not held against the model; how it was refused is.
    const requestBody = answer.status < 400 && typeof body === 'object' ? body : undefined
    wire.push(
      JSON.stringify({ method, url: `/v1.0${path}`, requestBody, status: answer.status, responseBody: answer.body }),
    )
    return answer
  }
  return {
    ...graph,
    clock,
    address,
    site: `/sites/${siteId}`,
    ask,
    async makeList(displayName, columns) {
      const made = await ask('POST', `/sites/${siteId}/lists`, {
        displayName,
        columns,
        list: { template: 'genericList' },
      })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      return `/sites/${siteId}/lists/${made.body.id}`
    },
    checkWire: () => checkWire(wire),
    async close() {
      await new Promise<void>((done) => {
        server.close(() => done())
        server.server.closeAllConnections()
      })
      await database.drop()
    },
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))

/** Holds recorded lines against the published model; throws what it refuses. */
export const checkWire = async (wire: readonly string[]): Promise<string> => {
  if (!existsSync(checker)) return 'The shared checker is not here; nothing was held against it.'
  const folder = await mkdtemp(join(tmpdir(), 'sightline-wire-'))
  try {
    const file = join(folder, 'wire.jsonl')
    await writeFile(file, wire.join('\n'))
    const { stdout } = await promisify(execFile)(process.execPath, [checker, 'graph', file]).catch((error) => {
      throw new Error(`The published model refuses: ${error.stdout}${error.stderr}`)
    })
    return stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}
