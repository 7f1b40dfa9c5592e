import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'mocha'
import { parse } from 'yaml'
import { createAdapter } from '../../bot/teams/adapter.ts'
import { createTeams } from '../../bot/teams/send.ts'
import { dialogPayload, payload } from '../../cards/verbs.ts'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { partsOf, textsOf, valuesOf } from '../cards/read-card.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import { until } from '../support/until.ts'
import { type Playground, settingsFile, startPlayground } from './start-playground.ts'

type Card = { readonly [name: string]: unknown }
interface Player {
  readonly id: string
  readonly name: string
  readonly aadObjectId: string
}
interface Settings {
  readonly tenantId: string
  readonly currentUser: Player
  readonly users: readonly Player[]
  readonly personalChat: { readonly id: string }
  readonly team: { readonly id: string }
}
/** What its server tells its page. */
interface Streamed {
  readonly action: string
  readonly actionConversationId: string
  readonly message?: { readonly messageId: string; readonly attachments?: readonly { readonly content: Card }[] }
}
/** A message the bot wrote there. */
interface Written {
  readonly conversation: string
  readonly message: string
  readonly card: Card
}

const settings: Settings = parse(readFileSync(settingsFile, 'utf8'))
const round = 'ce-children-2026'
const place = { partnership: 'swindon', round, agency: 'police' }
const nil = { kind: 'not-known', systems: 'Niche, Athena', from: '2025-10-01', to: '2026-09-30', confirm: 'true' }

describe('Microsoft’s Agents Playground, a client that is not ours', function () {
  this.timeout(90_000)
  let sightline: RunningSightline
  let playground: Playground
  let stream: WebSocket
  const written: Written[] = []

  before(async () => {
    sightline = await runningSightline({ playground: true })
    playground = await startPlayground(`${sightline.origin}/api/messages`)
    stream = new WebSocket(`${playground.origin.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`)
    stream.addEventListener('message', ({ data }) => {
      const { action, actionConversationId: conversation, message } = JSON.parse(String(data)) as Streamed
      const card = message?.attachments?.[0]?.content
      if (action === 'createMessage' && message && card)
        written.push({ conversation, message: message.messageId, card })
    })
    await new Promise((done) => stream.addEventListener('open', done, { once: true }))
  })
  after(async () => {
    stream?.close()
    await playground?.stop()
    await sightline.end()
  })

  /** Asks the Playground's own server what its page asks it. */
  const ask = async (path: string, body: object) => {
    const answer = await fetch(`${playground.origin}/_conversation/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, from: { id: settings.currentUser.id } }),
    })
    const text = await answer.text()
    assert.equal(answer.status, 200, text)
    return (text === '' ? {} : JSON.parse(text)) as { readonly type?: string; readonly value?: Card }
  }
  /** The next message the bot writes there while somebody does something. */
  const answerTo = async (doing: () => Promise<unknown>): Promise<Written> => {
    const before = written.length
    await doing()
    await until(async () => written.length > before, 'the bot’s answer')
    return written.at(-1) as Written
  }
  const say = (text: string) =>
    answerTo(() =>
      ask(`conversations/${encodeURIComponent(settings.personalChat.id)}/messages`, {
        type: 'text',
        text,
        textFormat: 'plain',
      }),
    )
  /** Presses an `Action.Submit`, which arrives as a message with its data. */
  const submit = ({ conversation, message }: Omit<Written, 'card'>, value: object) =>
    answerTo(() => ask('submit', { value, conversation: { id: conversation }, replyToId: message }))

  it('plays people of the sample, known by their ids, in the channel of their agency', () => {
    const file = readPartnershipFile('infra/partnerships/swindon-2026-27.yaml')
    assert.ok(!('faults' in file) && file.sample)
    const { people, teams } = file.sample
    for (const { id, name, aadObjectId } of [settings.currentUser, ...settings.users]) {
      const person = people.find(({ oid }) => oid === aadObjectId)
      assert.deepEqual(person && [person.tid, person.name], [settings.tenantId, name], id)
    }
    const team = teams.find(({ id }) => id === settings.team.id)
    assert.deepEqual(team && [team.agency, team.channel.id], ['police', settings.team.id])
  })

  it('is answered what somebody types, with a card', async () => {
    assert.match(textsOf((await say('due')).card).join('\n'), /Still open.*By Wednesday 2 December 2026/s)
    assert.match(textsOf((await say('what is this?')).card).join('\n'), /mine/)
  })

  it('takes our cards, tells who is in the team, and lets the case key be confirmed', async () => {
    const adapter = createAdapter({
      appType: 'SingleTenant',
      appId: 'sightline',
      tenantId: settings.tenantId,
      tenants: [settings.tenantId],
      signOutgoing: async () => 'unsigned',
    })
    const { tenantId, team } = settings
    const teams = createTeams({ adapter, serviceUrl: playground.serviceUrl, tenantId, appId: 'sightline' })
    const roster = await teams.roster(team.id)
    assert.ok(roster.is === 'read' && roster.members.length === 6)
    const police = await sightline.as('police-representative')
    const { json } = await police.card('police', round)
    const card = await answerTo(() => teams.post({ team: team.id, channel: team.id }, json as Card, 'Asked'))
    const conversation = { id: `${team.id};messageid=${card.message}` }
    const action = { type: 'Action.Execute', verb: 'confirm-key', data: payload('confirm-key', place) }
    const answer = await ask('invoke', {
      name: 'adaptiveCard/action',
      value: { action },
      conversation,
      replyToId: card.message,
    })
    assert.equal(answer.type, 'application/vnd.microsoft.card.adaptive')
    assert.ok(partsOf(answer.value).some(({ title }) => title === 'Not known to our agency'))

    // It opens no dialogs, so “Not known” comes to a message; its form is nothing to fill in before all the channel.
    const pressed = await submit({ conversation: conversation.id, message: card.message }, dialogPayload('nil', place))
    assert.ok(partsOf(pressed.card).some(({ type }) => type === 'Action.OpenUrl'))
    assert.match(textsOf(pressed.card).join('\n'), /Nil return.*can be done in Sightline/s)
  })

  it('lets a nil return be made in its personal chat, which is filed once', async () => {
    await sightline.settle()
    const form = await submit(await say('help'), dialogPayload('nil', place))
    const [choices] = partsOf(form.card).flatMap(({ id, choices }) =>
      id === 'cases' ? [choices as readonly { readonly value: string }[]] : [],
    )
    const key = choices?.[0]?.value ?? ''
    const [button] = form.card['actions'] as readonly { readonly data: object }[]
    const filled = { ...valuesOf(form.card as never), ...button?.data, ...nil, cases: key }
    assert.match(textsOf((await submit(form, filled)).card).join('\n'), /Received/)
    assert.match(textsOf((await submit(form, filled)).card).join('\n'), /Received/)
    await sightline.settle()
    assert.deepEqual(
      (await sightline.views.events(key)).map(({ is }) => is),
      ['ask', 'confirm-key', 'nil'],
    )
    const [view] = await sightline.views.views({ key })
    assert.equal(view?.request.returned?.by.oid, settings.currentUser.aadObjectId)
  })

  it('opens nothing to a person who is not known, nor to one who answers elsewhere than on this machine', async () => {
    const send = (over: object) =>
      fetch(`${sightline.origin}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          type: 'invoke',
          name: 'adaptiveCard/action',
          serviceUrl: playground.serviceUrl,
          channelId: 'msteams',
          from: { id: '29:alex', name: 'Alex', aadObjectId: '00000000-0000-0000-0000-000000000020' },
          recipient: { id: '28:sightline' },
          conversation: { id: settings.personalChat.id, conversationType: 'personal', tenantId: settings.tenantId },
          value: { action: { verb: 'confirm-key', data: payload('confirm-key', place) } },
          ...over,
        }),
      })
    assert.match(await (await send({})).text(), /does not know you yet/)
    assert.equal((await send({ serviceUrl: 'https://elsewhere.example/' })).status, 403)
  })
})
