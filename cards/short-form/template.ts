// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { problemHead } from '../dialog.ts'
import { fromLine, headingLine } from '../parts.ts'

/** A short definition asked and answered on the card itself (WORK R2). */
export const shortFormTemplate = {
  ...cardHead,
  fallbackText: '${title}',
  body: [
    fromLine,
    headingLine('${title}'),
    { type: 'TextBlock', text: '${clause}', size: 'small', isSubtle: true, wrap: true, spacing: 'none' },
    { type: 'TextBlock', text: '${about}', wrap: true },
    problemHead,
    '${inputs}',
    {
      type: 'TextBlock',
      text: '${smallPrint}',
      size: 'small',
      isSubtle: true,
      wrap: true,
      separator: true,
      spacing: 'medium',
    },
  ],
  actions: [{ type: 'Action.Submit', title: 'Send', data: '${data}' }],
}
