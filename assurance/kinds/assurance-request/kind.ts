import { frozen, type Kind } from '../kind.ts'

/**
 * Single agency assurance request (WORK C1): an agency accounts for the recommendations that are its own. Enabler 5 gives
 * the questions, “demonstrate progress, evidence impact on practice and outcomes, and confirm that identified improvements
 * have been implemented in full and are being sustained over time”, and the three judgements of the Quality Assurance Group:
 * “assess the effectiveness of actions taken, identify any ongoing risks or barriers to improvement, and determine whether
 * further partnership support or escalation is required”. Progress is rated by the action rating guide [004 Appendix F],
 * with its descriptions as published and without its colours, two of whose labels are lost there. The framework has no
 * words for how effective something was; those three are Sightline's.
 *
 * Five working days and one are reminder enough for a request that is to be “proportionate”; the lead hears of it after
 * five, the chair, once released, after ten, since the group can judge nothing until it is in.
 */
export const assuranceRequest = frozen<Kind>({
  id: 'assurance-request',
  title: 'Single agency assurance request',
  word: 'assurance request',
  clause: 'Quality Assurance Framework, Enabler 5: Single Agency Assurance',
  asking: 'Please show what has been done about each recommendation, what it changed, and whether it lasts.',
  asks: 'agency',
  askedBy: ['ssu'],
  nil: false,
  anonymous: 'never',
  parts: [],
  workingDays: 20,
  ladder: {
    id: 'assurance',
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
    item: 'recommendation',
    itemsAtMost: 12,
    fields: [
      {
        id: 'progress',
        type: 'rating',
        label: 'Progress',
        column: 'q_progress',
        options: ['Not progressing', 'Started, off schedule', 'On schedule', 'Completed'],
        criteria: [
          'Actions not progressing/significant challenges requiring escalation.',
          'Actions started but off schedule and may be facing some challenges/impact not yet evidenced.',
          'Actions are on schedule/no issues.',
          'Action has been completed/achieved.',
        ],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'done',
        type: 'long-text',
        label: 'What has been done',
        column: 'q_done',
        rules: [{ rule: 'required' }, { rule: 'length', min: 20, max: 4_000 }],
      },
      {
        id: 'impact',
        type: 'long-text',
        label: 'What shows its impact on practice, and on outcomes for children or adults',
        help: 'Audit, supervision, data, what people say who use the service. If it is too early to tell, say when you will know and how.',
        column: 'q_impact',
        rules: [{ rule: 'required' }, { rule: 'length', min: 20, max: 4_000 }],
      },
      {
        id: 'in-full',
        type: 'yes-no',
        label: 'Has the improvement been implemented in full?',
        help: 'If yes, how you know; if no, what remains and by when.',
        column: 'q_in_full',
        rules: [{ rule: 'required' }, { rule: 'length', min: 10, max: 2_000 }],
      },
      {
        id: 'sustained',
        type: 'yes-no',
        label: 'Is it being sustained over time?',
        help: 'If yes, how you make sure; if no, what stands in its way.',
        column: 'q_sustained',
        rules: [{ rule: 'required' }, { rule: 'length', min: 10, max: 2_000 }],
      },
    ],
  },
  review: {
    how: 'rate',
    by: ['ssu', 'group'],
    sections: [],
    fields: [
      {
        id: 'effectiveness',
        type: 'rating',
        section: '',
        label: 'Effectiveness of what was done',
        column: 'r_effectiveness',
        options: ['Not effective', 'Partly effective', 'Effective'],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'risks',
        type: 'choice',
        section: '',
        label: 'Risks or barriers to improvement',
        column: 'r_risks',
        options: ['None remain', 'Some remain'],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'risks-which',
        type: 'long-text',
        section: '',
        label: 'Which risks or barriers remain',
        column: 'r_risks_which',
        rules: [
          { rule: 'show-when', field: 'risks', is: 'Some remain' },
          { rule: 'required' },
          { rule: 'length', max: 2_000 },
        ],
      },
      {
        id: 'next',
        type: 'choice',
        section: '',
        label: 'Whether further support or escalation is needed',
        column: 'r_next',
        options: ['Neither is needed', 'Further partnership support', 'Escalation'],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'why',
        type: 'long-text',
        section: '',
        label: 'Why, above all where it differs from the agency’s own account',
        column: 'r_why',
        rules: [{ rule: 'required' }, { rule: 'length', max: 2_000 }],
      },
    ],
  },
  evidence: true,
  reuse: true,
  sections: [],
  measures: [
    { id: 'in-full', title: 'Recommendations implemented in full', tells: 'how-much' },
    { id: 'effective', title: 'Recommendations judged effective', tells: 'how-well' },
    { id: 'sustained', title: 'Improvements being sustained', tells: 'what-difference' },
  ],
})
