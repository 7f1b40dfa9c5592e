// biome-ignore-all lint/suspicious/noTemplateCurlyInString: values that look like templates are what one sample is about
import type { Sample } from '../sample.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleDefinitions,
  sampleDone,
  sampleLabels,
  sampleLinks,
  sampleNil,
  sampleOther,
  samplePerson,
  sampleRound,
  sampleView,
  withoutKey,
} from '../sample-round.ts'
import { type AskInput, askCard } from './ask-card.ts'

const input = (over: Partial<AskInput>): AskInput => ({
  labels: sampleLabels,
  round: sampleRound(),
  agency: sampleAgency,
  views: [sampleView('C-4F7K'), sampleView('C-9M2T'), sampleView('C-B6XD')],
  definitions: sampleDefinitions,
  today: '2026-11-25',
  calendar: sampleCalendar,
  links: sampleLinks,
  ...over,
})

const sample = (name: string, title: string, over: Partial<AskInput>): Sample => ({
  name: `ask-${name}`,
  title: `Ask: ${title}`,
  card: () => askCard(input(over)),
})

/** Eight cases, one in each way a case can stand. */
export const eightMixed = [
  sampleView('C-4F7K'),
  sampleView('C-9M2T', 'returned'),
  sampleView('C-B6XD', 'returned', { waiting: ['return'] }),
  sampleView('C-D3HW', 'returned', { nil: sampleNil }),
  sampleView('C-K8QR', 'sent-back', { reason: 'Which plan was in place when school attendance fell in March?' }),
  sampleView('C-N5VJ', 'accepted'),
  sampleView('C-T2YL', 'excused', { reason: 'The agency was not yet involved.' }),
  sampleView('C-W7PZ', 'withdrawn', { reason: 'Chosen twice.' }),
]

const unit = { by: samplePerson('Marigold Ashdown'), at: '2026-11-25T09:00:00.000Z' }
const asked = samplePerson('Piotr Sedge')

/** One case in each way that more can be said of it. */
export const withNotes = [
  sampleView('C-1', 'asked', { handed: { ...sampleDone, to: asked } }),
  sampleView('C-2', 'asked', {
    parts: [
      { part: 'practitioner', to: asked, invited: sampleDone, done: '2026-11-25T08:00:00.000Z' },
      { part: 'auditor', to: samplePerson('Temperance Quill'), invited: sampleDone },
    ],
  }),
  sampleView('C-3', 'asked', {
    extension: { until: '2026-12-16', reason: 'The team manager is away.', asked: sampleDone },
  }),
  sampleView('C-4', 'asked', {
    dueOn: '2026-12-16',
    extension: {
      until: '2026-12-16',
      reason: 'The team manager is away.',
      asked: sampleDone,
      decided: { ...unit, granted: true },
    },
  }),
  sampleView('C-5', 'asked', {
    extension: {
      until: '2026-12-16',
      reason: 'The team manager is away.',
      asked: sampleDone,
      decided: { ...unit, granted: false, reason: 'The audit day is on 9 December.' },
    },
  }),
  sampleView('C-6', 'asked', {
    question: { text: 'Does the chronology include the time before the move?', asked: sampleDone },
  }),
  sampleView('C-7', 'returned', {
    question: {
      text: 'Does the chronology include the time before the move?',
      asked: sampleDone,
      answer: { ...unit, text: 'Yes, from the first contact in the period.' },
    },
  }),
  sampleView('C-8', 'asked', { dueOn: '2026-12-09', moved: { ...unit, reason: 'The audit day has moved.' } }),
]

const recommendations = sampleRound({
  id: 'assurance-neglect',
  kind: 'assurance-request',
  title: 'Recommendations of the neglect audit',
  clause: 'Quality Assurance Framework, Enabler 5: Single Agency Assurance',
  definition: 'plain',
})
const learning = sampleRound({
  id: 'learning-q3',
  kind: 'learning-assurance',
  title: 'Learning assurance, Q3 2026-27',
  clause: 'Learning and Improvement Framework, section 4',
  definition: 'plain',
})
const survey = sampleRound({
  id: 'neglect-survey',
  kind: 'practitioner-questionnaire',
  title: 'Neglect: what practitioners see',
  clause: 'Quality Assurance Framework, section 8: Participation',
  definition: 'plain',
  anonymous: true,
})
const needs = [
  ['ln-1', 'Professional curiosity where attendance falls'],
  ['ln-2', 'Transitional safeguarding from 16 to 25'],
] as const

const long =
  'Department for the Coordination of Community, Neighbourhood, Early Help, Youth Justice and Specialist Health Services'
const longRound = sampleRound({ title: `${sampleRound().title}, `.repeat(3), why: `${sampleRound().why} `.repeat(6) })
const hostile = sampleRound({
  title: '${title} **bold** [click](https://example.com) <at>Everyone</at>',
  why: '# not a heading\n- not a list\n{{DATE(2026-12-02T00:00:00Z, SHORT)}} ${$root} `code` <b>b</b> &amp; \u202eright to left',
})

export const askSamples: readonly Sample[] = [
  sample('one-case', 'one case', { views: [sampleView('C-4F7K')] }),
  sample('eight-cases-mixed', 'eight cases, each standing differently', { views: eightMixed }),
  sample('twenty-cases', 'twenty cases, folded', {
    views: Array.from({ length: 20 }, (_, at) => sampleView(`C-${at + 1}`, at % 3 === 0 ? 'returned' : 'asked')),
  }),
  sample('key-not-confirmed', 'before the case key is confirmed', {
    views: ['C-4F7K', 'C-9M2T', 'C-B6XD'].map((ref) => withoutKey(sampleView(ref))),
  }),
  sample('key-for-one-more', 'one case was added later and needs its key', {
    views: [sampleView('C-4F7K', 'returned'), sampleView('C-9M2T'), withoutKey(sampleView('C-B6XD'))],
  }),
  sample('due-today', 'due today', { today: '2026-12-02' }),
  sample('late', 'three working days late', { today: '2026-12-07' }),
  sample('received', 'an answer received and on its way to the record', {
    views: [sampleView('C-4F7K', 'returned', { waiting: ['return'] }), sampleView('C-9M2T')],
  }),
  sample('all-returned', 'all returned', {
    views: ['C-4F7K', 'C-9M2T', 'C-B6XD'].map((ref) => sampleView(ref, 'returned')),
    today: '2026-12-07',
  }),
  sample('all-nil', 'all nil returns', {
    views: [
      sampleView('C-4F7K', 'returned', { nil: sampleNil }),
      sampleView('C-9M2T', 'returned', { nil: { ...sampleNil, kind: 'no-contact' } }),
      sampleView('C-B6XD', 'returned', { nil: { ...sampleNil, kind: 'cannot-determine' } }),
    ],
  }),
  sample('sent-back', 'sent back with a question', {
    views: [
      sampleView('C-4F7K', 'sent-back', { reason: 'Which plan was in place when school attendance fell in March?' }),
    ],
  }),
  sample('notes', 'more time, colleagues, parts, questions and changed days', { views: withNotes }),
  sample('rated', 'reviewed and rated', {
    views: [sampleView('C-4F7K', 'accepted', { ratings: { grade: 3 } })],
    today: '2027-01-11',
  }),
  sample('one-request', 'one request of the agency, about no case', {
    round: recommendations,
    views: [sampleOther(recommendations)],
  }),
  sample('learning-needs', 'a line for each learning need', {
    round: learning,
    views: needs.map(([ref, title], at) =>
      sampleOther(learning, at === 0 ? 'asked' : 'returned', { about: { ref, title } }),
    ),
  }),
  sample('people', 'people are asked: counted, never named', {
    round: survey,
    views: Array.from({ length: 8 }, (_, at) =>
      sampleOther(survey, at < 3 ? 'returned' : 'asked', { pseudonym: `p-${at + 1}` }),
    ),
  }),
  sample('closed', 'the round is closed', { round: sampleRound({ closed: true }), today: '2027-01-20' }),
  sample('long-names', 'very long names', {
    labels: {
      ...sampleLabels,
      partnership: `${sampleLabels.partnership} for Children, Young People and Adults with Care and Support Needs`,
    },
    round: longRound,
    agency: { ...sampleAgency, name: `${long}${'Wordwithoutend'.repeat(6)}` },
    views: Array.from({ length: 8 }, (_, at) => sampleView(`REFERENCE-${'X'.repeat(40)}-${at + 1}`)),
  }),
  sample('markup', 'markup and templates in values are read as typed', {
    round: hostile,
    agency: { ...sampleAgency, name: 'A*gency* _of_ [all](https://example.com) ${names}' },
    views: [
      sampleView('C-4F7K', 'sent-back', {
        reason: '1. **Really?** ${ask} <at>SSU</at> [here](https://example.com) ~~no~~ \u05e9\u05dc\u05d5\u05dd',
      }),
      sampleView('C-`9M2T`', 'returned', {
        returned: { by: { oid: 'o', tid: 't', name: '*Ash* ${name} (sample)' }, at: '2026-11-24T10:32:00.000Z' },
      }),
    ],
  }),
]
