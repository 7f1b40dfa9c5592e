import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { dialogPayload, type FormVerb, nextPayload, payload } from '../../cards/verbs.ts'
import { partsOf, textsOf } from '../cards/read-card.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import { type BotAnswer, channelOf, type Json, type Somebody } from '../support/somebody.ts'
import { until } from '../support/until.ts'

const round = 'ce-children-2026'
const place = { partnership: 'swindon', round, agency: 'police' }

/** The card inside a dialog, and what it would send as it stands. */
const cardIn = ({ body }: BotAnswer): Json => {
  const { task } = body as { task: { value: { card: { content: Json } } } }
  return task.value.card.content
}
const filled = (answer: BotAnswer, entered: Json): Json => {
  const card = cardIn(answer)
  const [button] = card['actions'] as readonly { readonly data: Json }[]
  return { ...button?.data, ...entered }
}
const keysIn = (answer: BotAnswer): readonly string[] =>
  partsOf(cardIn(answer)).flatMap(({ id, choices }) =>
    id === 'cases' ? (choices as { value: string }[]).map(({ value }) => value) : [],
  )

describe('What an agency does from its card, through Teams', function () {
  this.timeout(60_000)
  let sightline: RunningSightline
  let police: Somebody
  let deputy: Somebody
  let ssu: Somebody
  let card = ''

  before(async () => {
    sightline = await runningSightline()
    police = await sightline.as('police-representative')
    deputy = await sightline.as('police-deputy')
    ssu = await sightline.as('ssu-lead')
    card = (await police.card('police', round)).id
    await police.execute('police', card, 'confirm-key', payload('confirm-key', place))
    await sightline.settle()
  })
  after(() => sightline.end())

  const opened = (who: Somebody, verb: FormVerb) => who.dialog('police', card, 'fetch', dialogPayload(verb, place))
  const sent = (who: Somebody, answer: BotAnswer, entered: Json) =>
    who.dialog('police', card, 'submit', filled(answer, entered))
  const revisionOf = async (key: string) => (await sightline.views.views({ key }))[0]?.request.revision
  const toTab = async (key: string, command: Json) =>
    ssu.api('moves', {
      id: `tab-${command['do']}-${Math.random().toString(36).slice(2)}`,
      key,
      base: await revisionOf(key),
      command,
    })

  /** Reads a conversation of local Teams as this person sees it. */
  const local = async (who: Somebody, path: string, body?: Json) => {
    const answer = await fetch(`${sightline.origin}/local/teams/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${who.token}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return (await answer.json()) as Json
  }
  interface Said {
    readonly id: string
    readonly author: { readonly bot: boolean }
    readonly cards: readonly Json[]
  }
  const said = async (who: Somebody, conversation: string): Promise<readonly Said[]> => {
    const { threads } = await local(who, `conversations/${encodeURIComponent(conversation)}/messages`)
    return (threads as { root: Said; replies: readonly Said[] }[]).flatMap(({ root, replies }) => [root, ...replies])
  }
  const wordsOf = ({ cards }: Said): string =>
    partsOf(cards)
      .flatMap(({ text, title, value }) => [text, title, value].filter((words) => typeof words === 'string'))
      .join('\n')
  const answerTo = async (who: Somebody, text: string, conversation: string): Promise<string> => {
    const known = new Set((await said(who, conversation)).map(({ id }) => id))
    await local(who, `conversations/${encodeURIComponent(conversation)}/messages`, { text })
    let words: string | undefined
    const answered = async () => {
      const answer = (await said(who, conversation)).find(({ id, author }) => !known.has(id) && author.bot)
      words = answer && wordsOf(answer)
      return words !== undefined
    }
    await until(answered, `an answer to ${text}`, 5_000)
    return words ?? ''
  }

  it('is offered in the card’s menu, six buttons in all', async () => {
    const { json } = await police.card('police', round)
    const titles = partsOf(json).flatMap(({ actions = [] }) =>
      (actions as { title: string }[]).map(({ title }) => title),
    )
    assert.equal(titles.length, 6)
    assert.ok(titles.includes('Ask for more time') && titles.some((title) => title.startsWith('More: ')))
  })

  it('asks for more time: the card says so, the SSU grants it, and the card and its thread follow', async () => {
    const dialog = await opened(police, 'ask-extension')
    const [key = ''] = keysIn(dialog)
    const entered = { cases: key, 'answer.until': '2026-12-16', 'answer.reason': 'Our team manager is away.' }
    const early = await sent(police, dialog, { ...entered, 'answer.until': '2026-10-20' })
    assert.match(early.text, /Please choose a day after Wednesday 2 December 2026/)
    assert.match(early.text, /Our team manager is away\./)
    assert.match((await sent(police, dialog, entered)).text, /Received/)
    await sightline.settle()
    assert.match((await deputy.card('police', round)).text, /has asked for more time, until 16 Dec 2026/)
    const { status } = await toTab(key, { do: 'grant-extension', until: '2026-12-16' })
    assert.equal(status, 202)
    await sightline.settle()
    const { text, json } = await deputy.card('police', round)
    assert.match(text, /More time was given: it is due on 16 Dec 2026\./)
    assert.match(text, /Waiting for your answer; due 16 Dec 2026/)
    assert.ok(!JSON.stringify(json).includes('team manager'))
    const thread = (await said(police, channelOf('police'))).map(wordsOf).join('\n')
    assert.match(thread, /<at>Jasvinder Oakmoss<\/at>, the .* has given more time for/)
  })

  it('asks a question, whose answer comes back on the card', async () => {
    const dialog = await opened(police, 'ask-question')
    const [key = ''] = keysIn(dialog)
    const question = 'Does **the period** begin with the move?'
    await sent(police, dialog, { cases: key, 'answer.question': question })
    await sightline.settle()
    assert.match((await deputy.card('police', round)).text, /has yet to answer/)
    await toTab(key, { do: 'answer-question', answer: 'From the first contact, wherever that was.' })
    await sightline.settle()
    const texts = textsOf((await deputy.card('police', round)).json)
    assert.ok(texts.includes('Jasvinder Oakmoss asked: “Does **the period** begin with the move?”'))
    assert.ok(texts.some((text) => /answered: “From the first contact, wherever that was\.”/.test(text)))
  })

  it('hands a case to a colleague, who is mentioned and may then answer', async () => {
    const practitioner = await sightline.as('police-practitioner')
    const complete = dialogPayload('complete', place)
    assert.match(
      (await practitioner.dialog('police', card, 'fetch', complete)).text,
      /for those who answer for Wiltshire Police/,
    )
    const dialog = await police.dialog('police', card, 'submit', nextPayload('hand-over', place))
    const [, , key = ''] = keysIn(dialog)
    await sent(police, dialog, { cases: key, 'answer.to': 'Emeka Thorn (practitioner)' })
    await sightline.settle()
    assert.match((await deputy.card('police', round)).text, /With Emeka Thorn, handed over by Jasvinder Oakmoss/)
    const thread = (await said(police, channelOf('police'))).map(wordsOf).join('\n')
    assert.match(thread, /<at>Emeka Thorn<\/at>, Jasvinder Oakmoss has handed you/)
    const form = await practitioner.dialog('police', card, 'fetch', complete)
    assert.match(
      JSON.stringify(form.body),
      new RegExp(`/tab/form\\?key=${encodeURIComponent(key).replaceAll('.', '\\.')}`),
    )
  })

  it('types commands in the channel and in person, and sees its own alone', async () => {
    const channel = channelOf('police')
    const mine = await answerTo(police, '<at>Sightline</at> Mine', channel)
    assert.match(mine, /Asked, and how it stands/)
    assert.doesNotMatch(mine, /Great Western|Not returned/)
    const here = await answerTo(ssu, '<at>Sightline</at> due', channel)
    assert.doesNotMatch(here, /Great Western|Not returned/)
    const { chat } = await local(ssu, 'home')
    const own = (chat as { id: string }).id
    const whole = await answerTo(ssu, 'DUE', own)
    assert.match(whole, /0 of \d+ agencies complete/)
    assert.match(whole, /Not returned: .*Police/)
    assert.match(await answerTo(ssu, `status ${round}`, own), /By agency/)
    assert.match(await answerTo(ssu, 'ask', own), /Issue a request/)
    const theirs = ((await local(police, 'home'))['chat'] as { id: string }).id
    assert.match(await answerTo(police, 'what is this?', theirs), /does not know that word/)
    assert.match(await answerTo(police, 'hi', theirs), /What Sightline does here/)
    assert.match(await answerTo(police, 'ask', theirs), /Requests are issued by the/)
  })

  it('takes nothing from a guest whose organisation is not allowed', async () => {
    const serviceUrl = `${sightline.origin}/local/teams/`
    const tenant = { id: '99999999-0000-4000-8000-000000000000' }
    const token = await sightline.issuer.signBotToken({ serviceUrl })
    const answer = await fetch(`${sightline.origin}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({
        type: 'invoke',
        name: 'task/fetch',
        channelId: 'msteams',
        serviceUrl,
        id: '1',
        from: { id: '29:guest', aadObjectId: 'f9444ccb-5e1d-48ba-a677-709b904db537' },
        recipient: { id: '28:bot' },
        conversation: { id: channelOf('police'), conversationType: 'channel', tenantId: tenant.id },
        channelData: { tenant },
        value: { data: dialogPayload('nil', place) },
      }),
    })
    assert.equal(answer.status, 403)
    assert.match(await answer.text(), /does not serve the organisation/)
  })

  it('logs nothing of what anybody typed', () => {
    assert.doesNotMatch(sightline.said.join('\n'), /team manager|first contact|the period/)
  })
})
