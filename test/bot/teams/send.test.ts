import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Teams } from '../../../bot/seam.ts'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import { createPace, unpaced } from '../../../bot/teams/pace.ts'
import { createTeams } from '../../../bot/teams/send.ts'
import { appId, type BotUnderTest, type ConnectorAnswer, channel, startBot, team, tenant } from './bot-under-test.ts'

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Quarterly return' }] }
const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }]
const posted = { status: 201, body: { id: `${channel};messageid=1700000000042`, activityId: '1700000000042' } }

describe('sending to Teams', () => {
  let bot: BotUnderTest
  let teams: Teams
  let time: number
  let waited: number[]

  before(async () => {
    bot = await startBot()
  })
  after(() => bot.close())
  beforeEach(() => {
    bot.asked.length = 0
    bot.connectorAnswers(() => posted)
    time = 0
    waited = []
    teams = createTeams({
      adapter: bot.adapter,
      serviceUrl: bot.serviceUrl,
      tenantId: tenant,
      appId,
      pace: createPace(() => time),
      wait: async (ms) => {
        waited.push(ms)
        time += ms
      },
    })
  })

  const post = (to = channel) => teams.post({ team, channel: to }, card, 'Police: return due 30 November')

  it('posts a card to a channel, with a summary for the notification', async () => {
    assert.deepEqual(await post(), { is: 'sent', message: '1700000000042', conversation: channel })
    assert.equal(bot.asked.length, 1)
    const [asked] = bot.asked
    assert.deepEqual(
      [asked?.method, asked?.url, asked?.authorization],
      ['POST', 'v3/conversations', 'Bearer signed-by-the-bot'],
    )
    assert.deepEqual(asked?.body, {
      isGroup: true,
      bot: { id: `28:${appId}`, name: '' },
      tenantId: tenant,
      channelData: { channel: { id: channel }, tenant: { id: tenant } },
      activity: { type: 'message', summary: 'Police: return due 30 November', attachments },
    })
  })

  it('replies in a thread', async () => {
    bot.connectorAnswers(() => ({ status: 201, body: { id: '1700000000050' } }))
    const sent = await teams.reply({ conversation: channel, message: '1700000000042' }, card, 'A reminder')
    assert.deepEqual(sent, { is: 'sent', message: '1700000000050', conversation: channel })
    assert.equal(bot.asked[0]?.url, `v3/conversations/${channel};messageid=1700000000042/activities`)
    assert.deepEqual(bot.asked[0]?.body, { type: 'message', summary: 'A reminder', attachments })
  })

  it('replies in a chat, which has no threads', async () => {
    await teams.reply({ conversation: 'a:1chat', message: '1' }, card, 'A reminder')
    assert.equal(bot.asked[0]?.url, 'v3/conversations/a:1chat/activities')
  })

  it('updates a card in place', async () => {
    bot.connectorAnswers(() => ({ status: 200, body: { id: '1700000000042' } }))
    const sent = await teams.update({ conversation: channel, message: '1700000000042' }, card, 'Filed')
    assert.deepEqual(sent, { is: 'sent', message: '1700000000042', conversation: channel })
    assert.deepEqual(
      [bot.asked[0]?.method, bot.asked[0]?.url],
      ['PUT', `v3/conversations/${channel}/activities/1700000000042`],
    )
  })

  it('loses nothing of a card on the way', async () => {
    const rich = { ...card, refresh: { action: { verb: 'x' }, userIds: [] }, msteams: { width: 'Full' }, 'x-own': null }
    await teams.post({ team, channel }, rich, 'x')
    const body = bot.asked[0]?.body as { activity: { attachments: { content: unknown }[] } } | undefined
    assert.deepEqual(body?.activity.attachments[0]?.content, rich)
  })

  describe('where Teams does not take it', () => {
    for (const status of [412, 429, 502, 503, 504]) {
      it(`${status} with Retry-After: busy for that long, and asked only once`, async () => {
        bot.connectorAnswers(() => ({ status, headers: { 'Retry-After': '7' } }))
        // A gateway that gave up may have passed it on.
        const maybe = status === 502 || status === 504 ? { unsure: true } : {}
        assert.deepEqual(await post(), { is: 'busy', afterMs: 7000, ...maybe })
        assert.equal(bot.asked.length, 1)
      })
    }

    it('busy without Retry-After: longer each time, never the same', async () => {
      bot.connectorAnswers(() => ({ status: 503 }))
      const after: number[] = []
      for (let tries = 0; tries < 8; tries += 1) {
        const sent = await post()
        if (sent.is === 'busy') after.push(sent.afterMs)
        time += 60_000
      }
      assert.equal(after.length, 8)
      after.forEach((ms, tries) => {
        const longest = Math.min(60_000, 2_000 * 2 ** tries)
        assert.ok(ms >= longest / 2 && ms <= longest, `${ms} ms after ${tries}`)
      })
      assert.ok(new Set(after.slice(5)).size > 1)
    })

    it('keeps quiet in that conversation until Retry-After is over', async () => {
      bot.connectorAnswers(() => ({ status: 429, headers: { 'Retry-After': '20' } }))
      await post()
      bot.connectorAnswers(() => posted)
      time += 5_000
      assert.deepEqual(await post(), { is: 'busy', afterMs: 15_000 })
      assert.equal(bot.asked.length, 1)
      assert.equal((await post('19:other@thread.tacv2')).is, 'sent')
      time += 15_000
      assert.equal((await post()).is, 'sent')
    })

    const blocked: readonly [number, string, RegExp][] = [
      [403, 'MessageWritesBlocked', /blocked or removed here\. Add the app to the team again\.$/],
      [403, 'BotNotInConversationRoster', /not in this team or channel\. Add the app/],
      [403, 'BotDisabledByAdmin', /administrator/],
      [403, 'SomethingNew', /may not post here\. Add the app/],
      [404, 'ConversationNotFound', /channel was not found\. Check .* list Agencies\.$/],
      [404, 'ActivityNotFoundInConversation', /somebody may have deleted it/],
      [413, 'MessageSizeTooBig', /Shorten its text/],
      [401, 'Unauthorized', /could not sign in to Teams\. Check/],
      [400, 'BadSyntax', /\(400 BadSyntax\)\. Tell Sightline’s maintainers\.$/],
    ]
    for (const [status, code, why] of blocked) {
      it(`${status} ${code}: blocked, and says what to do`, async () => {
        bot.connectorAnswers(() => ({ status, body: { error: { code, message: 'not to be shown' } } }))
        const sent = await post()
        assert.equal(sent.is, 'blocked')
        assert.match(sent.is === 'blocked' ? sent.why : '', why)
        assert.doesNotMatch(JSON.stringify(sent), /not to be shown/)
        assert.equal(bot.asked.length, 1)
      })
    }

    const unclear: readonly [string, ConnectorAnswer][] = [
      ['the connection breaks', { hangUp: true }],
      ['Teams has a fault of its own', { status: 500, body: {} }],
      ['the answer does not name the message', { status: 202, body: {} }],
    ]
    for (const [title, answer] of unclear) {
      it(`${title}: unknown, and not sent a second time`, async () => {
        bot.connectorAnswers(() => answer)
        const sent = await post()
        assert.equal(sent.is, 'unknown')
        assert.match(sent.is === 'unknown' ? sent.why : '', /so it may or may not have been sent\.$/)
        assert.equal(bot.asked.length, 1)
      })
    }

    it('the bot cannot sign in: blocked, says what to check, and nothing is sent', async () => {
      const adapter = createAdapter({
        appType: 'SingleTenant',
        appId,
        tenantId: tenant,
        tenants: [tenant],
        signOutgoing: () => Promise.reject(new Error('invalid_client')),
      })
      const locked = createTeams({ adapter, serviceUrl: bot.serviceUrl, tenantId: tenant, appId })
      const why = 'Sightline could not sign in to Teams. Check the bot’s app id, password and tenant.'
      assert.deepEqual(await locked.post({ team, channel }, card, 'x'), { is: 'blocked', why, everything: true })
      assert.deepEqual(bot.asked, [])
    })

    it('nobody answers at the address: unknown', async () => {
      const nowhere = createTeams({ adapter: bot.adapter, serviceUrl: 'http://127.0.0.1:9/', tenantId: tenant, appId })
      assert.equal((await nowhere.post({ team, channel }, card, 'x')).is, 'unknown')
    })
  })

  describe('within Teams’ limits', () => {
    /** The most calls that set out within so many milliseconds of each other. */
    const most = (times: readonly number[], ms: number): number =>
      Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + ms).length))

    it('7 in a second, 8 in two, 60 in thirty in one conversation, without a single 429', async () => {
      const times: number[] = []
      bot.connectorAnswers(() => {
        times.push(time)
        return posted
      })
      for (let count = 0; count < 130; count += 1) {
        for (let sent = await post(); sent.is !== 'sent'; sent = await post()) {
          assert.equal(sent.is, 'busy')
          time += sent.is === 'busy' ? sent.afterMs : 0
        }
      }
      assert.equal(times.length, 130)
      assert.equal(most(times, 1_000), 7)
      assert.equal(most(times, 2_000), 8)
      assert.equal(most(times, 30_000), 60)
      assert.ok(time < 75_000, `it took ${time} ms, which is slower than need be`)
    })

    it('as fast as asked, where local Teams is told to have no limits', async () => {
      const free = createTeams({
        adapter: bot.adapter,
        serviceUrl: bot.serviceUrl,
        tenantId: tenant,
        appId,
        pace: unpaced,
        wait: () => assert.fail('it waited'),
      })
      for (let count = 0; count < 12; count += 1)
        assert.equal((await free.post({ team, channel }, card, 'x')).is, 'sent')
    })

    it('one conversation that must wait keeps no other waiting', async () => {
      for (let count = 0; count < 8; count += 1) await post()
      const before = time
      assert.equal((await post('19:other@thread.tacv2')).is, 'sent')
      assert.ok(time - before < 25)
    })
  })

  describe('the roster of a team', () => {
    const member = (at: number, more: object = {}) => ({
      id: `29:${at}`,
      aadObjectId: `oid-${at}`,
      objectId: `oid-${at}`,
      name: `Person ${at} (sample)`,
      tenantId: tenant,
      userRole: 'user',
      ...more,
    })

    const membersOf = async () => {
      const roster = await teams.roster(team)
      return roster.is === 'read' ? roster.members : undefined
    }

    it('comes in pages, with who is a guest and who is from another organisation', async () => {
      const pages = new Map([
        ['', { members: [member(1), member(2, { userRole: 'guest' })], continuationToken: 'two' }],
        [
          'two',
          { members: [member(3, { tenantId: 'elsewhere' }), { id: '28:bot', name: 'A bot' }], continuationToken: '' },
        ],
      ])
      bot.connectorAnswers(({ url }) => ({
        status: 200,
        body: pages.get(/continuationToken=(\w*)/.exec(url)?.[1] ?? ''),
      }))
      assert.deepEqual(await membersOf(), [
        { oid: 'oid-1', tid: tenant, name: 'Person 1 (sample)', guest: false },
        { oid: 'oid-2', tid: tenant, name: 'Person 2 (sample)', guest: true },
        { oid: 'oid-3', tid: 'elsewhere', name: 'Person 3 (sample)', guest: true },
      ])
      assert.deepEqual(
        bot.asked.map(({ url }) => url),
        [
          `v3/conversations/${team}/pagedmembers?pageSize=500`,
          `v3/conversations/${team}/pagedmembers?pageSize=500&continuationToken=two`,
        ],
      )
    })

    it('is asked for again where Teams is busy or gives no answer', async () => {
      const answers: ConnectorAnswer[] = [{ status: 429, headers: { 'Retry-After': '3' } }, { hangUp: true }]
      bot.connectorAnswers(() => answers.shift() ?? { status: 200, body: { members: [member(1)] } })
      assert.equal((await membersOf())?.length, 1)
      assert.equal(bot.asked.length, 3)
      assert.equal(
        waited.find((ms) => ms > 100),
        3_000,
      )
    })

    it('is blocked with a sentence where the bot is not in the team, and left for later where Teams stays busy', async () => {
      bot.connectorAnswers(() => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }))
      const roster = await teams.roster(team)
      assert.equal(roster.is, 'blocked')
      assert.match(roster.is === 'blocked' ? roster.why : '', /could not be read\. Sightline is not in this team/)
      bot.connectorAnswers(() => ({ status: 429, headers: { 'Retry-After': '30' } }))
      assert.deepEqual(await teams.roster(team), { is: 'busy', afterMs: 30_000 })
      assert.equal(bot.asked.length, 2)
    })
  })
})
