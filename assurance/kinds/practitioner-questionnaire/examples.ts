import type { Tool } from '../../partnership.ts'
import { exampleDefinition } from '../example-definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { practitionerQuestionnaire } from './kind.ts'

const tool: Tool = {
  id: 'example',
  kind: 'practitioner-questionnaire',
  title: 'Example questionnaire',
  version: 1,
  questions: [
    [
      'confidence',
      'Knowledge and confidence',
      'How confident are you in recognising neglect early?',
      'rating',
      ['Not at all', 'A little', 'Fairly', 'Very'],
      ['required'],
    ],
    ['trained', 'Knowledge and confidence', 'When were you last trained?', 'date', [], []],
    ['used', 'Knowledge and confidence', 'Did you use the screening tool this year?', 'yes/no', [], ['required']],
    ['times', 'Knowledge and confidence', 'How often?', 'count', [], ['show when used is yes', 'range 1..500']],
    ['kept', 'Knowledge and confidence', 'Visits you could keep, of those planned', 'share', [], []],
    ['hours', 'Frontline experience', 'Hours a week you spend on recording', 'number', [], ['range 0..60']],
    [
      'works',
      'Frontline experience',
      'What works well between agencies?',
      'long text',
      [],
      ['required', 'length 2000'],
    ],
    ['with', 'Frontline experience', 'With whom do you work most?', 'choices', ['Police', 'Health', 'Schools'], []],
    ['setting', 'Frontline experience', 'Where do you work?', 'choice', ['Children', 'Adults', 'Both'], ['required']],
    ['said', 'The voice of the child or adult', 'What have people told you about our help?', 'text', [], []],
    ['page', 'What helps and what hinders', 'A resource you would recommend', 'link', [], []],
  ].map(([id, section, text, type, options, rules], at) => ({
    id: String(id),
    order: at + 1,
    section: String(section),
    text: String(text),
    type: String(type),
    options: Array.isArray(options) ? options : [],
    rules: Array.isArray(rules) ? rules : [],
  })),
}

const least = {
  confidence: 3,
  used: { answer: 'no', reason: 'I did not know where it is.' },
  works: 'Joint visits with the health visitor, and one number to ring.',
  setting: 'Children',
} as const

export const practitionerQuestionnaireExamples = frozen<KindExamples>({
  definition: exampleDefinition(practitionerQuestionnaire, { tool }),
  good: [
    { title: 'only what must be answered', raw: least, answers: least },
    {
      title: 'every question',
      raw: {
        ...least,
        confidence: '4',
        trained: '2026-05-12',
        used: { answer: 'yes' },
        times: '6',
        kept: { n: 8, of: 10 },
        hours: '11.5',
        with: ['Schools', 'Health'],
        said: 'That they had to tell it only once.',
        page: 'https://safeguarding.example.org/neglect',
      },
      answers: {
        ...least,
        confidence: 4,
        trained: '2026-05-12',
        used: { answer: 'yes' },
        times: 6,
        kept: { n: 8, of: 10 },
        hours: 11.5,
        with: ['Health', 'Schools'],
        said: 'That they had to tell it only once.',
        page: 'https://safeguarding.example.org/neglect',
      },
    },
  ],
  bad: [
    { title: 'nothing at all', raw: {}, field: 'confidence', say: 'Please choose a grade.' },
    {
      title: 'more hours than there are',
      raw: { ...least, hours: 61 },
      field: 'hours',
      say: 'Please give a number that is at most 60.',
    },
    {
      title: 'used, but not once',
      raw: { ...least, used: { answer: 'yes' }, times: 0 },
      field: 'times',
      say: 'Please give a number that is at least 1.',
    },
  ],
})
