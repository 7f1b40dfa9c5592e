import type { Request, Response, Server } from 'restify'
import type { Issuer } from './issuer.ts'
import { textIn } from './json.ts'
import type { Person } from './world.ts'

/** People who can be signed in; the first of `defaultPerson`, or of the list, is taken where nobody is named. */
export interface SignInSettings {
  readonly people: readonly Person[]
  /** Id of the person signed in where none is asked for: the SSU's lead. */
  readonly defaultPerson?: string
}

const bearerScope = /^(.+)\/\.default$/

/**
 * Local sign-in under `/local/` (DESIGN §9, §10): key list and metadata for whoever verifies, `POST /local/token`
 * for a person, and OAuth's client credentials for the product's own connections to Graph and the Bot Connector.
 */
export const mountIssuer = (server: Server, issuer: Issuer, { people, defaultPerson }: SignInSettings): void => {
  const metadata = (iss: string, tenant: string) => ({
    issuer: iss,
    authorization_endpoint: `${issuer.origin}/local/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${issuer.origin}/local/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${issuer.origin}/local/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    response_types_supported: ['token'],
    subject_types_supported: ['pairwise'],
  })

  server.get('/local/.well-known/openid-configuration', async (_req: Request, res: Response) => {
    res.send(200, metadata(issuer.botIssuer, issuer.tenantId))
  })
  server.get('/local/:tenant/v2.0/.well-known/openid-configuration', async (req: Request, res: Response) => {
    const tenant = String(req.params.tenant)
    res.send(200, metadata(issuer.issuerOf(tenant), tenant))
  })
  server.get('/local/keys', async (_req: Request, res: Response) => {
    res.send(200, { keys: issuer.publicKeys })
  })

  server.post('/local/token', async (req: Request, res: Response) => {
    const asked = textIn(req.body, 'person') ?? defaultPerson ?? people[0]?.id
    const person = people.find(({ id }) => id === asked)
    if (!person) {
      res.send(404, { error: 'Nobody of that name can sign in here. Choose someone from the list in local Teams.' })
      return
    }
    const { id, oid, tid, name } = person
    const { token, expiresAt } = await issuer.signPersonToken({ oid, tid, name })
    res.header('Cache-Control', 'no-store')
    res.send(200, { token, person: { id, oid, tid, name }, expiresAt })
  })

  server.post('/local/:tenant/oauth2/v2.0/token', async (req: Request, res: Response) => {
    const refuse = (status: number, error: string, say: string) =>
      res.send(status, { error, error_description: say, error_codes: [], correlation_id: req.id() })
    const tenant = String(req.params.tenant)
    const id = textIn(req.body, 'client_id') ?? ''
    const secret = textIn(req.body, 'client_secret')
    const assertion = textIn(req.body, 'client_assertion')
    const audience = bearerScope.exec(textIn(req.body, 'scope') ?? '')?.[1]
    if (textIn(req.body, 'grant_type') !== 'client_credentials') {
      refuse(400, 'unsupported_grant_type', 'Only grant_type=client_credentials is answered here.')
      return
    }
    if (tenant !== issuer.tenantId && tenant !== 'botframework.com') {
      refuse(400, 'invalid_request', 'There is no such tenant here.')
      return
    }
    if (!audience) {
      refuse(400, 'invalid_scope', 'The scope must be a resource followed by /.default.')
      return
    }
    const proof = { id, ...(secret === undefined ? {} : { secret }), ...(assertion === undefined ? {} : { assertion }) }
    if (!(await issuer.verifyClient(proof, `${issuer.origin}/local/${tenant}/oauth2/v2.0/token`))) {
      refuse(401, 'invalid_client', 'That application is not known here, or its secret is wrong.')
      return
    }
    res.header('Cache-Control', 'no-store')
    const access_token = await issuer.signAppToken(issuer.tenantId, id, audience)
    res.send(200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token })
  })
}
