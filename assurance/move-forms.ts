import { sayDay } from './dates.ts'
import type { Definition, Field, Section } from './definition.ts'
import type { Partnership } from './partnership.ts'
import type { Doing, Request } from './request.ts'
import { type Person, type PersonRef, samePerson } from './who.ts'

/** Moves that ask for a few words of their own; the others act at once or have a form of their own (return, nil, share). */
export const formedMoves = [
  'invite',
  'hand-over',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'set-due',
  'ask-question',
  'answer-question',
  'rate',
  'send-back',
  'excuse',
  'withdraw',
] as const satisfies readonly Doing[]
export type FormedMove = (typeof formedMoves)[number]

/**
 * What a move asks for, as a small definition: a card's dialog, the tab's panel and the server's reading are made from it,
 * as they are from what a request asks.
 */
export interface MoveForm {
  readonly doing: FormedMove
  /** On the button that opens it. */
  readonly button: string
  readonly title: string
  readonly intro: string
  /** On the button that sends it. */
  readonly submit: string
  readonly sections: readonly Section[]
  readonly fields: readonly Field[]
  /** What the fields start with. */
  readonly start: { readonly [field: string]: string }
}

/** What a form needs to know besides the request. */
export interface FormGiven {
  readonly request: Request
  readonly definition: Definition
  readonly partnership: Partnership
}

/** What each move is called on a button; the words of the whole product. */
export const moveWords: { readonly [Name in Doing]: string } = {
  ask: 'Ask',
  share: 'Share early',
  'confirm-key': 'I have the case key',
  invite: 'Invite a colleague to a part',
  'finish-part': 'Hand in my part',
  return: 'Complete',
  nil: 'Not known to our agency',
  'reverse-nil': 'Reverse the nil return',
  'hand-over': 'Hand to a colleague',
  'ask-extension': 'Ask for more time',
  'grant-extension': 'Give more time',
  'refuse-extension': 'Refuse more time',
  'set-due': 'Change the due date',
  'ask-question': 'Ask the SSU a question',
  'answer-question': 'Answer the question',
  remind: 'Remind now',
  release: 'Release the reminder to the chair',
  accept: 'Accept',
  rate: 'Rate',
  'send-back': 'Send back with a question',
  excuse: 'Excuse',
  withdraw: 'Withdraw',
}

const section: Section = { id: 'form', kind: 'general', title: '' }
const required = { rule: 'required' } as const
const field = (id: string, type: Field['type'], label: string, more: Partial<Field> = {}): Field => ({
  id,
  type,
  section: section.id,
  label,
  column: id,
  rules: [required],
  ...more,
})
const words = (id: string, label: string, help?: string): Field =>
  field(id, 'long-text', label, {
    rules: [required, { rule: 'length', max: 2_000 }],
    ...(help ? { help } : {}),
  })
const noNames = 'Case references only: no name, initials, date of birth or address.'

/** Somebody of an agency as a choice names them: by name and role, told apart where two have the same. */
export interface Colleague {
  readonly label: string
  readonly person: Person
}

/** Everybody of an agency whom one may name, in the order of their names; never whoever chooses. */
export const colleagues = ({ people }: Partnership, agency: string, but?: PersonRef): readonly Colleague[] => {
  const own = people
    .filter(({ holds }) => holds.some((held) => held.agency === agency))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
  const label = ({ name, holds }: Person) => {
    const role = holds.find((held) => held.agency === agency)?.role
    return role ? `${name} (${role})` : name
  }
  // Told apart among everybody, so that a choice reads the same whoever made it.
  return own
    .map((person) => {
      const same = own.filter((other) => label(other) === label(person))
      return { person, label: same.length > 1 ? `${label(person)} · ${person.id}` : label(person) }
    })
    .filter(({ person }) => !(but && samePerson(person, but)))
}

const person = (given: FormGiven, label: string, actor?: PersonRef): Field =>
  field('to', 'choice', label, {
    options: colleagues(given.partnership, given.request.agency, actor).map((one) => one.label),
  })

type Made = Pick<MoveForm, 'title' | 'intro' | 'submit' | 'fields'> & {
  readonly start?: MoveForm['start']
  readonly sections?: readonly Section[]
}

const forms: { readonly [Name in FormedMove]: (given: FormGiven, actor?: PersonRef) => Made } = {
  invite: (given, actor) => ({
    title: 'Invite a colleague to a part',
    intro: 'They see their own part only, and you read it once they have handed it in.',
    submit: 'Invite',
    fields: [
      field('part', 'choice', 'Which part', { options: (given.definition.parts ?? []).map(({ title }) => title) }),
      person(given, 'Whom', actor),
    ],
  }),
  'hand-over': (given, actor) => ({
    title: 'Hand to a colleague',
    intro: 'They are told by name in the channel and may answer as you may. You keep sight of it.',
    submit: 'Hand over',
    fields: [person(given, 'Whom', actor)],
  }),
  'ask-extension': ({ request }) => ({
    title: 'Ask for more time',
    intro: `It is due on ${sayDay(request.dueOn)}. The SSU decides; until then nobody is reminded.`,
    submit: 'Ask for more time',
    fields: [field('until', 'date', 'Until when'), words('reason', 'Why more time is needed', noNames)],
  }),
  'grant-extension': ({ request }) => ({
    title: 'Give more time',
    intro: request.extension
      ? `${request.extension.asked.by.name} asks for more time until ${sayDay(request.extension.until)}: ${request.extension.reason}`
      : '',
    submit: 'Give more time',
    fields: [field('until', 'date', 'New due date')],
    start: { until: request.extension?.until ?? '' },
  }),
  'refuse-extension': ({ request }) => ({
    title: 'Refuse more time',
    intro: `It stays due on ${sayDay(request.dueOn)}. The agency is told why.`,
    submit: 'Refuse',
    fields: [words('reason', 'Why not')],
  }),
  'set-due': ({ request }) => ({
    title: 'Change the due date',
    intro: `It is due on ${sayDay(request.dueOn)}. The card and the reminders follow the new day.`,
    submit: 'Change the day',
    fields: [field('dueOn', 'date', 'New due date'), words('reason', 'Why it changes')],
    start: { dueOn: request.dueOn },
  }),
  'ask-question': () => ({
    title: 'Ask the SSU a question',
    intro: 'The answer comes back on the card, where your colleagues see it too.',
    submit: 'Ask',
    fields: [words('question', 'Your question', noNames)],
  }),
  'answer-question': ({ request }) => ({
    title: 'Answer the question',
    intro: request.question ? `${request.question.asked.by.name} asks: ${request.question.text}` : '',
    submit: 'Answer',
    fields: [words('answer', 'Your answer', 'It is shown on the card in the agency’s channel.')],
    start: { answer: request.question?.answer?.text ?? '' },
  }),
  rate: ({ definition }) => ({
    title: 'Rate this return',
    intro: 'The agency’s own grade stays beside yours, and your reason is kept with both.',
    submit: 'Rate and accept',
    fields: definition.review?.fields ?? [],
    sections: definition.review?.sections ?? [],
  }),
  'send-back': () => ({
    title: 'Send back with a question',
    intro: 'The agency sees your question on its card and may answer again.',
    submit: 'Send back',
    fields: [words('reason', 'What is asked again', noNames)],
  }),
  excuse: () => ({
    title: 'Excuse this agency',
    intro: 'It counts as complete, and nobody is reminded any more.',
    submit: 'Excuse',
    fields: [words('reason', 'Why')],
  }),
  withdraw: () => ({
    title: 'Withdraw this request',
    intro: 'It is no longer asked. What was answered is kept.',
    submit: 'Withdraw',
    fields: [words('reason', 'Why')],
  }),
}

export const isFormed = (doing: Doing): doing is FormedMove => formedMoves.some((one) => one === doing)

/** The form of a move on this request. `actor` is left out of the colleagues to choose from. */
export const moveForm = (doing: FormedMove, given: FormGiven, actor?: PersonRef): MoveForm => {
  const { start = {}, sections = [section], ...made } = forms[doing](given, actor)
  return { doing, button: moveWords[doing], sections, start, ...made }
}

/** A move's form as a definition, so that its faces are those of any other. */
export const formDefinition = ({ doing, title, sections, fields }: MoveForm): Definition => ({
  family: `move/${doing}`,
  kind: 'move',
  title,
  clause: '',
  version: 1,
  sections,
  fields,
})
