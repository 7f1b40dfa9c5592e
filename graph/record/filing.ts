import type { Filing } from '../../assurance/record.ts'
import type { Errand, Fields, Outcome, Register, Row, Write } from '../../assurance/register.ts'
import { noteLimit } from '../cells.ts'
import { caseCodec } from '../codecs/case.ts'
import { definitionCodec, frozen } from '../codecs/definition.ts'
import { deliveryCodec } from '../codecs/delivery.ts'
import { eventCodec, eventOf } from '../codecs/event.ts'
import { fieldsToRequest, requestToFields } from '../codecs/request.ts'
import { roundCodec } from '../codecs/round.ts'
import { supersededCodec } from '../codecs/superseded.ts'
import { listOf, registers } from '../lists.ts'
import type { Mirror } from '../mirror.ts'
import { filedRequest, type KeptLists } from './kept-lists.ts'
import { deliveryReader } from './register-readers.ts'

const refused = (why: string): Outcome => ({ is: 'refused', why })
const unasked = refused('The questions this was asked with are not in the list Definitions, so it cannot be filed.')
const unanswered: Outcome = { is: 'unknown', why: 'Nothing was answered.' }

/** Writing to the record (`assurance/record.ts`): through the register, and into the mirror before an outcome is given. */
export const createFiling = (lists: KeptLists, mirror: Mirror, register: Register): Filing => {
  const write = async (writes: readonly Write[], errand: Errand = 'answer'): Promise<readonly Outcome[]> => {
    const names = [...new Set(writes.map(({ list }) => list))].filter(lists.isMirrored)
    const marks = new Map(await Promise.all(names.map(async (list) => [list, await mirror.mark(list)] as const)))
    const outcomes = await register.write(writes, errand)
    const byList = new Map<string, Row[]>()
    for (const [at, outcome] of outcomes.entries()) {
      const list = writes[at]?.list
      if (outcome.is === 'written' && list) byList.set(list, [...(byList.get(list) ?? []), outcome.row])
    }
    for (const [list, rows] of byList) if (lists.isMirrored(list)) await mirror.put(list, rows, marks.get(list))
    return outcomes
  }
  const create = (list: string, rows: readonly Fields[], errand?: Errand) =>
    write(
      rows.map((fields) => ({ list, create: fields })),
      errand,
    )
  const createOne = async (list: string, fields: Fields): Promise<Outcome> => {
    const [outcome = unanswered] = await create(list, [fields], 'reminder')
    // Somebody else has made it: what follows needs to see it, and the next sweep will show it where this fails.
    if (outcome.is === 'taken') await mirror.sweepList(list).catch(() => undefined)
    return outcome
  }

  return {
    async fileRequests(writes) {
      const known = await lists.definitions()
      const outcomes: Outcome[] = writes.map(() => unasked)
      const sent = writes.flatMap(({ request, row }, at) => {
        const definition = known.get(request.definition)
        if (!definition) return []
        const list = listOf(request.family)
        const fields = requestToFields(request, definition)
        const one: Write = row ? { list, id: row.id, etag: row.etag, change: fields } : { list, create: fields }
        return [{ at, write: one }]
      })
      const isAsking = writes.every(({ request, row }) => !row && request.state === 'asked')
      const answers = await write(
        sent.map((one) => one.write),
        isAsking ? 'reminder' : 'answer',
      )
      for (const [place, { at }] of sent.entries()) outcomes[at] = answers[place] ?? unanswered
      return outcomes
    },
    async fresh(family, key) {
      const list = listOf(family)
      const mark = await mirror.mark(list)
      const row = await register.find(list, 'RequestKey', key)
      if (!row) return undefined
      await mirror.put(list, [row], mark)
      const known = await lists.definitions()
      const read = fieldsToRequest(row.fields, family, (hash) => known.get(hash))
      if ('entity' in read) return filedRequest(read.entity, row)
      const [kept] = (await lists.requestsIn(family)).by('key', key)
      if (!kept) throw new Error(`The row of ${key} cannot be read. ${read.fault}`)
      return filedRequest(kept.entity, row)
    },
    appendEvents: (facts) =>
      create(
        registers.events.name,
        facts.map(({ key, fact }) => eventCodec.write(eventOf(key, fact))),
        facts.every(({ fact }) => fact.is === 'ask') ? 'reminder' : 'answer',
      ),
    keepSuperseded: (words) => create(registers.superseded.name, words.map(supersededCodec.write)),
    async recordDeliveries(deliveries) {
      const list = registers.deliveries.name
      const known = await lists.decoded(list, deliveryReader)
      return write(
        deliveries.map((delivery): Write => {
          const there = known.by('key', delivery.key).find(({ row }) => !row.gone)?.row
          const fields = deliveryCodec.write(delivery)
          return there ? { list, id: there.id, etag: there.etag, change: fields } : { list, create: fields }
        }),
        'reminder',
      )
    },
    addRound: (round) => createOne(registers.rounds.name, roundCodec.write(round)),
    async changeRound(id, change) {
      const list = registers.rounds.name
      const mark = await mirror.mark(list)
      const row = await register.find(list, 'RoundId', id)
      if (!row)
        return refused('The row of this round is no longer in the list Rounds. Restore it from the recycle bin.')
      await mirror.put(list, [row], mark)
      const read = roundCodec.read(row.fields)
      if ('fault' in read) return refused(`The row of this round cannot be read. ${read.fault}`)
      const fields = roundCodec.write({ ...read.entity, ...change })
      const [outcome = unanswered] = await write([{ list, id: row.id, etag: row.etag, change: fields }])
      return outcome
    },
    addCases: (cases) => create(registers.cases.name, cases.map(caseCodec.write), 'reminder'),
    async addDefinition(hash, definition) {
      if (JSON.stringify(definition).length > noteLimit)
        return refused(`“${definition.title}” is too long to be kept as one row; please split the tool.`)
      return createOne(registers.definitions.name, definitionCodec.write(frozen(hash, definition)))
    },
  }
}
