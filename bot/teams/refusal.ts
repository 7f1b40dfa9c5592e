const busyStatuses: readonly number[] = [412, 429, 502, 503, 504]

/** Whether the Bot Connector's status means: the same again, later (PLATFORM §C). */
export const isBusy = (status: number): boolean => busyStatuses.includes(status)

/** A `Retry-After` in milliseconds, given in seconds or as a date; undefined where there is none that can be read. */
export const retryAfterMs = (header: string | undefined): number | undefined => {
  if (header === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** How long to leave it when Teams does not say, after it was busy so many times in a row: 1 to 2 s, doubling up to a minute. */
export const backoffMs = (before: number): number => {
  const longest = Math.min(60_000, 2_000 * 2 ** Math.min(before, 10))
  return Math.round(longest / 2 + (Math.random() * longest) / 2)
}

const byCode: Readonly<Record<string, string>> = {
  MessageWritesBlocked: 'Sightline has been blocked or removed here. Add the app to the team again.',
  BotNotInConversationRoster:
    'Sightline is not in this team or channel. Add the app to the team, and to the channel where it is a shared one.',
  ConversationNotFound: 'The channel was not found. Check that it still exists and bind it again in the list Agencies.',
  ConversationBlockedByUser: 'The person has blocked Sightline. Ask them to allow it again.',
  BotDisabledByAdmin: 'An administrator has switched Sightline off in Teams. Ask them to allow the app.',
  ActivityNotFoundInConversation: 'The message was not found: somebody may have deleted it.',
  MessageSizeTooBig: 'The card is larger than Teams takes. Shorten its text.',
}

const byStatus: Readonly<Record<number, string>> = {
  401: 'Sightline could not sign in to Teams. Check the bot’s app id, password and tenant.',
  403: 'Sightline may not post here. Add the app to the team, and allow it in the Teams admin centre. Private channels take no bots.',
  404: 'The channel or the message was not found. Check that it still exists and that Sightline is in its team.',
  413: 'The card is larger than Teams takes. Shorten its text.',
}

const toPerson = (name: string): Readonly<Record<string, string>> => ({
  MessageWritesBlocked: `${name} has blocked or removed Sightline. Ask them to add the app again in Teams.`,
  ConversationBlockedByUser: `${name} has blocked Sightline. Ask them to allow it again.`,
  BotNotInConversationRoster: `${name} has not installed Sightline, so it cannot write to them. Ask them to add the app in Teams, or have it installed for them in the Teams admin centre.`,
  400: `Teams does not know ${name}. Check the person in the list People.`,
  403: `Sightline may not write to ${name}. Have the app installed for them, and allow it in the Teams admin centre.`,
  404: `${name} was not found in Teams. Check the person in the list People.`,
})

/**
 * Why something will not go until somebody changes something, and what they would have to do, as a sentence. `person` names
 * whom it was for, where it was for one person and not for a channel.
 */
export const blockedWhy = (status: number, code: string, person?: string): string => {
  const own = person === undefined ? {} : toPerson(person)
  return (
    own[code] ??
    (code === 'BotDisabledByAdmin' || code === 'MessageSizeTooBig' ? byCode[code] : undefined) ??
    own[String(status)] ??
    byCode[code] ??
    byStatus[status] ??
    `Teams did not take it (${[status, code].filter(Boolean).join(' ')}). Tell Sightline’s maintainers.`
  )
}

/** Why somebody of another organisation cannot be written to (PLATFORM §C). */
export const outsideWhy = (person: string): string =>
  `${person} belongs to another organisation, and Teams does not let Sightline write to them directly. Reach them in their channel or by mail.`
