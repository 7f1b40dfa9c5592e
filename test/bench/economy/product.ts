import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Clock } from '../../../assurance/dates.ts'
import type { Partnership } from '../../../assurance/partnership.ts'
import { deliver, type OutRoom } from '../../../bot/out/deliver.ts'
import { createLedger } from '../../../bot/out/ledger.ts'
import { createOutbox } from '../../../bot/out/outbox.ts'
import { createRender } from '../../../bot/out/render.ts'
import { createDrafts } from '../../../bot/queue/drafts.ts'
import { type FilingRoom, fileMoves } from '../../../bot/queue/file-move.ts'
import { createIntake } from '../../../bot/queue/intake.ts'
import { createPendingMoves } from '../../../bot/queue/pending-moves.ts'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import { createSeal } from '../../../bot/queue/seal.ts'
import { createViews } from '../../../bot/queue/views.ts'
import { createWake } from '../../../bot/queue/wake.ts'
import type { Sent, Teams } from '../../../bot/seam.ts'
import { usualWaits } from '../../../bot/waits.ts'
import { definitionHash } from '../../../graph/hash.ts'
import { createRecord } from '../../../graph/record.ts'
import { createRegister } from '../../../graph/register.ts'
import type { TestSite } from '../../graph/support/site.ts'

/** A Teams that takes everything at once; what it is asked for is another bench's concern. */
const willingTeams = (): Teams => {
  let messages = 0
  const sent = async (conversation: string): Promise<Sent> => ({
    is: 'sent',
    message: String(++messages),
    conversation,
  })
  return {
    post: ({ channel }) => sent(channel),
    reply: ({ conversation }) => sent(conversation),
    update: async ({ conversation, message }) => ({ is: 'sent', message, conversation }),
    tell: ({ oid }) => sent(oid),
    roster: async () => ({ is: 'read', members: [] }),
  }
}

/** The product from the queue to the record and to Teams, wired as `bot/main.ts` does, on a site of its own. */
export const openProduct = async (site: TestSite, partnership: Partnership, clock: Clock) => {
  const { pool, url } = site.database
  const log = (line: string) => console.error(line)
  await createWorkTables(pool)
  const intakePool = new pg.Pool({ connectionString: url, max: 4 })
  // Without a log of what is exchanged: writing it would take longer than the work.
  const graph = site.connect({ waits: {}, wireLog: '' })
  const register = createRegister(graph, { site: site.address, lingerMs: () => usualWaits.lingerMs })
  const mirror = await site.mirror(register, { site: partnership.id, clock })
  const record = createRecord({ partnership, mirror, register })
  await mirror.sweep({ all: true })
  const seal = createSeal(Buffer.alloc(32, 7))
  const pendingMoves = createPendingMoves(pool, seal)
  const views = createViews(record, pendingMoves)
  const wake = await createWake(url, usualWaits, log)
  const ledger = createLedger(pool, partnership.id)
  const page = (at: string) => `https://tab.example/${at}`
  const render = createRender({ clock, links: { tab: page, page }, views })
  const out: OutRoom = { views, filing: record, ledger, teams: willingTeams(), clock, render, wait: pause, log }
  const outbox = createOutbox((agencies) => deliver(out, agencies ? { agencies } : {}), log)
  const onReceived = (key: string) => outbox.poke([key.slice(key.lastIndexOf(':') + 1)])
  const intake = createIntake({ pool: intakePool, views, pendingMoves, wake, clock, onReceived })
  const filing: FilingRoom = {
    underWay: new Map(),
    record,
    filing: record,
    pendingMoves,
    drafts: createDrafts(pool, seal, clock),
    later: (move, ms) => wake.later(move, ms),
    onFiled: ({ agency }) => outbox.poke([agency]),
    onSuperseded: async () => undefined,
    log,
    waits: usualWaits,
  }
  await wake.work((moves) => fileMoves(filing, moves))
  outbox.start(usualWaits.remindMs)
  return {
    graph,
    mirror,
    views,
    intake,
    record,
    issuing: { views, clock, hash: definitionHash, pseudonym: () => '' },
    /** Sends what is wanted of everybody, and waits until it is recorded. */
    async deliverAll() {
      outbox.poke()
      await outbox.settled()
    },
    /** Waits until everything that was acknowledged is filed, its facts are in *Events* and its messages in *Deliveries*. */
    async settled() {
      for (;;) {
        const { rows } = await pool.query<{ busy: boolean }>(
          `select exists (select from sightline.pending_move) or exists (select from pgboss.job where state in ('created', 'retry', 'active') and name = 'file-moves') as busy`,
        )
        await outbox.settled()
        if (!rows[0]?.busy) return
        await pause(20)
      }
    },
    async stop() {
      await wake.stop()
      await outbox.stop()
      await intakePool.end()
    },
  }
}
