import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Teams } from '../../../bot/seam.ts'
import { createPace } from '../../../bot/teams/pace.ts'
import { createTeams } from '../../../bot/teams/send.ts'
import { appId, type BotUnderTest, startBot, tenant } from './bot-under-test.ts'

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Only for you' }] }
const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }]

describe('writing to one person in Teams', () => {
  let bot: BotUnderTest
  let teams: Teams

  before(async () => {
    bot = await startBot()
  })
  after(() => bot.close())
  beforeEach(() => {
    bot.asked.length = 0
    const { adapter, serviceUrl } = bot
    teams = createTeams({ adapter, serviceUrl, tenantId: tenant, appId, pace: createPace(() => performance.now()) })
  })

  const person = { oid: 'oid-of-robin', tid: tenant, name: 'Robin Sample' }
  const tell = (to = person) => teams.tell(to, card, 'Only for you')
  const opened = { status: 201, body: { id: 'a:1chat' } }
  const sent = { status: 201, body: { id: '1700000000077' } }

  it('opens their chat by their object id, writes into it, and opens it once only', async () => {
    bot.connectorAnswers(({ url }) => (url === 'v3/conversations' ? opened : sent))
    assert.deepEqual(await tell(), { is: 'sent', message: '1700000000077', conversation: 'a:1chat' })
    assert.deepEqual(bot.asked[0]?.body, {
      isGroup: false,
      bot: { id: `28:${appId}`, name: '' },
      members: [{ id: 'oid-of-robin', name: '' }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    })
    assert.deepEqual(bot.asked[1]?.body, { type: 'message', summary: 'Only for you', attachments })
    await tell()
    assert.deepEqual(
      bot.asked.map(({ url }) => url),
      ['v3/conversations', 'v3/conversations/a:1chat/activities', 'v3/conversations/a:1chat/activities'],
    )
  })

  it('opens a chat anew where the person has removed it', async () => {
    bot.connectorAnswers(({ url }) => (url === 'v3/conversations' ? opened : sent))
    await tell()
    const gone = { status: 404, body: { error: { code: 'ConversationNotFound' } } }
    bot.connectorAnswers(({ url }) => {
      if (url === 'v3/conversations') return { status: 201, body: { id: 'a:1new' } }
      return url.includes('a:1new') ? sent : gone
    })
    assert.deepEqual(await tell(), { is: 'sent', message: '1700000000077', conversation: 'a:1new' })
  })

  it('says who has not installed Sightline, or has blocked it', async () => {
    const refusals: readonly [object, RegExp][] = [
      [{ error: { code: 'BotNotInConversationRoster' } }, /^Robin Sample has not installed Sightline.*Ask them to add/],
      // As the message service words it (PLATFORM §C, Proactive).
      [
        {
          errorCode: 209,
          message: '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is blocked."\r\n}',
        },
        /^Robin Sample has blocked or removed Sightline\./,
      ],
    ]
    for (const [body, why] of refusals) {
      bot.connectorAnswers(() => ({ status: 403, body }))
      const told = await tell()
      assert.equal(told.is, 'blocked')
      assert.match(told.is === 'blocked' ? told.why : '', why)
    }
  })

  it('does not even try where they belong to another organisation', async () => {
    const told = await tell({ ...person, tid: 'elsewhere' })
    assert.match(told.is === 'blocked' ? told.why : '', /^Robin Sample belongs to another organisation/)
    assert.deepEqual(bot.asked, [])
  })
})
