import type { Delivery } from '../../../assurance/record.ts'
import { deliver, type OutRoom } from '../../../bot/out/deliver.ts'
import { createLedger, type Ledger } from '../../../bot/out/ledger.ts'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import { createPace } from '../../../bot/teams/pace.ts'
import { createTeams } from '../../../bot/teams/send.ts'
import { type ManyChannels, manyChannels, now as morning } from '../../support/many-channels.ts'
import { appId, tenantId } from '../local/sample-world.ts'
import { type Started, start } from '../local/started.ts'

/** Deliveries to channels of local Teams, over HTTP, on a clock that a test moves on. */
export interface InLocalTeams {
  readonly local: Started
  readonly work: ManyChannels
  readonly room: OutRoom
  readonly ledger: Ledger
  /** How long delivering has waited by itself, in milliseconds. */
  waitedMs(): number
  /** One pass, so many minutes after the last one. */
  pass(minutes?: number): Promise<number | undefined>
  /** What people see: each channel's summaries, in the order they came. */
  seen(): Promise<ReadonlyMap<string, readonly string[]>>
  delivery(round: number, agency: string): Delivery | undefined
  end(): Promise<void>
}

export const channelOf = (agency: string) => `19:${agency}@thread.tacv2`
export const askOf = (round: number, agency: string) => `swindon/ask:round-${round}:${agency}`

export const inLocalTeams = async (channels: number, messagesEach: number): Promise<InLocalTeams> => {
  let time = 0
  let waitedMs = 0
  const work = manyChannels(channels, messagesEach)
  const local = await start({ world: work.world, limitsNow: () => time })
  const { pool } = local.database
  await createWorkTables(pool)
  const token = await local.issuer.signAppToken(tenantId, appId, 'https://api.botframework.com')
  const home = work.world.tenantId
  const adapter = createAdapter({
    appType: 'SingleTenant',
    appId,
    tenantId: home,
    tenants: [home],
    signOutgoing: async () => token,
  })
  const moveOn = async (ms: number) => {
    time += ms
  }
  const ledger = createLedger(pool, 'swindon')
  const room: OutRoom = {
    views: work.views,
    filing: work.filing,
    ledger,
    teams: createTeams({
      adapter,
      serviceUrl: local.teams.serviceUrl,
      tenantId: home,
      appId,
      pace: createPace(() => time),
      wait: moveOn,
    }),
    clock: { now: () => new Date(morning.getTime() + time) },
    render: async (effect) => {
      const title = 'round' in effect ? effect.round.title : effect.key
      const states = 'views' in effect ? effect.views.map(({ request }) => request.state).join() : ''
      const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: `${title} ${states}` }] }
      return {
        card,
        summary: `${title} ${states}`,
        notice: { subject: title, text: title },
        fingerprint: `${title} ${states}`,
      }
    },
    wait: async (ms) => {
      waitedMs += ms
      time += ms
    },
    log: (line) => {
      throw new Error(line)
    },
  }
  return {
    local,
    work,
    room,
    ledger,
    waitedMs: () => waitedMs,
    async pass(minutes = 0) {
      time += minutes * 60_000
      return deliver(room)
    },
    async seen() {
      const { rows } = await pool.query<{ conversation: string; summary: string }>(
        `select conversation, activity->>'summary' as summary from local_teams.message where not deleted order by seq`,
      )
      const byChannel = Map.groupBy(rows, ({ conversation }) => conversation)
      return new Map([...byChannel].map(([channel, all]) => [channel, all.map(({ summary }) => summary)]))
    },
    delivery: (round, agency) => work.recorded.get(askOf(round, agency)),
    end: () => local.close(),
  }
}
