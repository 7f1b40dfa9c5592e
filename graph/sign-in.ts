import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node'

/** What the product proves itself with to Entra ID. A certificate and a managed identity join this union later. */
export interface Credentials {
  readonly tenantId: string
  readonly clientId: string
  readonly secret: string
}

/** Gives the token to use now; `anew` where the last one was refused. */
export type TokenSource = (anew: boolean) => Promise<{ readonly token: string } | { readonly failed: string }>

const entra = 'https://login.microsoftonline.com'
const renewAheadMs = 10 * 60_000

/** Asks at the local issuer what msal believes it asks Entra: msal refuses http authorities (DESIGN §9). */
const localNetwork = (origin: string): INetworkModule => {
  const ask = async <T>(
    method: 'GET' | 'POST',
    url: string,
    options?: { headers?: Record<string, string>; body?: string },
  ) => {
    const response = await fetch(url.replace(entra, origin), {
      method,
      headers: options?.headers ?? {},
      ...(options?.body === undefined ? {} : { body: options.body }),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
    }
  }
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
  }
}

const localMetadata = (tenantId: string) =>
  JSON.stringify({
    issuer: `${entra}/${tenantId}/v2.0`,
    authorization_endpoint: `${entra}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${entra}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${entra}/${tenantId}/discovery/v2.0/keys`,
  })

/**
 * Client credentials through msal: the token is kept, and renewed ten minutes ahead while the old one still serves.
 * `local` is the origin of the local issuer, e.g. `http://127.0.0.1:3978/local`; absent for Entra ID itself. Times here
 * are the real clock's, as the tokens' own are.
 */
export const signIn = ({ tenantId, clientId, secret }: Credentials, local?: string): TokenSource => {
  const application = new ConfidentialClientApplication({
    auth: {
      clientId,
      clientSecret: secret,
      authority: `${entra}/${tenantId}`,
      ...(local ? { authorityMetadata: localMetadata(tenantId) } : {}),
    },
    ...(local ? { system: { networkClient: localNetwork(local) } } : {}),
  })
  const scopes = ['https://graph.microsoft.com/.default']
  let kept: { token: string; until: number } | undefined
  let renewing: Promise<{ token: string } | { failed: string }> | undefined

  const renew = async (skipCache: boolean) => {
    try {
      const result = await application.acquireTokenByClientCredential({ scopes, skipCache })
      if (!result?.accessToken) return { failed: 'Signing in to Microsoft Graph gave no token.' }
      kept = { token: result.accessToken, until: result.expiresOn?.getTime() ?? Date.now() }
      return { token: kept.token }
    } catch (error) {
      const code = error instanceof Error && 'errorCode' in error ? String(error.errorCode) : 'no answer'
      return {
        failed: `Signing in to Microsoft Graph failed (${code}). Check the application's id, tenant and secret.`,
      }
    } finally {
      renewing = undefined
    }
  }

  return async (anew) => {
    const left = kept ? kept.until - Date.now() : 0
    if (kept && left > renewAheadMs && !anew) return { token: kept.token }
    renewing ??= renew(anew || left > 0)
    return kept && left > 60_000 && !anew ? { token: kept.token } : renewing
  }
}
