import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { checkDefinition } from '../assurance/check-definition.ts'
import { type Answers, type Definition, fieldTypes } from '../assurance/definition.ts'
import { catalogue, kindOf } from '../assurance/kinds/index.ts'
import { readAnswers } from '../assurance/read-answers.ts'

/** Something made of a definition, and of answers to it, for people or for a service. It must not throw, nor lose an answer. */
interface FaceUnderTest {
  readonly name: string
  check(definition: Definition, answers: Answers): void | Promise<void>
}

// ── Faces: append yours here. Every kind's definition and good answers are run through each of them. ──────────────────
const faces: readonly FaceUnderTest[] = [
  {
    name: 'plain JSON, as it is stored beside the answer',
    check: (definition, answers) => {
      assert.deepEqual(JSON.parse(JSON.stringify({ definition, answers })), { definition, answers })
    },
  },
]
// ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const isFrozen = (data: unknown): boolean =>
  typeof data !== 'object' || data === null || (Object.isFrozen(data) && Object.values(data).every(isFrozen))

for (const { kind, examples } of catalogue)
  describe(`the kind “${kind.title}”`, () => {
    it('is frozen plain data that JSON keeps whole', () => {
      assert.ok(isFrozen(kind))
      assert.deepEqual(JSON.parse(JSON.stringify(kind)), kind)
      assert.equal(kindOf(kind.id), kind)
    })

    it('has a clause to cite and a ladder that goes from the lowest day to the highest', () => {
      assert.notEqual(kind.clause, '')
      const days = kind.ladder.rungs.map(({ day }) => day)
      assert.deepEqual(
        days,
        days.toSorted((a, b) => a - b),
      )
    })

    it('has an example definition without fault and with a question of every type', () => {
      assert.deepEqual(checkDefinition(examples.definition), [])
      assert.deepEqual(
        fieldTypes.filter((type) => !examples.definition.fields.some((field) => field.type === type)),
        [],
      )
    })

    for (const { title, raw, answers } of examples.good) {
      it(`reads ${title}`, () => {
        assert.deepEqual(readAnswers(examples.definition, raw), { answers })
      })
      it(`reads what it has read of ${title} the same again`, () => {
        assert.deepEqual(readAnswers(examples.definition, answers), { answers })
      })
      for (const face of faces) it(`shows ${title} as ${face.name}`, () => face.check(examples.definition, answers))
    }

    for (const { title, raw, field, say } of examples.bad)
      it(`refuses ${title}, saying “${say}”`, () => {
        const read = readAnswers(examples.definition, raw)
        assert.ok('faults' in read, 'it was taken')
        assert.deepEqual(
          read.faults.filter((fault) => fault.field === field),
          [{ field, say }],
        )
      })
  })
