import { frozen, type Kind } from '../kind.ts'

/** An agency's return to a multi-agency case audit: one audit tool per case, or a formal nil return (WORK A1–A3, R3). */
export const auditReturn = frozen<Kind>({
  id: 'audit-return',
  title: 'Audit return',
  clause: 'Quality Assurance Framework, Enabler 3: Multi-Agency Audits',
  asks: 'agency-and-case',
  nil: true,
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
  review: { how: 'accept', by: 'ssu-or-group' },
  evidence: true,
  fields: 'from-a-tool',
  // Four key lines of enquiry, then what the framework asks to be captured apart.
  sections: [
    { id: 'lived', kind: 'line-of-enquiry', needed: true, titles: ["The individual's lived experience"] },
    { id: 'early', kind: 'line-of-enquiry', needed: true, titles: ['Identification and early intervention'] },
    { id: 'together', kind: 'line-of-enquiry', needed: true, titles: ['Partnership working and information sharing'] },
    {
      id: 'governance',
      kind: 'line-of-enquiry',
      needed: true,
      titles: ['Governance, policies, and procedures', 'Governance, policies and procedures'],
    },
    { id: 'chronology', kind: 'chronology', needed: true, titles: ['Chronology'] },
    { id: 'practitioner', kind: 'practitioner', needed: true, titles: ["The practitioner's perspective"] },
    {
      id: 'voice',
      kind: 'voice',
      needed: true,
      titles: ['The voice of the child or adult', 'The voice of the child', 'The voice of the adult'],
    },
    { id: 'judgement', kind: 'judgement', needed: false, titles: ['Judgement'] },
    { id: 'general', kind: 'general', needed: false, titles: ['General'] },
  ],
  measures: [
    { id: 'returned-on-time', title: 'Returns received by the due date', tells: 'how-well' },
    { id: 'own-grade', title: 'Grades agencies gave their own practice', tells: 'how-well' },
  ],
})
