import type { Definition } from '../../assurance/definition.ts'
import type { Filing, Record } from '../../assurance/record.ts'
import { createDrafts } from '../../bot/queue/drafts.ts'
import { createPendingMoves } from '../../bot/queue/pending-moves.ts'
import { createPseudonym } from '../../bot/queue/pseudonym.ts'
import { createWorkTables } from '../../bot/queue/schema.ts'
import { createSeal } from '../../bot/queue/seal.ts'
import { createViews } from '../../bot/queue/views.ts'
import { createRounds, type RoundsRoom, type RunningRounds } from '../../bot/rounds/rounds.ts'
import { definitionHash } from '../../graph/hash.ts'
import { listOf } from '../../graph/lists.ts'
import { provision, provisionDefinition } from '../../graph/provision.ts'
import { createRecord } from '../../graph/record.ts'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { startSite, type TestSite } from '../graph/support/site.ts'

const file = readPartnershipFile('infra/partnerships/swindon-2026-27.yaml')
if ('faults' in file) throw new Error(file.faults.join('\n'))
export const { partnership: swindon } = file

/** Everything issuing leans on, over local Graph and PostgreSQL, at 08:00 UTC on 5 October 2026 with nothing under way. */
export interface IssuingRoom {
  readonly site: TestSite
  readonly record: Record & Filing
  readonly room: RoundsRoom
  /** Agencies that were said to have been asked, in order. */
  readonly asked: readonly string[]
  /** Another process on the same database and record. */
  another(over?: Partial<RoundsRoom>): RunningRounds
  close(): Promise<void>
}

export const issuingRoom = async (): Promise<IssuingRoom> => {
  const site = await startSite()
  const graph = site.connect()
  await provision({ graph, site: site.address, partnership: swindon })
  const register = site.register()
  const mirror = await site.mirror(register)
  const record = createRecord({ partnership: swindon, mirror, register })
  await mirror.sweep({ all: true })
  const { pool } = site.database
  await createWorkTables(pool)
  const clock = { now: () => new Date('2026-10-05T08:00:00Z') }
  const key = Buffer.alloc(32, 8)
  const seal = createSeal(Buffer.alloc(32, 7))
  const asked: string[] = []
  const room: RoundsRoom = {
    views: createViews(record, createPendingMoves(pool, seal)),
    filing: record,
    clock,
    pool,
    partnership: swindon.id,
    drafts: createDrafts(pool, seal, clock),
    hash: definitionHash,
    pseudonym: createPseudonym(key),
    provisionDefinition: async (definition: Definition) => {
      await provisionDefinition({ graph, site: site.address, definition })
      await mirror.follow([listOf(definition.family)])
      await mirror.sweep({ all: true })
    },
    wait: async () => undefined,
    waits: { stepBackMs: 1, stepBackAtMostMs: 4, tries: 6 },
    onAsked: (agencies) => asked.push(...agencies),
    log: () => undefined,
  }
  return {
    site,
    record,
    room,
    asked,
    another: (over = {}) => createRounds({ ...room, ...over }),
    close: () => site.close(),
  }
}
