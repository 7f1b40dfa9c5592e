import { setTimeout as pause } from 'node:timers/promises'
import { deliver } from '../../bot/out/deliver.ts'
import { createLedger } from '../../bot/out/ledger.ts'
import { createWorkTables } from '../../bot/queue/schema.ts'
import { createTeams } from '../../bot/teams/send.ts'
import { createSharedPace } from '../../bot/teams/shared-pace.ts'
import { type ManyChannels, manyChannels, now } from '../support/many-channels.ts'
import { mochaHooks as postgres } from '../support/postgres.ts'
import { type MeasuredTeams, measuredTeams } from './deliver/measured-teams.ts'
import { plainLoop } from './deliver/plain-loop.ts'
import type { Figures } from './run.ts'

const channels = 400
const messagesEach = 5

/** A card of the size of a round's with eight cases. */
const cardOf = (title: string, agency: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: `${title} for ${agency}`, wrap: true },
    ...Array.from({ length: 8 }, (_, at) => ({
      type: 'TextBlock',
      text: `Case ${at + 1}: ${'to be answered '.repeat(16)}`,
      wrap: true,
    })),
  ],
})

/** The product's own delivering: passes until nothing waits, as the outbox makes them. */
const ours = async (teams: MeasuredTeams, { views, filing }: ManyChannels): Promise<void> => {
  const { pool, adapter, serviceUrl, tenantId, appId } = teams
  await createWorkTables(pool)
  const began = performance.now()
  const room = {
    views,
    filing,
    ledger: createLedger(pool, 'swindon'),
    teams: createTeams({ adapter, serviceUrl, tenantId, appId, pace: createSharedPace(pool, tenantId) }),
    clock: { now: () => new Date(now.getTime() + performance.now() - began) },
    render: async (
      effect: Parameters<Parameters<typeof deliver>[0]['render']>[0],
      agency: { readonly name: string },
    ) => {
      const title = 'round' in effect ? effect.round.title : effect.key
      return {
        card: cardOf(title, agency.name),
        summary: title,
        notice: { subject: title, text: title },
        fingerprint: title,
      }
    },
    wait: pause,
    log: (line: string) => console.error(line),
  }
  for (let againMs = await deliver(room); againMs !== undefined; againMs = await deliver(room)) await pause(againMs)
}

const measure = async (send: (teams: MeasuredTeams, work: ManyChannels) => Promise<void>) => {
  const teams = await measuredTeams(channels, messagesEach)
  try {
    await send(teams, manyChannels(channels, messagesEach))
    return await teams.figures(channels * messagesEach)
  } finally {
    await teams.close()
  }
}

const setting =
  `${channels * messagesEach} messages to ${channels} channels of local Teams over HTTP, a process of its own with Teams'
 limits enforced. shareOfLimit is the messages a second from the first that arrived to the last, of 50; calls are all that
 count against the limit, ours with a roster read for each channel before. Ours: the product's passes with ledger and shared
 pace on PostgreSQL, SharePoint left out. Naive: one message after another, waiting out Retry-After, no rosters, no ledger.`.replaceAll(
    '\n',
    '',
  )

/** How near delivering comes to what Teams allows, and what it is refused on the way (DESIGN §5; PLATFORM §C, Limits). */
export const deliverBench = async (): Promise<Figures> => {
  try {
    return { name: 'deliver', setting, ours: await measure(ours), naive: await measure(plainLoop) }
  } finally {
    await postgres.afterAll()
  }
}
