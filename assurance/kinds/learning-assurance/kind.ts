import type { Field } from '../../definition.ts'
import { frozen, type Kind } from '../kind.ts'

/** The four levels of Appendix E; its heading of the third is lost in the seed, whose title calls it *Low*. */
const levels = ['High', 'Medium', 'Low', 'Not relevant to the agency/service'] as const

const level = (id: string, section: string, label: string, criteria: readonly string[]): Field => ({
  id,
  type: 'choice',
  section,
  label,
  column: `r_${id}`,
  options: levels,
  criteria,
  rules: [{ rule: 'required' }],
})

const evidence = (id: string, section: string, label: string, help: string): Field => ({
  id,
  type: 'long-text',
  section,
  label,
  help,
  column: `q_${id}`,
  rules: [
    { rule: 'show-when', field: 'relevant', is: 'yes' },
    { rule: 'required' },
    { rule: 'length', min: 20, max: 4_000 },
  ],
})

/**
 * Learning assurance (WORK C2): each quarter, for each learning need, an agency says how the learning was disseminated and
 * what it changed in practice, and the Learning and Development Group rates it by the published criteria [004 §4,
 * Appendix E]. The criteria stand beside each choice as published.
 *
 * Asked again “until assurance has been provided or it has been determined that the agency is unable to provide assurance”.
 * *High* is assurance provided: *medium* and *low* are reported to the Delivery Group among the “areas of concern”, so they
 * are not. Learning that is not relevant to an agency is not asked about again either; the overall levels of §4 have no
 * word for that, so Appendix E's is offered there too.
 *
 * The Strategic Support Unit may enter the rating as well as the group: it administers the group, and chair and vice-chair
 * are of one agency [004 Appendix A], whose own return neither may rate. The ladder leads up to a quarterly meeting; who has
 * not answered by then is named in the chair's highlight report, hence the chair's rung.
 */
export const learningAssurance = frozen<Kind>({
  id: 'learning-assurance',
  title: 'Learning assurance',
  word: 'learning assurance',
  clause: 'Learning and Improvement Framework, section 4: Closing the learning loop, and Appendix E',
  asking: 'Please say how the learning has reached the professionals it concerns, and what it has changed in practice.',
  asks: 'agency-and-need',
  askedBy: ['ssu'],
  nil: false,
  anonymous: 'never',
  parts: [],
  workingDays: 20,
  ladder: {
    id: 'learning',
    rungs: [
      { day: -10, to: 'channel' },
      { day: -2, to: 'channel' },
      { day: 1, to: 'channel' },
      { day: 5, to: 'lead' },
      { day: 10, to: 'chair' },
    ],
  },
  fields: {
    from: 'own',
    sections: [
      {
        id: 'relevance',
        kind: 'general',
        title: 'Relevance',
        intro:
          'It may not be relevant for all departments in larger organisations to be sighted on learning and to embed this in practice.',
      },
      { id: 'dissemination', kind: 'general', title: 'Dissemination of learning and resources' },
      { id: 'practice', kind: 'general', title: 'Impact on practice' },
    ],
    fields: [
      {
        id: 'relevant',
        type: 'yes-no',
        section: 'relevance',
        label: 'Is this learning relevant to your agency or service?',
        help: 'If yes, to which of your teams; if no, why not.',
        column: 'q_relevant',
        rules: [{ rule: 'required' }, { rule: 'length', min: 3, max: 2_000 }],
      },
      evidence(
        'disseminated',
        'dissemination',
        'What shows that the learning has been disseminated to the relevant professionals?',
        'How it was shared, with whom, and how many of those it concerns it has reached.',
      ),
      evidence(
        'understood',
        'dissemination',
        'What shows that they understand its relevance to their role and are supported to adopt it in their practice?',
        'Supervision, team meetings, what practitioners say.',
      ),
      evidence(
        'embedded',
        'practice',
        'What shows that the learning has been embedded into practice?',
        'Audit, case file reviews, data, feedback from children, adults and families. No names or case numbers.',
      ),
      evidence(
        'monitored',
        'practice',
        'How is its impact on practice being monitored?',
        'What is looked at, how often and by whom; what will tell you that it has changed outcomes.',
      ),
      {
        id: 'good-practice',
        type: 'long-text',
        section: 'practice',
        label: 'Good practice or a positive impact that others could learn from',
        column: 'q_good_practice',
        rules: [
          { rule: 'show-when', field: 'relevant', is: 'yes' },
          { rule: 'length', max: 4_000 },
        ],
      },
    ],
  },
  review: {
    how: 'rate',
    by: ['ssu', 'group'],
    sections: [
      { id: 'dissemination', kind: 'judgement', title: 'Assurance of Dissemination of Learning/Resources' },
      { id: 'practice', kind: 'judgement', title: 'Assurance of Impact on Practice' },
      { id: 'overall', kind: 'judgement', title: 'Overall' },
    ],
    fields: [
      level('dissemination', 'dissemination', 'Dissemination', [
        'There is strong evidence that the learning has been disseminated appropriately to relevant professionals in the agency/service. Professionals understand the relevance of the learning to their role and are supported to adopt this learning in their practice.',
        'There is some evidence that the learning has been disseminated appropriately to relevant professionals in the agency/service. There is some evidence that professionals understand the relevance of the learning to their role and are supported to adopt this learning in their practice.',
        'There is limited/no evidence provided that the learning has been disseminated appropriately to relevant professionals in the agency/service. There is limited/no evidence provided that professionals understand the relevance of learning to their role and are supported to adopt this learning into practice.',
        'The learning identified is not relevant to the agency/service.',
      ]),
      level('practice', 'practice', 'Impact on practice', [
        'There is strong evidence that the learning/knowledge has been embedded into practice and this is being monitored. There is evidence that professionals understand the relevance of the learning to their role and practice.',
        'There is some evidence that the learning/knowledge has been embedded into practice and this is being monitored. There is some evidence that professionals understand the relevance of the learning to their role and practice.',
        'There is limited/no evidence provided that the learning/knowledge has been embedded into practice and this is being monitored. There is limited/no evidence that professionals understand the relevance of learning to their role.',
        'The learning identified is not relevant.',
      ]),
      {
        id: 'overall',
        type: 'choice',
        section: 'overall',
        label: 'Level of assurance',
        help: 'Asked again next quarter unless it is high, the agency is unable to provide it, or it is not relevant.',
        column: 'r_overall',
        options: [
          'High',
          'Medium',
          'Low',
          'No assurance',
          'Unable to provide assurance',
          'Not relevant to the agency/service',
        ],
        rules: [{ rule: 'required' }],
      },
      {
        id: 'why',
        type: 'long-text',
        section: 'overall',
        label: 'Why, and what is still to be shown',
        column: 'r_why',
        rules: [{ rule: 'required' }, { rule: 'length', max: 2_000 }],
      },
      {
        id: 'highlight',
        type: 'choices',
        section: 'overall',
        label: 'What the chair’s highlight report to the Delivery Group should take',
        column: 'r_highlight',
        options: [
          'Good practice',
          'Positive impact on practice',
          'Area of concern',
          'Escalation of lack of assurance',
          'To be considered for the risk register',
        ],
        rules: [],
      },
    ],
  },
  evidence: true,
  reuse: true,
  carries: {
    rating: 'overall',
    until: ['High', 'Unable to provide assurance', 'Not relevant to the agency/service'],
  },
  sections: [],
  measures: [
    { id: 'answered', title: 'Agencies that gave an update this quarter', tells: 'how-much' },
    { id: 'disseminated', title: 'Dissemination rated high', tells: 'how-well' },
    { id: 'embedded', title: 'Impact on practice rated high', tells: 'what-difference' },
  ],
})
