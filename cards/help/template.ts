// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'

/** What one can do here, shown for the command `help` (Teams' store rules: answered in any case, without sign-in). */
export const helpTemplate = {
  ...cardHead,
  fallbackText: 'What Sightline does here',
  body: [
    {
      type: 'TextBlock',
      text: 'What Sightline does here',
      style: 'heading',
      size: 'large',
      weight: 'bolder',
      wrap: true,
    },
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
    {
      type: 'ActionSet',
      spacing: 'medium',
      actions: [{ type: 'Action.OpenUrl', title: 'Open Sightline', url: '${link}' }],
    },
    {
      type: 'TextBlock',
      text: '${question}',
      size: 'small',
      isSubtle: true,
      wrap: true,
      separator: true,
      spacing: 'medium',
    },
    { type: 'TextBlock', text: '${smallPrint}', size: 'small', isSubtle: true, wrap: true, spacing: 'small' },
  ],
}
