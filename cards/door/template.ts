// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { headingLine } from '../parts.ts'

/** A card whose buttons open a page of Sightline in a dialog. */
export const doorTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    headingLine('${heading}'),
    { type: 'TextBlock', text: '${say}', wrap: true },
    { type: 'ActionSet', spacing: 'medium', actions: '${actions}' },
    {
      type: 'TextBlock',
      text: '${smallPrint}',
      size: 'small',
      isSubtle: true,
      wrap: true,
      separator: true,
      spacing: 'medium',
    },
  ],
}
