import fc from 'fast-check'
import { addDays } from '../../../assurance/dates.ts'
import {
  type Answer,
  type AnswerOf,
  type Answers,
  type Definition,
  type Field,
  type FieldType,
  fieldTypes,
} from '../../../assurance/definition.ts'
import { type Fact, moves, nilKinds, type Request, states } from '../../../assurance/request.ts'
import { buildDefinition, buildField, buildRequest } from '../../support/build-request.ts'

/** Text as answers have it: no empty ends, and what SharePoint can keep. */
export const someText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 80 })
  .map((text) =>
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: answers do not hold them once they are kept
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\r]/g, '')
      .trim(),
  )
  .filter((text) => text !== '')

export const someDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days))
export const someMoment = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}.000Z`)
const someSlug = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
export const somePerson = fc.record({ oid: fc.uuid(), tid: fc.uuid(), name: someText })

const options = fc.uniqueArray(
  fc
    .oneof(someText, fc.constantFrom('Yes', 'Yes; in part', 'Yes; in part; late', 'No'))
    .filter((text) => !text.includes('\n')),
  { minLength: 2, maxLength: 6 },
)

const answers: { readonly [Type in FieldType]: (field: Field) => fc.Arbitrary<AnswerOf[Type]> } = {
  text: () => someText,
  'long-text': () => someText,
  number: () => fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  count: () => fc.nat(),
  share: () => fc.record({ n: fc.nat(), of: fc.nat() }),
  choice: ({ options = [] }) => fc.constantFrom(...options),
  choices: ({ options = [] }) =>
    fc.subarray([...options], { minLength: 1 }).map((chosen) => options.filter((option) => chosen.includes(option))),
  'yes-no': () => fc.record({ answer: fc.constantFrom('yes', 'no'), reason: someText }, { requiredKeys: ['answer'] }),
  rating: ({ options = [] }) => fc.integer({ min: 1, max: options.length }),
  date: () => someDay,
  chronology: () =>
    fc.array(fc.record({ date: someDay, what: someText, source: someText }, { requiredKeys: ['date', 'what'] }), {
      minLength: 1,
      maxLength: 5,
    }),
  link: () => fc.webUrl(),
  evidence: () => fc.array(fc.record({ name: someText, item: someText }), { minLength: 1, maxLength: 3 }),
}

/** A definition with one field of every type, and answers to some of them. */
export const someAnswered: fc.Arbitrary<{ definition: Definition; answers: Answers }> = options.chain((words) => {
  const fields = fieldTypes.map((type) => buildField({ id: type, type, options: words }))
  const definition = buildDefinition({ fields })
  const each = Object.fromEntries(fields.map((field) => [field.id, answers[field.type](field) as fc.Arbitrary<Answer>]))
  return fc.record(each, { requiredKeys: [] }).map((given) => ({ definition, answers: given as Answers }))
})

const someFact: fc.Arbitrary<Fact> = fc.record(
  {
    number: fc.nat(),
    move: fc.uuid(),
    is: fc.constantFrom(...(Object.keys(moves) as (keyof typeof moves)[])),
    from: fc.constantFrom('none' as const, ...states),
    to: fc.constantFrom(...states),
    by: somePerson,
    at: someMoment,
    nil: fc.constantFrom(...nilKinds),
    reason: someText,
    corrects: fc.constant(true as const),
  },
  { requiredKeys: ['number', 'move', 'is', 'from', 'to', 'by', 'at'] },
)

const someDone = fc.record({ by: somePerson, at: someMoment })

/** A request in any state, returned with the given answers or without any. */
export const someRequest = (given: Answers | undefined): fc.Arbitrary<Request> =>
  fc
    .record(
      {
        caseRef: someSlug,
        agency: someSlug,
        state: fc.constantFrom(...states),
        issuedOn: someDay,
        dueOn: someDay,
        revision: fc.nat(),
        sample: fc.boolean(),
        keyConfirmed: someDone,
        returned: someDone,
        nil: fc.record({ kind: fc.constantFrom(...nilKinds), systems: someText, from: someDay, to: someDay }),
        reason: someText,
        moves: fc.array(fc.uuid(), { maxLength: 8 }),
        facts: fc.array(someFact, { maxLength: 3 }),
      },
      { requiredKeys: ['agency', 'state', 'issuedOn', 'dueOn', 'revision', 'sample', 'moves', 'facts'] },
    )
    .map((over) => {
      const { keyConfirmed: _, ...asked } = buildRequest()
      if (given === undefined) {
        const { returned: __, ...rest } = over
        return { ...asked, ...rest }
      }
      const { nil: __, ...rest } = over
      return {
        ...asked,
        ...rest,
        returned: over.returned ?? { by: { oid: 'o', tid: 't', name: 'n' }, at: '2026-12-01T09:00:00.000Z' },
        answers: given,
      }
    })

export { someFact, someSlug }
