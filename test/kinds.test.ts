import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { checkDefinition, ownColumns } from '../assurance/check-definition.ts'
import type { AnswerFace, Answers, Definition } from '../assurance/definition.ts'
import { faceOf, fieldTypes, isAsked } from '../assurance/definition.ts'
import { reviewDefinition } from '../assurance/guards.ts'
import { definitionFor } from '../assurance/kind-definition.ts'
import { catalogue, kindOf } from '../assurance/kinds/index.ts'
import type { Kind } from '../assurance/kinds/kind.ts'
import { readAnswers } from '../assurance/read-answers.ts'
import { cardInputs, readCardInputs } from '../cards/input.ts'
import { fieldsToRequest, requestColumns, requestToFields } from '../graph/codecs/request.ts'
import { listFaults, requestsList } from '../graph/lists.ts'
import { answersShown } from '../tab/api/answers-model.ts'
import { buildRequest } from './support/build-request.ts'

/** Something made of a definition, and of answers to it, for people or for a service. It must not throw, nor lose an answer. */
interface FaceUnderTest {
  readonly name: string
  check(definition: Definition, answers: Answers): void
}

/** An answer as the inputs of a card send it; what is entered in the form alone sends nothing. */
const typed: AnswerFace<{ readonly [part: string]: string }> = {
  text: (answer) => ({ '': answer }),
  'long-text': (answer) => ({ '': answer }),
  number: (answer) => ({ '': String(answer) }),
  count: (answer) => ({ '': String(answer) }),
  share: ({ n, of }) => ({ '.n': String(n), '.of': String(of) }),
  choice: (answer) => ({ '': answer }),
  choices: (answer, { options = [] }) => ({ '': answer.map((one) => options.indexOf(one) + 1).join(',') }),
  'yes-no': ({ answer, reason = '' }) => ({ '.answer': answer, '.reason': reason }),
  rating: (answer) => ({ '': String(answer) }),
  date: (answer) => ({ '': answer }),
  chronology: () => ({}),
  link: (answer) => ({ '': answer }),
  evidence: () => ({}),
}
const inForm = new Set(['chronology', 'evidence'])

// ── Faces: append yours here. Every kind's definition and good answers, and its review with good ratings, go through each. ──
const faces: readonly FaceUnderTest[] = [
  {
    name: 'plain JSON, as it is stored beside the answer',
    check: (definition, answers) => {
      assert.deepEqual(JSON.parse(JSON.stringify({ definition, answers })), { definition, answers })
    },
  },
  {
    name: 'the row of its list, and back',
    check: ({ review: _, ...definition }, answers) => {
      const request = buildRequest({ state: 'returned', answers, family: definition.family, kind: definition.kind })
      const read = fieldsToRequest(requestToFields(request, definition), definition.family, () => definition)
      assert.deepEqual('entity' in read ? read.entity.answers : read, answers)
    },
  },
  {
    name: 'the inputs of a card, and back',
    check: (definition, answers) => {
      const onCard = { ...definition, fields: definition.fields.filter(({ type }) => !inForm.has(type)) }
      const data = Object.fromEntries(
        onCard.fields.flatMap((field) => {
          const answer = answers[field.id]
          const parts = answer === undefined ? {} : faceOf(typed, field, answer)
          return Object.entries(parts).map(([part, value]) => [`answer.${field.id}${part}`, value])
        }),
      )
      for (const input of cardInputs(definition, { typed: data }))
        if (input.type.startsWith('Input.')) assert.ok(input['label'])
      const read = readAnswers(onCard, readCardInputs(onCard, data))
      const expected = onCard.fields.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]]))
      assert.deepEqual(read, { answers: Object.fromEntries(expected) })
    },
  },
  {
    name: 'what the tab shows: every answer under its question',
    check: (definition, answers) => {
      const shown = answersShown(definition, answers).flatMap((section) => section.answers)
      const asked = definition.fields.filter((field) => isAsked(field, answers))
      assert.deepEqual(shown.map(({ field }) => field).toSorted(), asked.map(({ id }) => id).toSorted())
      for (const { field, lines, entries = [], files = [] } of shown)
        if (answers[field] === undefined) assert.deepEqual(lines, ['Not answered'])
        else assert.ok(lines.length + entries.length + files.length > 0, field)
    },
  },
]
// ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const isFrozen = (data: unknown): boolean =>
  typeof data !== 'object' || data === null || (Object.isFrozen(data) && Object.values(data).every(isFrozen))

/** The questions of a kind with so many items; those of a tool are its example's. */
const questionsOf = (kind: Kind, example: Definition, count: number): Definition => {
  if (kind.fields.from === 'tool') return { ...example, review: kind.review }
  const items = Array.from({ length: count }, (_, at) => ({ title: `Item ${at + 1} (${'x'.repeat(120)})` }))
  const read = definitionFor(kind, { title: 'Example', items })
  return 'definition' in read ? read.definition : assert.fail(JSON.stringify(read.faults))
}
const mostOf = ({ fields }: Kind) => (fields.from === 'each' ? fields.itemsAtMost : 1)

for (const { kind, examples } of catalogue)
  describe(`the kind “${kind.title}”`, () => {
    it('is frozen plain data that JSON keeps whole', () => {
      assert.ok(isFrozen(kind))
      assert.deepEqual(JSON.parse(JSON.stringify(kind)), kind)
      assert.equal(kindOf(kind.id), kind)
    })

    it('has a clause to cite, a sentence that asks, and a ladder that goes from the lowest day to the highest', () => {
      assert.notEqual(kind.clause, '')
      assert.match(kind.asking, /^[A-Z].*[.]$/)
      const days = kind.ladder.rungs.map(({ day }) => day)
      assert.deepEqual(
        days,
        days.toSorted((a, b) => a - b),
      )
    })

    it('has examples of every question it may ask', () => {
      assert.deepEqual(checkDefinition(examples.definition), [])
      const { fields } = kind
      if (fields.from === 'tool') {
        const types = new Set(examples.definition.fields.map(({ type }) => type))
        assert.deepEqual(
          fieldTypes.filter((type) => !types.has(type)),
          fieldTypes.filter((type) => fields.without?.includes(type)),
        )
      } else
        for (const { id } of fields.fields) assert.ok(examples.definition.fields.some((one) => one.id.startsWith(id)))
      const rated = kind.review.fields.length > 0
      assert.equal((examples.ratings?.good.length ?? 0) > 0, rated)
      assert.equal((examples.ratings?.bad.length ?? 0) > 0, rated)
    })

    for (const count of new Set([1, mostOf(kind)]))
      it(`fits one list of SharePoint with ${count} asked about, its review beside its questions`, () => {
        const definition = questionsOf(kind, examples.definition, count)
        assert.deepEqual(listFaults(requestsList(definition)), [])
        const review = reviewDefinition(definition).fields
        for (const { column } of review) assert.match(column, /^r_/)
        for (const { column } of definition.fields) assert.doesNotMatch(column, /^r_/)
        assert.equal(review.length > 0, kind.review.fields.length > 0)
        const names = requestColumns(definition).map(({ name }) => name.toLowerCase())
        assert.equal(new Set(names).size, names.length)
      })

    it('refuses more than it may ask about, and none at all, in a sentence', () => {
      if (kind.fields.from !== 'each') return
      const many = Array.from({ length: mostOf(kind) + 1 }, (_, at) => ({ title: `Item ${at}` }))
      assert.deepEqual(definitionFor(kind, { title: 'Example', items: many }), {
        faults: [{ say: `Ask about ${mostOf(kind)} at most at a time; these are ${many.length}.` }],
      })
      assert.deepEqual(definitionFor(kind, { title: 'Example', items: [{ title: ' ' }] }), {
        faults: [{ say: `Name at least one ${kind.fields.item} to ask about.` }],
      })
    })

    it('asks again only until a rating that can be given', () => {
      if (!kind.carries) return
      const { rating, until } = kind.carries
      const field = kind.review.fields.find(({ id }) => id === rating)
      const { options = [], rules } = field ?? assert.fail(`there is no rating “${rating}”`)
      assert.ok(rules.some(({ rule }) => rule === 'required'))
      for (const option of until) assert.ok(options.includes(option), option)
      assert.ok(options.length > until.length)
    })

    const reviewed = reviewDefinition(examples.definition)
    for (const [definition, good] of [
      [examples.definition, examples.good],
      [reviewed, examples.ratings?.good ?? []],
    ] as const)
      for (const { title, raw, answers } of good) {
        it(`reads ${title}`, () => assert.deepEqual(readAnswers(definition, raw), { answers }))
        it(`reads what it has read of ${title} the same again`, () =>
          assert.deepEqual(readAnswers(definition, answers), { answers }))
        for (const face of faces) it(`shows ${title} as ${face.name}`, () => face.check(definition, answers))
      }

    for (const [definition, bad] of [
      [examples.definition, examples.bad],
      [reviewed, examples.ratings?.bad ?? []],
    ] as const)
      for (const { title, raw, field, say, earlier } of bad)
        it(`refuses ${title}, saying “${say}”`, () => {
          const read = readAnswers(definition, raw, earlier)
          assert.ok('faults' in read, 'it was taken')
          assert.deepEqual(
            read.faults.filter((fault) => fault.field === field),
            [{ field, say }],
          )
        })
  })

describe('A row of a request', () => {
  it('has no more columns of its own than a tool is told to leave room for', () => {
    const [{ examples }] = catalogue as [(typeof catalogue)[number]]
    const empty: Definition = {
      ...examples.definition,
      fields: [],
      sections: [],
      review: kindOf('early-share')?.review ?? assert.fail(),
    }
    const own = Object.groupBy(requestColumns(empty), ({ type }) => type)
    for (const [type, columns] of Object.entries(own))
      assert.ok((columns?.length ?? 0) <= ownColumns[type as keyof typeof ownColumns], `${type}: ${columns?.length}`)
  })

  it('keeps ratings apart from answers, and both whole', () => {
    for (const { kind, examples } of catalogue) {
      const [answers, ratings] = [examples.good[0]?.answers, examples.ratings?.good[0]?.answers]
      if (!answers || !ratings) continue
      const { family } = examples.definition
      const request = buildRequest({ state: 'accepted', answers, ratings, family, kind: kind.id })
      const read = fieldsToRequest(requestToFields(request, examples.definition), family, () => examples.definition)
      assert.deepEqual('entity' in read && [read.entity.answers, read.entity.ratings], [answers, ratings])
    }
  })
})
