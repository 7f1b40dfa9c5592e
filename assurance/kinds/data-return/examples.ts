import { exampleDefinition } from '../example-definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { dataReturn } from './kind.ts'

const contacts = {
  'given-1': 'Submitted',
  'value-1': 42,
  'insight-1': 'More are seen earlier, most of them by schools.',
} as const
const reviews = {
  'given-2': 'Submitted',
  'value-2': 9,
  'of-2': 12,
  'insight-2': 'Three adults were asked too late to say what they wanted.',
  'analysis-2': 'Outcomes are now asked at the first contact.',
} as const
const both = { ...contacts, ...reviews }
const none = 'Not submitted: not ready in time'

export const dataReturnExamples = frozen<KindExamples>({
  definition: exampleDefinition(dataReturn, {
    items: [
      { title: 'Referrals with neglect as a reason', from: 'Strategic Business Plan 2025-26, Neglect' },
      { title: 'Adults whose outcomes were met' },
    ],
  }),
  good: [
    { title: 'a number and a part of a whole', raw: both, answers: both },
    {
      title: 'figures as a form sends them',
      raw: { ...both, 'value-1': ' 42 ', 'value-2': '9', 'of-2': '12' },
      answers: both,
    },
    {
      title: 'zero, which is a figure',
      raw: { ...both, 'value-1': '0' },
      answers: { ...both, 'value-1': 0 },
    },
    {
      title: 'no figure with the reason, and a figure typed before left out',
      raw: { ...both, 'given-1': none },
      answers: { 'given-1': none, ...reviews },
    },
    {
      title: 'no figure, and when there will be one',
      raw: { ...reviews, 'given-1': none, 'analysis-1': 'The new system reports from January.' },
      answers: { ...reviews, 'given-1': none, 'analysis-1': 'The new system reports from January.' },
    },
  ],
  bad: [
    {
      title: 'neither a figure nor a reason',
      raw: { ...reviews },
      field: 'given-1',
      say: 'Please choose an answer.',
    },
    {
      title: 'a figure announced and not given',
      raw: { ...both, 'value-1': '' },
      field: 'value-1',
      say: 'Please give a number in figures, such as 12.',
    },
    {
      title: 'a figure without insight',
      raw: { ...both, 'insight-2': undefined },
      field: 'insight-2',
      say: 'Please answer this question.',
    },
    {
      title: 'more than there are',
      raw: { ...both, 'value-2': 13 },
      field: 'value-2',
      say: 'This is 13, more than the 12 given for “Out of how many, where it is part of a whole”.',
    },
    {
      title: 'a number below nothing',
      raw: { ...both, 'value-1': -1 },
      field: 'value-1',
      say: 'Please give a number that is at least 0.',
    },
    {
      title: 'ten times last quarter’s, unexplained',
      raw: { ...both, 'value-1': 420 },
      field: 'value-1',
      say: 'This is 420; last time it was 41. Please correct it, or say below why it changed so much.',
      earlier: { 'given-1': 'Submitted', 'value-1': 41 },
    },
    {
      title: 'nothing where there were many, unexplained',
      raw: { ...both, 'value-1': 0 },
      field: 'value-1',
      say: 'This is 0; last time it was 41. Please correct it, or say below why it changed so much.',
      earlier: { 'given-1': 'Submitted', 'value-1': 41 },
    },
  ],
})
