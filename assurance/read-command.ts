import type { IsoDate } from './dates.ts'
import type { Answers, Definition, Fault } from './definition.ts'
import { colleagues, type FormGiven, formDefinition, isFormed, moveForm } from './move-forms.ts'
import { readAnswers } from './read-answers.ts'
import { readNil } from './read-nil.ts'
import type { Command, Doing } from './request.ts'
import type { PersonRef } from './who.ts'

/** A command as it came in from a card or the tab: which one, and words not yet read. */
export interface RawCommand {
  readonly do: Doing
  readonly [part: string]: unknown
}

/** What reading a command's words needs. */
export interface ReadGiven extends FormGiven {
  readonly actor: PersonRef
  readonly today: IsoDate
  /** The answers of the period before, against which odd numbers are queried (WORK O2). */
  readonly earlier?: Answers
  /** The earlier return that may be started from (WORK R10). */
  readonly offered?: { readonly from: string; readonly on: IsoDate }
}

type Read = { readonly command: Command } | { readonly faults: readonly Fault[] }

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const notWhole: Read = {
  faults: [{ field: '', say: 'The answers did not arrive whole. Please submit the form again.' }],
}

const person = (given: ReadGiven, label: unknown): PersonRef | undefined => {
  const found = colleagues(given.partnership, given.request.agency).find((one) => one.label === label)?.person
  return found && { oid: found.oid, tid: found.tid, name: found.name }
}

const text = (answers: Answers, field: string): string => {
  const answer = answers[field]
  return typeof answer === 'string' ? answer : ''
}

/** Reads a move that has a small form of its own by that form. */
const readFormed = (raw: RawCommand, given: ReadGiven): Read => {
  if (!isFormed(raw.do)) return notWhole
  const form = moveForm(raw.do, given)
  const { do: doing, ...rest } = raw
  const values = doing === 'rate' ? (isObject(raw['ratings']) ? raw['ratings'] : {}) : rest
  const read = readAnswers(formDefinition(form), values)
  if ('faults' in read) return read
  const { answers } = read
  const to = person(given, answers['to'])
  const nobody: Read = { faults: [{ field: 'to', say: 'Please choose somebody of your agency.' }] }
  switch (raw.do) {
    case 'invite': {
      const part = given.definition.parts?.find(({ title }) => title === answers['part'])
      if (!part) return { faults: [{ field: 'part', say: 'Please choose the part.' }] }
      return to ? { command: { do: 'invite', part: part.id, to } } : nobody
    }
    case 'hand-over':
      return to ? { command: { do: 'hand-over', to } } : nobody
    case 'ask-extension':
      return { command: { do: 'ask-extension', until: text(answers, 'until'), reason: text(answers, 'reason') } }
    case 'grant-extension':
      return { command: { do: 'grant-extension', until: text(answers, 'until') } }
    case 'set-due':
      return { command: { do: 'set-due', dueOn: text(answers, 'dueOn'), reason: text(answers, 'reason') } }
    case 'ask-question':
      return { command: { do: 'ask-question', question: text(answers, 'question') } }
    case 'answer-question':
      return { command: { do: 'answer-question', answer: text(answers, 'answer') } }
    case 'rate':
      return { command: { do: 'rate', ratings: answers } }
    case 'refuse-extension':
    case 'send-back':
    case 'excuse':
    case 'withdraw':
      return { command: { do: raw.do, reason: text(answers, 'reason') } }
    default:
      return notWhole
  }
}

const readReturn = (raw: RawCommand, definition: Definition, given: ReadGiven): Read => {
  if (!isObject(raw['answers'])) return notWhole
  const read = readAnswers(definition, raw['answers'], given.earlier)
  if ('faults' in read) return read
  const reused = raw['reused'] === true && given.offered ? { reused: given.offered } : {}
  return { command: { do: 'return', answers: read.answers, ...reused } }
}

/**
 * Reads the words of a move against what it asks for: the command, or every fault beside its field. The one reading for
 * cards and tab alike; `share` and `ask` are made elsewhere, since they open requests.
 */
export const readCommand = (raw: RawCommand, given: ReadGiven): Read => {
  switch (raw.do) {
    case 'return':
      return readReturn(raw, given.definition, given)
    case 'nil': {
      const read = readNil(isObject(raw['nil']) ? raw['nil'] : {}, given.today)
      return 'faults' in read ? read : { command: { do: 'nil', nil: read.nil } }
    }
    case 'finish-part':
      return typeof raw['part'] === 'string' ? { command: { do: 'finish-part', part: raw['part'] } } : notWhole
    case 'release':
      return typeof raw['rung'] === 'number' ? { command: { do: 'release', rung: raw['rung'] } } : notWhole
    case 'confirm-key':
    case 'reverse-nil':
    case 'remind':
    case 'accept':
      return { command: { do: raw.do } }
    case 'ask':
    case 'share':
      return notWhole
    default:
      return readFormed(raw, given)
  }
}
