// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { problemHead, problemLine } from '../dialog.ts'
import { headingLine } from '../parts.ts'

/** The dialog of a move: which requests, and its few questions. */
export const moveFormTemplate = {
  ...cardHead,
  fallbackText: '${title}',
  body: [
    headingLine('${title}'),
    { type: 'TextBlock', text: '${round}', isSubtle: true, wrap: true, spacing: 'none' },
    problemHead,
    { type: 'TextBlock', text: '${intro}', wrap: true },
    { $when: '${isForOne}', type: 'TextBlock', text: '${one}', weight: 'bolder', wrap: true },
    {
      $when: '${choosesCases}',
      type: 'Container',
      spacing: 'none',
      items: [
        problemLine('casesProblem'),
        {
          type: 'Input.ChoiceSet',
          id: 'cases',
          label: 'Which is this for?',
          style: 'expanded',
          isMultiSelect: true,
          wrap: true,
          isRequired: true,
          errorMessage: 'Please choose at least one.',
          choices: '${choices}',
          value: '${cases}',
        },
      ],
    },
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
  actions: '${actions}',
}
