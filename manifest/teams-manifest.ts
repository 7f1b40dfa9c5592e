import { commands } from '../cards/help/commands.ts'
import { accent } from './draw-icons.ts'
import type { PackageSettings } from './settings.ts'

const scopes = ['team', 'personal'] as const

const listed = commands.map(({ name, say }) => ({ title: name, description: say.slice(0, 128) }))

/**
 * The roster permissions, granted where the app is installed and nowhere else. The roster is read before a card is posted
 * (DESIGN §5). No permission to read messages is asked for: with one the bot would be sent every message of the channel
 * (PLATFORM §C "Manifest"). See infra/permissions.md.
 */
const rosterPermissions = ['TeamMember.Read.Group', 'ChannelMember.Read.Group'].map((name) => ({
  name,
  type: 'Application',
}))

/**
 * The Teams app manifest, schema 1.30 (PLATFORM §C "Manifest"), as plain data ready for JSON.
 * `version` is MAJOR.MINOR.PATCH and must rise whenever the package changes.
 */
export const teamsManifest = (settings: PackageSettings, version: string) => {
  const { teamsAppId, microsoftAppId, host, developer } = settings
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
    manifestVersion: '1.30',
    version,
    id: teamsAppId,
    developer,
    name: { short: 'Sightline', full: 'Sightline: quality assurance for safeguarding partnerships' },
    description: {
      short: 'Asks agencies for what quality assurance requires, and shows what came back.',
      full: [
        'Sightline asks each agency of a safeguarding partnership, in its own channel, for what the quality assurance framework requires: why it is asked, by when, and how to answer.',
        'Answers are filed in the partnership’s own SharePoint site. What is late is reminded of, once. The programme for the year and the returns are shown in the tab.',
        'Sightline works with case references only: never write a name, initials or a case number. It is not a way to make a referral: if someone is at risk now, use your local safeguarding contact.',
      ].join('\n\n'),
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: accent,
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot' },
    supportsChannelFeatures: 'tier1',
    bots: [
      {
        botId: microsoftAppId,
        scopes,
        isNotificationOnly: false,
        supportsFiles: false,
        supportsCalling: false,
        supportsVideo: false,
        commandLists: scopes.map((scope) => ({ scopes: [scope], commands: listed })),
      },
    ],
    staticTabs: [
      {
        entityId: 'sightline',
        name: 'Sightline',
        contentUrl: `https://${host}/tab/`,
        websiteUrl: `https://${host}/tab/`,
        scopes: ['personal'],
        context: ['personalTab'],
      },
    ],
    permissions: ['identity'],
    validDomains: [host],
    // one registration serves bot and tab, hence `botid-` in its address
    webApplicationInfo: { id: microsoftAppId, resource: `api://${host}/botid-${microsoftAppId}` },
    authorization: { permissions: { resourceSpecific: rosterPermissions } },
  }
}
