import { moveForm } from '../../assurance/move-forms.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Role } from '../../assurance/who.ts'
import type { Sample } from '../sample.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleDefinition,
  sampleLabels,
  sampleRound,
  sampleView,
} from '../sample-round.ts'
import { type FormVerb, formVerbs } from '../verbs.ts'
import { moveFormCard } from './move-form-card.ts'

const person = (id: string, name: string, role: Role) => ({
  id,
  oid: id,
  tid: 'sample',
  name: `${name} (sample)`,
  about: '',
  holds: [{ role, agency: sampleAgency.id }],
  sample: true,
})

/** As much of a partnership as a move's form asks for. */
export const samplePartnership: Partnership = {
  id: 'swindon',
  name: 'Sample',
  year: '2026-27',
  startsOn: '2026-04-01',
  endsOn: '2027-03-31',
  labels: sampleLabels,
  calendars: [sampleCalendar],
  groups: [],
  agencyTypes: [],
  agencies: [],
  priorities: [],
  programme: [],
  tools: [],
  ladders: [],
  people: [
    person('one', 'Ash Marlow', 'representative'),
    person('two', 'Piotr Sedge', 'practitioner'),
    person('three', 'Temperance Quill', 'auditor'),
  ],
}

const form = (doing: FormVerb) => ({
  ...moveForm(doing, {
    request: sampleView('C-4F7K').request,
    definition: sampleDefinition,
    partnership: samplePartnership,
  }),
  doing,
})
const base = { labels: sampleLabels, round: sampleRound(), agency: sampleAgency, attempt: 'sample' }
const views = ['C-4F7K', 'C-9M2T', 'C-B6XD'].map((ref) => sampleView(ref))

export const moveFormSamples: readonly Sample[] = [
  ...formVerbs.map((doing) => ({
    name: `move-form-${doing}`,
    title: `A move’s dialog: ${doing}`,
    card: () => moveFormCard({ ...base, form: form(doing), views }),
  })),
  {
    name: 'move-form-one-case',
    title: 'A move’s dialog: the only case',
    card: () => moveFormCard({ ...base, form: form('ask-extension'), views: views.slice(0, 1) }),
  },
  {
    name: 'move-form-problems',
    title: 'A move’s dialog: problems beside the fields, what was typed kept',
    card: () =>
      moveFormCard({
        ...base,
        form: form('ask-extension'),
        views,
        typed: { keys: [], typed: { 'answer.until': '2026-11-01', 'answer.reason': 'The team manager is **away**.' } },
        faults: [
          { field: 'cases', say: 'Please choose at least one.' },
          { field: 'until', say: 'Please choose a day after Wednesday 2 December 2026, when it is due.' },
        ],
      }),
  },
  {
    name: 'move-form-nothing',
    title: 'A move’s dialog: somebody was first',
    card: () => moveFormCard({ ...base, form: undefined, views: [] }),
  },
]
