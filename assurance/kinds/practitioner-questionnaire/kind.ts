import { frozen, type Kind } from '../kind.ts'

/**
 * Practitioner questionnaire (WORK P2): “targeted online surveys aligned to Partnership priorities” [000 §8], which may also
 * be commissioned with an audit [000 Enabler 3]. The questions come from a tool that the Strategic Support Unit writes with
 * the priority group; the headings are what practitioners are asked about there: staff knowledge, frontline experiences.
 *
 * It asks people, where it says so without keeping their names. So it takes no attachment, which may tell who sent it, has
 * no review of single answers, and reminds twice at most and never after its day: whoever does not answer is nobody's to
 * chase, and naming them to a lead would undo the promise.
 */
export const practitionerQuestionnaire = frozen<Kind>({
  id: 'practitioner-questionnaire',
  title: 'Practitioner questionnaire',
  word: 'questionnaire',
  clause: 'Quality Assurance Framework, section 8: Participation',
  asking: 'Please tell the partnership what you see in your work; it takes a few minutes.',
  asks: 'person',
  askedBy: ['ssu'],
  nil: false,
  anonymous: 'may',
  parts: [],
  workingDays: 15,
  ladder: {
    id: 'questionnaire',
    rungs: [
      { day: -5, to: 'channel' },
      { day: -1, to: 'channel' },
    ],
  },
  fields: { from: 'tool', without: ['evidence', 'chronology'] },
  review: { how: 'none', by: [], sections: [], fields: [] },
  evidence: false,
  reuse: false,
  sections: [
    { id: 'knowledge', kind: 'general', needed: false, titles: ['Knowledge and confidence', 'Staff knowledge'] },
    {
      id: 'experience',
      kind: 'practitioner',
      needed: true,
      titles: ['Frontline experience', 'Frontline experiences', "The practitioner's perspective"],
    },
    {
      id: 'voice',
      kind: 'voice',
      needed: false,
      titles: ['The voice of the child or adult', 'The voice of the child', 'The voice of the adult'],
    },
    { id: 'help', kind: 'general', needed: false, titles: ['What helps and what hinders'] },
    { id: 'general', kind: 'general', needed: false, titles: ['General'] },
  ],
  measures: [
    { id: 'answered', title: 'Practitioners who answered, of those asked', tells: 'how-much' },
    { id: 'confident', title: 'Practitioners reporting confidence', tells: 'what-difference' },
  ],
})
