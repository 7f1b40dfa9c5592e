// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { fromLine, headingLine, sampleLine } from '../parts.ts'

/** A late request, for the chair alone. */
export const escalationTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    fromLine,
    headingLine('${heading}'),
    sampleLine,
    { type: 'TextBlock', text: '${intro}', wrap: true },
    { type: 'FactSet', facts: [{ $data: '${facts}', title: '${title}', value: '${value}' }] },
    { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'Open the request', url: '${link}' }] },
    {
      type: 'TextBlock',
      text: '${close}',
      size: 'small',
      isSubtle: true,
      wrap: true,
      separator: true,
      spacing: 'medium',
    },
  ],
}
