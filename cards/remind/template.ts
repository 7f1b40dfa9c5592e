// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { closingLines, fromLine, headingLine, sampleLine } from '../parts.ts'

/** A reminder of one round, sent because the SSU asked for it (WORK R4). */
export const remindTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    fromLine,
    headingLine('${heading}'),
    sampleLine,
    { type: 'TextBlock', text: '${intro}', wrap: true },
    { type: 'TextBlock', text: '${title}', weight: 'bolder', wrap: true, separator: true, spacing: 'medium' },
    { type: 'TextBlock', text: '${due}', color: '${colour}', wrap: true, spacing: 'none' },
    { type: 'TextBlock', text: '${waiting}', wrap: true, spacing: 'none' },
    {
      type: 'ActionSet',
      spacing: 'medium',
      actions: [{ type: 'Action.OpenUrl', title: 'Open the request', url: '${link}' }],
    },
    ...closingLines('${close}'),
  ],
}
