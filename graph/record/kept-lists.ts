import type { Definition } from '../../assurance/definition.ts'
import type { FiledRequest, Round } from '../../assurance/record.ts'
import type { Fields } from '../../assurance/register.ts'
import type { Request } from '../../assurance/request.ts'
import { definitionCodec } from '../codecs/definition.ts'
import { deliveryCodec } from '../codecs/delivery.ts'
import { eventCodec } from '../codecs/event.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from '../codecs/partnership.ts'
import { fieldsToRequest } from '../codecs/request.ts'
import { roundCodec } from '../codecs/round.ts'
import type { ReadRow } from '../codecs/row-codec.ts'
import { questionCodec, toolCodec } from '../codecs/tool.ts'
import { listOf, registers } from '../lists.ts'
import type { Mirror } from '../mirror.ts'
import { type DecodedList, decodedLists, type RowFault } from './decoded-lists.ts'

type Reader = (fields: Fields) => ReadRow<object>

const registerReaders: { readonly [list: string]: Reader } = {
  [registers.agencies.name]: agencyCodec.read,
  [registers.people.name]: personCodec.read,
  [registers.groups.name]: groupCodec.read,
  [registers.programme.name]: programmeCodec.read,
  [registers.tools.name]: toolCodec.read,
  [registers.questions.name]: questionCodec.read,
  [registers.definitions.name]: definitionCodec.read,
  [registers.rounds.name]: roundCodec.read,
  [registers.events.name]: eventCodec.read,
  [registers.deliveries.name]: deliveryCodec.read,
}

/** *Superseded* is only written to; *Cases* is kept for the SSU. Reading them into the mirror would serve nobody. */
const isMirrored = (list: string) => list !== registers.superseded.name && list !== registers.cases.name

/** The lists a record follows from the start; those of requests join as rounds and definitions name them. */
const registersFollowed = Object.values(registers)
  .map(({ name }) => name)
  .filter(isMirrored)

/** The lists of one partnership, decoded from the mirror. */
export interface KeptLists {
  readonly decoded: ReturnType<typeof decodedLists>
  /** By content hash; a deleted one still says what was asked. */
  definitions(): Promise<ReadonlyMap<string, Definition>>
  rounds(): Promise<readonly Round[]>
  families(): Promise<readonly string[]>
  requestsIn(family: string): Promise<DecodedList<Request>>
  faults(): Promise<readonly RowFault[]>
  isMirrored(list: string): boolean
}

/** A request as it stands; a deleted row is a remembered withdrawal, shown as such and never asked again (DESIGN §4). */
export const filedRequest = (
  request: Request,
  row: { readonly id: string; readonly etag: string; readonly gone?: boolean },
): FiledRequest => ({
  request: row.gone ? { ...request, state: 'withdrawn', reason: 'Its row was deleted in SharePoint.' } : request,
  row: { id: row.id, etag: row.etag },
})

/** Decodes the mirror's lists, and tells the mirror which rows can be read and which lists to follow. */
export const keepLists = (mirror: Mirror): KeptLists => {
  const decoded = decodedLists(mirror)

  const definitions = async () => {
    const { rows } = await decoded(registers.definitions.name, definitionCodec.read)
    return new Map(rows.map(({ entity }) => [entity.hash, entity.definition]))
  }
  const rounds = async () => {
    const { rows } = await decoded(registers.rounds.name, roundCodec.read)
    return rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  }
  const families = async () => {
    const ofRounds = (await rounds()).map(({ family }) => family)
    const ofDefinitions = [...(await definitions()).values()].map(({ family }) => family)
    return [...new Set([...ofRounds, ...ofDefinitions])]
  }
  const requestReader = async (family: string) => {
    const known = await definitions()
    const read = (fields: Fields) => fieldsToRequest(fields, family, (hash) => known.get(hash))
    // A definition that arrives later may make a row readable, so decoding depends on which are known.
    return { read, stamp: String(known.size) }
  }
  const requestsIn = async (family: string) => {
    const { read, stamp } = await requestReader(family)
    return decoded(listOf(family), read, stamp)
  }
  const readerOf = async (list: string): Promise<Reader | undefined> => {
    if (registerReaders[list]) return registerReaders[list]
    const family = (await families()).find((one) => listOf(one) === list)
    return family ? (await requestReader(family)).read : undefined
  }

  mirror.judgeBy(
    async (list, rows) => {
      const reader = await readerOf(list)
      return new Set(rows.filter(({ fields }) => reader && 'fault' in reader(fields)).map(({ id }) => id))
    },
    async () => [...registersFollowed, ...(await families()).map(listOf)],
  )

  return {
    decoded,
    definitions,
    rounds,
    families,
    requestsIn,
    isMirrored,
    async faults() {
      const readers = Object.entries(registerReaders)
      const ofRegisters = await Promise.all(readers.map(async ([list, read]) => (await decoded(list, read)).faults))
      const ofRequests = await Promise.all((await families()).map(async (family) => (await requestsIn(family)).faults))
      return [...ofRegisters, ...ofRequests].flat()
    },
  }
}
