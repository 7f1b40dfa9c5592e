import type { Definition } from '../assurance/definition.ts'
import type { Partnership } from '../assurance/partnership.ts'
import type { Record as AssuranceRecord, FiledRequest, Filing } from '../assurance/record.ts'
import type { Register } from '../assurance/register.ts'
import type { Request } from '../assurance/request.ts'
import { factOf } from './codecs/event.ts'
import { registers } from './lists.ts'
import type { Mirror } from './mirror.ts'
import { createFiling } from './record/filing.ts'
import { filedRequest, keepLists } from './record/kept-lists.ts'
import { createOverlay } from './record/overlay.ts'
import { deliveryReader, eventReader } from './record/register-readers.ts'
import type { Decoded, DecodedList, RowFault } from './record/shelf.ts'

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

type Where = NonNullable<Parameters<AssuranceRecord['requests']>[0]>

/** What is looked through for `where`: found by the narrowest of its values. */
const candidates = (list: DecodedList<Request>, { key, agency, round }: Where): readonly Decoded<Request>[] => {
  if (key !== undefined) return list.by('key', key)
  if (agency !== undefined) return list.by('agency', agency)
  return round === undefined ? list.rows : list.by('round', round)
}

const isMeant = ({ entity }: Decoded<Request>, { agency, round }: Where): boolean =>
  (round === undefined || entity.round === round) && (agency === undefined || entity.agency === agency)

/**
 * The record of one partnership over its mirror (`assurance/record.ts`). Reading asks PostgreSQL and never Graph; every
 * row written is mirrored before its outcome is given. Make it before the mirror's first sweep, which it tells what to read.
 */
export const createRecord = (settings: RecordSettings): AssuranceRecord & Filing & RecordFaults => {
  const { partnership, mirror, register } = settings
  const lists = keepLists(mirror)
  const overlay = createOverlay(lists.decoded, partnership)
  const shown = new WeakMap<Decoded<Request>, FiledRequest>()
  // A hash names its content for ever, so each is looked for once.
  const frozen = new Map<string, Definition>()

  /** The same object until its row changes, so that whatever is worked out from it can be kept with it. */
  const show = (decoded: Decoded<Request>): FiledRequest => {
    const { entity, row, fault } = decoded
    const filed = shown.get(decoded) ?? { ...filedRequest(entity, row), ...(fault ? { unreadable: fault.say } : {}) }
    shown.set(decoded, filed)
    return filed
  }

  return {
    ...createFiling(lists, mirror, register),
    async reading() {
      const readings = await mirror.readings()
      const unread = readings.filter(({ asAt, fault }) => !asAt || fault !== undefined).map(({ list }) => list)
      const moments = readings.map(({ asAt }) => asAt?.toISOString())
      const [oldest] = moments.some((moment) => moment === undefined) ? [] : moments.toSorted()
      return { asAt: oldest, complete: oldest !== undefined && unread.length === 0, unread }
    },
    partnership: async () => overlay(await mirror.versions()),
    rounds: () => lists.rounds(),
    async definition(hash) {
      const definition = frozen.get(hash) ?? (await lists.definitions()).get(hash)
      if (definition) frozen.set(hash, definition)
      return definition
    },
    async requests(where = {}) {
      const look = await mirror.versions()
      const found: FiledRequest[] = []
      for (const family of await lists.families(look)) {
        const list = await lists.requestsIn(family, look)
        for (const decoded of candidates(list, where)) if (isMeant(decoded, where)) found.push(show(decoded))
      }
      return found
    },
    async events(key) {
      const own = (await lists.decoded(registers.events.name, eventReader)).by('request', key)
      return own.map(({ entity }) => factOf(entity)).toSorted((a, b) => a.number - b.number)
    },
    async deliveries() {
      const { rows } = await lists.decoded(registers.deliveries.name, deliveryReader)
      return rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
    },
    faults: lists.faults,
  }
}
