import type { Definition } from '../assurance/definition.ts'
import type { Partnership } from '../assurance/partnership.ts'
import type { Record as AssuranceRecord, FiledRequest, Filing } from '../assurance/record.ts'
import type { Fields, Outcome, Register, Row, Write } from '../assurance/register.ts'
import { noteLimit } from './cells.ts'
import { definitionCodec, frozen } from './codecs/definition.ts'
import { deliveryCodec } from './codecs/delivery.ts'
import { type Event, eventCodec, eventOf, factOf } from './codecs/event.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from './codecs/partnership.ts'
import { fieldsToRequest, requestToFields } from './codecs/request.ts'
import { roundCodec } from './codecs/round.ts'
import type { ReadRow } from './codecs/row-codec.ts'
import { supersededCodec } from './codecs/superseded.ts'
import { questionCodec, toolCodec } from './codecs/tool.ts'
import { listOf, registers } from './lists.ts'
import type { Mirror } from './mirror.ts'
import { decodedLists, type RowFault } from './record/decoded-lists.ts'
import { overlayPartnership } from './record/overlay.ts'

export type { RowFault } from './record/decoded-lists.ts'

/** What the record says beyond reading and writing: which rows were made unreadable by hand. */
export interface RecordFaults {
  /** Rows that cannot be read now, with the reason; they keep their last good reading and are not chased (DESIGN §4). */
  faults(): Promise<readonly RowFault[]>
}

export interface RecordSettings {
  /** As its file says it. */
  readonly partnership: Partnership
  readonly mirror: Mirror
  readonly register: Register
}

const registerReaders: { readonly [list: string]: (fields: Fields) => ReadRow<object> } = {
  [registers.agencies.name]: agencyCodec.read,
  [registers.people.name]: personCodec.read,
  [registers.groups.name]: groupCodec.read,
  [registers.programme.name]: programmeCodec.read,
  [registers.tools.name]: toolCodec.read,
  [registers.questions.name]: questionCodec.read,
  [registers.definitions.name]: definitionCodec.read,
  [registers.rounds.name]: roundCodec.read,
  [registers.events.name]: eventCodec.read,
  [registers.superseded.name]: supersededCodec.read,
  [registers.deliveries.name]: deliveryCodec.read,
}

/** Lists that are only written to and asked row by row; reading their words into the mirror would serve nobody. */
const notMirrored: readonly string[] = [registers.superseded.name]

/** The lists a record follows from the start; those of requests join as rounds name them. */
export const followedLists: readonly string[] = Object.values(registers)
  .map(({ name }) => name)
  .filter((name) => !notMirrored.includes(name))

/**
 * The record of one partnership over its mirror (`assurance/record.ts`). Reading asks PostgreSQL and never Graph; every
 * row written is mirrored before its outcome is given.
 */
export const createRecord = ({
  partnership: file,
  mirror,
  register,
}: RecordSettings): AssuranceRecord & Filing & RecordFaults => {
  const lists = decodedLists(mirror)

  const definitions = async () => {
    const { rows } = await lists(registers.definitions.name, definitionCodec.read)
    return new Map(rows.map(({ entity }) => [entity.hash, entity.definition]))
  }
  const rounds = async () => {
    const { rows } = await lists(registers.rounds.name, roundCodec.read)
    return rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  }
  const families = async () => {
    const named = [
      ...(await rounds()).map(({ family }) => family),
      ...[...(await definitions()).values()].map(({ family }) => family),
    ]
    return [...new Set(named)]
  }
  const familyOf = async (list: string) => (await families()).find((family) => listOf(family) === list)

  const requestsIn = async (family: string) => {
    const known = await definitions()
    // A definition that arrives later may make a row readable, so decoding depends on which are known.
    return lists(
      listOf(family),
      (fields) => fieldsToRequest(fields, family, (hash) => known.get(hash)),
      String(known.size),
    )
  }

  mirror.judgeBy(
    async (list, rows) => {
      const family = registerReaders[list] ? undefined : await familyOf(list)
      const known = family ? await definitions() : undefined
      const reader = family
        ? (fields: Fields) => fieldsToRequest(fields, family, (hash) => known?.get(hash))
        : registerReaders[list]
      return new Set(rows.filter(({ fields }) => reader && 'fault' in reader(fields)).map(({ id }) => id))
    },
    async () => [...followedLists, ...(await families()).map(listOf)],
  )

  /** A deleted row is a remembered withdrawal: shown as such, never asked again (DESIGN §4). */
  const filed = ({
    entity,
    row,
  }: {
    entity: FiledRequest['request']
    row: Row & { gone?: boolean }
  }): FiledRequest => ({
    request: row.gone ? { ...entity, state: 'withdrawn', reason: 'Its row was deleted in SharePoint.' } : entity,
    row: { id: row.id, etag: row.etag },
  })

  const write = async (writes: readonly Write[]): Promise<readonly Outcome[]> => {
    const outcomes = await register.write(writes)
    const byList = new Map<string, Row[]>()
    for (const [at, outcome] of outcomes.entries()) {
      const list = writes[at]?.list
      if (outcome.is === 'written' && list) byList.set(list, [...(byList.get(list) ?? []), outcome.row])
    }
    for (const [list, rows] of byList) if (!notMirrored.includes(list)) await mirror.put(list, rows)
    return outcomes
  }
  const create = async (list: string, rows: readonly Fields[]) =>
    write(rows.map((fields) => ({ list, create: fields })))
  const createOne = async (list: string, fields: Fields): Promise<Outcome> => {
    const [outcome] = await create(list, [fields])
    return outcome ?? { is: 'unknown', why: 'Nothing was answered.' }
  }
  const refused = (why: string): Outcome => ({ is: 'refused', why })

  return {
    async reading() {
      const readings = (await mirror.readings()).toSorted((a, b) => (a.asAt?.getTime() ?? 0) - (b.asAt?.getTime() ?? 0))
      const unread = readings.filter(({ asAt, fault }) => !asAt || fault !== undefined).map(({ list }) => list)
      const oldest = readings[0]?.asAt
      const isWhole = readings.length > 0 && readings.every(({ asAt }) => asAt)
      return { asAt: isWhole ? oldest?.toISOString() : undefined, complete: isWhole && unread.length === 0, unread }
    },
    partnership: () => overlayPartnership(lists, file),
    rounds,
    definition: async (hash) => (await definitions()).get(hash),
    async requests(where = {}) {
      const { round, agency, key } = where
      const found: FiledRequest[] = []
      for (const family of await families()) {
        for (const decoded of (await requestsIn(family)).rows) {
          const { entity } = decoded
          if (round !== undefined && entity.round !== round) continue
          if (agency !== undefined && entity.agency !== agency) continue
          if (key !== undefined && entity.key !== key) continue
          found.push(filed(decoded))
        }
      }
      return found
    },
    async events(key) {
      const { rows } = await lists(registers.events.name, eventCodec.read)
      const own = rows.filter(({ entity }) => entity.request === key)
      return own.map(({ entity }) => factOf(entity)).toSorted((a, b) => a.number - b.number)
    },
    async deliveries() {
      const { rows } = await lists(registers.deliveries.name, deliveryCodec.read)
      return rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
    },
    async faults() {
      const ofRegisters = await Promise.all(
        Object.entries(registerReaders).map(async ([list, reader]) => (await lists<object>(list, reader)).faults),
      )
      const ofRequests = await Promise.all((await families()).map(async (family) => (await requestsIn(family)).faults))
      return [...ofRegisters, ...ofRequests].flat()
    },

    async fileRequests(writes) {
      const known = await definitions()
      const outcomes: (Outcome | undefined)[] = []
      const sent: { at: number; write: Write }[] = []
      for (const [at, { request, row }] of writes.entries()) {
        const definition = known.get(request.definition)
        if (!definition) {
          outcomes[at] = refused(
            'The questions this was asked with are not in the list Definitions, so it cannot be filed.',
          )
          continue
        }
        const fields = requestToFields(request, definition)
        const list = listOf(request.family)
        sent.push({ at, write: row ? { list, id: row.id, etag: row.etag, change: fields } : { list, create: fields } })
      }
      const answers = await write(sent.map((one) => one.write))
      for (const [place, { at }] of sent.entries()) outcomes[at] = answers[place]
      return writes.map((_, at) => outcomes[at] ?? { is: 'unknown', why: 'Nothing was answered.' })
    },
    async fresh(family, key) {
      const row = await register.find(listOf(family), 'RequestKey', key)
      if (!row) return undefined
      await mirror.put(listOf(family), [row])
      const known = await definitions()
      const read = fieldsToRequest(row.fields, family, (hash) => known.get(hash))
      if ('entity' in read) return filed({ entity: read.entity, row })
      const { rows } = await requestsIn(family)
      const kept = rows.find(({ entity }) => entity.key === key)
      if (!kept) throw new Error(`The row of ${key} cannot be read: ${read.fault}`)
      return { request: kept.entity, row: { id: row.id, etag: row.etag } }
    },
    appendEvents: (facts) =>
      create(
        registers.events.name,
        facts.map(({ key, fact }) => eventCodec.write(eventOf(key, fact) satisfies Event)),
      ),
    keepSuperseded: (words) => create(registers.superseded.name, words.map(supersededCodec.write)),
    async recordDeliveries(deliveries) {
      const { rows } = await lists(registers.deliveries.name, deliveryCodec.read)
      const list = registers.deliveries.name
      return write(
        deliveries.map((delivery): Write => {
          const there = rows.find(({ entity, row }) => entity.key === delivery.key && !row.gone)
          const fields = deliveryCodec.write(delivery)
          return there ? { list, id: there.row.id, etag: there.row.etag, change: fields } : { list, create: fields }
        }),
      )
    },
    addRound: (round) => createOne(registers.rounds.name, roundCodec.write(round)),
    async addDefinition(hash, definition: Definition) {
      if (JSON.stringify(definition).length > noteLimit)
        return refused(`“${definition.title}” is too long to be kept as one row; please split the tool.`)
      const outcome = await createOne(registers.definitions.name, definitionCodec.write(frozen(hash, definition)))
      if (outcome.is === 'written' || outcome.is === 'taken') await mirror.follow([listOf(definition.family)])
      return outcome
    },
  }
}
