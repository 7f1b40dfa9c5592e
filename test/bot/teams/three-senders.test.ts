import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, it } from 'mocha'
import pg from 'pg'
import { createWorkTables } from '../../../bot/queue/schema.ts'
import type { Teams } from '../../../bot/seam.ts'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import { createTeams } from '../../../bot/teams/send.ts'
import { createSharedPace } from '../../../bot/teams/shared-pace.ts'
import { manyChannels } from '../../support/many-channels.ts'
import { appId, tenantId } from '../local/sample-world.ts'
import { type Started, start } from '../local/started.ts'

const channels = 60
const messagesEach = 4
const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Quarterly return' }] }

describe('three senders on one database', function () {
  // Measured in real time: a machine that stood still for a moment may have another try.
  this.retries(2)
  const { world, partnership } = manyChannels(channels, messagesEach)
  const pools: pg.Pool[] = []
  let local: Started

  before(async () => {
    local = await start({ world })
    await createWorkTables(local.database.pool)
  })
  after(async () => {
    for (const pool of pools) await pool.end()
    await local.close()
  })

  /** A process of the product, as far as Teams sees one: its own connections, its own queue. */
  const sender = async (): Promise<Teams> => {
    const token = await local.issuer.signAppToken(tenantId, appId, 'https://api.botframework.com')
    const pool = new pg.Pool({ connectionString: local.database.url, max: 3 })
    pools.push(pool)
    const adapter = createAdapter({
      appType: 'SingleTenant',
      appId,
      tenantId: world.tenantId,
      tenants: [world.tenantId],
      signOutgoing: async () => token,
    })
    const pace = createSharedPace(pool, world.tenantId)
    return createTeams({ adapter, serviceUrl: local.teams.serviceUrl, tenantId: world.tenantId, appId, pace })
  }

  it('together keep within what Teams allows: fewer than one call in a hundred is refused, and every message arrives once', async () => {
    const senders = [await sender(), await sender(), await sender()] as const
    const send = async (teams: Teams, place: { team: string; channel: string }) => {
      for (let count = 0; count < messagesEach; count += 1) {
        let sent = await teams.post(place, card, `message ${count}`)
        while (sent.is === 'busy') {
          await pause(sent.afterMs)
          sent = await teams.post(place, card, `message ${count}`)
        }
        assert.equal(sent.is, 'sent')
      }
    }
    const { all: before, refused: refusedBefore } = { ...local.teams.meter }
    const messages = async () => {
      const { rows } = await local.database.pool.query('select count(*)::int as messages from local_teams.message')
      return Number(rows[0].messages)
    }
    const messagesBefore = await messages()
    const began = performance.now()
    await Promise.all(
      partnership.agencies.flatMap(({ channel }, at) =>
        channel ? [send(senders[at % senders.length] ?? senders[0], channel)] : [],
      ),
    )
    const seconds = (performance.now() - began) / 1_000
    const all = local.teams.meter.all - before
    const refused = local.teams.meter.refused - refusedBefore
    assert.equal(all - refused, channels * messagesEach)
    assert.equal((await messages()) - messagesBefore, channels * messagesEach)
    assert.ok(refused <= Math.ceil(all / 100), `${refused} of ${all} refused`)
    assert.ok(seconds < (channels * messagesEach) / 35, `${seconds} s, which is slower than need be`)
  })
})
