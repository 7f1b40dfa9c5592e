import { sayNotKept, sayNotRead } from '../../assurance/not-kept.ts'
import type { Card, Filled } from '../card.ts'
import { expander } from '../expand.ts'
import { fitting } from '../fit.ts'
import { unwrapped } from '../verbs.ts'
import { unkeptTemplate } from './template.ts'

const expand = expander<{
  readonly heading: string
  readonly say: string
  readonly isTyped: boolean
  readonly kept: string
  readonly isShown: boolean
  readonly words: readonly string[]
  readonly data: { readonly [name: string]: Filled }
}>(unkeptTemplate)

/** What a dialog sends that nobody typed. */
const unspoken = new Set([
  'sightline',
  'verb',
  'partnership',
  'round',
  'agency',
  'key',
  'attempt',
  'base',
  'step',
  'cases',
  'confirm',
])

const isFilled = (value: unknown): value is Filled =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/**
 * The dialog whose words could not be kept, where not even its card can be made again because nothing can be read: with
 * everything it sent, so that one press sends the same once more. `opens` where it was only to be opened.
 */
export const unkeptCard = ({ value, opens }: { readonly value: unknown; readonly opens: boolean }): Card => {
  const sent = Object.entries(unwrapped(value) ?? {}).flatMap(([name, one]) => (isFilled(one) ? [[name, one]] : []))
  // What was chosen from a list goes along unseen: its value is no word of anybody's.
  const words = sent.flatMap(([name, one]) =>
    typeof one === 'string' && /\s/.test(one.trim()) && !unspoken.has(String(name)) ? [one] : [],
  )
  const data: { readonly [name: string]: Filled } = { ...Object.fromEntries(sent), ...(opens ? { step: 'open' } : {}) }
  return fitting([words, []], (shown) =>
    expand({
      heading: opens ? 'This cannot be opened now' : 'Not taken yet',
      say: opens ? sayNotRead : sayNotKept,
      isTyped: !opens,
      kept: 'What you typed is kept in this dialog and is sent again as it is.',
      isShown: shown.length > 0,
      words: shown,
      data,
    }),
  )
}
