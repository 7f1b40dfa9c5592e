import { frozen, type Kind } from '../kind.ts'

/**
 * Data return (WORK O2): “Each agency is responsible for submitting accurate and timely data, insight and analysis for the
 * agreed indicators” [000 Enabler 2], each quarter. A figure that is not submitted says why and is never read as zero: the
 * figure is asked only where one is submitted, so that there is none otherwise.
 *
 * A figure that is more than twice or less than half of last quarter's is queried on the spot. It is explained in a field of
 * its own: insight is always asked, so an odd figure would pass if insight explained it. Accepted by the Strategic Support
 * Unit for the Business Performance Analyst. Numbers are not started from an earlier return; the last ones are shown beside.
 *
 * The ladder is the shortest that a quarterly meeting needs; the chair's rung is the same as an audit's.
 */
export const dataReturn = frozen<Kind>({
  id: 'data-return',
  title: 'Data return',
  word: 'data return',
  clause: 'Quality Assurance Framework, Enabler 2: Outcome Based Accountability Scorecards and Partnership Dashboard',
  asking: 'Please submit the figure for each indicator with your insight and analysis, or say why there is none.',
  asks: 'agency',
  askedBy: ['ssu'],
  nil: false,
  anonymous: 'never',
  parts: [],
  workingDays: 15,
  ladder: {
    id: 'data',
    rungs: [
      { day: -5, to: 'channel' },
      { day: -1, to: 'channel' },
      { day: 1, to: 'channel' },
      { day: 5, to: 'lead' },
      { day: 10, to: 'chair' },
    ],
  },
  fields: {
    from: 'each',
    item: 'indicator',
    itemsAtMost: 24,
    fields: [
      {
        id: 'given',
        type: 'choice',
        label: 'Figure for the quarter',
        help: 'Zero is a figure: submit it where you counted and found none.',
        column: 'q_given',
        options: [
          'Submitted',
          'Not submitted: we do not collect it',
          'Not submitted: not ready in time',
          'Not submitted: too few people to share it safely',
          'Not submitted: it does not apply to our agency',
        ],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'value',
        type: 'number',
        label: 'The figure',
        column: 'q_value',
        rules: [
          { rule: 'show-when', field: 'given', is: 'Submitted' },
          { rule: 'required' },
          { rule: 'range', min: 0 },
          { rule: 'at-most', field: 'of' },
          { rule: 'steady', times: 2, explain: 'changed' },
        ],
      },
      {
        id: 'of',
        type: 'number',
        label: 'Out of how many, where it is part of a whole',
        help: 'For a percentage give both numbers rather than the percentage.',
        column: 'q_of',
        rules: [
          { rule: 'show-when', field: 'given', is: 'Submitted' },
          { rule: 'range', min: 0 },
        ],
      },
      {
        id: 'changed',
        type: 'long-text',
        label: 'Where it differs much from last quarter: why',
        column: 'q_changed',
        rules: [
          { rule: 'show-when', field: 'given', is: 'Submitted' },
          { rule: 'length', max: 2_000 },
        ],
      },
      {
        id: 'insight',
        type: 'long-text',
        label: 'Insight: what it means for children or adults',
        column: 'q_insight',
        rules: [
          { rule: 'show-when', field: 'given', is: 'Submitted' },
          { rule: 'required' },
          { rule: 'length', min: 10, max: 4_000 },
        ],
      },
      {
        id: 'analysis',
        type: 'long-text',
        label: 'Analysis: what lies behind it, and what you are doing',
        help: 'Where there is no figure: when there will be one.',
        column: 'q_analysis',
        rules: [{ rule: 'length', max: 4_000 }],
      },
    ],
  },
  review: { how: 'accept', by: ['ssu'], sections: [], fields: [] },
  evidence: false,
  reuse: false,
  sections: [],
  measures: [
    { id: 'submitted', title: 'Figures submitted, of those asked for', tells: 'how-much' },
    { id: 'in-time', title: 'Data returns received by the due date', tells: 'how-well' },
  ],
})
