// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'

/** A word of thanks in the thread of a round's card. */
export const thanksTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    { type: 'TextBlock', text: '✓ ${heading}', weight: 'bolder', color: 'good', wrap: true },
    { type: 'TextBlock', text: '${say}', wrap: true, spacing: 'small' },
  ],
}
