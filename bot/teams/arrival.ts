import type { Arrival, Place } from '../seam.ts'
import { isLoose, type Loose, listAt, objectAt, textAt } from './loose-json.ts'

/** What an activity comes to: something that arrives, something from nobody we can name, or something that is nothing to us. */
export type Reading =
  | { readonly arrival: Arrival }
  | { readonly nameless: true; readonly sort: Arrival['sort'] }
  | { readonly unknownInvoke: true }
  | { readonly nothing: true }

type FromPerson = Extract<Arrival, { by: unknown }>
type WithoutFrom = FromPerson extends infer Kind
  ? Kind extends FromPerson
    ? Omit<Kind, 'by' | 'place'>
    : never
  : never

/** Reads an admitted activity (PLATFORM §C). What people typed or chose is passed on as it came. */
export const readActivity = (activity: Loose): Reading => {
  switch (textAt(activity, 'type')) {
    case 'invoke':
      return readInvoke(activity)
    case 'message':
      return isFromBot(activity) ? { nothing: true } : fromPerson(activity, messageOf(activity))
    case 'conversationUpdate':
      if (namesBot(activity, 'membersAdded')) return { arrival: { sort: 'installed', place: placeOf(activity) } }
      if (namesBot(activity, 'membersRemoved')) return { arrival: { sort: 'uninstalled', place: placeOf(activity) } }
      return { nothing: true }
    case 'installationUpdate':
      return readInstallation(activity)
    default:
      return { nothing: true }
  }
}

const readInvoke = (activity: Loose): Reading => {
  const value = activity['value']
  const data = isLoose(value) ? value['data'] : undefined
  switch (textAt(activity, 'name')) {
    case 'adaptiveCard/action':
      return fromPerson(activity, { sort: 'action', value: actionOf(value) })
    case 'task/fetch':
      return fromPerson(activity, { sort: 'dialog-open', value: data })
    case 'task/submit':
      return fromPerson(activity, { sort: 'dialog-submit', value: data })
    default:
      return { unknownInvoke: true }
  }
}

const actionOf = (value: unknown): Loose => {
  const action = objectAt(value, 'action')
  const verb = textAt(action, 'verb')
  const data = objectAt(action, 'data')
  return { ...data, ...(verb === undefined ? {} : { verb }) }
}

const messageOf = (activity: Loose): WithoutFrom => {
  const value = activity['value']
  return { sort: 'message', text: spokenText(activity), ...(value === undefined || value === null ? {} : { value }) }
}

// An upgrade takes the old version away and adds the new one; the bot was there all along.
const readInstallation = (activity: Loose): Reading => {
  const action = textAt(activity, 'action')
  if (action === 'add' || action === 'add-upgrade') return { arrival: { sort: 'installed', place: placeOf(activity) } }
  if (action === 'remove') return { arrival: { sort: 'uninstalled', place: placeOf(activity) } }
  return { nothing: true }
}

const fromPerson = (activity: Loose, rest: WithoutFrom): Reading => {
  const from = objectAt(activity, 'from')
  const oid = textAt(from, 'aadObjectId')
  const tid = tenantOf(activity)
  if (oid === undefined || tid === undefined) return { nameless: true, sort: rest.sort }
  return { arrival: { ...rest, by: { oid, tid, name: textAt(from, 'name') ?? '' }, place: placeOf(activity) } }
}

const tenantOf = (activity: Loose): string | undefined =>
  textAt(objectAt(activity, 'conversation'), 'tenantId') ??
  textAt(objectAt(objectAt(activity, 'channelData'), 'tenant'), 'id')

const placeOf = (activity: Loose): Place => {
  const conversation = objectAt(activity, 'conversation')
  const channelData = objectAt(activity, 'channelData')
  const [id = '', thread] = (textAt(conversation, 'id') ?? '').split(';messageid=')
  const team = textAt(objectAt(channelData, 'team'), 'id')
  const isChannel = textAt(conversation, 'conversationType') === 'channel' || team !== undefined
  const channel = isChannel ? (textAt(objectAt(channelData, 'channel'), 'id') ?? id) : undefined
  // A card's action names the card in replyToId; what is typed in a thread belongs to the thread.
  const message = textAt(activity, 'replyToId') ?? thread ?? textAt(activity, 'id')
  return {
    tenant: tenantOf(activity) ?? '',
    serviceUrl: textAt(activity, 'serviceUrl') ?? '',
    conversation: id,
    personal: textAt(conversation, 'conversationType') === 'personal',
    ...(team === undefined ? {} : { team }),
    ...(channel === undefined ? {} : { channel }),
    ...(message === undefined ? {} : { message }),
  }
}

const botIdOf = (activity: Loose): string | undefined => textAt(objectAt(activity, 'recipient'), 'id')

const namesBot = (activity: Loose, field: string): boolean => {
  const bot = botIdOf(activity)
  return bot !== undefined && listAt(activity, field).some((member) => textAt(member, 'id') === bot)
}

// Two bots that answer each other would never stop.
const isFromBot = (activity: Loose): boolean => {
  const from = objectAt(activity, 'from')
  return textAt(from, 'role') === 'bot' || (textAt(from, 'id') ?? '').startsWith('28:')
}

const spokenText = (activity: Loose): string => {
  const bot = botIdOf(activity)
  let text = textAt(activity, 'text') ?? ''
  for (const entity of listAt(activity, 'entities')) {
    const mentioned = objectAt(entity, 'mentioned')
    if (textAt(entity, 'type') !== 'mention' || textAt(mentioned, 'id') !== bot) continue
    const mention = textAt(entity, 'text') ?? `<at>${textAt(mentioned, 'name') ?? ''}</at>`
    text = text.replaceAll(mention, ' ')
  }
  return decoded(text.replace(/<\/?at(\s[^>]*)?>/gi, ''))
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

// In one pass, so that what was typed as “&lt;” stays that.
const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
