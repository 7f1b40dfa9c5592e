import { acceptedAsItIs, frozen, type Kind } from '../kind.ts'

/**
 * Early share (WORK R9): what an agency notices is shared “promptly through established governance routes, including the
 * Quality Assurance Group, Priority Groups or Partnership Executive arrangements, rather than waiting for routine or
 * scheduled reporting cycles” [000 Enabler 5]. What may be shared is Enabler 3's “emerging practice concerns, examples of
 * effective work or system barriers”; where it comes from is Enabler 5's list.
 *
 * Agencies open it themselves, so nobody is asked, nothing is due and there is no ladder. The group notes it by accepting it.
 */
export const earlyShare = frozen<Kind>({
  id: 'early-share',
  title: 'Shared early',
  word: 'early share',
  clause: 'Quality Assurance Framework, Enablers 3 and 5: learning does not wait',
  asking: 'Share an emerging concern, effective practice or a barrier in the system as soon as you notice it.',
  asks: 'agency',
  askedBy: ['agency'],
  nil: false,
  anonymous: 'never',
  parts: [],
  workingDays: 5,
  ladder: { id: 'none', rungs: [] },
  fields: {
    from: 'own',
    sections: [
      {
        id: 'share',
        kind: 'general',
        title: 'What you noticed',
        intro: 'About practice and systems, never about one person: no name, initials, date of birth or case number.',
      },
    ],
    fields: [
      {
        id: 'what',
        type: 'choice',
        section: 'share',
        label: 'What are you sharing?',
        column: 'q_what',
        options: ['An emerging concern', 'Effective practice', 'A barrier in the system'],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'noticed',
        type: 'long-text',
        section: 'share',
        label: 'What have you noticed?',
        help: 'This is not a referral, and no place for anything by which a child or adult could be recognised.',
        column: 'q_noticed',
        rules: [{ rule: 'required' }, { rule: 'length', min: 20, max: 4_000 }],
      },
      {
        id: 'from',
        type: 'choices',
        section: 'share',
        label: 'Where does it come from?',
        column: 'q_from',
        options: [
          'Our own quality assurance or audits',
          'Complaints or compliments',
          'Supervision',
          'Case review',
          'Day-to-day practice',
          'Something else',
        ],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'help',
        type: 'long-text',
        section: 'share',
        label: 'What would help, or who else should know?',
        column: 'q_help',
        rules: [{ rule: 'length', max: 2_000 }],
      },
    ],
  },
  review: acceptedAsItIs,
  evidence: false,
  reuse: false,
  sections: [],
  measures: [{ id: 'shared', title: 'Concerns, practice and barriers shared early', tells: 'how-much' }],
})
