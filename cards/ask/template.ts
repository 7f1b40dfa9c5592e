// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { fromLine, headingLine, sampleLine } from '../parts.ts'

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
        ],
      },
    ],
  },
]

const dialogAction = (when: string, title: string, data: string) => ({
  $when: when,
  type: 'Action.Submit',
  title,
  data,
})

/** A round in an agency's channel: what is asked, why, by when, and how each case stands. One card, updated in place (DESIGN §5). */
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
    { type: 'TextBlock', text: 'Why: ${why}', wrap: true },
    { type: 'TextBlock', text: '${clause}', size: 'small', isSubtle: true, wrap: true, spacing: 'none' },
    { type: 'TextBlock', text: '${progress}', weight: 'bolder', wrap: true, separator: true, spacing: 'medium' },
    { $when: '${hasKeyNote}', type: 'TextBlock', text: '${keyNote}', wrap: true, spacing: 'small' },
    {
      $data: '${lines}',
      $when: '${opens}',
      type: 'Container',
      spacing: 'small',
      selectAction: { type: 'Action.Submit', title: '${open}', data: '${data}' },
      items: line,
    },
    { $data: '${lines}', $when: '${!opens}', type: 'Container', spacing: 'small', items: line },
    { $when: '${hasMore}', type: 'TextBlock', text: '${more}', wrap: true, spacing: 'small' },
    {
      type: 'ActionSet',
      spacing: 'medium',
      actions: [
        {
          $when: '${canConfirm}',
          type: 'Action.Execute',
          title: 'I have the case key',
          verb: 'confirm-key',
          data: '${confirm}',
          fallback: { type: 'Action.Submit', title: 'I have the case key', data: '${confirm}' },
        },
        dialogAction('${canComplete}', '${completeTitle}', '${complete}'),
        dialogAction('${canNil}', 'Not known to our agency', '${nil}'),
        dialogAction('${canReverse}', 'Reverse a nil return', '${reverse}'),
        { type: 'Action.OpenUrl', title: 'Open in Sightline', url: '${link}' },
      ],
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
