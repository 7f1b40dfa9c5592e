import { exampleDefinition } from '../example-definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { earlyShare } from './kind.ts'

const shared = {
  what: 'A barrier in the system',
  noticed: 'Referrals made after five o’clock are read the next morning, whichever team they are for.',
  from: ['Our own quality assurance or audits', 'Day-to-day practice'],
} as const

export const earlyShareExamples = frozen<KindExamples>({
  definition: exampleDefinition(earlyShare),
  good: [
    { title: 'a barrier in the system', raw: shared, answers: shared },
    {
      title: 'effective practice with who else should know',
      raw: { ...shared, what: 'Effective practice', help: ' The Neglect Group. ', from: 'Supervision' },
      answers: { ...shared, what: 'Effective practice', help: 'The Neglect Group.', from: ['Supervision'] },
    },
  ],
  bad: [
    { title: 'nothing chosen', raw: { ...shared, what: '' }, field: 'what', say: 'Please choose an answer.' },
    {
      title: 'three words',
      raw: { ...shared, noticed: 'Late referrals again.'.slice(0, 14) },
      field: 'noticed',
      say: 'Please say a little more: at least 20 characters.',
    },
    { title: 'no source', raw: { ...shared, from: [] }, field: 'from', say: 'Please choose at least one answer.' },
    {
      title: 'a source not offered',
      raw: { ...shared, from: ['Rumour'] },
      field: 'from',
      say: 'Please choose from the answers offered.',
    },
  ],
})
