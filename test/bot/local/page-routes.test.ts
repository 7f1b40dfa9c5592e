import assert from 'node:assert/strict'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { after, before, beforeEach, describe, it } from 'mocha'
import { freshDatabase } from '../../support/postgres.ts'
import { askCard, cardMessage } from './sample-cards.ts'
import { appId, healthChannel, officeChannel, people, policeChannel, tenantId, world } from './sample-world.ts'
import { at, type Started, start } from './started.ts'

const conversation = (id: string) => `/conversations/${encodeURIComponent(id)}`

describe('what people do in local Teams', () => {
  let local: Started
  before(async () => {
    local = await start({ limits: false })
  })
  beforeEach(() => {
    local.arrived.length = 0
    local.answerWith(() => ({ status: 200 }))
  })
  after(() => local.close())

  const postCard = async (channel = policeChannel) =>
    String(
      at((await local.connector('POST', `${conversation(channel)}/activities`, cardMessage(askCard()))).body, 'id'),
    )

  it('reaches the bot signed as Teams signs, and naming who did it', async () => {
    const message = await postCard()
    local.answerWith(() => ({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Received' },
    }))
    const answer = await local.page('police', 'POST', `${conversation(policeChannel)}/messages/${message}/execute`, {
      id: 'key',
      verb: 'key',
      data: { request: 'r1' },
    })
    assert.deepEqual([at(answer.body, 'status'), at(answer.body, 'body', 'value')], [200, 'Received'])
    const [arrived] = local.arrived
    const { payload } = await jwtVerify(
      String(arrived?.bearer),
      createRemoteJWKSet(new URL(`${local.origin}/local/keys`)),
      {
        audience: appId,
        issuer: 'https://api.botframework.com',
      },
    )
    assert.equal(payload['serviceurl'], local.teams.serviceUrl)
    assert.ok(payload.exp)
    const activity = arrived?.activity
    assert.deepEqual(activity?.value, {
      action: { type: 'Action.Execute', id: 'key', verb: 'key', data: { request: 'r1' } },
      trigger: 'manual',
    })
    assert.deepEqual(
      [activity?.type, activity?.name, activity?.['replyToId']],
      ['invoke', 'adaptiveCard/action', message],
    )
    assert.deepEqual(activity?.['from'], {
      id: `29:${people[1]?.oid}`,
      name: 'Sam Priory',
      aadObjectId: people[1]?.oid,
    })
    assert.deepEqual(activity?.['conversation'], {
      isGroup: true,
      conversationType: 'channel',
      tenantId,
      id: `${policeChannel};messageid=${message}`,
    })
    assert.equal(at(activity, 'channelData', 'tenant', 'id'), tenantId)
    assert.equal(at(activity, 'channelData', 'team', 'name'), 'Police')
    assert.equal(at(activity, 'channelData', 'channel', 'id'), policeChannel)
    for (const field of ['id', 'serviceUrl', 'timestamp', 'locale', 'recipient']) assert.ok(activity?.[field], field)
    assert.deepEqual([activity?.['channelId'], at(activity, 'recipient', 'id')], ['msteams', world.botId])
  })

  it('is told to the bot in a channel only where it is mentioned, in its own chat always', async () => {
    const write = (id: string, text: string) => local.page('police', 'POST', `${conversation(id)}/messages`, { text })
    await write(policeChannel, 'Just between us')
    assert.equal(local.arrived.length, 0)
    await write(policeChannel, '<at>Sightline</at> help')
    const [mentioned] = local.arrived
    assert.equal(mentioned?.activity['text'], '<at>Sightline</at> help')
    assert.equal(at(mentioned?.activity['entities'], 1, 'mentioned', 'id'), world.botId)
    const { body } = await local.page('police', 'GET', '/home')
    await write(String(at(body, 'chat', 'id')), 'help')
    assert.equal(at(local.arrived[1]?.activity, 'conversation', 'conversationType'), 'personal')
  })

  it('shows somebody as mentioned in a card only where the card names them to Teams', async () => {
    const card = (entities: readonly object[]) => ({
      ...askCard(),
      body: [{ type: 'TextBlock', text: 'For <at>Sam Priory</at>' }],
      msteams: { entities },
    })
    const named = {
      type: 'mention',
      text: '<at>Sam Priory</at>',
      mentioned: { id: people[1]?.oid, name: 'Sam Priory' },
    }
    const texts: unknown[] = []
    for (const entities of [[named], []]) {
      const path = `${conversation(policeChannel)}/activities`
      const { body } = await local.connector('POST', path, cardMessage(card(entities)))
      const shown = await local.page('police', 'GET', `${conversation(policeChannel)}/messages`)
      const threads = at(shown.body, 'threads') as readonly unknown[]
      const thread = threads.find((one) => at(one, 'root', 'id') === at(body, 'id'))
      texts.push(at(thread, 'root', 'cards', 0, 'body', 0, 'text'))
    }
    assert.deepEqual(texts, ['For <at>Sam Priory</at>', 'For Sam Priory'])
  })

  it('opens and submits dialogs and sends what is entered', async () => {
    const message = await postCard()
    const task = (step: string, data: unknown) =>
      local.page('police', 'POST', `${conversation(policeChannel)}/task/${step}`, { message, data, theme: 'dark' })
    await task('fetch', { msteams: { type: 'task/fetch' } })
    await task('submit', { answer: 'Yes' })
    const value = local.arrived.map(({ activity }) => [activity.name, activity.value])
    assert.deepEqual(value, [
      ['task/fetch', { data: { msteams: { type: 'task/fetch' } }, context: { theme: 'dark' } }],
      ['task/submit', { data: { answer: 'Yes' }, context: { theme: 'dark' } }],
    ])
    await local.page('police', 'POST', `${conversation(policeChannel)}/messages/${message}/submit`, { value: { a: 1 } })
    assert.deepEqual([local.arrived[2]?.activity.type, local.arrived[2]?.activity.value], ['message', { a: 1 }])
  })

  it('is possible only where one belongs, as somebody, on a card that is there', async () => {
    const message = await postCard()
    const act = (person: string, id: string) =>
      local.page(person, 'POST', `${conversation(policeChannel)}/messages/${id}/execute`, { verb: 'key' })
    assert.equal((await act('health', message)).status, 404)
    assert.equal((await act('police', '12345')).status, 404)
    const nobody = await fetch(`${local.origin}/local/teams/api/home`, { headers: { Authorization: 'Bearer x' } })
    assert.equal(nobody.status, 401)
    assert.equal(local.arrived.length, 0)
  })

  it('says when the bot cannot be reached, and keeps what was written', async () => {
    local.answerWith(() => ({ status: 500 }))
    const path = `${conversation(policeChannel)}/messages`
    const answer = await local.page('police', 'POST', path, { text: '<at>Sightline</at> hello?' })
    assert.equal(answer.status, 502)
    assert.match(String(at(answer.body, 'error')), /could not be reached/)
    assert.match(JSON.stringify((await local.page('police', 'GET', path)).body), /hello\?/)
  })

  it('counts what is new for each person until they have looked', async () => {
    await postCard(officeChannel)
    const unseen = async (person: string) =>
      at((await local.page(person, 'GET', '/home')).body, 'teams', 0, 'channels', 0, 'unseen')
    assert.equal(await unseen('chair'), 1)
    await local.page('chair', 'POST', `${conversation(officeChannel)}/seen`, {})
    assert.deepEqual([await unseen('chair'), await unseen('lead')], [0, 1])
  })

  it('streams changes to those who see them, and to nobody else', async () => {
    const listen = async (person: string) => {
      const headers = { Authorization: `Bearer ${await local.tokenOf(person)}` }
      const response = await fetch(`${local.origin}/local/teams/api/stream`, { headers })
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      await reader?.read()
      return reader
    }
    const [police, health] = [await listen('police'), await listen('health')]
    const first = await postCard()
    const second = await postCard(healthChannel)
    assert.match(String((await police?.read())?.value), new RegExp(`"id":"${first}"`))
    assert.match(String((await health?.read())?.value), new RegExp(`"id":"${second}"`))
    await Promise.all([police?.cancel(), health?.cancel()])
  })
})

describe('installing the app in local Teams', () => {
  it('tells the bot of each team once, also over a restart, and conversations stay', async () => {
    const database = await freshDatabase()
    const first = await start({ database })
    const { installed } = await first.teams.installApp()
    assert.deepEqual(
      installed,
      world.teams.map(({ id }) => id),
    )
    const all = first.arrived.map(({ activity }) => activity)
    assert.deepEqual(
      all.filter(({ type }) => type === 'installationUpdate').map((activity) => activity['action']),
      world.teams.map(() => 'add'),
    )
    const told = all.filter(({ type }) => type === 'conversationUpdate')
    assert.deepEqual(
      told.map((activity) => [
        activity.type,
        at(activity, 'channelData', 'eventType'),
        at(activity, 'channelData', 'team', 'name'),
      ]),
      world.teams.map(({ name }) => ['conversationUpdate', 'teamMemberAdded', name]),
    )
    assert.deepEqual(at(told[0], 'membersAdded'), [{ id: world.botId }])
    await first.connector('POST', `${conversation(policeChannel)}/activities`, { type: 'message', text: 'Before' })
    await first.close()

    const second = await start({ database })
    assert.deepEqual(await second.teams.installApp(), { installed: [] })
    await second.connector('POST', `${conversation(policeChannel)}/activities`, { type: 'message', text: 'After' })
    const { body } = await second.page('police', 'GET', `${conversation(policeChannel)}/messages`)
    assert.deepEqual(
      (at(body, 'threads') as readonly unknown[]).map((thread) => at(thread, 'root', 'text')),
      ['Before', 'After'],
    )
    await second.close()
    await database.drop()
  })

  it('tells the bot of its removal and its return, and lets it post only where it is', async () => {
    const local = await start()
    await local.teams.installApp()
    local.arrived.length = 0
    const post = async (id: string) =>
      (await local.connector('POST', `${conversation(id)}/activities`, { type: 'message', text: 'Hello' })).status
    const told = () =>
      local.arrived
        .splice(0)
        .map(({ activity }) => [activity.type, activity['action'], at(activity, 'channelData', 'eventType')])

    await local.teams.removeApp({ team: policeChannel })
    assert.deepEqual(told(), [
      ['installationUpdate', 'remove', undefined],
      ['conversationUpdate', undefined, 'teamMemberRemoved'],
    ])
    assert.deepEqual([await post(policeChannel), await post(healthChannel)], [403, 201])
    assert.equal((await local.connector('GET', `${conversation(policeChannel)}/members`)).status, 403)
    assert.deepEqual(await local.teams.installApp(), { installed: [] })
    await local.teams.addApp({ team: policeChannel })
    assert.deepEqual(told(), [
      ['installationUpdate', 'add', undefined],
      ['conversationUpdate', undefined, 'teamMemberAdded'],
    ])
    assert.equal(await post(policeChannel), 201)

    const person = people[1]?.oid ?? ''
    const open = () => local.connector('POST', '/conversations', { members: [{ id: person }], tenantId })
    const chat = String(at((await open()).body, 'id'))
    await local.teams.removeApp({ person })
    assert.deepEqual(told(), [['installationUpdate', 'remove', undefined]])
    assert.equal(await post(chat), 403)
    await local.teams.addApp({ person })
    assert.equal(await post(chat), 201)
    await local.close()
  })

  it('remembers over a restart what was removed, deleted and who joined', async () => {
    const database = await freshDatabase()
    const first = await start({ database })
    await first.teams.deleteChannel(healthChannel)
    await first.teams.addMember(policeChannel, people[4]?.oid ?? '')
    await first.close()
    const second = await start({ database })
    const get = (person: string, id: string) => second.page(person, 'GET', `${conversation(id)}/messages`)
    assert.equal((await get('health', healthChannel)).status, 404)
    assert.equal((await get('chair', policeChannel)).status, 200)
    await second.teams.restoreChannel(healthChannel)
    await second.teams.removeMember(policeChannel, people[4]?.oid ?? '')
    assert.equal((await get('health', healthChannel)).status, 200)
    assert.equal((await get('chair', policeChannel)).status, 404)
    await second.close()
    await database.drop()
  })

  it('tells the bot again where it did not take the news', async () => {
    const local = await start()
    local.answerWith(() => ({ status: 401 }))
    await assert.rejects(local.teams.installApp(), /did not take its installation/)
    local.answerWith(() => ({ status: 200 }))
    assert.equal((await local.teams.installApp()).installed.length, world.teams.length)
    await local.close()
  })
})
