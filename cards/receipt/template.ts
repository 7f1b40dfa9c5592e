// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { fromLine, headingLine, sampleLine } from '../parts.ts'

/** What somebody did has arrived: who, what, when, and what happens next (WORK R2). */
export const receiptTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    fromLine,
    headingLine('${heading}', { color: '${colour}' }),
    sampleLine,
    { type: 'FactSet', facts: [{ $data: '${facts}', title: '${title}', value: '${value}' }] },
    { type: 'TextBlock', text: '${next}', wrap: true },
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.OpenUrl', title: 'Open in Sightline', url: '${link}' }],
    },
  ],
}
