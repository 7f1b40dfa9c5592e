// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { mentioningHead } from '../mention.ts'

/** Something was not done, and how to go on. */
export const refusalTemplate = {
  ...mentioningHead,
  fallbackText: 'Not done',
  body: [
    { type: 'TextBlock', text: 'Not done', style: 'heading', size: 'large', weight: 'bolder', wrap: true },
    { type: 'TextBlock', text: '${say}', wrap: true },
    { $when: '${hasWayForward}', type: 'TextBlock', text: '${wayForward}', wrap: true },
    {
      $when: '${offersHelp}',
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Execute',
          title: 'What can I do here?',
          verb: 'help',
          data: '${help}',
          fallback: { type: 'Action.Submit', title: 'What can I do here?', data: '${help}' },
        },
      ],
    },
  ],
}
