import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { dialogPayload, payload } from '../../cards/verbs.ts'
import { partsOf } from '../cards/read-card.ts'
import { buildPartnership, samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildRequest, buildRound } from '../support/build-request.ts'
import { arriving, cardOf, channelOf, filled, inPerson, textOf, withChannels } from './arriving.ts'

const { police } = samplePeople
const audit = { partnership: 'sample', round: 'exploited-2026', agency: 'police' }
const found = { kind: 'not-known', systems: 'Niche and Athena', from: '2025-10-01', to: '2026-09-30', confirm: 'true' }

const asked = buildRequest()
const { keyConfirmed: _, ...unconfirmed } = asked

describe('A client that opens no dialogs', () => {
  const room = (confirmed = true) => {
    const bot = arriving({
      partnership: withChannels(buildPartnership()),
      rounds: [buildRound()],
      definitions: { 'hash-1': buildDefinition() },
      views: [{ request: confirmed ? asked : unconfirmed, waiting: [] }],
    })
    /** Presses a button whose data comes as a message. */
    const press = (value: unknown, place = inPerson) =>
      bot.onArrival({ sort: 'message', by: police, text: '', value, place })
    return { ...bot, press }
  }

  it('gets the dialog’s card as a message in its own chat, and fills it in there', async () => {
    const bot = room()
    const form = await bot.press(dialogPayload('nil', audit))
    assert.ok('card' in form)
    const lacking = await bot.press(filled(form, { ...found, systems: '' }))
    assert.match(textOf(lacking), /⚠/)
    assert.match(textOf(await bot.press(filled(lacking, found))), /Received/)
    assert.deepEqual(
      bot.submitted.map(({ command }) => command.do),
      ['nil'],
    )
  })

  it('is shown the way to the page in a channel, where others would read what was typed', async () => {
    const bot = room()
    const here = channelOf('police')
    for (const verb of ['nil', 'complete', 'ask-question', 'share'] as const) {
      const card = cardOf(await bot.press(dialogPayload(verb, audit), here))
      const links = partsOf(card).flatMap(({ type, url }) => (type === 'Action.OpenUrl' ? [String(url)] : []))
      assert.match(links.join(), /^https:\/\/teams\.example\/tab\/(returns\/exploited-2026|share\/police)$/)
      assert.ok(!partsOf(card).some(({ type }) => String(type).startsWith('Input.')))
    }
    const form = await bot.press(dialogPayload('nil', audit))
    assert.match(textOf(await bot.press(filled(form, found), here)), /Not done/)
    assert.deepEqual(bot.submitted, [])
  })

  it('confirms the case key where its button is sent as a message', async () => {
    const bot = room(false)
    const answer = await bot.press(payload('confirm-key', audit), channelOf('police'))
    assert.match(textOf(answer), /Complete/)
  })

  it('is refused what is another agency’s like everybody', async () => {
    const answer = await room().press(dialogPayload('nil', { ...audit, agency: 'health' }))
    assert.match(textOf(answer), /Not done/)
  })
})
