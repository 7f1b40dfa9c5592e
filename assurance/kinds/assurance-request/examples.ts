import { exampleDefinition } from '../example-definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { assuranceRequest } from './kind.ts'

const definition = exampleDefinition(assuranceRequest, {
  items: [
    { title: 'Practitioners record the child’s own words', from: 'Multi-agency audit, quarter 1' },
    { title: 'Managers see every decision not to share information' },
  ],
})

const first = {
  'progress-1': 3,
  'done-1': 'A prompt was added to the assessment template, and team managers check it in supervision.',
  'impact-1': 'In a dip sample of 20 records 16 held the child’s own words; before it was 9 of 20.',
  'in-full-1': { answer: 'no', reason: 'The night team follows in February.' },
  'sustained-1': { answer: 'yes', reason: 'Sampled again each quarter by the quality lead.' },
} as const
const second = {
  'progress-2': 4,
  'done-2': 'The decision log has a field for the manager, without which it cannot be closed.',
  'impact-2': 'All 31 decisions since September were seen by a manager within two working days.',
  'in-full-2': { answer: 'yes', reason: 'The log is used in every team.' },
  'sustained-2': { answer: 'yes', reason: 'The system does not allow otherwise.' },
} as const
const both = { ...first, ...second }

const rated = {
  'effectiveness-1': 2,
  'risks-1': 'Some remain',
  'risks-which-1': 'The night team has no template of its own.',
  'next-1': 'Further partnership support',
  'why-1': 'The sample shows the change; it is not in place everywhere.',
  'effectiveness-2': 3,
  'risks-2': 'None remain',
  'next-2': 'Neither is needed',
  'why-2': 'Complete, and the log keeps it so.',
} as const

export const assuranceRequestExamples = frozen<KindExamples>({
  definition,
  good: [
    { title: 'an account of each recommendation', raw: both, answers: both },
    {
      title: 'what a form sends, with a file beside it',
      raw: {
        ...both,
        'progress-1': '3',
        'in-full-1': { answer: 'no', reason: '  The night team follows in February.  ' },
        evidence: [{ name: 'dip-sample.xlsx', item: '01EXAMPLE' }],
      },
      answers: { ...both, evidence: [{ name: 'dip-sample.xlsx', item: '01EXAMPLE' }] },
    },
  ],
  bad: [
    { title: 'one recommendation left out', raw: first, field: 'progress-2', say: 'Please choose a grade.' },
    {
      title: 'implemented in full, and nothing that shows it',
      raw: { ...both, 'in-full-2': { answer: 'yes' } },
      field: 'in-full-2',
      say: 'Please say why in a sentence beside yes or no.',
    },
    {
      title: 'sustained without yes or no',
      raw: { ...both, 'sustained-1': { reason: 'We sample it each quarter.' } },
      field: 'sustained-1',
      say: 'Please choose yes or no beside the reason.',
    },
    {
      title: 'an impact in one word',
      raw: { ...both, 'impact-1': 'Good.' },
      field: 'impact-1',
      say: 'Please say a little more: at least 20 characters.',
    },
    {
      title: 'a third recommendation that was not asked about',
      raw: { ...both, 'done-3': 'Something else was done as well.' },
      field: 'done-3',
      say: 'This question is not part of what was asked. Open the form again and copy your words across.',
    },
  ],
  ratings: {
    good: [
      { title: 'three judgements on each recommendation', raw: rated, answers: rated },
      {
        title: 'a risk named where none remains, leaving it out',
        raw: { ...rated, 'risks-which-2': 'None that we know of.' },
        answers: rated,
      },
    ],
    bad: [
      {
        title: 'a remaining risk that is not named',
        raw: { ...rated, 'risks-which-1': '' },
        field: 'risks-which-1',
        say: 'Please answer this question.',
      },
      {
        title: 'no word on support or escalation',
        raw: { ...rated, 'next-2': undefined },
        field: 'next-2',
        say: 'Please choose an answer.',
      },
      {
        title: 'a judgement without its reason',
        raw: { ...rated, 'why-1': ' ' },
        field: 'why-1',
        say: 'Please answer this question.',
      },
    ],
  },
})
