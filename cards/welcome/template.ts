// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { closingLines, headingLine } from '../parts.ts'

/** The first message in a team, sent once. */
export const welcomeTemplate = {
  ...cardHead,
  fallbackText: 'Hello, this is Sightline',
  body: [
    headingLine('Hello, this is Sightline'),
    { type: 'TextBlock', text: '${intro}', wrap: true },
    { type: 'TextBlock', text: 'What to expect', weight: 'bolder', wrap: true, spacing: 'medium' },
    { $data: '${expect}', type: 'TextBlock', text: '${say}', wrap: true, spacing: 'small' },
    { type: 'TextBlock', text: 'Mention Sightline and type', weight: 'bolder', wrap: true, spacing: 'medium' },
    {
      type: 'FactSet',
      spacing: 'small',
      facts: [{ $data: '${commands}', title: '${title}', value: '${value}' }],
    },
    {
      type: 'ActionSet',
      spacing: 'medium',
      actions: [{ type: 'Action.OpenUrl', title: 'Open Sightline', url: '${link}' }],
    },
    ...closingLines('${question}'),
  ],
}
