import type { Partnership } from '../assurance/partnership.ts'
import type { Record as AssuranceRecord, FiledRequest, Filing } from '../assurance/record.ts'
import type { Register } from '../assurance/register.ts'
import { deliveryCodec } from './codecs/delivery.ts'
import { eventCodec, factOf } from './codecs/event.ts'
import { registers } from './lists.ts'
import type { Mirror } from './mirror.ts'
import type { RowFault } from './record/decoded-lists.ts'
import { createFiling } from './record/filing.ts'
import { filedRequest, keepLists } from './record/kept-lists.ts'
import { overlayPartnership } from './record/overlay.ts'

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

/**
 * The record of one partnership over its mirror (`assurance/record.ts`). Reading asks PostgreSQL and never Graph; every
 * row written is mirrored before its outcome is given. Make it before the mirror's first sweep, which it tells what to read.
 */
export const createRecord = (settings: RecordSettings): AssuranceRecord & Filing & RecordFaults => {
  const { partnership, mirror, register } = settings
  const lists = keepLists(mirror)

  return {
    ...createFiling(lists, mirror, register),
    async reading() {
      const readings = await mirror.readings()
      const unread = readings.filter(({ asAt, fault }) => !asAt || fault !== undefined).map(({ list }) => list)
      const moments = readings.map(({ asAt }) => asAt?.toISOString())
      const [oldest] = moments.some((moment) => moment === undefined) ? [] : moments.toSorted()
      return { asAt: oldest, complete: oldest !== undefined && unread.length === 0, unread }
    },
    partnership: () => overlayPartnership(lists.decoded, partnership),
    rounds: lists.rounds,
    definition: async (hash) => (await lists.definitions()).get(hash),
    async requests({ round, agency, key } = {}) {
      const found: FiledRequest[] = []
      for (const family of await lists.families()) {
        const { rows, faults } = await lists.requestsIn(family)
        for (const { entity, row } of rows) {
          if (round !== undefined && entity.round !== round) continue
          if (agency !== undefined && entity.agency !== agency) continue
          if (key !== undefined && entity.key !== key) continue
          const fault = faults.find((one) => one.row === row.id)
          found.push({ ...filedRequest(entity, row), ...(fault ? { unreadable: fault.say } : {}) })
        }
      }
      return found
    },
    async events(key) {
      const { rows } = await lists.decoded(registers.events.name, eventCodec.read)
      const own = rows.filter(({ entity }) => entity.request === key)
      return own.map(({ entity }) => factOf(entity)).toSorted((a, b) => a.number - b.number)
    },
    async deliveries() {
      const { rows } = await lists.decoded(registers.deliveries.name, deliveryCodec.read)
      return rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
    },
    faults: lists.faults,
  }
}
