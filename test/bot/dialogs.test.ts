import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { RoleHeld } from '../../assurance/who.ts'
import type { Answer } from '../../bot/seam.ts'
import { dialogPayload, type FormVerb, nextPayload, payload } from '../../cards/verbs.ts'
import { partsOf, valuesOf } from '../cards/read-card.ts'
import { buildPartnership, buildPerson, samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildRound } from '../support/build-request.ts'
import { arriving, cardOf, channelOf, filled, inPerson, pageOf, pseudonymOf, textOf, withChannels } from './arriving.ts'

const { police, policePractitioner, health, ssu } = samplePeople
const lead = buildPerson('police-lead', 'Lee Lead', [{ role: 'lead', agency: 'police' }])
const partnership = withChannels(buildPartnership({ people: [...Object.values(samplePeople), lead] }))
const parts = [{ id: 'practitioner', title: 'The practitioner’s part', by: 'practitioner' as const }]
const short = buildDefinition({
  family: 'survey',
  kind: 'practitioner-questionnaire',
  title: 'What you see',
  nil: false,
  sections: [{ id: 'lived', kind: 'practitioner', title: 'Frontline experience' }],
  fields: [
    buildField({ id: 'often', type: 'choice', options: ['Often', 'Seldom'], rules: [{ rule: 'required' }] }),
    buildField({ id: 'why', type: 'long-text', rules: [{ rule: 'length', max: 500 }] }),
  ],
})

const place = (round: string, agency = 'police') => ({ partnership: 'sample', round, agency })
const audit = place('exploited-2026')
const caseOf = (ref: string, over: Parameters<typeof buildRequest>[0] = {}) => ({
  request: buildRequest({ caseRef: ref, ...over }),
  waiting: [],
})
const survey = buildRound({
  id: 'survey',
  kind: 'practitioner-questionnaire',
  title: 'What you see',
  definition: 'short',
  anonymous: true,
})
const one = buildRound({ id: 'one', kind: 'scrutiny-request', title: 'One question', definition: 'short' })
const asked = (pseudonym: string) => ({
  request: buildRequest({ kind: survey.kind, round: survey.id, definition: 'short', pseudonym }),
  waiting: [],
})

const room = (over: { readonly views?: Parameters<typeof arriving>[0]['views'] } = {}) =>
  arriving({
    partnership,
    rounds: [buildRound(), survey, one],
    definitions: { 'hash-1': buildDefinition({ parts }), short },
    views: [
      caseOf('C-1'),
      caseOf('C-2', { dueOn: '2026-12-16' }),
      caseOf('C-3', { agency: 'health' }),
      asked(pseudonymOf('survey', policePractitioner)),
      asked('p-somebody-else'),
      { request: buildRequest({ kind: one.kind, round: one.id, definition: 'short' }), waiting: [] },
    ],
    ...over,
  })
const here = channelOf('police')
const problemsIn = (answer: Answer): readonly string[] =>
  partsOf(cardOf(answer)).flatMap(({ text }) => (typeof text === 'string' && text.startsWith('⚠') ? [text] : []))
const keysIn = (answer: Answer): readonly string[] =>
  partsOf(cardOf(answer)).flatMap(({ id, choices }) =>
    id === 'cases' ? (choices as { value: string }[]).map(({ value }) => value) : [],
  )

describe('the dialog of a move', () => {
  const opened = (bot: ReturnType<typeof room>, doing: FormVerb) => bot.fetch(police, dialogPayload(doing, audit), here)

  it('offers the requests it can be done to, with their days where they differ, and no other agency’s', async () => {
    const text = textOf(await opened(room(), 'ask-extension'))
    assert.match(text, /Ask for more time/)
    assert.match(text, /C-1, due 2 Dec 2026/)
    assert.match(text, /C-2, due 16 Dec 2026/)
    assert.doesNotMatch(text, /C-3/)
  })

  it('asks for more time for several at once, and the record has it', async () => {
    const bot = room()
    const dialog = await opened(bot, 'ask-extension')
    const entered = {
      cases: keysIn(dialog).join(','),
      'answer.until': '2027-01-08',
      'answer.reason': 'Our lead is away.',
    }
    const receipt = await bot.send(police, filled(dialog, entered), here)
    assert.match(textOf(receipt), /Received/)
    assert.match(textOf(receipt), /More time asked for/)
    assert.equal(bot.submitted.length, 2)
    const [view] = await bot.views.views({ key: keysIn(dialog)[0] ?? '' })
    assert.deepEqual(
      [view?.request.extension?.until, view?.request.extension?.reason],
      ['2027-01-08', 'Our lead is away.'],
    )
  })

  it('comes back with each problem beside its field and all that was typed', async () => {
    const bot = room()
    const dialog = await opened(bot, 'ask-extension')
    const key = keysIn(dialog)[0] ?? ''
    const typed = { cases: key, 'answer.until': '2026-11-02', 'answer.reason': 'Away until $' + '{then}, **sorry**' }
    const again = await bot.send(police, filled(dialog, typed), here)
    assert.deepEqual(problemsIn(again), ['⚠ Please choose a day after Wednesday 2 December 2026, when it is due.'])
    const values = valuesOf(cardOf(again))
    assert.equal(values['cases'], key)
    assert.equal(String(values['answer.reason']).replaceAll('\u2060', ''), typed['answer.reason'])
    const nothing = await bot.send(police, filled(dialog, { cases: '', 'answer.reason': 'Away' }), here)
    assert.deepEqual(problemsIn(nothing), ['⚠ Please choose at least one.'])
    const empty = await bot.send(police, filled(dialog, { cases: key, 'answer.until': '', 'answer.reason': '' }), here)
    assert.equal(problemsIn(empty).length, 2)
    assert.equal(bot.submitted.length, 0)
    const mended = await bot.send(police, filled(again, { 'answer.until': '2027-01-08' }), here)
    assert.match(textOf(mended), /Received/)
  })

  it('is one move however often its button is pressed', async () => {
    const bot = room()
    const dialog = await opened(bot, 'ask-question')
    const sent = filled(dialog, { cases: keysIn(dialog)[0], 'answer.question': 'From which day?' })
    const ids = new Set<string>()
    for (let press = 0; press < 3; press += 1) assert.match(textOf(await bot.send(police, sent, here)), /Received/)
    for (const { id } of bot.submitted) ids.add(id)
    assert.equal(ids.size, 1)
  })

  it('says who was first where somebody else asked meanwhile', async () => {
    const bot = room()
    const [mine, theirs] = [
      await opened(bot, 'ask-extension'),
      await bot.fetch(lead, dialogPayload('ask-extension', audit), here),
    ]
    const entered = { cases: keysIn(mine).join(','), 'answer.until': '2027-01-08', 'answer.reason': 'Away' }
    await bot.send(police, filled(mine, entered), here)
    const second = textOf(await bot.send(lead, filled(theirs, entered), here))
    assert.match(second, /Pat Police has asked for more time already, until Friday 8 January 2027/)
    assert.equal(bot.submitted.length, 2)
  })

  it('hands a request to the colleague that was chosen, also where the list has changed since', async () => {
    const bot = room()
    const dialog = await opened(bot, 'hand-over')
    const choice = 'Robin Beat (practitioner)'
    const sent = filled(dialog, { cases: keysIn(dialog)[0], 'answer.to': choice })
    bot.become({
      ...partnership,
      people: [buildPerson('new', 'Ada New', [{ role: 'auditor', agency: 'police' }]), ...partnership.people],
    })
    const receipt = textOf(await bot.send(police, sent, here))
    assert.match(receipt, /Handed to a colleague/)
    assert.match(receipt, /Robin Beat/)
    const [view] = await bot.views.views({ key: keysIn(dialog)[0] ?? '' })
    assert.equal(view?.request.handed?.to.oid, policePractitioner.oid)
    const forged = await bot.send(
      police,
      filled(dialog, { cases: keysIn(dialog)[1], 'answer.to': 'Hari Health (representative)' }),
      here,
    )
    assert.ok(problemsIn(forged).length > 0)
  })

  it('invites to a part, after which the colleague reaches the form and before which they do not', async () => {
    const bot = room()
    const before = await bot.fetch(policePractitioner, dialogPayload('complete', audit), here)
    assert.match(textOf(before), /This card is for those who answer for Police service/)
    const dialog = await opened(bot, 'invite')
    const [key = ''] = keysIn(dialog)
    const entered = { cases: key, 'answer.part': parts[0]?.title, 'answer.to': 'Robin Beat (practitioner)' }
    assert.match(textOf(await bot.send(police, filled(dialog, entered), here)), /Invited to a part/)
    const page = pageOf(await bot.fetch(policePractitioner, dialogPayload('complete', audit), here))
    assert.equal(new URL(page).searchParams.get('key'), key)
  })

  it('says whom to ask where there is no colleague to choose', async () => {
    const bot = room()
    bot.become({ ...partnership, people: [police, ssu] })
    assert.match(textOf(await opened(bot, 'hand-over')), /Nobody else of Police service is in the list People/)
  })

  it('is reached from “More” too, which offers what one may do', async () => {
    const bot = room()
    const more = await bot.fetch(police, dialogPayload('more', audit), here)
    assert.match(textOf(more), /Ask for more time[\s\S]*Hand to a colleague[\s\S]*Share early[\s\S]*Invite/)
    assert.match(textOf(await bot.send(police, nextPayload('hand-over', audit), here)), /Which is this for\?/)
    assert.match(pageOf(await bot.send(police, nextPayload('share', audit), here)), /share\?agency=police$/)
    assert.equal(bot.submitted.length, 0)
  })
})

describe('a page that was opened in a dialog', () => {
  it('closes it without a word, having done everything itself', async () => {
    for (const closing of ['returned', 'handedIn', 'shared', 'issued', 'closed'])
      assert.deepEqual(await room().send(police, { [closing]: 'x' }, here), { nothing: true })
    assert.match(textOf(await room().send(police, { opened: 'x' }, here)), /could not be read/)
  })
})

describe('a request short enough for a card', () => {
  const opened = (bot: ReturnType<typeof room>) => bot.fetch(police, dialogPayload('complete', place('one')), here)

  it('is answered in its dialog, and a long one on its page', async () => {
    const bot = room()
    const dialog = await opened(bot)
    assert.match(textOf(dialog), /Question often/)
    const receipt = await bot.send(
      police,
      filled(dialog, { 'answer.often': 'Often', 'answer.why': 'Every week.' }),
      here,
    )
    assert.match(textOf(receipt), /Received[\s\S]*Scrutiny request/)
    const [view] = await bot.views.views({ round: 'one' })
    assert.deepEqual(view?.request.answers, { often: 'Often', why: 'Every week.' })
    assert.match(
      pageOf(await bot.fetch(police, dialogPayload('complete', audit), here)),
      /form\?round=exploited-2026&agency=police/,
    )
  })

  it('comes back with each problem and all that was typed', async () => {
    const bot = room()
    const again = await bot.send(police, filled(await opened(bot), { 'answer.why': 'x'.repeat(600) }), here)
    assert.deepEqual(problemsIn(again).length, 2)
    assert.equal(String(valuesOf(cardOf(again))['answer.why']).length, 600)
    assert.equal(bot.submitted.length, 0)
  })

  it('says who was first where a colleague answered meanwhile, and keeps what was typed', async () => {
    const bot = room()
    const [mine, theirs] = [await opened(bot), await bot.fetch(lead, dialogPayload('complete', place('one')), here)]
    await bot.send(police, filled(mine, { 'answer.often': 'Often' }), here)
    const second = await bot.send(lead, filled(theirs, { 'answer.often': 'Seldom', 'answer.why': 'Mine.' }), here)
    assert.match(textOf(second), /Pat Police returned this on/)
    assert.equal(valuesOf(cardOf(second))['answer.why'], 'Mine.')
    assert.equal(bot.submitted.length, 1)
  })
})

describe('a questionnaire that asks people', () => {
  it('opens the form of whoever presses, without their key, name or pseudonym on it', async () => {
    const bot = room()
    const dialog = await bot.fetch(policePractitioner, dialogPayload('complete', place('survey')), here)
    assert.match(textOf(dialog), /Your name is not kept with your answers/)
    assert.doesNotMatch(JSON.stringify(cardOf(dialog)), /p-survey|oid-police|Robin/)
    const receipt = textOf(await bot.send(policePractitioner, filled(dialog, { 'answer.often': 'Seldom' }), here))
    assert.match(receipt, /You; your name is not kept/)
    assert.doesNotMatch(receipt, /Robin/)
    const answered = (await bot.views.views({ round: 'survey' })).filter(({ request }) => request.state === 'returned')
    assert.deepEqual(
      answered.map(({ request }) => request.pseudonym),
      [pseudonymOf('survey', policePractitioner)],
    )
  })

  it('tells whoever is not asked that nothing is needed from them', async () => {
    for (const who of [police, lead])
      assert.match(
        textOf(await room().fetch(who, dialogPayload('complete', place('survey')), here)),
        /you are not one of them/,
      )
  })

  it('cannot be answered for somebody else by naming their request', async () => {
    const key = asked('p-somebody-else').request.key
    const sent = { ...payload('complete', place('survey'), key), attempt: 'a', base: 1, 'answer.often': 'Often' }
    const bot = room()
    assert.match(textOf(await bot.send(policePractitioner, sent, here)), /no longer there, so nothing was sent/)
    assert.match(textOf(await bot.send(police, sent, here)), /you are not one of them/)
    assert.equal(bot.submitted.length, 0)
  })
})

describe('a card that was forged, replayed or has had its day', () => {
  const refusedFor = async (who: typeof police, value: object, from = here) => {
    const bot = room()
    const answers = [await bot.fetch(who, value, from), await bot.send(who, { ...value, attempt: 'a' }, from)]
    assert.equal(bot.submitted.length, 0)
    return answers.map(textOf).join('\n')
  }

  it('cannot reach another agency’s request, from any channel or in person', async () => {
    const theirs = dialogPayload('ask-extension', place('exploited-2026', 'health'))
    assert.match(await refusedFor(police, theirs), /belongs to the channel of Health service/)
    assert.match(await refusedFor(police, theirs, channelOf('health')), /for those who answer for Health service/)
    assert.match(await refusedFor(police, theirs, inPerson), /for those who answer for Health service/)
  })

  it('cannot carry another agency’s key, or that of another round', async () => {
    const bot = room()
    const other = caseOf('C-3', { agency: 'health' }).request.key
    const dialog = await bot.fetch(police, dialogPayload('hand-over', audit), here)
    const sent = filled(dialog, { cases: other, 'answer.to': 'Robin Beat (practitioner)' })
    assert.match(textOf(await bot.send(police, sent, here)), /no longer asked of you/)
    assert.match(
      textOf(await bot.fetch(police, { ...dialogPayload('complete', audit), key: other }, here)),
      /could not be read/,
    )
    const elsewhere = buildRequest({ kind: one.kind, round: one.id }).key
    assert.match(
      textOf(await bot.fetch(police, dialogPayload('complete', audit, elsewhere), here)),
      /not yours to answer/,
    )
    assert.equal(bot.submitted.length, 0)
  })

  it('cannot have its verb changed into one that is not the agency’s, or is none', async () => {
    for (const verb of ['grant-extension', 'accept', 'withdraw', 'set-due', 'explode'])
      assert.match(
        await refusedFor(police, { ...dialogPayload('nil', audit), verb }),
        /does not know what this button asks for/,
      )
    const pressed = textOf(await room().press(police, payload('ask-extension', audit), here))
    assert.match(pressed, /works from the newest card/)
  })

  it('is told apart where it is from before a change', async () => {
    assert.match(await refusedFor(police, { ...dialogPayload('hand-over', audit), sightline: 0 }), /before a change/)
  })

  it('does nothing for somebody who has moved to another agency since, or has left', async () => {
    const bot = room()
    const dialog = await bot.fetch(police, dialogPayload('ask-question', audit), here)
    const sent = filled(dialog, { cases: keysIn(dialog)[0], 'answer.question': 'Why?' })
    const now = (holds: readonly RoleHeld[]) => bot.become({ ...partnership, people: [{ ...police, holds }, health] })
    now([{ role: 'representative', agency: 'health' }])
    assert.match(textOf(await bot.send(police, sent, here)), /for those who answer for Police service/)
    assert.match(textOf(await bot.say(police, 'mine', here)), /belongs to Police service, and you to another/)
    bot.become({ ...partnership, people: [health] })
    assert.match(textOf(await bot.send(police, sent, here)), /does not know you yet/)
    assert.equal(bot.submitted.length, 0)
  })

  it('does nothing for the same object id from another tenant', async () => {
    const guest = { ...police, tid: '00000000-0000-4000-8000-0000000000ff' }
    assert.match(textOf(await room().fetch(guest, dialogPayload('nil', audit), here)), /does not know you yet/)
  })

  it('says what became of it where the request was returned or the round closed since', async () => {
    const bot = room()
    const dialog = await bot.fetch(police, dialogPayload('ask-extension', audit), here)
    const entered = { cases: keysIn(dialog)[0], 'answer.until': '2027-01-08', 'answer.reason': 'Away' }
    bot.keepRound(buildRound({ closed: true }))
    assert.match(textOf(await bot.send(police, filled(dialog, entered), here)), /The SSU has closed this round/)
    bot.keepRound(buildRound())
    bot.replace(caseOf('C-1', { state: 'returned', returned: { by: lead, at: '2026-11-30T09:00:00Z' } }))
    const gone = textOf(await bot.send(police, filled(dialog, entered), here))
    assert.match(gone, /has been returned|cannot be done now/)
    assert.equal(bot.submitted.length, 0)
  })
})
