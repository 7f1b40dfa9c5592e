// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { fromLine, headingLine, sampleLine } from '../parts.ts'

/** Something shared early, for the chair alone. */
export const sharedTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    fromLine,
    headingLine('${heading}'),
    sampleLine,
    { type: 'FactSet', facts: [{ $data: '${facts}', title: '${title}', value: '${value}' }] },
    {
      type: 'TextBlock',
      text: 'What was noticed is read in Sightline, not here.',
      wrap: true,
    },
    { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'Read it in Sightline', url: '${link}' }] },
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
