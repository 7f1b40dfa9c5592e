import { frozen, type Kind } from '../kind.ts'

/** An agency's return to a multi-agency case audit: one audit tool per case, or a formal nil return (WORK A1–A3, R3). */
export const auditReturn = frozen<Kind>({
  id: 'audit-return',
  title: 'Audit return',
  word: 'audit return',
  clause: 'Quality Assurance Framework, Enabler 3: Multi-Agency Audits',
  asking: 'Please complete the audit tool for each case below, or tell us that the person is not known to you.',
  asks: 'agency-and-case',
  askedBy: ['ssu'],
  nil: true,
  anonymous: 'never',
  parts: [
    { id: 'practitioner', title: 'The practitioner’s part', by: 'practitioner' },
    { id: 'auditor', title: 'The auditor’s part', by: 'auditor' },
  ],
  workingDays: 42,
  ladder: {
    id: 'audit',
    rungs: [
      { day: -10, to: 'channel' },
      { day: -5, to: 'channel' },
      { day: -1, to: 'channel' },
      { day: 1, to: 'channel' },
      { day: 5, to: 'lead' },
      { day: 10, to: 'chair' },
    ],
  },
  review: {
    how: 'accept-or-rate',
    by: ['ssu', 'group'],
    sections: [{ id: 'panel', kind: 'judgement', title: 'The panel’s judgement' }],
    fields: [
      {
        id: 'panel-grade',
        type: 'rating',
        section: 'panel',
        label: 'The panel’s grade for this agency’s practice',
        column: 'r_panel_grade',
        options: ['Inadequate', 'Requires improvement', 'Good', 'Outstanding'],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'panel-reason',
        type: 'long-text',
        section: 'panel',
        label: 'Why, above all where it differs from the agency’s own grade',
        column: 'r_panel_reason',
        rules: [{ rule: 'required' }, { rule: 'length', max: 4000 }],
      },
    ],
  },
  evidence: true,
  reuse: false,
  fields: { from: 'tool' },
  // Four key lines of enquiry, then what the framework asks to be captured apart.
  sections: [
    {
      id: 'lived',
      kind: 'line-of-enquiry',
      needed: true,
      part: 'auditor',
      titles: ["The individual's lived experience"],
    },
    {
      id: 'early',
      kind: 'line-of-enquiry',
      needed: true,
      part: 'auditor',
      titles: ['Identification and early intervention'],
    },
    {
      id: 'together',
      kind: 'line-of-enquiry',
      needed: true,
      part: 'auditor',
      titles: ['Partnership working and information sharing'],
    },
    {
      id: 'governance',
      kind: 'line-of-enquiry',
      needed: true,
      part: 'auditor',
      titles: ['Governance, policies, and procedures', 'Governance, policies and procedures'],
    },
    { id: 'chronology', kind: 'chronology', needed: true, part: 'auditor', titles: ['Chronology'] },
    {
      id: 'practitioner',
      kind: 'practitioner',
      needed: true,
      part: 'practitioner',
      titles: ["The practitioner's perspective"],
    },
    {
      id: 'voice',
      kind: 'voice',
      needed: true,
      part: 'practitioner',
      titles: ['The voice of the child or adult', 'The voice of the child', 'The voice of the adult'],
    },
    { id: 'judgement', kind: 'judgement', needed: false, part: 'auditor', titles: ['Judgement'] },
    { id: 'general', kind: 'general', needed: false, titles: ['General'] },
  ],
  measures: [
    { id: 'returned-on-time', title: 'Returns received by the due date', tells: 'how-well' },
    { id: 'own-grade', title: 'Grades agencies gave their own practice', tells: 'how-well' },
  ],
})
