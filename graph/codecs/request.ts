import type { Definition } from '../../assurance/definition.ts'
import type { Column, Fields } from '../../assurance/register.ts'
import { type Done, type Fact, moves, type Nil, nilKinds, type Request, states } from '../../assurance/request.ts'
import { answersToFields, fieldsToAnswers, questionColumns } from '../columns.ts'
import { choice, day, json, moment, note, number, optional, otherwise, text, who, yesNo } from './keepings.ts'
import { type ReadRow, rowCodec, together } from './row-codec.ts'

/** What every request's row holds whatever it asks: the request without its answers; its list says its family. */
export type Envelope = Omit<Request, 'answers' | 'family'>

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

const done = (stem: string, title: string) =>
  optional(together<Done>({ by: who(stem, `${title} by`), at: moment(`${stem}At`, `${title} on`) }))

const envelope = rowCodec<Envelope>(
  {
    key: text('RequestKey', 'Key', { unique: true }),
    partnership: text('Partnership', 'Partnership'),
    kind: text('Kind', 'Kind'),
    round: text('Round', 'Round', { indexed: true }),
    agency: text('Agency', 'Agency', { indexed: true }),
    caseRef: optional(text('CaseRef', 'Case reference')),
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
    moves: otherwise(json('Moves', 'Moves (technical)', areTexts), []),
    facts: otherwise(json('Facts', 'Facts (technical)', areFacts), []),
  },
  { title: ({ caseRef, agency }) => (caseRef ? `${caseRef} · ${agency}` : agency) },
)

/** All columns of a list of requests: the envelope's, then one or more a question. */
export const requestColumns = (definition: Definition): readonly Column[] => [
  ...envelope.columns,
  ...questionColumns(definition),
]

/** A request as its row; columns without a value are null, so that a change clears what is gone. */
export const requestToFields = (request: Request, definition: Definition): Fields => ({
  ...envelope.write(request),
  ...answersToFields(definition, request.answers),
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
  const read = envelope.read(fields)
  if ('fault' in read) return read
  const definition = definitionOf(read.entity.definition)
  if (!definition)
    return { fault: 'The column “Asked as (hash)” names questions that are not in the list Definitions.' }
  const { answers, fault } = { fault: undefined, answers: undefined, ...fieldsToAnswers(definition, fields) }
  if (fault !== undefined) return { fault }
  const isAnswered = Object.keys(answers ?? {}).length > 0 || (read.entity.returned && !read.entity.nil)
  return { entity: { ...read.entity, family, ...(isAnswered && answers ? { answers } : {}) } }
}
