import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'mocha'
import { activityIn, appId, type BotUnderTest, startBot, tenant } from './bot-under-test.ts'

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

interface Case {
  readonly title: string
  readonly status: number
  readonly authorization?: (bot: BotUnderTest) => string | undefined | Promise<string | undefined>
  readonly activity?: (bot: BotUnderTest) => unknown
}

const bearer = async (token: Promise<string>): Promise<string> => `Bearer ${await token}`
const seconds = (): number => Math.floor(Date.now() / 1000)
const claims = (bot: BotUnderTest) => ({
  iss: 'https://api.botframework.com',
  aud: appId,
  serviceurl: bot.serviceUrl,
  exp: seconds() + 3600,
})
const emulatorIssuer = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0'

const cases: readonly Case[] = [
  { title: 'without Authorization', status: 401, authorization: () => undefined },
  { title: 'with an empty Authorization', status: 401, authorization: () => '' },
  { title: 'with another scheme than Bearer', status: 401, authorization: () => 'Basic c2FtcGxl' },
  { title: 'with a token that is no token', status: 401, authorization: () => 'Bearer sample' },
  {
    title: 'with three words in Authorization',
    status: 401,
    authorization: async (bot) => `Bearer ${await bot.sign()} more`,
  },
  {
    title: 'with a signature that does not fit',
    status: 401,
    authorization: async (bot) => {
      const [header, , signature] = (await bot.sign()).split('.')
      return `Bearer ${header}.${base64({ ...claims(bot), more: true })}.${signature}`
    },
  },
  {
    title: 'with a token that has expired',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ exp: seconds() - 600 })),
  },
  {
    title: 'with a token that never expires',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ exp: undefined })),
  },
  {
    title: 'with a token that is not valid yet',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ nbf: seconds() + 900 })),
  },
  { title: 'for another bot', status: 401, authorization: (bot) => bearer(bot.sign({ aud: tenant })) },
  { title: 'for no bot', status: 401, authorization: (bot) => bearer(bot.sign({ aud: undefined })) },
  {
    title: 'from another issuer',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ iss: 'https://example.invalid' })),
  },
  { title: 'from no issuer', status: 401, authorization: (bot) => bearer(bot.sign({ iss: undefined })) },
  {
    title: 'from the government’s issuer',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ iss: 'https://api.botframework.us' })),
  },
  {
    title: 'from the Emulator',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ iss: emulatorIssuer, ver: '2.0', azp: appId })),
  },
  {
    title: 'from a skill',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ iss: emulatorIssuer, ver: '1.0', appid: tenant, aud: appId })),
  },
  {
    title: 'as the channel AseChannel, whose tokens botbuilder takes from Entra',
    status: 401,
    activity: (bot) => activityIn(bot.serviceUrl, { channelId: 'AseChannel' }),
  },
  {
    title: 'signed with a key nobody knows',
    status: 401,
    authorization: (bot) => bearer(bot.sign({}, { key: 'unknown' })),
  },
  {
    title: 'signed with a key without endorsements',
    status: 401,
    authorization: (bot) => bearer(bot.sign({}, { key: 'plain' })),
  },
  {
    title: 'signed with a key endorsed for another channel',
    status: 401,
    authorization: (bot) => bearer(bot.sign({}, { key: 'other-channel' })),
  },
  {
    title: 'not signed at all (alg none)',
    status: 401,
    authorization: (bot) => `Bearer ${base64({ alg: 'none', kid: 'endorsed' })}.${base64(claims(bot))}.`,
  },
  {
    title: 'called unsigned but with something in its signature',
    status: 401,
    authorization: (bot) => `Bearer ${base64({ alg: 'none', kid: 'endorsed' })}.${base64(claims(bot))}.c2FtcGxl`,
  },
  {
    title: 'signed by HS256 with the public key',
    status: 401,
    authorization: (bot) => {
      const signed = `${base64({ alg: 'HS256', kid: 'endorsed' })}.${base64(claims(bot))}`
      return `Bearer ${signed}.${createHmac('sha256', bot.publicPem).update(signed).digest('base64url')}`
    },
  },
  {
    title: 'with another service address than its token',
    status: 401,
    activity: () => activityIn('https://smba.example.invalid/'),
  },
  { title: 'without a service address', status: 401, activity: () => activityIn('', { serviceUrl: undefined }) },
  {
    title: 'with a token without a service address',
    status: 401,
    authorization: (bot) => bearer(bot.sign({ serviceurl: undefined })),
  },
  {
    title: 'without a channel id',
    status: 401,
    activity: (bot) => activityIn(bot.serviceUrl, { channelId: undefined }),
  },
  {
    title: 'from another channel',
    status: 401,
    activity: (bot) => activityIn(bot.serviceUrl, { channelId: 'webchat' }),
  },
  {
    title: 'from the Emulator’s channel',
    status: 401,
    activity: (bot) => activityIn(bot.serviceUrl, { channelId: 'emulator' }),
  },
  {
    title: 'from a tenant that is not allowed',
    status: 403,
    activity: (bot) =>
      activityIn(bot.serviceUrl, {
        conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'other' },
        channelData: { tenant: { id: 'other' } },
      }),
  },
  {
    title: 'that names two tenants, one of them not allowed',
    status: 403,
    activity: (bot) => activityIn(bot.serviceUrl, { channelData: { tenant: { id: 'other' } } }),
  },
  {
    title: 'from no tenant',
    status: 403,
    activity: (bot) => activityIn(bot.serviceUrl, { conversation: { id: 'a:1' }, channelData: {} }),
  },
  { title: 'that is a list', status: 400, activity: () => [] },
  { title: 'that is a text', status: 400, activity: () => '"sample"' },
  { title: 'that is empty', status: 400, activity: () => '' },
  { title: 'without a type', status: 400, activity: (bot) => activityIn(bot.serviceUrl, { type: undefined }) },
  {
    title: 'without a conversation',
    status: 400,
    activity: (bot) => activityIn(bot.serviceUrl, { conversation: undefined }),
  },
  { title: 'that is not JSON', status: 400, activity: () => '{"type": "message"' },
  {
    title: 'of 300 KB',
    status: 413,
    activity: (bot) => activityIn(bot.serviceUrl, { text: 'x'.repeat(300 * 1024) }),
  },
]

/** Does something, keeping what is printed meanwhile. */
const listening = async <T>(printed: string[], does: () => Promise<T>): Promise<T> => {
  const streams = [process.stdout, process.stderr]
  const originals = streams.map((stream) => stream.write)
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      printed.push(String(chunk))
      return true
    }
  }
  try {
    return await does()
  } finally {
    streams.forEach((stream, at) => {
      const original = originals[at]
      if (original) stream.write = original
    })
  }
}

const sentenceIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : ''

describe('the bot refuses an activity', () => {
  let bot: BotUnderTest
  let printed: string[]

  before(async () => {
    bot = await startBot()
  })
  after(async () => {
    await bot.close()
  })
  beforeEach(() => {
    bot.arrivals.length = 0
    bot.log.length = 0
    printed = []
  })

  for (const { title, status, authorization, activity } of cases) {
    it(`${title}: ${status}, and prints nothing`, async () => {
      const header = authorization ? await authorization(bot) : `Bearer ${await bot.sign()}`
      const sent = activity ? activity(bot) : activityIn(bot.serviceUrl)
      const answer = await listening(printed, () =>
        bot.send(sent, header === undefined ? {} : { Authorization: header }),
      )
      assert.equal(answer.status, status, answer.text)
      assert.deepEqual(bot.arrivals, [], 'it got through')
      assert.deepEqual(printed, [])
      const told = `${answer.text}\n${bot.log.join('\n')}`
      assert.doesNotMatch(told, /BEGIN|eyJ|KEY-/)
      if (title !== 'that is not JSON') assert.match(sentenceIn(answer.body), /^This .+\.$/)
    })
  }

  it('but takes one Teams signed, so that the table above proves something', async () => {
    const { status } = await bot.send(activityIn(bot.serviceUrl))
    assert.equal(status, 200)
    assert.equal(bot.arrivals.length, 1)
  })

  it('while the keys cannot be read: 401; and takes it once they can', async () => {
    const cut = await startBot()
    try {
      cut.keys('down')
      assert.equal((await cut.send(activityIn(cut.serviceUrl))).status, 401)
      assert.deepEqual(cut.log, ['bot: refused 401, the keys could not be read'])
      cut.keys('up')
      assert.equal((await cut.send(activityIn(cut.serviceUrl))).status, 200)
    } finally {
      await cut.close()
    }
  })
})

describe('for Microsoft’s playground the bot', () => {
  let bot: BotUnderTest
  before(async () => {
    bot = await startBot({ unsigned: true })
  })
  after(() => bot.close())

  it('takes an unsigned activity from this machine', async () => {
    assert.equal((await bot.send(activityIn(bot.serviceUrl, { channelId: 'emulator' }), {})).status, 200)
    assert.equal(bot.arrivals.length, 1)
  })

  it('answers no unsigned activity anywhere else', async () => {
    for (const elsewhere of [
      'https://smba.example.invalid/',
      'http://127.0.0.1.example.invalid/',
      'http://localhost@example.invalid/',
    ]) {
      assert.equal((await bot.send(activityIn(elsewhere), {})).status, 403)
    }
  })

  it('still refuses a token that is not good', async () => {
    assert.equal((await bot.send(activityIn(bot.serviceUrl), { Authorization: 'Bearer a.b.c' })).status, 401)
  })
})

describe('a bot that is not fully registered', () => {
  it('does not start without an app id, with which botbuilder would take everything', async () => {
    const { createAdapter } = await import('../../../bot/teams/adapter.ts')
    const settings = { appType: 'SingleTenant', appPassword: 'sample', tenantId: tenant, tenants: [tenant] } as const
    assert.throws(() => createAdapter({ ...settings, appId: ' ' }), /Set MicrosoftAppId/)
    assert.throws(() => createAdapter({ ...settings, appId, appPassword: '' }), /Set MicrosoftAppPassword/)
    createAdapter({ ...settings, appId })
    createAdapter({ appType: 'UserAssignedMSI', appId, tenantId: tenant, tenants: [tenant] })
  })
})
