import type { FormedMove } from '../assurance/move-forms.ts'
import type { Refusal } from '../assurance/request.ts'
import type { Filled } from './card.ts'

/** Moves with a small form that a card opens in a dialog (`cards/move-form/`). */
export const formVerbs = [
  'hand-over',
  'invite',
  'ask-extension',
  'ask-question',
] as const satisfies readonly FormedMove[]
export type FormVerb = (typeof formVerbs)[number]

/** Verbs about one agency's requests in one round. */
const roundVerbs = ['confirm-key', 'complete', 'nil', 'reverse-nil', 'more', ...formVerbs] as const
type RoundVerb = (typeof roundVerbs)[number]

/**
 * What can be asked for by a card. `confirm-key` acts at once; `ask` and `share` open a page of the tab, and all others a
 * dialog (`task/fetch`) that comes again with what was entered when it is sent (`task/submit`).
 */
export const verbs = ['help', 'ask', 'share', ...roundVerbs] as const
export type Verb = (typeof verbs)[number]

/** Whose card it is. Nothing here is trusted: the bot authorises the person and the conversation (DESIGN §5, §8). */
export interface CardPlace {
  readonly partnership: string
  readonly round: string
  readonly agency: string
}

/**
 * What a card asked for. `key` names one request; without it, *complete* is for a round of which the person chooses a case,
 * or for the person's own request where people are asked.
 */
export type CardAction =
  | { readonly verb: 'help' }
  | { readonly verb: 'ask'; readonly partnership: string }
  | { readonly verb: 'share'; readonly partnership: string; readonly agency: string }
  | (CardPlace & { readonly verb: Exclude<RoundVerb, 'complete'> })
  | (CardPlace & { readonly verb: 'complete'; readonly key?: string })

/** Raised whenever what a payload means changes, so that a card from before is told apart instead of misread. */
const version = 1

/** What travels with a button. */
export const payload = (
  verb: Verb,
  place: Partial<CardPlace> = {},
  key?: string,
): { readonly [name: string]: Filled } => ({
  sightline: version,
  verb,
  ...(place.partnership === undefined ? {} : { partnership: place.partnership }),
  ...(place.round === undefined ? {} : { round: place.round }),
  ...(place.agency === undefined ? {} : { agency: place.agency }),
  ...(key === undefined ? {} : { key }),
})

/** What travels with a dialog's own button: the same, and which opening of the dialog it was. */
export const attemptPayload = (verb: Verb, place: CardPlace, attempt: string): { readonly [name: string]: Filled } => ({
  ...payload(verb, place),
  attempt,
})

/** The same for a button that opens a dialog: Teams knows it by `msteams.type`. */
export const dialogPayload = (
  verb: Verb,
  place: Partial<CardPlace>,
  key?: string,
): { readonly [name: string]: Filled } => ({
  ...payload(verb, place, key),
  msteams: { type: 'task/fetch' },
})

/** The same for a button inside a dialog that leads on to another: it arrives as a submit, and sends nothing yet. */
export const nextPayload = (verb: Verb, place: Partial<CardPlace>): { readonly [name: string]: Filled } => ({
  ...payload(verb, place),
  step: 'open',
})

type Entries = { readonly [name: string]: unknown }
const isEntries = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The payload inside whatever Teams wraps it in: an Execute's `action`, a dialog's `data`, or a Submit's bare value. */
export const unwrapped = (value: unknown): Entries | undefined => {
  if (!isEntries(value)) return undefined
  const { action, data } = value
  if (isEntries(action))
    return {
      ...(isEntries(action['data']) ? action['data'] : {}),
      ...('verb' in action ? { verb: action['verb'] } : {}),
    }
  return isEntries(data) ? data : value
}

/** Whether a dialog's submit leads on to another dialog (`nextPayload`). */
export const opensNext = (value: unknown): boolean => unwrapped(value)?.['step'] === 'open'

/** Whether it is what a dialog's own button sends (`attemptPayload`), with what was entered. */
export const isFilledIn = (value: unknown): boolean => unwrapped(value)?.['attempt'] !== undefined

const unreadable: Refusal = {
  say: 'This card could not be read, so nothing was changed. Please open the newest card in the channel and try again.',
}
const outdated: Refusal = {
  say: 'This card is from before a change to Sightline, so nothing was changed. Please use the newest card in the channel.',
}
const unknownVerb: Refusal = {
  say: 'Sightline does not know what this button asks for, so nothing was changed. Please use the newest card in the channel, or say “help”.',
}

const isVerb = (value: unknown): value is Verb => verbs.some((verb) => verb === value)
export const isFormVerb = (verb: Verb): verb is FormVerb => formVerbs.some((one) => one === verb)
export const isSlug = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9][a-z0-9._-]{0,99}$/.test(value)
export const isKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{Cc},]{1,400}$/u.test(value)

/**
 * Reads what arrives when somebody uses a card: an invoke's or a message's `value`, as it came. Never throws, whatever it
 * is given; what cannot be read is a sentence to be shown.
 */
export const readAction = (value: unknown): CardAction | { readonly refusal: Refusal } => {
  const entries = unwrapped(value)
  if (!entries) return { refusal: unreadable }
  const { verb, partnership, round, agency, key } = entries
  if (entries['sightline'] !== version)
    return { refusal: 'sightline' in entries || isVerb(verb) ? outdated : unreadable }
  if (!isVerb(verb)) return { refusal: unknownVerb }
  if (verb === 'help') return { verb }
  if (!isSlug(partnership)) return { refusal: unreadable }
  if (verb === 'ask') return { verb, partnership }
  if (!isSlug(agency)) return { refusal: unreadable }
  if (verb === 'share') return { verb, partnership, agency }
  if (!isSlug(round)) return { refusal: unreadable }
  const place = { partnership, round, agency }
  if (verb !== 'complete') return { verb, ...place }
  if (key === undefined) return { verb, ...place }
  const fits = isKey(key) && key.startsWith(`${partnership}/`) && key.endsWith(`:${agency}`)
  return fits ? { verb, ...place, key } : { refusal: unreadable }
}
