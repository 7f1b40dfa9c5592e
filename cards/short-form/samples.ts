import { type Definition, type FieldType, fieldTypes, type Rule } from '../../assurance/definition.ts'
import type { Sample } from '../sample.ts'
import { sampleAgency, sampleLabels, sampleView } from '../sample-round.ts'
import { shortFormCard } from './short-form-card.ts'

const asked: {
  readonly [Type in FieldType]: {
    readonly label: string
    readonly options?: readonly string[]
    readonly rules?: readonly Rule[]
  }
} = {
  text: { label: 'Which team answers?', rules: [{ rule: 'required' }, { rule: 'length', max: 120 }] },
  'long-text': { label: 'What has changed in practice since the last audit?', rules: [{ rule: 'length', max: 2000 }] },
  number: { label: 'Average working days from referral to first visit' },
  count: {
    label: 'How many staff attended the briefing?',
    rules: [{ rule: 'required' }, { rule: 'range', min: 0, max: 5000 }],
  },
  share: { label: 'Records that show the child’s own words' },
  choice: {
    label: 'How far is the action plan?',
    options: ['Not started', 'Under way, on schedule', 'Done'],
    rules: [{ rule: 'required' }],
  },
  choices: { label: 'Where was it discussed?', options: ['Supervision', 'Team meeting', 'Training, or a briefing'] },
  'yes-no': { label: 'Has the learning been shared?', rules: [{ rule: 'required' }] },
  rating: { label: 'How confident are you in it?', options: ['Low', 'Medium', 'High'] },
  date: { label: 'When will it be complete?' },
  chronology: { label: 'Chronology of the work' },
  link: { label: 'Where is it published?' },
  evidence: { label: 'Evidence' },
}

/** A definition with a field of every type, so that every face of the card is held by the checker. */
export const shortDefinition: Definition = {
  family: 'sample',
  kind: 'sample',
  title: 'A short request (sample)',
  clause: 'Quality Assurance Framework, Enabler 5: Single Agency Assurance',
  version: 1,
  sections: [{ id: 'general', kind: 'general', title: 'General' }],
  fields: fieldTypes.map((type) => ({
    id: type,
    type,
    section: 'general',
    column: type,
    rules: [],
    ...asked[type],
    ...(type === 'link'
      ? {
          help: 'A page of your own, if there is one.',
          rules: [{ rule: 'show-when', field: 'yes-no', is: 'yes' }] as const,
        }
      : {}),
  })),
}

const base = {
  labels: sampleLabels,
  agency: sampleAgency,
  request: sampleView('C-4F7K').request,
  attempt: 'sample',
  base: 1,
  definition: shortDefinition,
}

export const shortFormSamples: readonly Sample[] = [
  { name: 'short-form', title: 'Short form: a field of every type', card: () => shortFormCard(base) },
  {
    name: 'short-form-problems',
    title: 'Short form: come back with a problem',
    card: () =>
      shortFormCard({
        ...base,
        typed: { 'answer.text': 'Early help', 'answer.choice': 'Under way, on schedule', 'answer.count': '7000' },
        faults: [{ field: 'count', say: 'Please give a number that is at most 5000.' }],
      }),
  },
]
