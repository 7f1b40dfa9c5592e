import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, importPKCS8, jwtVerify, SignJWT } from 'jose'
import { after, before, describe, it } from 'mocha'
import { createIssuer } from '../../../bot/local/issuer.ts'
import { appId, people, tenantId } from './sample-world.ts'
import { at, type Started, secret, start } from './started.ts'

describe('local sign-in', () => {
  let local: Started
  before(async () => {
    local = await start()
  })
  after(() => local.close())

  const signIn = (body: unknown) =>
    fetch(`${local.origin}/local/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const askToken = (form: Record<string, string>, tenant = tenantId) =>
    fetch(`${local.origin}/local/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) })

  it('gives a token like Teams’ single sign-on, which verifies against the published keys', async () => {
    const answer: unknown = await (await signIn({ person: 'police' })).json()
    const keys = createRemoteJWKSet(new URL(`${local.origin}/local/keys`))
    const { payload, protectedHeader } = await jwtVerify(String(at(answer, 'token')), keys, {
      audience: appId,
      issuer: `${local.origin}/local/${tenantId}/v2.0`,
    })
    assert.equal(protectedHeader.alg, 'RS256')
    assert.deepEqual(
      [payload['oid'], payload['tid'], payload['name'], payload['scp'], payload['ver']],
      [people[1]?.oid, tenantId, 'Sam Priory', 'access_as_user', '2.0'],
    )
    assert.equal(Number(payload.exp) - Number(payload.iat), 3600)
    assert.ok(Math.abs(Number(payload.iat) - Date.now() / 1000) < 30, 'dated by the real clock')
    assert.deepEqual(at(answer, 'person'), { id: 'police', oid: people[1]?.oid, tid: tenantId, name: 'Sam Priory' })
    assert.equal(Date.parse(String(at(answer, 'expiresAt'))), Number(payload.exp) * 1000)
  })

  it('signs in the SSU’s lead where nobody is named, and says a sentence where somebody unknown is', async () => {
    assert.equal(at(await (await signIn({})).json(), 'person', 'id'), 'lead')
    const unknown = await signIn({ person: 'nobody' })
    assert.equal(unknown.status, 404)
    assert.match(String(at(await unknown.json(), 'error')), /Choose someone/)
  })

  it('publishes keys endorsed for Teams, under metadata a bot can read', async () => {
    const metadata: unknown = await (await fetch(`${local.origin}/local/.well-known/openid-configuration`)).json()
    assert.equal(at(metadata, 'issuer'), local.issuer.botIssuer)
    const keys: unknown = await (await fetch(String(at(metadata, 'jwks_uri')))).json()
    assert.deepEqual(at(keys, 'keys', 0, 'endorsements'), ['msteams'])
    assert.equal(at(keys, 'keys', 0, 'd'), undefined, 'the private half stays at home')
  })

  it('gives an application its own token by its secret, for the resource it asks for', async () => {
    const form = { grant_type: 'client_credentials', client_id: appId, client_secret: secret }
    const graph: unknown = await (await askToken({ ...form, scope: 'https://graph.microsoft.com/.default' })).json()
    const bearer = String(at(graph, 'access_token'))
    assert.equal(decodeJwt(bearer).aud, 'https://graph.microsoft.com')
    assert.equal(await local.issuer.verifyGraphToken(bearer), true)
    assert.equal(await local.issuer.verifyConnectorToken(bearer), false)
    const bot: unknown = await (await askToken({ ...form, scope: 'https://api.botframework.com/.default' })).json()
    assert.equal(await local.issuer.verifyConnectorToken(String(at(bot, 'access_token'))), true)
  })

  it('refuses a wrong secret, an unknown application, a wrong grant and a scope that names no resource', async () => {
    const scope = 'https://graph.microsoft.com/.default'
    const good = { grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope }
    const cases: [Record<string, string>, number, string][] = [
      [{ ...good, client_secret: 'guess' }, 401, 'invalid_client'],
      [{ ...good, client_id: 'another' }, 401, 'invalid_client'],
      [{ ...good, grant_type: 'password' }, 400, 'unsupported_grant_type'],
      [{ ...good, scope: 'User.Read' }, 400, 'invalid_scope'],
    ]
    for (const [form, status, error] of cases) {
      const answer = await askToken(form)
      assert.deepEqual([answer.status, at(await answer.json(), 'error')], [status, error])
    }
    assert.equal((await askToken(good, 'another-tenant')).status, 400)
  })

  it('keeps its key over a restart, readable by its owner only, and takes another’s signature for nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-issuer-'))
    const settings = { folder, origin: local.origin, tenantId, appId, clients: [] }
    const first = await createIssuer(settings)
    const { token } = await first.signPersonToken({ oid: 'o', tid: tenantId, name: 'Sam Priory' })
    assert.equal((await stat(join(folder, 'issuer-key.pem'))).mode & 0o777, 0o600)
    assert.deepEqual(await (await createIssuer(settings)).verifyPersonToken(token), {
      oid: 'o',
      tid: tenantId,
      name: 'Sam Priory',
    })
    assert.equal(await local.issuer.verifyPersonToken(token), undefined)
    await rm(folder, { recursive: true })
  })

  it('takes an assertion signed with an application’s certificate in place of a secret', async () => {
    const pair = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const folder = await mkdtemp(join(tmpdir(), 'sightline-issuer-'))
    const clients = [{ id: 'provisioning', publicKey: pair.publicKey }]
    const issuer = await createIssuer({ folder, origin: local.origin, tenantId, appId, clients })
    const assertion = (audience: string) =>
      importPKCS8(pair.privateKey, 'PS256').then((key) =>
        new SignJWT()
          .setProtectedHeader({ alg: 'PS256' })
          .setIssuer('provisioning')
          .setSubject('provisioning')
          .setAudience(audience)
          .setExpirationTime('5m')
          .sign(key),
      )
    const proven = async (audience: string) =>
      issuer.verifyClient({ id: 'provisioning', assertion: await assertion(audience) }, 'https://here/token')
    assert.equal(await proven('https://here/token'), true)
    assert.equal(await proven('https://elsewhere/token'), false)
    assert.equal(await issuer.verifyClient({ id: 'provisioning' }, 'https://here/token'), false)
    await rm(folder, { recursive: true })
  })
})
