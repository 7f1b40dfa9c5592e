import type { Filled } from './card.ts'

/**
 * Values on cards. Two things could happen to what somebody typed: Teams reads Markdown, dates in braces and mentions out
 * of a TextBlock, and a `${` would look like a template nobody filled (DESIGN §9). `secure` goes over the whole expanded
 * card, so that no value can be forgotten: what was typed is read as typed.
 */

/** Invisible, and no place to break a line. */
const joiner = '\u2060'

const brokenBraces = (text: string): string =>
  text.replaceAll('${', `$${joiner}{`).replaceAll('{{', `{${joiner}{`).replaceAll('{{', `{${joiner}{`)

/** Undoes what `plain` did to a value that went out in an input and came back in a form. */
export const asTyped = (text: string): string => text.replace(/([${])\u2060(?=\{)/g, '$1')

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e]/g

/** Text where Teams reads no Markdown (titles, labels, choices, what an input holds): controls and broken characters go. */
export const plain = (text: string): string =>
  brokenBraces(text.toWellFormed().replace(controls, '').replaceAll('\v', ' ').replaceAll('\f', ' '))

const escaped = (text: string): string =>
  text
    .replace(/[\\`*[\]]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)|(?<=~)~/g, '\\~')
    .replace(/[<&](?=[a-z/!?#])/gi, `$&${joiner}`)
    // Teams on phones knows no backslash before a bracket; a link falls apart there when its two halves do not touch.
    .replaceAll('](', `]${joiner}(`)
    .replace(/^(?=[-+#>=|])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\')

/** Text of a TextBlock or fact: one line, in which nothing is bold, a list, a link, a date or a mention. */
export const literal = (text: string): string => escaped(plain(text).replace(/\s+/g, ' ').trim())

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A value inside a sentence: on one line, no longer than `max` characters, its direction kept from turning the words
 * around it.
 */
export const told = (value: string, max = 120): string => {
  const line = value.toWellFormed().replace(directions, '').replace(/\s+/g, ' ').trim()
  const letters = [...line]
  const short =
    letters.length > max
      ? `${letters
          .slice(0, max - 1)
          .join('')
          .trimEnd()}…`
      : line
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short
}

/** *one case*, *six cases* … as *1 case*, *6 cases*. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

type Node = { readonly [name: string]: Filled }
const isNode = (value: Filled): value is Node => typeof value === 'object' && !Array.isArray(value)

/** The mentions a card declares: these texts, and only these, stay as Teams wants them. */
const mentionsOf = (card: Node): readonly string[] => {
  const teams = card['msteams']
  const entities = teams !== undefined && isNode(teams) ? teams['entities'] : []
  return Array.isArray(entities)
    ? entities.flatMap((one: Filled) => (isNode(one) && typeof one['text'] === 'string' ? [one['text']] : []))
    : []
}

const literalBut = (text: string, mentions: readonly string[]): string => {
  const [mention, ...others] = mentions
  if (mention === undefined) return escaped(plain(text).replace(/\s+/g, ' '))
  return text
    .split(mention)
    .map((part) => literalBut(part, others))
    .join(mention)
}

const secured = (value: Filled, mentions: readonly string[], inFacts: boolean): Filled => {
  if (typeof value === 'string') return plain(value)
  if (typeof value !== 'object') return value
  if (!isNode(value)) return value.map((part) => secured(part, mentions, inFacts))
  const entries = Object.entries(value).map(([name, part]): [string, Filled] => {
    if (typeof part !== 'string')
      return [name, name === 'msteams' ? part : secured(part, mentions, value['type'] === 'FactSet')]
    if (name === 'url') return [name, part.replaceAll('${', '%24%7B')]
    if (name === 'text' && value['type'] === 'TextBlock') return [name, literalBut(part.trim(), mentions)]
    return [name, inFacts ? literal(part) : plain(part)]
  })
  return Object.fromEntries(entries)
}

/** Makes every string of an expanded card harmless, by where it stands. */
export const secure = (card: Node): Node => {
  const safe = secured(card, mentionsOf(card), false)
  return isNode(safe) ? safe : {}
}
