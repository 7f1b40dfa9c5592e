import { parseEnv } from 'node:util'

/** What differs between one installation's Teams app package and another's. None of it is secret. */
export interface PackageSettings {
  /** The app's id in the Teams catalogue, a GUID. */
  readonly teamsAppId: string
  /** The Entra app registration of the bot, of the tab's sign-in and of the resource-specific permissions, a GUID. */
  readonly microsoftAppId: string
  /** The product's public host name, without scheme or path. */
  readonly host: string
  readonly developer: {
    readonly name: string
    readonly websiteUrl: string
    readonly privacyUrl: string
    readonly termsOfUseUrl: string
  }
}

interface Rule {
  readonly holds: (value: string) => boolean
  readonly say: string
}

const guid: Rule = {
  holds: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  say: 'must be a GUID such as 6d1b2f0e-0c57-4b39-9a1c-5e2f7c0a9d31',
}
const hostName: Rule = {
  holds: (value) => /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(value),
  say: 'must be a host name such as sightline.example.org, without https:// and without a path',
}
const httpsAddress: Rule = {
  holds: (value) => URL.canParse(value) && new URL(value).protocol === 'https:',
  say: 'must be an address that starts with https://',
}
const shortName: Rule = { holds: (value) => value.length <= 32, say: 'must be at most 32 characters long' }

const rules = {
  TEAMS_APP_ID: guid,
  MicrosoftAppId: guid,
  PUBLIC_HOST: hostName,
  DEVELOPER_NAME: shortName,
  WEBSITE_URL: httpsAddress,
  PRIVACY_URL: httpsAddress,
  TERMS_URL: httpsAddress,
} satisfies Record<string, Rule>

/**
 * Reads the settings file of a Teams app package (`NAME=value` lines, as in `example.env`).
 * Answers the settings, or every fault found, one sentence each.
 */
export const readSettings = (text: string): { settings: PackageSettings } | { faults: string[] } => {
  const given = parseEnv(text)
  const valueAt = (name: string) => given[name]?.trim() ?? ''
  const faults = Object.entries(rules).flatMap(([name, rule]) => {
    const value = valueAt(name)
    if (value === '') return [`${name} is missing; see manifest/example.env for what it is.`]
    return rule.holds(value) ? [] : [`${name} ${rule.say}; it is "${value}".`]
  })
  if (faults.length > 0) return { faults }
  return {
    settings: {
      teamsAppId: valueAt('TEAMS_APP_ID'),
      microsoftAppId: valueAt('MicrosoftAppId'),
      host: valueAt('PUBLIC_HOST'),
      developer: {
        name: valueAt('DEVELOPER_NAME'),
        websiteUrl: valueAt('WEBSITE_URL'),
        privacyUrl: valueAt('PRIVACY_URL'),
        termsOfUseUrl: valueAt('TERMS_URL'),
      },
    },
  }
}
