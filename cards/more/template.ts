// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { headingLine } from '../parts.ts'

/** The dialog that offers what found no room on the card. */
export const moreTemplate = {
  ...cardHead,
  fallbackText: 'More ways on',
  body: [
    headingLine('What would you like to do?'),
    { type: 'TextBlock', text: '${title}', isSubtle: true, wrap: true, spacing: 'none' },
    {
      $data: '${ways}',
      type: 'Container',
      spacing: 'small',
      items: [
        { type: 'TextBlock', text: '${title}', weight: 'bolder', wrap: true },
        { type: 'TextBlock', text: '${say}', wrap: true, spacing: 'none' },
      ],
    },
  ],
  actions: '${actions}',
}
