import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { askCard, cardMessage } from './sample-cards.ts'
import { crowdChannel, healthChannel, people, policeChannel, tenantId } from './sample-world.ts'
import { at, type Started, start } from './started.ts'

const conversation = (id: string) => `/conversations/${encodeURIComponent(id)}`
const unknownChannel = '19:nowhere@thread.tacv2'

describe('the Bot Connector’s routes of local Teams', () => {
  let local: Started
  before(async () => {
    local = await start({ limits: false })
  })
  after(() => local.close())

  const send = async (id: string, activity: object) =>
    local.connector('POST', `${conversation(id)}/activities`, activity)
  const shown = async (person: string, id: string) => {
    const { body } = await local.page(person, 'GET', `${conversation(id)}/messages`)
    return at(body, 'threads') as readonly unknown[]
  }

  it('posts a card into a channel, where the channel’s people see it', async () => {
    const { status, body } = await send(policeChannel, cardMessage(askCard()))
    assert.equal(status, 201)
    const posted = (await shown('police', policeChannel)).find((thread) => at(thread, 'root', 'id') === at(body, 'id'))
    assert.equal(at(posted, 'root', 'cards', 0, 'type'), 'AdaptiveCard')
    assert.equal(at(posted, 'root', 'author', 'name'), 'Sightline')
    assert.equal((await local.page('health', 'GET', `${conversation(policeChannel)}/messages`)).status, 404)
  })

  it('begins a thread in a channel, and a reply goes into that thread', async () => {
    const begun = await local.connector('POST', '/conversations', {
      isGroup: true,
      channelData: { channel: { id: policeChannel } },
      activity: cardMessage(askCard()),
    })
    assert.equal(begun.status, 201)
    const root = String(at(begun.body, 'activityId'))
    assert.equal(at(begun.body, 'id'), `${policeChannel};messageid=${root}`)
    await send(`${policeChannel};messageid=${root}`, { type: 'message', text: 'A reminder' })
    await local.connector('POST', `${conversation(policeChannel)}/activities/${root}`, {
      type: 'message',
      text: 'A note',
    })
    const thread = (await shown('police', policeChannel)).find((known) => at(known, 'root', 'id') === root)
    assert.deepEqual(
      (at(thread, 'replies') as readonly unknown[]).map((reply) => at(reply, 'text')),
      ['A reminder', 'A note'],
    )
  })

  it('opens a person’s own chat once, whoever asks again', async () => {
    const ask = () => local.connector('POST', '/conversations', { members: [{ id: `29:${people[1]?.oid}` }], tenantId })
    const [first, second] = [await ask(), await ask()]
    assert.equal(first.status, 201)
    assert.equal(at(first.body, 'id'), at(second.body, 'id'))
    await send(String(at(first.body, 'id')), { type: 'message', text: 'Only for you' })
    const [message] = await shown('police', String(at(first.body, 'id')))
    assert.equal(at(message, 'root', 'text'), 'Only for you')
  })

  it('changes a message in place, says so, and takes it away again', async () => {
    const { body } = await send(policeChannel, cardMessage(askCard()))
    const message = `${conversation(policeChannel)}/activities/${at(body, 'id')}`
    const changed = await local.connector('PUT', message, cardMessage(askCard('Returned')))
    assert.deepEqual([changed.status, at(changed.body, 'id')], [200, at(body, 'id')])
    const found = async () =>
      (await shown('police', policeChannel)).find((thread) => at(thread, 'root', 'id') === at(body, 'id'))
    assert.equal(at(await found(), 'root', 'edited'), true)
    assert.match(JSON.stringify(await found()), /⏳ Returned/)
    assert.equal((await local.connector('DELETE', message)).status, 200)
    assert.equal(await found(), undefined)
    const again = await local.connector('PUT', message, cardMessage(askCard()))
    assert.deepEqual([again.status, at(again.body, 'error', 'code')], [404, 'ActivityNotFoundInConversation'])
  })

  it('lists the members of a channel, whole and page by page', async () => {
    const all = await local.connector('GET', `${conversation(healthChannel)}/members`)
    assert.deepEqual(
      (all.body as readonly unknown[]).map((member) => [at(member, 'name'), at(member, 'userRole')]),
      [
        ['Rowan Ashby', 'user'],
        ['Noor Whitlock', 'user'],
        ['Ash Corder', 'guest'],
      ],
    )
    const names: unknown[] = []
    let token: unknown
    let pages = 0
    do {
      const query = token === undefined ? 'pageSize=50' : `pageSize=50&continuationToken=${token}`
      const { body } = await local.connector('GET', `${conversation(crowdChannel)}/pagedmembers?${query}`)
      names.push(...(at(body, 'members') as readonly unknown[]).map((member) => at(member, 'name')))
      token = at(body, 'continuationToken')
      pages += 1
    } while (token !== undefined)
    assert.deepEqual([pages, names.length, new Set(names).size], [3, 120, 120])
    const foreign = await local.connector('GET', `${conversation(crowdChannel)}/pagedmembers?continuationToken=zzz`)
    assert.equal(foreign.status, 400)
  })

  it('finds one member by Teams id or object id, and says who is not there', async () => {
    const oid = people[2]?.oid
    for (const id of [`29:${oid}`, oid]) {
      const { body } = await local.connector(
        'GET',
        `${conversation(healthChannel)}/members/${encodeURIComponent(String(id))}`,
      )
      assert.deepEqual([at(body, 'name'), at(body, 'tenantId')], ['Noor Whitlock', tenantId])
    }
    const missing = await local.connector('GET', `${conversation(healthChannel)}/members/29:nobody`)
    assert.deepEqual([missing.status, at(missing.body, 'error', 'code')], [404, 'MemberNotFoundInConversation'])
  })

  it('describes a team and its channels', async () => {
    const team = await local.connector('GET', `/teams/${encodeURIComponent(healthChannel)}`)
    assert.deepEqual([at(team.body, 'name'), at(team.body, 'memberCount')], ['Health', 3])
    assert.match(String(at(team.body, 'aadGroupId')), /^[0-9a-f-]{36}$/)
    const channels = await local.connector('GET', `/teams/${encodeURIComponent(healthChannel)}/conversations`)
    assert.equal(at(channels.body, 'conversations', 0, 'id'), healthChannel)
    assert.equal((await local.connector('GET', '/teams/19:none')).status, 404)
  })

  it('refuses a call without the bot’s own token', async () => {
    const url = `${local.origin}/local/teams/v3${conversation(policeChannel)}/members`
    const person = await local.tokenOf('police')
    const graph = await local.issuer.signAppToken(tenantId, local.issuer.appId, 'https://graph.microsoft.com')
    for (const headers of [
      {},
      { Authorization: 'Bearer nothing' },
      { Authorization: `Bearer ${person}` },
      { Authorization: `Bearer ${graph}` },
    ]) {
      assert.equal((await fetch(url, { headers })).status, 401)
    }
  })

  it('answers what it cannot take with the Connector’s own error', async () => {
    const cases: [string, object, number, string][] = [
      [unknownChannel, { type: 'message', text: 'Hello' }, 404, 'ConversationNotFound'],
      [`${policeChannel};messageid=12`, { type: 'message', text: 'Hello' }, 404, 'ConversationNotFound'],
      [policeChannel, { type: 'message' }, 400, 'BadSyntax'],
      [policeChannel, { type: 'nonsense', text: 'Hello' }, 400, 'BadSyntax'],
      [policeChannel, [], 400, 'BadSyntax'],
      [
        policeChannel,
        { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] },
        400,
        'BadSyntax',
      ],
      [policeChannel, { type: 'message', text: 'x'.repeat(52_000) }, 413, 'MessageSizeTooBig'],
    ]
    for (const [id, activity, status, code] of cases) {
      const answer = await send(id, activity)
      assert.deepEqual([answer.status, at(answer.body, 'error', 'code')], [status, code])
      assert.equal(typeof at(answer.body, 'error', 'message'), 'string')
    }
    const largest = await send(policeChannel, { type: 'message', text: 'x'.repeat(51_000) })
    assert.equal(largest.status, 201)
  })

  it('does not let the bot message a person outside the tenant, nor change a person’s message', async () => {
    const outsider = people[5]
    const asked = await local.connector('POST', '/conversations', {
      members: [{ id: `29:${outsider?.oid}` }],
      tenantId,
    })
    assert.deepEqual([asked.status, at(asked.body, 'error', 'code')], [403, 'BotNotInConversationRoster'])
    const own = await local.page('police', 'POST', `${conversation(policeChannel)}/messages`, { text: 'Mine' })
    const changed = await local.connector('PUT', `${conversation(policeChannel)}/activities/${at(own.body, 'id')}`, {
      type: 'message',
      text: 'Yours',
    })
    assert.equal(changed.status, 403)
  })
})

describe('Teams’ limits in local Teams', () => {
  it('answers 429 with the seconds to wait, and takes the post once they have passed', async () => {
    let clock = 1_000_000
    const local = await start({ limitsNow: () => clock })
    const send = () =>
      local.connector('POST', `${conversation(policeChannel)}/activities`, { type: 'message', text: 'Hello' })
    for (let count = 0; count < 7; count++) assert.equal((await send()).status, 201)
    const refused = await send()
    assert.deepEqual(
      [refused.status, refused.headers.get('retry-after'), at(refused.body, 'error', 'code')],
      [429, '1', 'Throttled'],
    )
    clock += 1000
    assert.equal((await send()).status, 201)
    assert.equal((await send()).status, 429)
    const elsewhere = await local.connector('POST', `${conversation(healthChannel)}/activities`, {
      type: 'message',
      text: 'Hello',
    })
    assert.equal(elsewhere.status, 201)
    await local.close()
  })
})
