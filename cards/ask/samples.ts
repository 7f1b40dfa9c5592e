// biome-ignore-all lint/suspicious/noTemplateCurlyInString: values that look like templates are what one sample is about
import type { Sample } from '../sample.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleLabels,
  sampleLinks,
  sampleNil,
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
