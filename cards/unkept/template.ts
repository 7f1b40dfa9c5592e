// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'

/** A dialog that could not be taken, or not be opened: why, what was typed, and a button that sends it all again. */
export const unkeptTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    { type: 'TextBlock', text: '${heading}', style: 'heading', size: 'large', weight: 'bolder', wrap: true },
    { type: 'TextBlock', text: '${say}', wrap: true },
    { $when: '${isTyped}', type: 'TextBlock', text: '${kept}', wrap: true },
    {
      $when: '${isShown}',
      type: 'Container',
      style: 'emphasis',
      spacing: 'medium',
      items: [{ $data: '${words}', type: 'TextBlock', text: '${$data}', wrap: true }],
    },
  ],
  actions: [{ type: 'Action.Submit', title: 'Try again', data: '${data}' }],
}
