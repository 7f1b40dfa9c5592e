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
          { type: 'TextBlock', text: '${ref}', weight: 'bolder', wrap: true },
          { type: 'TextBlock', text: '${say}', color: '${colour}', wrap: true, spacing: 'none' },
          { $data: '${notes}', type: 'TextBlock', text: '${note}', size: 'small', wrap: true, spacing: 'none' },
        ],
      },
    ],
  },
]

/** A round in an agency's channel: what is asked, why, by when, and how each line stands. One card, updated in place (DESIGN §5). */
export const askTemplate = {
  ...cardHead,
  fallbackText: '${fallbackText}',
  body: [
    fromLine,
    headingLine('${title}'),
    sampleLine,
    { $when: '${hasAsk}', type: 'TextBlock', text: '${ask}', wrap: true },
    { type: 'TextBlock', text: '${due}', weight: '${dueWeight}', color: '${dueColour}', wrap: true, spacing: 'small' },
    { $when: '${hasSupport}', type: 'TextBlock', text: '${support}', wrap: true, spacing: 'small' },
    { $when: '${hasWhy}', type: 'TextBlock', text: 'Why: ${why}', wrap: true },
    { type: 'TextBlock', text: '${clause}', size: 'small', isSubtle: true, wrap: true, spacing: 'none' },
    { type: 'TextBlock', text: '${progress}', weight: 'bolder', wrap: true, separator: true, spacing: 'medium' },
    { $when: '${hasKeyNote}', type: 'TextBlock', text: '${keyNote}', wrap: true, spacing: 'small' },
    {
      $data: '${lines}',
      $when: '${opens}',
      type: 'Container',
      spacing: 'small',
      // Without a title of its own its name is all the words of the line, as somebody sees them (WCAG 2.5.3).
      selectAction: { type: 'Action.Submit', data: '${data}' },
      items: line,
    },
    { $data: '${lines}', $when: '${!opens}', type: 'Container', spacing: 'small', items: line },
    { $when: '${hasMore}', type: 'TextBlock', text: '${more}', wrap: true, spacing: 'small' },
    { type: 'ActionSet', spacing: 'medium', actions: '${actions}' },
    ...closingLines('${question}'),
  ],
}
