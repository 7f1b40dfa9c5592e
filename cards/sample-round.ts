import type { Definition } from '../assurance/definition.ts'
import type { Labels } from '../assurance/partnership.ts'
import type { Round, View } from '../assurance/record.ts'
import { type Doing, type Nil, type Request, requestKey, type State } from '../assurance/request.ts'
import type { PersonRef } from '../assurance/who.ts'
import type { Calendar } from '../assurance/working-days.ts'

/** What every sample card is about: an invented round of a real audit, in an invented agency's channel. */
export const sampleLabels: Labels = {
  partnership: 'Swindon Safeguarding Partnership',
  ssu: 'Strategic Support Unit',
  ssuMailbox: 'safeguarding.partnership@swindon.example',
  atRisk:
    'This is not a referral: if someone is at risk now, call 999 in an emergency; otherwise contact the front door of your council.',
  child: 'child',
  adult: 'adult',
}

export const sampleCalendar: Calendar = {
  id: 'england',
  holidays: new Set(['2026-12-25', '2026-12-28', '2027-01-01']),
  closures: [],
  knownFrom: '2026-01-01',
  knownTo: '2027-12-31',
}

export const sampleAgency = { id: 'sample-health', name: 'Sample Community Health Trust' }

export const sampleLinks = {
  tab: (subPageId: string): string =>
    `https://teams.microsoft.com/l/entity/00000000-0000-0000-0000-000000000000/returns?context=${encodeURIComponent(JSON.stringify({ subEntityId: subPageId }))}`,
}

export const sampleRound = (over: Partial<Round> = {}): Round => ({
  id: 'ce-children-2026',
  partnership: 'swindon',
  kind: 'audit-return',
  programme: 'ce-children-2026',
  title:
    'Multi-agency response to children who have been criminally exploited and have low school attendance or are missing education',
  why: 'Exploitation remains a priority for 2026-27. Previous audits have not focused on how we are responding to criminal exploitation.',
  clause: 'Quality Assurance Framework, Enabler 3: Multi-Agency Audits',
  group: 'exploitation',
  definition: 'sample',
  family: 'audit-return/ce-children-2026',
  ladder: 'audit',
  issuedOn: '2026-10-05',
  dueOn: '2026-12-02',
  auditors: [],
  anonymous: false,
  afresh: false,
  released: false,
  closed: false,
  sample: true,
  ...over,
})

export const samplePerson = (name: string): PersonRef => ({ oid: 'sample', tid: 'sample', name: `${name} (sample)` })

/** What the sample rounds ask: an audit tool with two parts, to which nil is an answer; and a short request without. */
export const sampleDefinition: Definition = {
  family: 'audit-return/ce-children-2026',
  kind: 'audit-return',
  title: 'Children who have been criminally exploited',
  clause: 'Quality Assurance Framework, Enabler 3: Multi-Agency Audits',
  version: 1,
  nil: true,
  sections: [{ id: 'lived', kind: 'line-of-enquiry', title: 'The individual’s lived experience' }],
  fields: [
    { id: 'lived', type: 'long-text', section: 'lived', label: 'What was life like?', column: 'lived', rules: [] },
  ],
  parts: [
    { id: 'practitioner', title: 'The practitioner’s part', by: 'practitioner' },
    { id: 'auditor', title: 'The auditor’s part', by: 'auditor' },
  ],
}
const { nil: _, parts: __, ...withoutNil } = sampleDefinition
const samplePlain: Definition = {
  ...withoutNil,
  review: { how: 'accept', by: ['ssu'], sections: [], fields: [] },
}

/** The sample definitions by their hash. */
export const sampleDefinitions: ReadonlyMap<string, Definition> = new Map([
  ['sample', sampleDefinition],
  ['plain', samplePlain],
])

/** When the sample answers were given, and by whom. */
export const sampleDone = { by: samplePerson('Ash Marlow'), at: '2026-11-24T10:32:00.000Z' }

export const sampleNil: Nil = {
  kind: 'not-known',
  systems: 'Patient record, archive',
  from: '2025-10-01',
  to: '2026-09-30',
}

/** A case's view in a state; with its key confirmed unless said otherwise, and pending moves where `waiting` names them. */
export const sampleView = (
  ref: string,
  state: State = 'asked',
  {
    round = sampleRound(),
    waiting = [],
    ...over
  }: Omit<Partial<Request>, 'round'> & { readonly round?: Round; readonly waiting?: readonly Doing[] } = {},
): View => ({
  request: {
    key: requestKey({ ...round, round: round.id, ref, agency: sampleAgency.id }),
    partnership: round.partnership,
    kind: round.kind,
    round: round.id,
    agency: sampleAgency.id,
    caseRef: ref,
    group: round.group,
    definition: round.definition,
    family: round.family,
    state,
    issuedOn: round.issuedOn,
    dueOn: round.dueOn,
    revision: 1,
    sample: round.sample,
    keyConfirmed: sampleDone,
    ...(state === 'returned' || state === 'accepted' ? { returned: sampleDone } : {}),
    moves: [],
    facts: [],
    ...over,
  },
  waiting: waiting.map((doing) => ({ move: `sample-${doing}`, doing, at: sampleDone.at, by: sampleDone.by })),
})

/** A request about no case in a state: of the agency as a whole, or as `over` says about a learning need or of a person. */
export const sampleOther = (
  round: Round,
  state: State = 'asked',
  over: Omit<Partial<Request>, 'round'> & { readonly waiting?: readonly Doing[] } = {},
): View => {
  const ref = over.about?.ref ?? over.pseudonym ?? over.person?.oid
  const { request, waiting } = sampleView(ref ?? 'x', state, { round, ...over })
  const { caseRef: _, keyConfirmed: __, ...rest } = request
  const key = requestKey({ ...round, round: round.id, agency: sampleAgency.id, ...(ref ? { ref } : {}) })
  return { request: { ...rest, key: over.key ?? key }, waiting }
}

/** The same case before its key has been confirmed. */
export const withoutKey = ({ request, waiting }: View): View => {
  const { keyConfirmed: _, ...rest } = request
  return { request: rest, waiting }
}
