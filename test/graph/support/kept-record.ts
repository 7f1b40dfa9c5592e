import assert from 'node:assert/strict'
import type { Record as AssuranceRecord, FiledRequest, Filing } from '../../../assurance/record.ts'
import type { Outcome } from '../../../assurance/register.ts'
import type { Graph } from '../../../graph/client.ts'
import { definitionHash } from '../../../graph/hash.ts'
import { listOf } from '../../../graph/lists.ts'
import type { Mirror } from '../../../graph/mirror.ts'
import { provision } from '../../../graph/provision.ts'
import { createRecord, type RecordFaults } from '../../../graph/record.ts'
import { createRegister } from '../../../graph/register.ts'
import { openSite } from '../../../graph/site.ts'
import { buildPartnership } from '../../support/build-partnership.ts'
import { buildDefinition, buildRequest, buildRound } from '../../support/build-request.ts'
import { startSite, type TestSite } from './site.ts'

/** The outcome of a write that must have been done. */
export const written = (outcome: Outcome | undefined): void =>
  assert.equal(outcome?.is, 'written', JSON.stringify(outcome))

/** A record with one definition and one round in it, the client it goes through, and a hand in SharePoint beside it. */
export interface KeptRecord {
  readonly site: TestSite
  readonly graph: Graph
  readonly mirror: Mirror
  readonly record: AssuranceRecord & Filing & RecordFaults
  /** The list of requests, and the hash they are asked with. */
  readonly list: string
  readonly hash: string
  nextRef(): string
  /** Files a request with a case reference of its own. */
  ask(over?: Parameters<typeof buildRequest>[0]): Promise<FiledRequest>
  one(key: string): Promise<FiledRequest>
  /** The items of a list, as a path of Graph. */
  items(list: string): Promise<string>
  byHand(list: string, id: string, fields: { readonly [column: string]: unknown }): Promise<void>
  deleteByHand(list: string, id: string): Promise<void>
}

export const keptPartnership = buildPartnership()

export const startRecord = async (): Promise<KeptRecord> => {
  const definition = buildDefinition()
  const hash = definitionHash(definition)
  const site = await startSite()
  const hand = site.connect()
  await provision({ graph: hand, site: site.address, partnership: keptPartnership, definitions: [definition] })
  const graph = site.connect()
  const register = createRegister(graph, { site: site.address })
  const mirror = await site.mirror(register)
  const record = createRecord({ partnership: keptPartnership, mirror, register })
  await mirror.sweep()
  written(await record.addDefinition(hash, definition))
  written(await record.addRound(buildRound({ definition: hash })))
  await mirror.sweep()

  let n = 0
  const nextRef = () => `c-${String(++n).padStart(4, '0')}`
  const one = async (key: string) => (await record.requests({ key }))[0] ?? assert.fail(`no ${key}`)
  const items = async (list: string) => `${await openSite(hand, site.address).list(list)}/items`
  return {
    site,
    graph,
    mirror,
    record,
    list: listOf(definition.family),
    hash,
    nextRef,
    one,
    items,
    async ask(over = {}) {
      const request = buildRequest({ caseRef: nextRef(), definition: hash, ...over })
      written((await record.fileRequests([{ request }]))[0])
      return one(request.key)
    },
    async byHand(list, id, fields) {
      const answer = await hand.patch(`${await items(list)}/${id}/fields`, fields)
      assert.ok('status' in answer && answer.status === 200, JSON.stringify(answer))
    },
    async deleteByHand(list, id) {
      const answer = await hand.delete(`${await items(list)}/${id}`)
      assert.ok('status' in answer && answer.status === 204, JSON.stringify(answer))
    },
  }
}
