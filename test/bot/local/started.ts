import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import restify, { type Request, type Response, type Server } from 'restify'
import { createIssuer, type Issuer } from '../../../bot/local/issuer.ts'
import { mountIssuer } from '../../../bot/local/sign-in.ts'
import { type LocalTeams, type LocalTeamsSettings, mountLocalTeams } from '../../../bot/local/teams.ts'
import { servePages } from '../../../bot/serve-pages.ts'
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts'
import { appId, tenantId, world } from './sample-world.ts'

export const secret = `secret-${randomUUID()}`

/** An activity as it reached the fake bot, with the token that came with it. */
export interface Arrived {
  readonly bearer: string
  readonly activity: Record<string, unknown> & {
    readonly type: string
    readonly name?: string
    readonly value?: unknown
  }
}

/** What a route answered; `body` is its JSON. */
export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** The value at a path of keys in JSON; undefined where there is none. */
export const at = (json: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  )

/** Local Teams on a port of its own with a bot that notes what arrives and answers what the test says. */
export interface Started {
  readonly origin: string
  readonly server: Server
  readonly issuer: Issuer
  readonly teams: LocalTeams
  readonly database: FreshDatabase
  readonly arrived: Arrived[]
  /** How the bot answers from now on. */
  answerWith(answer: (activity: Arrived['activity']) => { status: number; body?: unknown }): void
  /** Calls the Bot Connector's routes with the bot's token. */
  connector(method: string, path: string, body?: unknown): Promise<Answered>
  tokenOf(person: string): Promise<string>
  /** Calls the page's own routes as a person. */
  page(person: string, method: string, path: string, body?: unknown): Promise<Answered>
  close(): Promise<void>
}

const readJson = async (response: globalThis.Response): Promise<unknown> => {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

export const start = async (
  settings: Partial<Pick<LocalTeamsSettings, 'limits' | 'limitsNow' | 'clock' | 'world' | 'tab'>> & {
    database?: FreshDatabase
    issuerFolder?: string
    /** Folder of the built page, where a test looks at it. */
    pages?: string
  } = {},
): Promise<Started> => {
  const server = restify.createServer()
  server.use(restify.plugins.queryParser())
  server.use(restify.plugins.bodyParser({ mapParams: false }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = settings.issuerFolder ?? (await mkdtemp(join(tmpdir(), 'sightline-issuer-')))
  const database = settings.database ?? (await freshDatabase())
  const issuer = await createIssuer({ folder, origin, tenantId, appId, clients: [{ id: appId, secret }] })
  const arrived: Arrived[] = []
  let answer: Parameters<Started['answerWith']>[0] = () => ({ status: 200 })
  server.post('/api/messages', async (req: Request, res: Response) => {
    arrived.push({ bearer: (req.header('authorization') ?? '').replace('Bearer ', ''), activity: req.body })
    const { status, body } = answer(req.body)
    res.send(status, body)
  })
  mountIssuer(server, issuer, { people: world.people, defaultPerson: 'lead' })
  const teams = await mountLocalTeams(server, {
    pool: database.pool,
    clock: { now: () => new Date('2026-12-09T12:00:00Z') },
    issuer,
    world,
    botAddress: `${origin}/api/messages`,
    defaultPerson: 'lead',
    ...settings,
  })
  if (settings.pages !== undefined) servePages(server, { at: '/local', folder: settings.pages })
  const connectorToken = await issuer.signAppToken(tenantId, appId, 'https://api.botframework.com')

  const call = async (bearer: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await readJson(response), headers: response.headers }
  }
  const tokenOf = async (person: string) => {
    const response = await fetch(`${origin}/local/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ person }),
    })
    return String(at(await readJson(response), 'token'))
  }
  return {
    origin,
    server,
    issuer,
    teams,
    database,
    arrived,
    answerWith: (next) => {
      answer = next
    },
    connector: (method, path, body) => call(connectorToken, method, `/local/teams/v3${path}`, body),
    tokenOf,
    page: async (person, method, path, body) => call(await tokenOf(person), method, `/local/teams/api${path}`, body),
    async close() {
      teams.close()
      server.close()
      server.server.closeAllConnections()
      if (!settings.issuerFolder) await rm(folder, { recursive: true, force: true })
      if (!settings.database) await database.drop()
    },
  }
}
