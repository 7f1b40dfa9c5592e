// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { closingLines, fromLine, headingLine, sampleLine } from '../parts.ts'

const line = [
  {
    type: 'ColumnSet',
    spacing: 'none',
    columns: [
      {
        type: 'Column',
        width: '24px',
        items: [{ type: 'TextBlock', text: '${icon}', color: '${colour}', weight: 'bolder', wrap: true }],
      },
      {
        type: 'Column',
        width: 'stretch',
        items: [
          { type: 'TextBlock', text: '${title}', weight: 'bolder', wrap: true },
          { type: 'TextBlock', text: '${say}', color: '${colour}', wrap: true, spacing: 'none' },
          { $when: '${hasMissing}', type: 'TextBlock', text: '${missing}', wrap: true, spacing: 'none' },
        ],
      },
    ],
  },
]

/** The answer to *mine*, *due* and *status*: how things stand, line by line. */
export const listTemplate = {
  ...cardHead,
  fallbackText: '${heading}',
  body: [
    fromLine,
    headingLine('${heading}'),
    sampleLine,
    { type: 'TextBlock', text: '${intro}', wrap: true },
    {
      $data: '${sections}',
      type: 'Container',
      spacing: 'medium',
      separator: true,
      items: [
        { $when: '${hasTitle}', type: 'TextBlock', text: '${title}', weight: 'bolder', size: 'medium', wrap: true },
        {
          $data: '${lines}',
          $when: '${hasLink}',
          type: 'Container',
          spacing: 'small',
          selectAction: { type: 'Action.OpenUrl', url: '${link}' },
          items: line,
        },
        { $data: '${lines}', $when: '${!hasLink}', type: 'Container', spacing: 'small', items: line },
        { $when: '${hasMore}', type: 'TextBlock', text: '${more}', wrap: true, spacing: 'small' },
      ],
    },
    {
      type: 'ActionSet',
      spacing: 'medium',
      actions: [{ type: 'Action.OpenUrl', title: 'Open Sightline', url: '${link}' }],
    },
    ...closingLines('${question}'),
  ],
}
