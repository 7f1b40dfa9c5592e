import { createPublicKey } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK, jwtVerify, SignJWT } from 'jose'

/** What the local issuer is made of. `folder` keeps its private key; `origin` is the address everything is served from. */
export interface IssuerSettings {
  readonly folder: string
  readonly origin: string
  readonly tenantId: string
  readonly appId: string
  /** Applications that may ask for a token of their own, each with a secret or the public half of its certificate (PEM: the certificate, or the key). */
  readonly clients: readonly { readonly id: string; readonly secret?: string; readonly publicKey?: string }[]
}

/** A person as a token names them: an object id in a tenant, with the name shown. */
export interface SignedInAs {
  readonly oid: string
  readonly tid: string
  readonly name: string
}

/** The public half of the signing key as Bot Framework's key lists have it. */
export type PublicKey = JWK & { readonly kid: string; readonly endorsements: readonly string[] }

/** The local stand-in for Entra and Bot Framework's token service: signs, and verifies what it has signed. */
export interface Issuer {
  readonly origin: string
  readonly tenantId: string
  readonly appId: string
  /** The `iss` of what Teams sends to the bot, as in real traffic. */
  readonly botIssuer: string
  /** The `iss` of a person's or an application's token of that tenant. */
  readonly issuerOf: (tenant: string) => string
  readonly publicKeys: readonly PublicKey[]
  /** A Teams single sign-on token (v2.0) for our application, one hour. */
  signPersonToken(person: SignedInAs): Promise<{ token: string; expiresAt: string }>
  /** An application's own token, for one audience, one hour. */
  signAppToken(tenant: string, clientId: string, audience: string): Promise<string>
  /** The token that comes with every activity sent to the bot. */
  signBotToken(activity: { serviceUrl: string }): Promise<string>
  /** Who a person's token names; undefined where it is not ours, for another application or expired. */
  verifyPersonToken(bearer: string): Promise<SignedInAs | undefined>
  /** Whether an application's token is good for Graph. */
  verifyGraphToken(bearer: string): Promise<boolean>
  /** Whether a token is our bot's, good for the Bot Connector. */
  verifyConnectorToken(bearer: string): Promise<boolean>
  /** Whether a client proves itself, by secret or by a signed assertion for `tokenEndpoint`. */
  verifyClient(client: { id: string; secret?: string; assertion?: string }, tokenEndpoint: string): Promise<boolean>
}

const botIssuer = 'https://api.botframework.com'
/** The `aud` of the bot's own token for the Bot Connector. */
export const connectorAudience = 'https://api.botframework.com'
const graphAudience = 'https://graph.microsoft.com'

const algorithm = 'RS256'
const hour = 3600

const privateKeyIn = async (folder: string) => {
  const file = join(folder, 'issuer-key.pem')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept) return importPKCS8(kept, algorithm, { extractable: true })
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(file, await exportPKCS8(privateKey), { mode: 0o600 })
  await chmod(file, 0o600)
  return privateKey
}

/**
 * The issuer with its key from `folder`, made there (readable by its owner only) on the first start, so that
 * people stay signed in over a restart (DESIGN §9, §10). Times in tokens are the real clock's.
 */
export const createIssuer = async (settings: IssuerSettings): Promise<Issuer> => {
  const { origin, tenantId, appId, clients } = settings
  const privateKey = await privateKeyIn(settings.folder)
  const { kty, n = '', e = '' } = await exportJWK(privateKey)
  const kid = `local-${n.slice(0, 12)}`
  const publicJwk: JWK = { kty: kty ?? 'RSA', n, e, alg: algorithm }
  // Bot Framework's verification asks which channels a key may speak for.
  const publicKeys: readonly PublicKey[] = [
    { ...publicJwk, kid, x5t: kid, use: 'sig', alg: algorithm, endorsements: ['msteams'] },
  ]
  const issuerOf = (tenant: string) => `${origin}/local/${tenant}/v2.0`

  const sign = (claims: Record<string, unknown>, iss: string, aud: string, expires: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid, x5t: kid, typ: 'JWT' })
      .setIssuer(iss)
      .setAudience(aud)
      .setIssuedAt(expires - hour)
      .setNotBefore(expires - hour)
      .setExpirationTime(expires)
      .sign(privateKey)
  const inAnHour = () => Math.floor(Date.now() / 1000) + hour

  const verify = async (bearer: string, audience: string | string[]) => {
    const verified = await jwtVerify(bearer, publicJwk, { audience, algorithms: [algorithm] }).catch(() => undefined)
    return verified?.payload
  }

  return {
    origin,
    tenantId,
    appId,
    botIssuer,
    issuerOf,
    publicKeys,
    async signPersonToken({ oid, tid, name }) {
      const expires = inAnHour()
      const claims = { oid, tid, name, sub: `${oid}.${appId}`, azp: appId, scp: 'access_as_user', ver: '2.0' }
      return {
        token: await sign(claims, issuerOf(tid), appId, expires),
        expiresAt: new Date(expires * 1000).toISOString(),
      }
    },
    signAppToken: (tenant, clientId, audience) =>
      sign(
        { oid: clientId, sub: clientId, tid: tenant, appid: clientId, azp: clientId, idtyp: 'app', ver: '2.0' },
        issuerOf(tenant),
        audience,
        inAnHour(),
      ),
    signBotToken: ({ serviceUrl }) => sign({ serviceurl: serviceUrl }, botIssuer, appId, inAnHour()),
    async verifyPersonToken(bearer) {
      const claims = await verify(bearer, appId)
      if (claims?.['scp'] !== 'access_as_user') return undefined
      const { oid, tid, name } = claims
      if (typeof oid !== 'string' || typeof tid !== 'string' || typeof name !== 'string') return undefined
      return { oid, tid, name }
    },
    async verifyGraphToken(bearer) {
      return (await verify(bearer, [graphAudience, `${origin}/local/graph`])) !== undefined
    },
    async verifyConnectorToken(bearer) {
      const claims = await verify(bearer, connectorAudience)
      return claims?.['appid'] === appId
    },
    async verifyClient({ id, secret, assertion }, tokenEndpoint) {
      const client = clients.find((known) => known.id === id)
      if (!client) return false
      if (assertion !== undefined && client.publicKey) {
        const signed = await jwtVerify(assertion, createPublicKey(client.publicKey), {
          audience: tokenEndpoint,
          issuer: id,
          subject: id,
          algorithms: ['RS256', 'PS256'],
        }).catch(() => undefined)
        return signed !== undefined
      }
      return client.secret !== undefined && client.secret === secret
    },
  }
}
