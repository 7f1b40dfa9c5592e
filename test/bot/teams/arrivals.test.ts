import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'mocha'
import type { Answer, Arrival } from '../../../bot/seam.ts'
import { activityIn, type BotUnderTest, botId, channel, oid, startBot, team, tenant } from './bot-under-test.ts'

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Received' }] }
const cardType = 'application/vnd.microsoft.card.adaptive'
const messageType = 'application/vnd.microsoft.activity.message'

describe('what arrives from Teams', () => {
  let bot: BotUnderTest
  const sam = { oid, tid: tenant, name: 'Sam Sample' }

  before(async () => {
    bot = await startBot()
  })
  after(() => bot.close())
  beforeEach(() => {
    bot.arrivals.length = 0
    bot.asked.length = 0
    bot.log.length = 0
    bot.answerWith(() => ({ nothing: true }))
  })

  const place = (message: string) => ({
    tenant,
    serviceUrl: bot.serviceUrl,
    conversation: channel,
    personal: false,
    team,
    channel,
    message,
  })
  const invoke = (name: string, value: unknown) =>
    activityIn(bot.serviceUrl, { type: 'invoke', name, value, replyToId: '1700000000001', text: undefined })
  const arriving = async (activity: unknown): Promise<Arrival | undefined> => {
    const { status } = await bot.send(activity)
    assert.equal(status, 200)
    assert.ok(bot.arrivals.length <= 1)
    return bot.arrivals[0]
  }
  const typed = async (more: object): Promise<string | undefined> => {
    const arrival = await arriving(activityIn(bot.serviceUrl, more))
    bot.arrivals.length = 0
    return arrival?.sort === 'message' ? arrival.text : undefined
  }

  it('a card’s action is its verb together with what was filled in', async () => {
    const action = { type: 'Action.Execute', id: 'a', verb: 'answer', data: { round: 'r1', text: 'All & well' } }
    assert.deepEqual(await arriving(invoke('adaptiveCard/action', { action, trigger: 'manual' })), {
      sort: 'action',
      value: { verb: 'answer', round: 'r1', text: 'All & well' },
      by: sam,
      place: place('1700000000001'),
    })
  })

  it('an action without data, or with no object in it, is its verb', async () => {
    for (const data of [undefined, null, 'text', ['list']]) {
      const arrival = await arriving(invoke('adaptiveCard/action', { action: { verb: 'refresh', data } }))
      assert.deepEqual(arrival?.sort === 'action' && arrival.value, { verb: 'refresh' })
      bot.arrivals.length = 0
    }
  })

  it('a filled-in field called verb does not change what the button means', async () => {
    const arrival = await arriving(invoke('adaptiveCard/action', { action: { verb: 'nil', data: { verb: 'accept' } } }))
    assert.deepEqual(arrival?.sort === 'action' && arrival.value, { verb: 'nil' })
  })

  it('an action with nothing in it still arrives, for the rules to refuse', async () => {
    const arrival = await arriving(invoke('adaptiveCard/action', 'nonsense'))
    assert.deepEqual(arrival?.sort === 'action' && arrival.value, {})
  })

  it('a dialog opens and is submitted with its data', async () => {
    const value = { data: { msteams: { type: 'task/fetch' }, request: 'r1' }, context: { theme: 'dark' } }
    assert.deepEqual(await arriving(invoke('task/fetch', value)), {
      sort: 'dialog-open',
      value: value.data,
      by: sam,
      place: place('1700000000001'),
    })
    bot.arrivals.length = 0
    const submitted = await arriving(invoke('task/submit', { data: { count: '3' } }))
    assert.deepEqual(submitted?.sort === 'dialog-submit' && submitted.value, { count: '3' })
  })

  it('Action.Submit is a message with a value', async () => {
    const activity = activityIn(bot.serviceUrl, {
      text: undefined,
      value: { verb: 'answer' },
      replyToId: '1700000000005',
    })
    assert.deepEqual(await arriving(activity), {
      sort: 'message',
      text: '',
      value: { verb: 'answer' },
      by: sam,
      place: place('1700000000005'),
    })
  })

  it('what is typed comes without the bot’s mention and as it was typed', async () => {
    const mention = (text?: string) => ({ type: 'mention', text, mentioned: { id: botId, name: 'Sightline' } })
    const other = { type: 'mention', text: '<at>Alex Sample</at>', mentioned: { id: '29:alex', name: 'Alex Sample' } }
    const at = '<at>Sightline</at>'
    assert.equal(await typed({ text: `${at} help\n`, entities: [mention(at)] }), 'help')
    assert.equal(await typed({ text: `${at}&nbsp;help`, entities: [mention()] }), 'help')
    assert.equal(await typed({ text: `tell ${at} about it`, entities: [mention(at)] }), 'tell about it')
    assert.equal(
      await typed({ text: `${at} ask <at>Alex Sample</at>`, entities: [mention(at), other] }),
      'ask Alex Sample',
    )
    assert.equal(
      await typed({ text: 'Wilts &amp; Swindon &lt;3 &#8217;&#x27; &amp;lt; &bogus;' }),
      "Wilts & Swindon <3 ’' &lt; &bogus;",
    )
    assert.equal(await typed({ text: 'one\ntwo' }), 'one\ntwo')
    assert.equal(await typed({ text: 'costs $& more', entities: [mention('$&')] }), 'costs more')
  })

  it('what is typed in a thread belongs to the thread, and in a chat to itself', async () => {
    assert.deepEqual((await arriving(activityIn(bot.serviceUrl)))?.place, place('1700000000001'))
    bot.arrivals.length = 0
    const chat = activityIn(bot.serviceUrl, {
      conversation: { id: 'a:1chat', conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
    })
    assert.deepEqual((await arriving(chat))?.place, {
      tenant,
      serviceUrl: bot.serviceUrl,
      conversation: 'a:1chat',
      personal: true,
      message: '1700000000002',
    })
  })

  it('the tenant is found where only one of its two places has it', async () => {
    const arrival = await arriving(
      activityIn(bot.serviceUrl, {
        conversation: { id: 'a:1', conversationType: 'personal' },
        channelData: { tenant: { id: tenant } },
      }),
    )
    assert.equal(arrival?.place.tenant, tenant)
  })

  for (const [title, more, sort] of [
    [
      'the bot is added to a team',
      { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }, { id: botId }] },
      'installed',
    ],
    ['the bot is removed from a team', { type: 'conversationUpdate', membersRemoved: [{ id: botId }] }, 'uninstalled'],
    ['somebody else is added', { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] }, undefined],
    ['the app is installed', { type: 'installationUpdate', action: 'add' }, 'installed'],
    ['the app is upgraded', { type: 'installationUpdate', action: 'add-upgrade' }, 'installed'],
    ['the app’s old version goes in an upgrade', { type: 'installationUpdate', action: 'remove-upgrade' }, undefined],
    ['the app is uninstalled', { type: 'installationUpdate', action: 'remove' }, 'uninstalled'],
    ['somebody types', { type: 'typing' }, undefined],
    ['somebody likes a message', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, undefined],
    ['another bot speaks', { from: { id: '28:other', name: 'Other bot', aadObjectId: oid } }, undefined],
  ] as const) {
    it(`${title}: ${sort ?? 'nothing to us'}`, async () => {
      const arrival = await arriving(activityIn(bot.serviceUrl, more))
      assert.equal(arrival?.sort, sort)
      if (sort) assert.equal(arrival?.place.team, team)
      assert.deepEqual(bot.asked, [])
    })
  }

  it('an invoke that is none of ours is answered 501, as the platform asks', async () => {
    assert.equal((await bot.send(invoke('composeExtension/query', {}))).status, 501)
    assert.deepEqual(bot.arrivals, [])
  })

  it('a person without an object id is told so, and nothing is done', async () => {
    const from = { id: '29:person', name: 'Sam Sample' }
    const action = await bot.send({ ...invoke('adaptiveCard/action', { action: { verb: 'answer' } }), from })
    assert.match(JSON.stringify(action.body), /did not say who you are/)
    const dialog = await bot.send({ ...invoke('task/fetch', {}), from })
    assert.match(JSON.stringify(dialog.body), /"type":"message".*did not say who you are/)
    await bot.send(activityIn(bot.serviceUrl, { from }))
    assert.match(JSON.stringify(bot.asked[0]?.body), /did not say who you are/)
    assert.deepEqual(bot.arrivals, [])
  })

  describe('is answered', () => {
    const dialogs: readonly [string, Answer, unknown][] = [
      [
        'with a card',
        { dialog: { title: 'Your return', size: 'medium', card } },
        {
          task: {
            type: 'continue',
            value: {
              title: 'Your return',
              width: 'medium',
              height: 'medium',
              card: { contentType: cardType, content: card },
            },
          },
        },
      ],
      [
        'with a page',
        { dialog: { title: 'Your return', size: 'large', url: 'https://sightline.example/tab/form' } },
        {
          task: {
            type: 'continue',
            value: {
              title: 'Your return',
              width: 'large',
              height: 'large',
              url: 'https://sightline.example/tab/form',
              fallbackUrl: 'https://sightline.example/tab/form',
            },
          },
        },
      ],
      ['with a sentence', { say: 'Received.' }, { task: { type: 'message', value: 'Received.' } }],
      ['by closing it', { nothing: true }, undefined],
    ]
    for (const [title, answer, body] of dialogs) {
      it(`a dialog ${title}`, async () => {
        bot.answerWith(() => answer)
        for (const name of ['task/fetch', 'task/submit']) {
          const given = await bot.send(invoke(name, { data: {} }))
          assert.equal(given.status, 200)
          assert.deepEqual(given.body, body)
          if (body === undefined) assert.equal(given.text, '')
        }
        assert.deepEqual(bot.asked, [])
      })
    }

    it('a card’s action with a card, or with a sentence', async () => {
      bot.answerWith(() => ({ card }))
      const action = invoke('adaptiveCard/action', { action: { verb: 'answer' } })
      assert.deepEqual((await bot.send(action)).body, { statusCode: 200, type: cardType, value: card })
      bot.answerWith(() => ({ say: 'Somebody else was first.' }))
      assert.deepEqual((await bot.send(action)).body, {
        statusCode: 200,
        type: messageType,
        value: 'Somebody else was first.',
      })
    })

    it('a message in the same thread, signed as the bot', async () => {
      bot.answerWith(() => ({ say: 'Say “help” to see what I can do.' }))
      assert.equal((await bot.send(activityIn(bot.serviceUrl))).status, 200)
      bot.answerWith(() => ({ card }))
      await bot.send(activityIn(bot.serviceUrl))
      const [said, carded] = bot.asked
      assert.equal(said?.url, `v3/conversations/${channel};messageid=1700000000001/activities/1700000000002`)
      assert.equal(said?.authorization, 'Bearer signed-by-the-bot')
      const text = said?.body as { type: string; text: string } | undefined
      assert.deepEqual([text?.type, text?.text], ['message', 'Say “help” to see what I can do.'])
      assert.deepEqual((carded?.body as { attachments: unknown } | undefined)?.attachments, [
        { contentType: cardType, content: card },
      ])
    })

    it('200 even where the reply cannot be sent after a few tries, since what was asked is done', async () => {
      bot.answerWith(() => ({ say: 'Done.' }))
      bot.connectorAnswers(() => ({ status: 502 }))
      assert.equal((await bot.send(activityIn(bot.serviceUrl))).status, 200)
      bot.connectorAnswers(() => ({ status: 201, body: { id: '1' } }))
      assert.equal(bot.asked.length, 4)
      assert.match(bot.log.join(), /a reply could not be sent, ConnectorRefusal 502/)
    })
  })

  describe('where something goes wrong on our side', () => {
    const secret = 'Child B, seen on Tuesday'
    const fails = () =>
      bot.answerWith(() => {
        throw new TypeError(`cannot read ${secret}\n    at ${secret}`)
      })
    const reference = () => /reference ([0-9a-f]{8})/.exec(bot.log[0] ?? '')?.[1] ?? 'no reference'

    it('the person is told in a plain sentence, with a reference that is in the log', async () => {
      fails()
      const action = await bot.send(
        invoke('adaptiveCard/action', { action: { verb: 'answer', data: { text: secret } } }),
      )
      const { statusCode, type, value } = action.body as { statusCode: number; type: string; value: string }
      assert.deepEqual([action.status, statusCode, type], [200, 200, messageType])
      assert.match(value, /^Something went wrong on our side and nothing was lost; please try again\./)
      assert.ok(value.includes(reference()))
    })

    it('the log has where in the code it was, and nothing of what was written', async () => {
      fails()
      await bot.send(invoke('task/submit', { data: { text: secret } }))
      assert.match(bot.log[0] ?? '', /dialog-submit failed, reference \w+, TypeError at .*arrivals\.test/)
      assert.doesNotMatch(bot.log.join(), /Child B/)
    })

    it('a message is answered in its thread, an installation is not', async () => {
      fails()
      await bot.send(activityIn(bot.serviceUrl))
      assert.match(JSON.stringify(bot.asked[0]?.body), /Something went wrong/)
      assert.equal(
        (await bot.send(activityIn(bot.serviceUrl, { type: 'installationUpdate', action: 'add' }))).status,
        200,
      )
      assert.equal(bot.asked.length, 1)
    })

    it('an answer that cannot be given that way counts as going wrong', async () => {
      bot.answerWith(() => ({ dialog: { title: 'x', size: 'medium', card } }))
      const action = await bot.send(invoke('adaptiveCard/action', { action: { verb: 'answer' } }))
      assert.match(JSON.stringify(action.body), /Something went wrong/)
    })
  })
})
