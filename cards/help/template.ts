// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { closingLines, headingLine } from '../parts.ts'

/** What one can do here, shown for the command `help` (Teams' store rules: answered in any case, without sign-in). */
export const helpTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    headingLine('${heading}'),
    { type: 'TextBlock', text: '${intro}', wrap: true },
    {
      $data: '${ways}',
      type: 'Container',
      spacing: 'medium',
      items: [
        { type: 'TextBlock', text: '${title}', weight: 'bolder', wrap: true },
        { type: 'TextBlock', text: '${say}', wrap: true, spacing: 'none' },
      ],
    },
    { type: 'TextBlock', text: 'Words it knows', weight: 'bolder', wrap: true, spacing: 'medium' },
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
