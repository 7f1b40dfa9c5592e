import type { Fault } from '../assurance/definition.ts'
import { asTyped } from './text.ts'
import { isKey, isSlug, unwrapped } from './verbs.ts'

type Entries = { readonly [name: string]: unknown }

/** Cases chosen at once; far more than any round has. */
const keysLimit = 200

const readKeys = (value: unknown): readonly string[] =>
  typeof value === 'string' && value.length <= keysLimit * 100
    ? [...new Set(value.split(',').map((one) => one.trim()))].filter(isKey).slice(0, keysLimit)
    : []

const typed = (value: unknown): string => (typeof value === 'string' ? asTyped(value) : '')

const attemptIn = (entries: Entries): string => (isSlug(entries['attempt']) ? entries['attempt'] : '')

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
  return { keys, confirmed, attempt: attemptIn(entries), faults }
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

/** What a dialog made from a definition sent: its inputs as they came, for `readCardInputs`. */
export interface MadeForm {
  /** The requests it is for; none where the dialog knows by itself. */
  readonly keys: readonly string[]
  /** What its inputs held, by input id. */
  readonly typed: Entries
  readonly attempt: string
  /** The revision its author had before them, where that matters. */
  readonly base?: number
}

/** Reads a dialog made from a definition: a move's small form, or a short request. */
export const readMadeForm = (value: unknown): MadeForm => {
  const entries = unwrapped(value) ?? {}
  const { base } = entries
  return {
    keys: readKeys(entries['cases']),
    typed: Object.fromEntries(Object.entries(entries).filter(([name]) => name.startsWith('answer.'))),
    attempt: attemptIn(entries),
    ...(typeof base === 'number' && Number.isInteger(base) ? { base } : {}),
  }
}
