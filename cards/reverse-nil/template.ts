// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import { cardHead } from '../card.ts'
import { problemHead, problemLine } from '../dialog.ts'

/** The dialog that reverses nil returns: which, and the confirmation (WORK R3). */
export const reverseNilTemplate = {
  ...cardHead,
  fallbackText: 'Reverse a nil return',
  body: [
    { type: 'TextBlock', text: 'Reverse a nil return', style: 'heading', size: 'large', weight: 'bolder', wrap: true },
    { type: 'TextBlock', text: '${title}', isSubtle: true, wrap: true, spacing: 'none' },
    problemHead,
    { type: 'TextBlock', text: '${intro}', wrap: true },
    problemLine('casesProblem'),
    {
      type: 'Input.ChoiceSet',
      id: 'cases',
      label: 'Which nil returns should be reversed?',
      style: 'expanded',
      isMultiSelect: true,
      wrap: true,
      isRequired: true,
      errorMessage: 'Please choose the nil return to reverse.',
      choices: '${choices}',
      value: '${cases}',
    },
    problemLine('confirmProblem'),
    {
      type: 'Input.Toggle',
      id: 'confirm',
      label: 'Confirmation',
      title: 'Reverse what I have chosen: these cases wait for an answer again.',
      wrap: true,
      valueOn: 'true',
      valueOff: 'false',
      isRequired: true,
      errorMessage: 'Please confirm that it should be reversed.',
      value: '${confirm}',
    },
  ],
  actions: [{ type: 'Action.Submit', title: 'Reverse', data: '${data}' }],
}
