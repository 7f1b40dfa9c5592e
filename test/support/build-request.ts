import type { Definition, Field } from '../../assurance/definition.ts'
import type { Delivery, Reading, Round, View } from '../../assurance/record.ts'
import { type Request, requestKey } from '../../assurance/request.ts'

export const buildField = (over: Partial<Field> & Pick<Field, 'id' | 'type'>): Field => ({
  section: 'lived',
  label: `Question ${over.id}`,
  column: `q_${over.id}`.replaceAll('-', '_'),
  rules: [],
  ...over,
})

/** A short tool: a required long text, a chronology and a grade. */
export const buildDefinition = (over: Partial<Definition> = {}): Definition => ({
  family: 'audit-return/exploited-2026',
  kind: 'audit-return',
  title: 'Children who have been exploited',
  clause: 'Quality Assurance Framework, Enabler 3',
  version: 1,
  nil: true,
  sections: [
    { id: 'lived', kind: 'line-of-enquiry', title: 'The individual’s lived experience' },
    { id: 'chronology', kind: 'chronology', title: 'Chronology' },
    { id: 'judgement', kind: 'judgement', title: 'Judgement' },
  ],
  fields: [
    buildField({
      id: 'daily-life',
      type: 'long-text',
      label: 'What was daily life like?',
      rules: [{ rule: 'required' }, { rule: 'length', max: 2_000 }],
    }),
    buildField({ id: 'events', type: 'chronology', section: 'chronology', label: 'Key events' }),
    buildField({
      id: 'grade',
      type: 'rating',
      section: 'judgement',
      label: 'Your grade',
      options: ['Inadequate', 'Requires improvement', 'Good', 'Outstanding'],
      rules: [{ rule: 'required' }],
    }),
  ],
  ...over,
})

/** A round issued on 5 October and due on 2 December 2026. */
export const buildRound = (over: Partial<Round> = {}): Round => ({
  id: 'exploited-2026',
  partnership: 'sample',
  kind: 'audit-return',
  programme: 'exploited-2026',
  title: 'Children who have been exploited',
  why: 'It remains a priority.',
  clause: 'Quality Assurance Framework, Enabler 3',
  group: 'exploitation',
  definition: 'hash-1',
  family: 'audit-return/exploited-2026',
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

/** A request of `buildRound`, asked and with its case key confirmed; of another kind it has no case. Its key follows from its parts. */
export const buildRequest = (over: Partial<Request> = {}): Request => {
  const parts = {
    partnership: over.partnership ?? 'sample',
    kind: over.kind ?? 'audit-return',
    round: over.round ?? 'exploited-2026',
    agency: over.agency ?? 'police',
  }
  const caseRef = over.caseRef ?? (parts.kind === 'audit-return' ? 'c-4f7k' : undefined)
  const ref = caseRef ?? over.about?.ref ?? over.pseudonym
  return {
    key: requestKey({ ...parts, ...(ref ? { ref } : {}) }),
    ...parts,
    ...(caseRef ? { caseRef } : {}),
    group: 'exploitation',
    definition: 'hash-1',
    family: 'audit-return/exploited-2026',
    state: 'asked',
    issuedOn: '2026-10-05',
    dueOn: '2026-12-02',
    revision: 1,
    sample: true,
    ...(caseRef
      ? {
          keyConfirmed: {
            by: { oid: 'oid-police-representative', tid: 'sample', name: 'Pat Police' },
            at: '2026-10-06T09:00:00.000Z',
          },
        }
      : {}),
    moves: [],
    facts: [],
    ...over,
  }
}

/** A request with nothing waiting to be filed. */
export const buildView = (over: Partial<Request> = {}, waiting: View['waiting'] = []): View => ({
  request: buildRequest(over),
  waiting,
})

export const buildDelivery = (over: Partial<Delivery> = {}): Delivery => ({
  key: 'sample/digest:police:2026-12-01',
  partnership: 'sample',
  sort: 'digest',
  agency: 'police',
  day: '2026-12-01',
  state: 'sent',
  at: '2026-12-01T09:00:00.000Z',
  rungs: [],
  ...over,
})

export const buildReading = (over: Partial<Reading> = {}): Reading => ({
  asAt: '2026-12-01T11:59:00.000Z',
  complete: true,
  unread: [],
  ...over,
})
