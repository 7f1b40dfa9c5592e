import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import restify, { type Server } from 'restify'
import type { Answer, Arrival } from '../../../bot/seam.ts'
import { createAdapter, type TeamsAdapter } from '../../../bot/teams/adapter.ts'
import { mountBot } from '../../../bot/teams/receive.ts'

export const appId = '0a1b2c3d-0000-4000-8000-00000000b071'
export const tenant = '7e7e7e7e-0000-4000-8000-0000000000aa'
export const channel = '19:returns@thread.tacv2'
export const team = '19:general@thread.tacv2'
export const botId = `28:${appId}`
export const oid = 'aaaaaaaa-0000-4000-8000-000000000001'

/** One request the Bot Connector got. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly authorization: string | undefined
  readonly body: unknown
  readonly at: number
}

/** What the Bot Connector answers: a status and a body, or nothing at all. */
export type ConnectorAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly hangUp: true }

/** What a test changes in a token; undefined takes a claim away. */
export type Claims = { readonly [claim: string]: string | number | undefined }

export interface BotUnderTest {
  readonly origin: string
  readonly serviceUrl: string
  readonly adapter: TeamsAdapter
  readonly arrivals: Arrival[]
  readonly log: string[]
  readonly asked: Asked[]
  /** The key everything is signed with, as a PEM that anybody may know. */
  readonly publicPem: string
  answerWith(answer: (arrival: Arrival) => Promise<Answer> | Answer): void
  /** Whether the token service answers. */
  keys(are: 'up' | 'down'): void
  connectorAnswers(answer: (asked: Asked) => ConnectorAnswer): void
  /** A token as Teams sends it, with what a test changes of it. */
  sign(claims?: Claims, options?: { key?: 'plain' | 'unknown' | 'other-channel'; alg?: string }): Promise<string>
  send(activity: unknown, headers?: Record<string, string>): Promise<{ status: number; text: string; body: unknown }>
  close(): Promise<void>
}

/** An activity from a person in a channel, as Teams sends it. */
export const activityIn = (serviceUrl: string, more: object = {}): Record<string, unknown> => ({
  type: 'message',
  id: '1700000000002',
  timestamp: '2026-11-21T09:00:00.000Z',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:person', name: 'Sam Sample', aadObjectId: oid },
  recipient: { id: botId, name: 'Sightline' },
  conversation: {
    isGroup: true,
    conversationType: 'channel',
    tenantId: tenant,
    id: `${channel};messageid=1700000000001`,
  },
  channelData: { tenant: { id: tenant }, team: { id: team }, channel: { id: channel } },
  text: 'hello',
  ...more,
})

/** A bot behind its real adapter, an issuer whose keys it trusts, and a small Bot Connector, all on one server. */
export const startBot = async (settings: { unsigned?: boolean } = {}): Promise<BotUnderTest> => {
  const server = restify.createServer()
  server.use(restify.plugins.queryParser())
  server.use(restify.plugins.bodyParser({ mapParams: false }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const serviceUrl = `${origin}/connector/`

  const endorsed = await generateKeyPair('RS256', { extractable: true })
  const stranger = await generateKeyPair('RS256')
  const published = { ...(await exportJWK(endorsed.publicKey)), use: 'sig' }
  let keysAreUp = true
  server.get('/metadata', async (_req, res) => {
    if (keysAreUp) res.send(200, { issuer: origin, jwks_uri: `${origin}/keys` })
    else res.send(503, {})
  })
  server.get('/keys', async (_req, res) => {
    res.send(200, {
      keys: [
        { ...published, kid: 'endorsed', endorsements: ['msteams'] },
        { ...published, kid: 'plain' },
        { ...published, kid: 'other-channel', endorsements: ['webchat'] },
      ],
    })
  })

  const arrivals: Arrival[] = []
  const log: string[] = []
  const asked: Asked[] = []
  let answer: (arrival: Arrival) => Promise<Answer> | Answer = () => ({ nothing: true })
  let connector: (asked: Asked) => ConnectorAnswer = () => ({ status: 201, body: { id: '1700000000099' } })
  mountConnector(server, asked, (one) => connector(one))

  const adapter = createAdapter({
    appType: 'SingleTenant',
    appId,
    tenantId: tenant,
    tenants: [tenant],
    openIdMetadata: `${origin}/metadata`,
    signOutgoing: async () => 'signed-by-the-bot',
  })
  mountBot(server, {
    adapter,
    onArrival: async (arrival) => {
      arrivals.push(arrival)
      return answer(arrival)
    },
    log: (line) => log.push(line),
    ...(settings.unsigned === undefined ? {} : { unsigned: settings.unsigned }),
  })

  const sign: BotUnderTest['sign'] = (claims = {}, { key, alg = 'RS256' } = {}) => {
    const now = Math.floor(Date.now() / 1000)
    const standard = {
      iss: 'https://api.botframework.com',
      aud: appId,
      serviceurl: serviceUrl,
      nbf: now - 60,
      exp: now + 3600,
    }
    return new SignJWT({ ...standard, ...claims } as JWTPayload)
      .setProtectedHeader({ alg, kid: key ?? 'endorsed', typ: 'JWT' })
      .sign(key === 'unknown' ? stranger.privateKey : endorsed.privateKey)
  }

  return {
    origin,
    serviceUrl,
    adapter,
    arrivals,
    log,
    asked,
    publicPem: await exportSPKI(endorsed.publicKey),
    answerWith: (given) => {
      answer = given
    },
    keys: (are) => {
      keysAreUp = are === 'up'
    },
    connectorAnswers: (given) => {
      connector = given
    },
    sign,
    async send(activity, headers) {
      const sent = await fetch(`${origin}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(headers ?? { Authorization: `Bearer ${await sign()}` }) },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      })
      const text = await sent.text()
      return { status: sent.status, text, body: readJson(text) }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const mountConnector = (server: Server, asked: Asked[], answer: (asked: Asked) => ConnectorAnswer): void => {
  const route = { path: '/connector/*' }
  for (const method of ['get', 'post', 'put'] as const) {
    server[method](route, async (req, res) => {
      const one: Asked = {
        method: req.method ?? '',
        url: decodeURIComponent((req.url ?? '').replace('/connector/', '')),
        authorization: req.header('authorization'),
        body: req.body,
        at: performance.now(),
      }
      asked.push(one)
      const given = answer(one)
      if ('hangUp' in given) {
        req.socket.destroy()
        return
      }
      for (const [name, value] of Object.entries(given.headers ?? {})) res.header(name, value)
      res.send(given.status, given.body)
    })
  }
}
