import { exampleDefinition } from '../example-definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { scrutinyRequest } from './kind.ts'

const answered = {
  'answer-1':
    'A safeguarding lead is on call at all hours; in the last quarter 14 of 15 calls were returned in an hour.',
  'answer-2': 'Two children told us what changed; their words are in the annual report, page 12.',
} as const

export const scrutinyRequestExamples = frozen<KindExamples>({
  definition: exampleDefinition(scrutinyRequest, {
    items: [
      { title: 'How do staff reach safeguarding advice outside office hours?' },
      { title: 'What have children told you changed because they were asked?', from: 'Scrutiny plan 2026-27' },
    ],
  }),
  good: [
    { title: 'an answer to each question', raw: answered, answers: answered },
    {
      title: 'an answer with what shows it',
      raw: { ...answered, 'evidence-1': [{ name: 'on-call-log.pdf', item: '01EXAMPLE' }], 'evidence-2': [] },
      answers: { ...answered, 'evidence-1': [{ name: 'on-call-log.pdf', item: '01EXAMPLE' }] },
    },
  ],
  bad: [
    {
      title: 'a question passed over',
      raw: { ...answered, 'answer-2': '' },
      field: 'answer-2',
      say: 'Please answer this question.',
    },
    {
      title: 'an attachment for an answer that is missing',
      raw: { 'answer-2': answered['answer-2'], 'evidence-1': [{ name: 'log.pdf', item: '01EXAMPLE' }] },
      field: 'answer-1',
      say: 'Please answer this question.',
    },
    {
      title: 'an answer of two letters',
      raw: { ...answered, 'answer-1': 'No' },
      field: 'answer-1',
      say: 'Please say a little more: at least 10 characters.',
    },
  ],
})
