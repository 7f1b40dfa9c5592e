// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import type { Filled } from './card.ts'

/** The small line above a heading: whose card it is. */
export const fromLine = { type: 'TextBlock', text: '${from}', size: 'small', isSubtle: true, wrap: true } as const

/** A card's one heading; `more` is what else a situation says of it, such as a colour. */
export const headingLine = (text: string, more: { readonly [name: string]: Filled } = {}) => ({
  type: 'TextBlock',
  text,
  style: 'heading',
  size: 'large',
  weight: 'bolder',
  ...more,
  wrap: true,
  spacing: 'none',
})

/** Says that a round is a sample, where it is. */
export const sampleLine = {
  $when: '${isSample}',
  type: 'TextBlock',
  text: '${sample}',
  size: 'small',
  color: 'accent',
  wrap: true,
  spacing: 'small',
} as const

/** How a card ends: where to turn, and the small print of every card (WORK X3). */
export const closingLines = (text: string) =>
  [
    { type: 'TextBlock', text, size: 'small', isSubtle: true, wrap: true, separator: true, spacing: 'medium' },
    { type: 'TextBlock', text: '${smallPrint}', size: 'small', isSubtle: true, wrap: true, spacing: 'small' },
  ] as const
