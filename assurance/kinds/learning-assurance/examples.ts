import { exampleDefinition } from '../example-definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { learningAssurance } from './kind.ts'

const shown = {
  relevant: { answer: 'yes', reason: 'All teams who visit families at home.' },
  disseminated: 'The 7-minute briefing went to 140 staff and was discussed in nine of eleven team meetings.',
  understood: 'Supervision records ask about it; in October 22 of 25 sampled did.',
  embedded: 'Home conditions are described in 18 of 20 sampled assessments, up from 11.',
  monitored: 'The quality lead samples 20 assessments each quarter and reports to the safeguarding board.',
} as const
const notRelevant = { relevant: { answer: 'no', reason: 'We do not visit families at home.' } } as const

const rated = {
  dissemination: 'High',
  practice: 'Medium',
  overall: 'Medium',
  why: 'Strong on dissemination; one quarter of samples is some evidence of change.',
  highlight: ['Good practice', 'Area of concern'],
} as const

export const learningAssuranceExamples = frozen<KindExamples>({
  definition: exampleDefinition(learningAssurance),
  good: [
    { title: 'evidence on both dimensions', raw: shown, answers: shown },
    {
      title: 'learning that is not relevant to the agency, with the reason alone',
      raw: notRelevant,
      answers: notRelevant,
    },
    {
      title: 'evidence begun and then found not relevant, leaving it out',
      raw: { ...shown, ...notRelevant },
      answers: notRelevant,
    },
    {
      title: 'good practice for the highlight report, and a file',
      raw: {
        ...shown,
        'good-practice': 'A practitioner wrote a one-page prompt that three other agencies now use.',
        evidence: [{ name: 'prompt.docx', item: '01EXAMPLE' }],
      },
      answers: {
        ...shown,
        'good-practice': 'A practitioner wrote a one-page prompt that three other agencies now use.',
        evidence: [{ name: 'prompt.docx', item: '01EXAMPLE' }],
      },
    },
  ],
  bad: [
    {
      title: 'not relevant without a reason',
      raw: { relevant: { answer: 'no' } },
      field: 'relevant',
      say: 'Please say why in a sentence beside yes or no.',
    },
    {
      title: 'relevant, and nothing on impact',
      raw: { ...shown, embedded: undefined },
      field: 'embedded',
      say: 'Please answer this question.',
    },
    {
      title: 'dissemination in a word',
      raw: { ...shown, disseminated: 'By e-mail.' },
      field: 'disseminated',
      say: 'Please say a little more: at least 20 characters.',
    },
    { title: 'nothing at all', raw: {}, field: 'relevant', say: 'Please choose yes or no.' },
  ],
  ratings: {
    good: [
      { title: 'a level for each dimension and overall', raw: rated, answers: rated },
      {
        title: 'a level as a form sends it, highlights in any order',
        raw: { ...rated, highlight: ['Area of concern', 'Good practice'] },
        answers: rated,
      },
      {
        title: 'an agency that cannot provide assurance',
        raw: {
          dissemination: 'Low',
          practice: 'Low',
          overall: 'Unable to provide assurance',
          why: 'The service was commissioned out in October.',
        },
        answers: {
          dissemination: 'Low',
          practice: 'Low',
          overall: 'Unable to provide assurance',
          why: 'The service was commissioned out in October.',
        },
      },
    ],
    bad: [
      {
        title: 'a level that is not published',
        raw: { ...rated, practice: 'Very high' },
        field: 'practice',
        say: 'Please choose one of the answers offered.',
      },
      {
        title: 'two dimensions and nothing overall',
        raw: { ...rated, overall: '' },
        field: 'overall',
        say: 'Please choose an answer.',
      },
      { title: 'no reason', raw: { ...rated, why: undefined }, field: 'why', say: 'Please answer this question.' },
    ],
  },
})
