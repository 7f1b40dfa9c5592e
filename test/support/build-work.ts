import type { Definition } from '../../assurance/definition.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { Command, Move, Request } from '../../assurance/request.ts'
import type { Actor, Person, RoleHeld } from '../../assurance/who.ts'
import type { Calendar } from '../../assurance/working-days.ts'

const tid = '00000000-0000-4000-8000-000000000001'

/** Somebody who acts; a representative of the police unless said otherwise. */
export const anActor = (name = 'Rowan Vale', ...holds: RoleHeld[]): Actor => ({
  oid: `oid-${name.toLowerCase().replaceAll(' ', '-')}`,
  tid,
  name,
  holds: holds.length > 0 ? holds : [{ role: 'representative', agency: 'police' }],
})

export const aPerson = (name: string, ...holds: RoleHeld[]): Person => ({
  ...anActor(name, ...holds),
  id: name.toLowerCase().replaceAll(' ', '-'),
  about: '',
  sample: true,
})

export const ssu = anActor('Imogen Hale', { role: 'ssu' })

/** England's calendar for the months the tests are about. */
export const england: Calendar = {
  id: 'england',
  holidays: new Set([
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-28',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
  ]),
  closures: [],
  knownFrom: '2026-01-01',
  knownTo: '2027-12-31',
}

export const police: Agency = {
  id: 'police',
  name: 'Wiltshire Police',
  short: 'Police',
  sector: 'police',
  asked: true,
  calendar: 'england',
  source: 'test',
  channel: { team: 'team-police', channel: '19:police@thread.tacv2' },
}

/** Two questions: how well the life was understood, and how many contacts there were. */
export const aDefinition: Definition = {
  family: 'audit-return/test',
  kind: 'audit-return',
  title: 'A test audit',
  clause: 'Enabler 3',
  version: 1,
  nil: true,
  sections: [{ id: 'lived', kind: 'line-of-enquiry', title: "The individual's lived experience" }],
  fields: [
    {
      id: 'understood',
      type: 'long-text',
      section: 'lived',
      label: 'What was life like?',
      column: 'understood',
      rules: [{ rule: 'required' }],
    },
    { id: 'contacts', type: 'count', section: 'lived', label: 'How many contacts?', column: 'contacts', rules: [] },
  ],
}

export const aRequest = (over: Partial<Request> = {}): Request => ({
  key: 'swindon/audit-return:test:c-4f7k:police',
  partnership: 'swindon',
  kind: 'audit-return',
  round: 'test',
  agency: 'police',
  caseRef: 'C-4F7K',
  group: 'exploitation',
  definition: 'hash',
  family: 'audit-return/test',
  state: 'asked',
  issuedOn: '2026-10-05',
  dueOn: '2026-12-02',
  revision: 1,
  sample: true,
  keyConfirmed: { by: { oid: 'x', tid, name: 'Rowan Vale' }, at: '2026-10-06T09:00:00.000Z' },
  moves: [],
  facts: [],
  ...over,
})

export const aView = (over: Partial<Request> = {}): View => ({ request: aRequest(over), waiting: [] })

export const aRound = (over: Partial<Round> = {}): Round => ({
  id: 'test',
  partnership: 'swindon',
  kind: 'audit-return',
  programme: 'test',
  title: 'A test audit',
  why: 'Because.',
  clause: 'Enabler 3',
  group: 'exploitation',
  definition: 'hash',
  family: 'audit-return/test',
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

let moveCount = 0

/** A move on a request, made on the revision it has. */
export const aMove = (request: Request, command: Command, by: Actor = anActor(), id = `move-${++moveCount}`): Move => ({
  id,
  key: request.key,
  base: request.revision,
  by: { oid: by.oid, tid: by.tid, name: by.name },
  on: '2026-11-12T10:04:00.000Z',
  command,
})
