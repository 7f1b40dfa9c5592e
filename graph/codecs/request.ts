import type { Definition } from '../../assurance/definition.ts'
import { reviewDefinition } from '../../assurance/guards.ts'
import type { Column, Fields } from '../../assurance/register.ts'
import {
  type Done,
  type Fact,
  moves,
  type Nil,
  nilKinds,
  type PartStanding,
  type Request,
  states,
} from '../../assurance/request.ts'
import type { PersonRef } from '../../assurance/who.ts'
import { answersToFields, fieldsToAnswers, questionColumns } from '../columns.ts'
import { completed, type Envelope } from './by-hand.ts'
import { choice, day, json, moment, note, number, optional, otherwise, text, who, written, yesNo } from './keepings.ts'
import { type ReadRow, rowCodec, together } from './row-codec.ts'

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null
const isFact = (value: unknown): value is Fact =>
  isObject(value) &&
  typeof value['number'] === 'number' &&
  typeof value['move'] === 'string' &&
  typeof value['is'] === 'string' &&
  Object.hasOwn(moves, value['is']) &&
  typeof value['to'] === 'string' &&
  typeof value['at'] === 'string' &&
  isObject(value['by'])
const areFacts = (value: unknown): value is readonly Fact[] => Array.isArray(value) && value.every(isFact)
const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const isPerson = (value: unknown): value is PersonRef =>
  isObject(value) && ['oid', 'tid', 'name'].every((part) => typeof value[part] === 'string')
const isPart = (value: unknown): value is PartStanding =>
  isObject(value) &&
  typeof value['part'] === 'string' &&
  isPerson(value['to']) &&
  isObject(value['invited']) &&
  (value['done'] === undefined || typeof value['done'] === 'string')
const areParts = (value: unknown): value is readonly PartStanding[] => Array.isArray(value) && value.every(isPart)

const whoAndWhen = (stem: string, title: string) => ({
  by: who(stem, `${title} by`),
  at: moment(`${stem}At`, `${title} on`),
})
const byHand = (stem: string, title: string) => {
  const { by, at } = whoAndWhen(stem, title)
  return { by: optional(by), at: optional(at) }
}
const done = (stem: string, title: string) => optional(together<Done>(whoAndWhen(stem, title)))
const granted = written<boolean>(
  'ExtensionDecision',
  'More time (granted or refused)',
  (value) => (value ? 'granted' : 'refused'),
  (text) => (/^granted$/i.test(text) ? true : /^refused$/i.test(text) ? false : null),
  'text',
)

const envelope = rowCodec<Envelope>(
  {
    key: text('RequestKey', 'Key', { unique: true }),
    partnership: text('Partnership', 'Partnership'),
    kind: text('Kind', 'Kind'),
    round: text('Round', 'Round', { indexed: true }),
    agency: text('Agency', 'Agency', { indexed: true }),
    caseRef: optional(text('CaseRef', 'Case reference')),
    about: optional(
      together<NonNullable<Request['about']>>({
        ref: text('AboutRef', 'About (reference)'),
        title: note('AboutTitle', 'About'),
      }),
    ),
    person: optional(who('Person', 'Person asked')),
    pseudonym: optional(text('Pseudonym', 'Pseudonym')),
    group: text('GroupId', 'Responsible group'),
    definition: text('Definition', 'Asked as (hash)'),
    state: choice('State', 'State', states, { indexed: true }),
    issuedOn: day('IssuedOn', 'Issued on'),
    dueOn: day('DueOn', 'Due on', { indexed: true }),
    revision: number('Revision', 'Revision'),
    sample: yesNo('Sample', 'Sample'),
    keyConfirmed: done('Key', 'Case key confirmed'),
    returned: done('Returned', 'Returned'),
    nil: optional(
      together<Nil>({
        kind: choice('NilKind', 'Nil return', nilKinds),
        systems: note('NilSystems', 'Nil: systems searched'),
        from: day('NilFrom', 'Nil: period from'),
        to: day('NilTo', 'Nil: period to'),
      }),
    ),
    reason: optional(note('Reason', 'Reason')),
    reused: optional(
      together<NonNullable<Request['reused']>>({
        from: text('ReusedFrom', 'Started from'),
        on: day('ReusedOn', 'Started from an answer of'),
      }),
    ),
    reviewed: done('Reviewed', 'Reviewed'),
    handed: optional(
      together<NonNullable<Request['handed']>>({
        ...whoAndWhen('Handed', 'Handed over'),
        to: who('HandedTo', 'Handed to'),
      }),
    ),
    parts: optional(json('Parts', 'Parts (technical)', areParts)),
    extension: optional(
      together<NonNullable<Envelope['extension']>>({
        until: day('ExtensionUntil', 'More time asked until'),
        reason: note('ExtensionReason', 'More time: why'),
        asked: together<Done>(whoAndWhen('ExtensionAsked', 'More time asked')),
        decided: optional(
          together<NonNullable<NonNullable<Envelope['extension']>['decided']>>({
            granted,
            reason: optional(note('ExtensionAnswer', 'More time: the SSU says')),
            ...byHand('ExtensionDecided', 'More time decided'),
          }),
        ),
      }),
    ),
    question: optional(
      together<NonNullable<Envelope['question']>>({
        text: note('Question', 'Question to the SSU'),
        asked: together<Done>(whoAndWhen('QuestionAsked', 'Question asked')),
        answer: optional(
          together<NonNullable<NonNullable<Envelope['question']>['answer']>>({
            text: note('QuestionAnswer', 'The SSU’s answer'),
            ...byHand('QuestionAnswered', 'Question answered'),
          }),
        ),
      }),
    ),
    reminded: done('Reminded', 'Reminder asked for'),
    moved: optional(
      together<NonNullable<Request['moved']>>({
        ...whoAndWhen('Moved', 'Due date changed'),
        reason: note('MovedReason', 'Due date changed: why'),
      }),
    ),
    released: optional(
      together<NonNullable<Request['released']>>({
        ...whoAndWhen('Released', 'Reminder to the chair released'),
        rung: number('ReleasedRung', 'Released reminder (working days)'),
        dueOn: day('ReleasedDueOn', 'Released for the due date'),
      }),
    ),
    moves: otherwise(json('Moves', 'Moves (technical)', areTexts), []),
    facts: otherwise(json('Facts', 'Facts (technical)', areFacts), []),
  },
  { title: ({ caseRef, about, agency }) => [caseRef ?? about?.title, agency].filter(Boolean).join(' · ') },
)

/** All columns of a list of requests: the envelope's, then one or more a question. */
export const requestColumns = (definition: Definition): readonly Column[] => [
  ...envelope.columns,
  ...questionColumns(definition),
  ...questionColumns(reviewDefinition(definition)),
]

/** A request as its row; columns without a value are null, so that a change clears what is gone. */
export const requestToFields = (request: Request, definition: Definition): Fields => ({
  ...envelope.write(request),
  ...answersToFields(definition, request.answers),
  ...answersToFields(reviewDefinition(definition), request.ratings),
})

/**
 * A row as its request, read by the definition it was asked with. What stands in the row is the truth: a state or a due
 * day changed by hand is simply what is read (WORK X1).
 */
export const fieldsToRequest = (
  fields: Fields,
  family: string,
  definitionOf: (hash: string) => Definition | undefined,
): ReadRow<Request> => {
  const row = envelope.read(fields)
  if ('fault' in row) return row
  const definition = definitionOf(row.entity.definition)
  if (!definition)
    return { fault: 'The column “Asked as (hash)” names questions that are not in the list Definitions.' }
  const read = fieldsToAnswers(definition, fields)
  if ('fault' in read) return read
  const rated = fieldsToAnswers(reviewDefinition(definition), fields)
  if ('fault' in rated) return rated
  const { answers } = read
  const { returned, nil } = row.entity
  const isAnswered = Object.keys(answers).length > 0 || (returned && !nil)
  return {
    entity: {
      ...completed(row.entity),
      family,
      ...(isAnswered ? { answers } : {}),
      ...(Object.keys(rated.answers).length > 0 ? { ratings: rated.answers } : {}),
    },
  }
}
