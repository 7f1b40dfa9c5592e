import type { Definition, Field, FieldType } from '../../definition.ts'
import { frozen, type KindExamples } from '../kind.ts'
import { auditReturn } from './kind.ts'

const field = <Type extends FieldType>(
  type: Type,
  section: string,
  label: string,
  more: Partial<Field> = {},
): Field => ({
  id: type,
  type,
  section,
  label,
  column: `q_${type.replaceAll('-', '_')}`,
  rules: [],
  ...more,
})

const required = { rule: 'required' } as const

/** A small audit tool with a field of every type and every rule at least once. */
const definition: Definition = {
  family: 'audit-return/example',
  kind: 'audit-return',
  title: 'Example audit tool',
  clause: 'Quality Assurance Framework, Enabler 3: Multi-Agency Audits',
  version: 1,
  nil: true,
  parts: auditReturn.parts,
  review: auditReturn.review,
  sections: [
    {
      id: 'lived',
      kind: 'line-of-enquiry',
      title: "The individual's lived experience",
      intro: 'What life is like for this person.',
    },
    { id: 'early', kind: 'line-of-enquiry', title: 'Identification and early intervention' },
    { id: 'together', kind: 'line-of-enquiry', title: 'Partnership working and information sharing' },
    { id: 'governance', kind: 'line-of-enquiry', title: 'Governance, policies, and procedures' },
    { id: 'chronology', kind: 'chronology', title: 'Chronology' },
    { id: 'practitioner', kind: 'practitioner', title: "The practitioner's perspective" },
    { id: 'voice', kind: 'voice', title: 'The voice of the child or adult' },
    { id: 'judgement', kind: 'judgement', title: 'Judgement' },
  ],
  fields: [
    field('long-text', 'lived', 'What was daily life like for them?', {
      help: 'Write “the young person” or “the adult”; no names.',
      rules: [required, { rule: 'length', min: 20, max: 2_000 }],
    }),
    field('yes-no', 'early', 'Was the risk recognised at the first opportunity?', { rules: [required] }),
    field('date', 'early', 'When was it first recognised?', {
      rules: [{ rule: 'show-when', field: 'yes-no', is: 'yes' }, required],
    }),
    field('count', 'together', 'Strategy discussions held', { rules: [{ rule: 'range', max: 50 }] }),
    field('number', 'together', 'Discussions your agency attended', { rules: [{ rule: 'at-most', field: 'count' }] }),
    field('share', 'together', 'Visits kept, out of visits planned'),
    field('choices', 'together', 'Who shared information with you?', {
      options: ['Police', 'Health', 'Education', 'None of these'],
    }),
    field('choice', 'governance', 'Was supervision recorded?', {
      options: ['Yes, with reflection', 'Yes, briefly', 'No'],
      rules: [required],
    }),
    field('text', 'governance', 'Which procedure applied?', { rules: [{ rule: 'length', max: 120 }] }),
    field('link', 'governance', 'Where is it published?'),
    field('chronology', 'chronology', 'Key events', { rules: [required] }),
    field('evidence', 'practitioner', 'What the practitioner would like to attach'),
    { ...field('long-text', 'voice', 'What did they say they wanted?'), id: 'wishes', column: 'q_wishes' },
    field('rating', 'judgement', 'Your own grade', {
      options: ['Inadequate', 'Requires improvement', 'Good', 'Outstanding'],
      rules: [required],
    }),
  ],
}

/** What a card or page would draw if it did not escape; `$` stands apart so that no linter mistakes it for a template. */
const markup = `<b>${'$'}{me}</b> **bold** [link](javascript:alert(1))`

const least = {
  'long-text': 'Evenings were spent away from home; mornings at school were missed.',
  'yes-no': { answer: 'no', reason: 'Absence was read as truancy.' },
  choice: 'Yes, briefly',
  chronology: [{ date: '2026-03-02', what: 'First missing episode reported.', source: 'Return home interview' }],
  rating: 2,
} as const

const panel = { 'panel-grade': 2, 'panel-reason': 'The first sign was missed, as the agency says itself.' } as const

/** Raw answers to the example tool that read well, and ones that do not with the sentence that should be said. */
export const auditReturnExamples = frozen<KindExamples>({
  definition,
  good: [
    { title: 'only what must be answered', raw: least, answers: least },
    {
      title: 'every question, as a form sends it',
      raw: {
        ...least,
        'yes-no': { answer: 'yes' },
        date: '2026-02-27',
        count: '4',
        number: '3',
        share: { n: '5', of: '6' },
        choices: ['Health', 'Police'],
        text: '  Child exploitation procedure ',
        link: 'https://safeguarding.example.org/exploitation',
        evidence: [{ name: 'supervision-note.docx', item: '01ABC' }],
        wishes: 'To be asked before decisions are made.\r\nTo keep the same worker.',
        rating: '3',
      },
      answers: {
        ...least,
        'yes-no': { answer: 'yes' },
        date: '2026-02-27',
        count: 4,
        number: 3,
        share: { n: 5, of: 6 },
        choices: ['Police', 'Health'],
        text: 'Child exploitation procedure',
        link: 'https://safeguarding.example.org/exploitation',
        evidence: [{ name: 'supervision-note.docx', item: '01ABC' }],
        wishes: 'To be asked before decisions are made.\nTo keep the same worker.',
        rating: 3,
      },
    },
    { title: 'a date no longer asked for, leaving it out', raw: { ...least, date: '2026-02-27' }, answers: least },
    {
      title: 'markup and template signs as words like any others',
      raw: { ...least, wishes: markup },
      answers: { ...least, wishes: markup },
    },
  ],
  bad: [
    { title: 'nothing at all', raw: {}, field: 'rating', say: 'Please choose a grade.' },
    {
      title: 'too little said',
      raw: { ...least, 'long-text': 'Hard.' },
      field: 'long-text',
      say: 'Please say a little more: at least 20 characters.',
    },
    {
      title: 'an answer of 100,000 characters',
      raw: { ...least, wishes: 'x'.repeat(100_000) },
      field: 'wishes',
      say: 'This is 100,000 characters long; please keep it to 10,000.',
    },
    {
      title: 'neither yes nor no',
      raw: { ...least, 'yes-no': { answer: 'perhaps' } },
      field: 'yes-no',
      say: 'Please choose yes or no.',
    },
    {
      title: 'the date asked for after a yes',
      raw: { ...least, 'yes-no': { answer: 'yes' } },
      field: 'date',
      say: 'Please give the date.',
    },
    {
      title: 'a day that does not exist',
      raw: { ...least, 'yes-no': { answer: 'yes' }, date: '2026-02-30' },
      field: 'date',
      say: 'Please give a date that exists, as day, month and year.',
    },
    {
      title: 'a count with a fraction',
      raw: { ...least, count: '2.5' },
      field: 'count',
      say: 'Please give a whole number, 0 or more.',
    },
    {
      title: 'a count out of range',
      raw: { ...least, count: 51 },
      field: 'count',
      say: 'Please give a number that is at most 50.',
    },
    {
      title: 'words for a number',
      raw: { ...least, number: 'three' },
      field: 'number',
      say: 'Please give a number in figures, such as 12.',
    },
    {
      title: 'more attended than were held',
      raw: { ...least, count: 2, number: 3 },
      field: 'number',
      say: 'This is 3, more than the 2 given for “Strategy discussions held”.',
    },
    {
      title: 'more kept than planned',
      raw: { ...least, share: { n: 7, of: 6 } },
      field: 'share',
      say: '7 out of 6 cannot be; the first number is at most the second.',
    },
    {
      title: 'a choice not offered',
      raw: { ...least, choice: 'Sometimes' },
      field: 'choice',
      say: 'Please choose one of the answers offered.',
    },
    {
      title: 'one of several not offered',
      raw: { ...least, choices: ['Police', 'Neighbours'] },
      field: 'choices',
      say: 'Please choose from the answers offered.',
    },
    { title: 'a map for a text', raw: { ...least, text: { a: 1 } }, field: 'text', say: 'Please write this as text.' },
    {
      title: 'an address that is no web address',
      raw: { ...least, link: 'javascript:alert(1)' },
      field: 'link',
      say: 'Please give a web address that begins with https://.',
    },
    {
      title: 'a chronology entry without a day',
      raw: { ...least, chronology: [{ date: '', what: 'Missing episode' }] },
      field: 'chronology',
      say: 'Entry 1 of the chronology needs a date that exists.',
    },
    {
      title: 'a grade not offered',
      raw: { ...least, rating: 5 },
      field: 'rating',
      say: 'Please choose one of the grades offered.',
    },
    {
      title: 'evidence that did not arrive whole',
      raw: { ...least, evidence: [{ name: 'note.docx' }] },
      field: 'evidence',
      say: 'Please attach the evidence again; it did not arrive whole.',
    },
    {
      title: 'a question that was not asked',
      raw: { ...least, 'old-question': 'words' },
      field: 'old-question',
      say: 'This question is not part of what was asked. Open the form again and copy your words across.',
    },
  ],
  ratings: {
    good: [{ title: 'the panel’s grade with its reason', raw: { ...panel, 'panel-grade': '2' }, answers: panel }],
    bad: [
      { title: 'a grade alone', raw: { 'panel-grade': 2 }, field: 'panel-reason', say: 'Please answer this question.' },
    ],
  },
})
