// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { mentioningHead } from '../mention.ts'
import { closingLines, fromLine, headingLine, sampleLine } from '../parts.ts'

/** Everything still open for a channel on one day, in one message; never five cards (WORK R4). */
export const digestTemplate = {
  ...mentioningHead,
  fallbackText: '${heading}',
  body: [
    fromLine,
    headingLine('${heading}'),
    sampleLine,
    { type: 'TextBlock', text: '${intro}', wrap: true },
    { $when: '${hasLead}', type: 'TextBlock', text: '${lead}', wrap: true, spacing: 'small' },
    {
      $data: '${lines}',
      type: 'Container',
      separator: true,
      spacing: 'medium',
      items: [
        { type: 'TextBlock', text: '${title}', weight: 'bolder', wrap: true },
        { type: 'TextBlock', text: '${due}', color: '${colour}', wrap: true, spacing: 'none' },
        { type: 'TextBlock', text: '${cases}', wrap: true, spacing: 'none' },
        { type: 'TextBlock', text: '${rung}', size: 'small', isSubtle: true, wrap: true, spacing: 'none' },
        {
          $when: '${hasLink}',
          type: 'ActionSet',
          spacing: 'small',
          actions: [{ type: 'Action.OpenUrl', title: 'Open the request', tooltip: '${title}', url: '${link}' }],
        },
      ],
    },
    { $when: '${hasMore}', type: 'TextBlock', text: '${more}', wrap: true },
    {
      $when: '${hasMore}',
      type: 'ActionSet',
      spacing: 'small',
      actions: [{ type: 'Action.OpenUrl', title: 'Open all in Sightline', url: '${allLink}' }],
    },
    ...closingLines('${close}'),
  ],
}
