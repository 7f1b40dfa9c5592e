// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { mentioningHead } from '../mention.ts'

/** A line in the thread of a round's card about something that happened, to somebody by name where it is theirs. */
export const noteTemplate = {
  ...mentioningHead,
  fallbackText: '${heading}',
  body: [
    { type: 'TextBlock', text: '${heading}', weight: 'bolder', wrap: true },
    { type: 'TextBlock', text: '${say}', wrap: true, spacing: 'small' },
    { $data: '${words}', type: 'TextBlock', text: '${line}', wrap: true, spacing: 'small' },
    {
      type: 'ActionSet',
      spacing: 'small',
      actions: [{ type: 'Action.OpenUrl', title: 'Open in Sightline', url: '${link}' }],
    },
  ],
}
