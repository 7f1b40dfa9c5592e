import type { Definition } from '../../assurance/definition.ts'
import type { FiledRequest, Round } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import { definitionCodec } from '../codecs/definition.ts'
import { fieldsToRequest } from '../codecs/request.ts'
import { roundCodec } from '../codecs/round.ts'
import { listOf, registers } from '../lists.ts'
import type { Mirror } from '../mirror.ts'
import { decodedLists, type Reader, type Versions } from './decoded-lists.ts'
import type { Index } from './indexes.ts'
import { registerReaders } from './register-readers.ts'
import type { DecodedList, RowFault } from './shelf.ts'

/** *Superseded* is only written to; *Cases* is kept for the SSU. Reading them into the mirror would serve nobody. */
const isMirrored = (list: string) => list !== registers.superseded.name && list !== registers.cases.name

/** The lists a record follows from the start; those of requests join as rounds and definitions name them. */
const registersFollowed = Object.values(registers)
  .map(({ name }) => name)
  .filter(isMirrored)

/**
 * The lists of one partnership, decoded from the mirror. `versions` is a look at the mirror that serves several of these;
 * each takes its own where none is handed in.
 */
export interface KeptLists {
  versions(): Promise<Versions>
  readonly decoded: ReturnType<typeof decodedLists>
  /** By content hash; a deleted one still says what was asked. */
  definitions(versions?: Versions): Promise<ReadonlyMap<string, Definition>>
  rounds(versions?: Versions): Promise<readonly Round[]>
  families(versions?: Versions): Promise<readonly string[]>
  /** Found by `key`, `round` and `agency`. */
  requestsIn(family: string, versions?: Versions): Promise<DecodedList<Request>>
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

const requestIndexes: readonly Index<Request>[] = [
  { name: 'key', of: ({ key }) => key },
  { name: 'round', of: ({ round }) => round },
  { name: 'agency', of: ({ agency }) => agency },
]

/** Decodes the mirror's lists, and tells the mirror which rows can be read and which lists to follow. */
export const keepLists = (mirror: Mirror): KeptLists => {
  const decoded = decodedLists(mirror)

  const byHash = new WeakMap<object, ReadonlyMap<string, Definition>>()
  const definitions = async (versions?: Versions) => {
    const { rows } = await decoded(registers.definitions.name, definitionCodec, versions)
    const known = byHash.get(rows) ?? new Map(rows.map(({ entity }) => [entity.hash, entity.definition]))
    byHash.set(rows, known)
    return known
  }

  const rounds = async (versions?: Versions) => {
    const { rows } = await decoded(registers.rounds.name, roundCodec, versions)
    return rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  }
  const families = async (versions?: Versions) => {
    const look = versions ?? (await mirror.versions())
    const ofRounds = (await rounds(look)).map(({ family }) => family)
    const ofDefinitions = [...(await definitions(look)).values()].map(({ family }) => family)
    return [...new Set([...ofRounds, ...ofDefinitions])]
  }
  const requestReader = async (family: string, versions?: Versions): Promise<Reader<Request>> => {
    const known = await definitions(versions)
    return {
      read: (fields) => fieldsToRequest(fields, family, (hash) => known.get(hash)),
      indexes: requestIndexes,
      // A definition that arrives later may make a row readable.
      stamp: String(known.size),
    }
  }
  const requestsIn = async (family: string, versions?: Versions) => {
    const look = versions ?? (await mirror.versions())
    return decoded(listOf(family), await requestReader(family, look), look)
  }
  const readOf = async (list: string): Promise<Reader<object>['read'] | undefined> => {
    if (registerReaders[list]) return registerReaders[list].read
    const look = await mirror.versions()
    const family = (await families(look)).find((one) => listOf(one) === list)
    return family ? (await requestReader(family, look)).read : undefined
  }

  mirror.judgeBy(
    async (list, rows) => {
      if (rows.length === 0) return new Set()
      const read = await readOf(list)
      return new Set(rows.filter(({ fields }) => read && 'fault' in read(fields)).map(({ id }) => id))
    },
    async () => [...registersFollowed, ...(await families()).map(listOf)],
  )

  return {
    versions: () => mirror.versions(),
    decoded,
    definitions,
    rounds,
    families,
    requestsIn,
    isMirrored,
    async faults() {
      const look = await mirror.versions()
      const ofRegisters = Object.entries(registerReaders).map(([list, reader]) => decoded(list, reader, look))
      const ofRequests = (await families(look)).map((family) => requestsIn(family, look))
      const all: readonly { readonly faults: readonly RowFault[] }[] = await Promise.all([
        ...ofRegisters,
        ...ofRequests,
      ])
      return all.flatMap(({ faults }) => faults)
    },
  }
}
