import type { Fault } from '../assurance/definition.ts'
import type { Refusal } from '../assurance/request.ts'
import type { Filled } from './card.ts'
import { asTyped } from './text.ts'

/**
 * What can be asked for by a card. `confirm-key` acts at once; `complete`, `nil` and `reverse-nil` open a dialog
 * (`task/fetch`), and the last two come again with what was entered when it is sent (`task/submit`).
 */
export const verbs = ['help', 'confirm-key', 'complete', 'nil', 'reverse-nil'] as const
export type Verb = (typeof verbs)[number]

/** Whose card it is. Nothing here is trusted: the bot authorises the person and the conversation (DESIGN §5, §8). */
export interface CardPlace {
  readonly partnership: string
  readonly round: string
  readonly agency: string
}

/** What a card asked for. `key` names one request; without it, *complete* is for a round of which the person chooses a case. */
export type CardAction =
  | { readonly verb: 'help' }
  | (CardPlace & { readonly verb: 'confirm-key' | 'nil' | 'reverse-nil' })
  | (CardPlace & { readonly verb: 'complete'; readonly key?: string })

/** Raised whenever what a payload means changes, so that a card from before is told apart instead of misread. */
const version = 1

/** What travels with a button. */
export const payload = (verb: Verb, place?: CardPlace, key?: string): { readonly [name: string]: Filled } => ({
  sightline: version,
  verb,
  ...(place ? { partnership: place.partnership, round: place.round, agency: place.agency } : {}),
  ...(key === undefined ? {} : { key }),
})

/** What travels with a dialog's own button: the same, and which opening of the dialog it was. */
export const attemptPayload = (verb: Verb, place: CardPlace, attempt: string): { readonly [name: string]: Filled } => ({
  ...payload(verb, place),
  attempt,
})

/** The same for a button that opens a dialog: Teams knows it by `msteams.type`. */
export const dialogPayload = (verb: Verb, place: CardPlace, key?: string): { readonly [name: string]: Filled } => ({
  ...payload(verb, place, key),
  msteams: { type: 'task/fetch' },
})

type Entries = { readonly [name: string]: unknown }
const isEntries = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The payload inside whatever Teams wraps it in: an Execute's `action`, a dialog's `data`, or a Submit's bare value. */
const unwrapped = (value: unknown): Entries | undefined => {
  if (!isEntries(value)) return undefined
  const { action, data } = value
  if (isEntries(action))
    return {
      ...(isEntries(action['data']) ? action['data'] : {}),
      ...('verb' in action ? { verb: action['verb'] } : {}),
    }
  return isEntries(data) ? data : value
}

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
const isSlug = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9][a-z0-9._-]{0,99}$/.test(value)
const isKey = (value: unknown): value is string => typeof value === 'string' && /^[^\p{Cc},]{1,400}$/u.test(value)

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
  if (!isSlug(partnership) || !isSlug(round) || !isSlug(agency)) return { refusal: unreadable }
  const place = { partnership, round, agency }
  if (verb !== 'complete') return { verb, ...place }
  if (key === undefined) return { verb, ...place }
  const fits = isKey(key) && key.startsWith(`${partnership}/`) && key.endsWith(`:${agency}`)
  return fits ? { verb, ...place, key } : { refusal: unreadable }
}

/** Cases chosen at once; far more than any round has. */
const keysLimit = 200

const readKeys = (value: unknown): readonly string[] =>
  typeof value === 'string' && value.length <= keysLimit * 100
    ? [...new Set(value.split(',').map((one) => one.trim()))].filter(isKey).slice(0, keysLimit)
    : []

const typed = (value: unknown): string => (typeof value === 'string' ? asTyped(value) : '')

/** What the dialog of a nil return sent. `nil` is raw, for `readNil`; `faults` are those of the dialog's own inputs. */
export interface NilForm {
  readonly keys: readonly string[]
  readonly nil: { readonly kind: string; readonly systems: string; readonly from: string; readonly to: string }
  readonly confirmed: boolean
  /** Which opening of the dialog it was: sent twice from one, it is one answer. Empty where it was not said. */
  readonly attempt: string
  readonly faults: readonly Fault[]
}

/** What the dialog of a reversal sent. */
export interface ReverseForm {
  readonly keys: readonly string[]
  readonly confirmed: boolean
  readonly attempt: string
  readonly faults: readonly Fault[]
}

const readChosen = (entries: Entries, chooseOne: string, confirm: string): ReverseForm => {
  const keys = readKeys(entries['cases'])
  const confirmed = entries['confirm'] === 'true' || entries['confirm'] === true
  const faults: Fault[] = []
  if (keys.length === 0) faults.push({ field: 'cases', say: chooseOne })
  if (!confirmed) faults.push({ field: 'confirm', say: confirm })
  const attempt = isSlug(entries['attempt']) ? entries['attempt'] : ''
  return { keys, confirmed, attempt, faults }
}

/** Reads the dialog of a nil return. Multiple choice arrives as text with commas, a toggle as `'true'`. */
export const readNilForm = (value: unknown): NilForm => {
  const entries = unwrapped(value) ?? {}
  const chosen = readChosen(entries, 'Please choose at least one case.', 'Please confirm that the search was made.')
  const { kind, systems, from, to } = entries
  return { ...chosen, nil: { kind: typed(kind), systems: typed(systems), from: typed(from), to: typed(to) } }
}

/** Reads the dialog that reverses nil returns. */
export const readReverseForm = (value: unknown): ReverseForm =>
  readChosen(
    unwrapped(value) ?? {},
    'Please choose the nil return to reverse.',
    'Please confirm that it should be reversed.',
  )
