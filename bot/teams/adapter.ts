import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import { connectorWire } from './connector-wire.ts'
import { isLoose, type Loose, objectAt, textAt } from './loose-json.ts'
import { createTokenCheck, type TokenVerdict } from './token-check.ts'

/** The bot's registration and whom it hears. Names follow botbuilder's own settings. */
export interface BotSettings {
  readonly appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant'
  readonly appId: string
  readonly appPassword?: string
  readonly tenantId: string
  /** Where the keys are published that sign what Teams sends; Bot Framework's own unless said otherwise. */
  readonly openIdMetadata?: string
  /** The `iss` of what Teams sends; Bot Framework's own unless said otherwise. */
  readonly tokenIssuer?: string
  /** Tenants whose activities are taken. */
  readonly tenants: readonly string[]
  /** A token for what goes out, where it is not to come from Entra. */
  readonly signOutgoing?: () => Promise<string>
}

type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>
type Factory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>

/** botbuilder's client for the Bot Connector. It throws what connector-wire.ts throws. */
export type Connector = Awaited<ReturnType<Factory['create']>>

/** An activity that may be answered, or the status it is refused with and why: a reason without anything of the token. */
export type Admission =
  | { readonly admitted: Authenticated }
  | { readonly refused: string; readonly status: 400 | 401 | 403 }

// botbuilder takes one of these as a sign that all are meant, so all are given always.
const publicCloud = {
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
  oauthUrl: 'https://api.botframework.com',
  callerId: 'urn:botframework:azure',
}

/** Signs what goes out with tokens of our own; for what comes in it is as strict as botbuilder's. */
class OwnCredentials extends ConfigurationServiceClientCredentialFactory {
  readonly #sign: () => Promise<string>

  constructor(appId: string, sign: () => Promise<string>) {
    super({ MicrosoftAppType: 'MultiTenant', MicrosoftAppId: appId })
    this.#sign = sign
  }

  override createCredentials(): ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']> {
    const sign = this.#sign
    return Promise.resolve({
      async signRequest(request) {
        request.headers.set('Authorization', `Bearer ${await sign()}`)
        return request
      },
    })
  }
}

/** botbuilder's adapter, with the checks of DESIGN §8 before it and a wire beneath it that sends nothing twice. */
export class TeamsAdapter extends CloudAdapter {
  readonly #settings: BotSettings
  readonly #checkToken: (header: string | undefined) => Promise<TokenVerdict>

  constructor(settings: BotSettings, authentication: ConfigurationBotFrameworkAuthentication) {
    super(authentication)
    this.#settings = settings
    this.#checkToken = createTokenCheck({
      openIdMetadata: settings.openIdMetadata ?? publicCloud.openIdMetadata,
      issuer: settings.tokenIssuer ?? publicCloud.tokenIssuer,
      audience: settings.appId,
    })
  }

  /** Verifies who sent a body before anything of it is read. Never throws. */
  async admit(authorization: string | undefined, body: unknown): Promise<Admission> {
    const token = await this.#checkToken(authorization)
    if ('refused' in token) return { status: 401, refused: token.refused }
    if (!isActivity(body)) return notAnActivity
    if (textAt(body, 'serviceUrl') !== token.serviceUrl) return { status: 401, refused: 'another service address' }
    // botbuilder would take a token of the Emulator or of a skill where the channel is another.
    if (textAt(body, 'channelId') !== 'msteams') return { status: 401, refused: 'not from the channel Teams' }
    const tenants = tenantsOf(body)
    if (tenants.length === 0 || tenants.some((tenant) => !this.#settings.tenants.includes(tenant))) {
      return { status: 403, refused: 'a tenant that is not allowed' }
    }
    try {
      return { admitted: await this.botFrameworkAuthentication.authenticateRequest(body, authorization ?? '') }
    } catch {
      return { status: 401, refused: 'refused by botbuilder' }
    }
  }

  /** Takes an activity without a token. Only for Microsoft's playground, and only to be answered on this machine. */
  admitUnsigned(body: unknown): Admission {
    if (!isActivity(body)) return notAnActivity
    if (!isLoopbackAddress(textAt(body, 'serviceUrl'))) {
      return { status: 403, refused: 'an unsigned activity to be answered elsewhere' }
    }
    const claimsIdentity = this.createClaimsIdentity(this.#settings.appId)
    return {
      admitted: {
        audience: publicCloud.scope,
        callerId: publicCloud.callerId,
        claimsIdentity,
        connectorFactory: this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity),
      },
    }
  }

  /** Answers an admitted activity with a message in the same thread. */
  async replyTo(admitted: Authenticated, body: unknown, reply: Partial<Activity>): Promise<void> {
    if (!isActivity(body)) throw new Error('Only an activity can be replied to.')
    await this.processActivity(admitted, body, async (context) => {
      await context.sendActivity(reply)
    })
  }

  /** A client for the Bot Connector at this service address, signing as the bot. */
  connector(serviceUrl: string): Promise<Connector> {
    const identity = this.createClaimsIdentity(this.#settings.appId)
    return this.botFrameworkAuthentication.createConnectorFactory(identity).create(serviceUrl, publicCloud.scope)
  }
}

/** The adapter for a bot so registered. Throws a sentence where the registration is not complete. */
export const createAdapter = (settings: BotSettings): TeamsAdapter => {
  const { appType, appId, appPassword, tenantId, signOutgoing } = settings
  // Without an id botbuilder takes everything unsigned.
  if (!appId.trim()) throw new Error('The bot has no app id. Set MicrosoftAppId.')
  if (!signOutgoing && appType !== 'UserAssignedMSI' && !appPassword?.trim()) {
    throw new Error('The bot has no password. Set MicrosoftAppPassword, or MicrosoftAppType to UserAssignedMSI.')
  }
  const metadata = settings.openIdMetadata ?? publicCloud.openIdMetadata
  const options = {
    MicrosoftAppType: appType,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...(appPassword === undefined ? {} : { MicrosoftAppPassword: appPassword }),
    BotOpenIdMetadata: metadata,
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    // Nothing of the Emulator's is taken, so its keys are never asked for.
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ToBotFromChannelTokenIssuer: settings.tokenIssuer ?? publicCloud.tokenIssuer,
    ToChannelFromBotLoginUrl: publicCloud.loginUrl,
    ToChannelFromBotOAuthScope: publicCloud.scope,
    OAuthUrl: publicCloud.oauthUrl,
    CallerId: publicCloud.callerId,
  }
  const credentials = signOutgoing
    ? new OwnCredentials(appId, signOutgoing)
    : new ConfigurationServiceClientCredentialFactory(options)
  return new TeamsAdapter(
    settings,
    new ConfigurationBotFrameworkAuthentication(options, credentials, undefined, undefined, {
      httpClient: connectorWire,
    }),
  )
}

const notAnActivity: Admission = { status: 400, refused: 'not an activity' }

const isActivity = (body: unknown): body is Activity & Loose =>
  isLoose(body) && textAt(body, 'type') !== undefined && textAt(objectAt(body, 'conversation'), 'id') !== undefined

const tenantsOf = (activity: Loose): readonly string[] =>
  [
    textAt(objectAt(activity, 'conversation'), 'tenantId'),
    textAt(objectAt(objectAt(activity, 'channelData'), 'tenant'), 'id'),
  ].filter((tenant) => tenant !== undefined)

const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(address)
