import assert from 'node:assert/strict'
import { before, describe, it } from 'mocha'
import { type Authenticate, createAuthenticate, NotSignedIn, SignInUnavailable } from '../../tab/api/authenticate.ts'
import { samplePeople } from '../support/build-partnership.ts'
import { allowed, createTokenMaker, issuerOf, type TokenMaker } from './tokens.ts'

const { police } = samplePeople

describe('Signing in to the tab', () => {
  let maker: TokenMaker
  let authenticate: Authenticate
  before(async () => {
    maker = await createTokenMaker()
    authenticate = createAuthenticate({ ...allowed, keys: maker.keys })
  })
  const entering = async (...of: Parameters<TokenMaker['tokenOf']>) =>
    authenticate(`Bearer ${await maker.tokenOf(...of)}`)

  it('names the person by object id and tenant', async () => {
    assert.deepEqual(await entering(police), { oid: police.oid, tid: police.tid, name: police.name })
  })

  it('refuses a token for another application', async () => {
    await assert.rejects(entering(police, { aud: 'another' }), NotSignedIn)
  })

  it('refuses a token that has expired, or that says nothing of expiring', async () => {
    await assert.rejects(entering(police, { exp: Math.floor(Date.now() / 1000) - 3600 }), NotSignedIn)
    await assert.rejects(entering(police, { exp: null }), NotSignedIn)
  })

  it('refuses a token of another issuer, or one whose issuer is not of the tenant it names', async () => {
    await assert.rejects(entering(police, { iss: issuerOf('elsewhere') }), NotSignedIn)
    await assert.rejects(entering(police, { tid: 'elsewhere', iss: issuerOf(police.tid) }), NotSignedIn)
  })

  it('refuses a token without the scope of a person, such as an application’s own', async () => {
    await assert.rejects(entering(police, { scp: 'User.Read' }), NotSignedIn)
    await assert.rejects(entering(police, { scp: undefined, roles: ['Sites.Selected'] }), NotSignedIn)
  })

  it('refuses another way of signing, even with the right key', async () => {
    await assert.rejects(entering(police, {}, 'PS256'), NotSignedIn)
  })

  it('refuses a signature of somebody else’s, a token whose words were changed, and no token at all', async () => {
    const other = await createTokenMaker()
    await assert.rejects(authenticate(`Bearer ${await other.tokenOf(police)}`), NotSignedIn)
    const [head, , signature] = (await maker.tokenOf(police)).split('.')
    const changed = Buffer.from(JSON.stringify({ oid: 'me', tid: police.tid })).toString('base64url')
    await assert.rejects(authenticate(`Bearer ${head}.${changed}.${signature}`), NotSignedIn)
    for (const header of [undefined, '', 'Bearer', 'Bearer x.y', 'Basic abc'])
      await assert.rejects(authenticate(header), NotSignedIn)
  })

  it('says that sign-in cannot be checked, not that it is wrong, where the keys cannot be read', async () => {
    const unreachable = createAuthenticate({
      ...allowed,
      keys: () => Promise.reject(new TypeError('fetch failed')),
    })
    await assert.rejects(unreachable(`Bearer ${await maker.tokenOf(police)}`), SignInUnavailable)
  })
})
