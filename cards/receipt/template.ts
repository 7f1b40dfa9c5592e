// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'

/** What somebody did has arrived: who, what, when, and what happens next (WORK R2). */
export const receiptTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    { type: 'TextBlock', text: '${from}', size: 'small', isSubtle: true, wrap: true },
    {
      type: 'TextBlock',
      text: '${heading}',
      style: 'heading',
      size: 'large',
      weight: 'bolder',
      color: '${colour}',
      wrap: true,
      spacing: 'none',
    },
    {
      $when: '${isSample}',
      type: 'TextBlock',
      text: '${sample}',
      size: 'small',
      color: 'accent',
      wrap: true,
      spacing: 'small',
    },
    { type: 'FactSet', facts: [{ $data: '${facts}', title: '${title}', value: '${value}' }] },
    { type: 'TextBlock', text: '${next}', wrap: true },
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.OpenUrl', title: 'Open in Sightline', url: '${link}' }],
    },
  ],
}
