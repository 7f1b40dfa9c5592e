import { frozen, type Kind } from '../kind.ts'

/**
 * Scrutiny request (WORK C3): “Partner agencies are expected to comply in a timely manner to requests from the Independent
 * Scrutineer” [000 Enabler 1]. The scrutineer asks and accepts; nobody in between rewords question or answer, so neither
 * the Strategic Support Unit nor a group reviews it.
 *
 * *In a timely manner* is ten working days here, reminded once before the day and on the day after it, with the lead told
 * after three; the chair, once released, after five, half of what an audit allows. An earlier answer is not offered, since
 * the scrutineer asks about today.
 */
export const scrutinyRequest = frozen<Kind>({
  id: 'scrutiny-request',
  title: 'Scrutiny request',
  word: 'scrutiny request',
  clause: 'Quality Assurance Framework, Enabler 1: Independent Scrutiny',
  asking:
    'The Independent Scrutineer asks the questions below. Please answer each in your own words, in a timely manner.',
  asks: 'agency',
  askedBy: ['scrutineer'],
  nil: false,
  anonymous: 'never',
  parts: [],
  workingDays: 10,
  ladder: {
    id: 'scrutiny',
    rungs: [
      { day: -3, to: 'channel' },
      { day: 1, to: 'channel' },
      { day: 3, to: 'lead' },
      { day: 5, to: 'chair' },
    ],
  },
  fields: {
    from: 'each',
    item: 'question',
    itemsAtMost: 20,
    fields: [
      {
        id: 'answer',
        type: 'long-text',
        label: 'Your answer',
        column: 'q_answer',
        rules: [{ rule: 'required' }, { rule: 'length', min: 10, max: 8_000 }],
      },
      {
        id: 'evidence',
        type: 'evidence',
        label: 'What shows it',
        help: 'Case references only: no name, initials, date of birth or address in a file or its name.',
        column: 'q_evidence',
        rules: [],
      },
    ],
  },
  review: { how: 'accept', by: ['scrutineer'], sections: [], fields: [] },
  evidence: true,
  reuse: false,
  sections: [],
  measures: [{ id: 'answered-in-time', title: 'Scrutiny requests answered by the due date', tells: 'how-well' }],
})
