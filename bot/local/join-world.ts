import type { Partnership } from '../../assurance/partnership.ts'
import { homeTenant, type LocalSecrets, localApp } from './local-app.ts'

/** The local world as a process of the product meets it: addresses, and what it proves itself with. */
export interface JoinedWorld {
  readonly tenantId: string
  /** Every organisation somebody of the partnership comes from. */
  readonly tenants: readonly string[]
  readonly graph: { readonly graph: string; readonly signIn: string }
  /** Keys and issuers of people's tokens. */
  readonly keys: URL
  readonly issuers: readonly string[]
  readonly openIdMetadata: string
  readonly serviceUrl: string
  /** The bot's own token for the Bot Connector, renewed ahead of its end. */
  botToken(): Promise<string>
  /** What time it is there. */
  now(): Promise<Date>
  /** Says where the bot answers; resolves once the bot has been told of its teams. */
  announce(address: string): Promise<void>
}

const renewAheadMs = 5 * 60_000

/** Joins the local world at `origin`, in this process or another. */
export const joinWorld = (origin: string, partnership: Partnership, secrets: LocalSecrets): JoinedWorld => {
  const tenantId = homeTenant(partnership)
  const tenants = [...new Set([tenantId, ...partnership.people.map(({ tid }) => tid)])]
  let kept: { readonly token: Promise<string>; readonly until: number } | undefined

  const fetchToken = async (): Promise<string> => {
    const answer = await fetch(`${origin}/local/botframework.com/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: localApp.appId,
        client_secret: secrets.bot,
        scope: 'https://api.botframework.com/.default',
      }),
    })
    if (!answer.ok) throw new Error(`Local sign-in gave the bot no token: ${answer.status}.`)
    return ((await answer.json()) as { access_token: string }).access_token
  }
  const botToken = (): Promise<string> => {
    if (!kept || kept.until < Date.now()) {
      const token = fetchToken()
      kept = { token, until: Date.now() + 3_600_000 - renewAheadMs }
      token.catch(() => {
        kept = undefined
      })
    }
    return kept.token
  }

  return {
    tenantId,
    tenants,
    graph: { graph: `${origin}/local/graph`, signIn: `${origin}/local` },
    keys: new URL(`${origin}/local/keys`),
    issuers: tenants.map((tenant) => `${origin}/local/${tenant}/v2.0`),
    openIdMetadata: `${origin}/local/.well-known/openid-configuration`,
    serviceUrl: `${origin}/local/teams/`,
    botToken,
    async now() {
      const answer = await fetch(`${origin}/local/clock`)
      return new Date(((await answer.json()) as { now: string }).now)
    },
    async announce(address) {
      const answer = await fetch(`${origin}/local/teams/bot-address`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await botToken()}` },
        body: JSON.stringify({ address }),
      })
      if (!answer.ok) throw new Error(`Local Teams did not take the bot's address: ${answer.status}.`)
    },
  }
}
