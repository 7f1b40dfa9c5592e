import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { Person } from '../../assurance/who.ts'
import { readCommandLine } from '../../bot/arrivals/on-command.ts'
import { buttonsOf } from '../cards/read-card.ts'
import { buildAgency, buildPartnership, buildPerson, samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildRound, buildView } from '../support/build-request.ts'
import { arriving, cardOf, channelOf, inPerson, pageOf, textOf, withChannels } from './arriving.ts'

const children = buildRound({ id: 'children-2026', title: 'Children who have been exploited' })
const adults = buildRound({ id: 'adults-2026', title: 'Adults who have been exploited', dueOn: '2027-01-15' })
const neglect = buildRound({ id: 'neglect-2026', title: 'Neglect in early years', group: 'neglect' })
const done = { by: samplePeople.health, at: '2026-11-20T10:00:00.000Z' }
const answers = { 'daily-life': 'SECRETWORDS' }

const views: readonly View[] = [
  buildView({ round: 'children-2026', agency: 'police', caseRef: 'C-1' }),
  buildView({ round: 'children-2026', agency: 'police', caseRef: 'C-2', state: 'returned', returned: done, answers }),
  buildView({ round: 'children-2026', agency: 'health', caseRef: 'C-1', state: 'returned', returned: done, answers }),
  buildView({ round: 'children-2026', agency: 'schools', caseRef: 'C-2', state: 'excused', reason: 'SECRETWORDS' }),
  buildView({ round: 'adults-2026', agency: 'police', caseRef: 'A-1', dueOn: '2027-01-15' }),
  buildView({ round: 'neglect-2026', agency: 'health', caseRef: 'N-1', group: 'neglect', dueOn: '2026-11-25' }),
]
const moved = buildPerson('moved', 'Mo Ved', [{ role: 'representative', agency: 'health' }])
const stranger = buildPerson('stranger', 'Sam Stranger', [])
const deputy = buildPerson('two-hats', 'Tess Hats', [
  { role: 'deputy', agency: 'police' },
  { role: 'deputy', agency: 'schools' },
])
const partnership = withChannels(buildPartnership({ people: [...Object.values(samplePeople), moved, deputy] }))
const given = { partnership, rounds: [children, adults, neglect], definitions: { 'hash-1': buildDefinition() }, views }
const bot = () => arriving(given)
const { ssu, police, policePractitioner, chair, scrutineer } = samplePeople

const says = async (by: Person, text: string, place = inPerson) => textOf(await bot().say(by, text, place))

describe('what somebody types to the bot', () => {
  it('is read in any case, with whatever stands around it', () => {
    for (const text of ['Mine', ' MINE ', 'mine!', '/mine', '@Sightline mine', 'Sightline, mine please', 'mine.'])
      assert.deepEqual(readCommandLine(text), { name: 'mine', words: '' }, text)
    for (const text of ['help', 'Hi', 'HELLO!', '', '  ', 'hey', '?'])
      assert.deepEqual(readCommandLine(text), { name: 'help', words: '' }, text)
    assert.deepEqual(readCommandLine('Status children-2026?'), { name: 'status', words: 'children-2026' })
    assert.deepEqual(readCommandLine('status: Neglect in early years'), {
      name: 'status',
      words: 'Neglect in early years',
    })
    for (const text of ['mine is better', 'ask the police why', 'xyzzy', 'staus', '🙂', 'x'.repeat(50_000)])
      assert.equal(readCommandLine(text), undefined, text.slice(0, 40))
  })

  it('gets help with a way forward where it is no command, and its words are not repeated', async () => {
    const text = await says(police, 'please look at SECRETWORDS')
    assert.match(text, /Sightline does not know that word/)
    assert.match(text, /mine\n|due\n|status\n/)
    assert.doesNotMatch(text, /SECRETWORDS/)
  })

  it('gets help for hi, hello and help without being known', async () => {
    for (const text of ['hi', 'Hello', 'HELP']) assert.match(await says(stranger, text), /What Sightline does here/)
    assert.match(await says(stranger, 'mine'), /does not know you yet/)
    assert.match(await says(stranger, 'ask'), /does not know you yet/)
  })
})

describe('mine and due', () => {
  it('show an agency in its channel what is asked of it and nothing of another', async () => {
    const text = await says(police, 'mine', channelOf('police'))
    assert.match(text, /Children who have been exploited/)
    assert.match(text, /By Wednesday 2 December 2026 — due in 1 working day\. 1 of 2 returned\. Waiting: C-1/)
    assert.match(text, /Adults who have been exploited/)
    assert.doesNotMatch(text, /Neglect|Health|Schools|SECRETWORDS/)
  })

  it('say in due only what is still open, the soonest first', async () => {
    const text = await says(police, 'due', channelOf('police'))
    assert.ok(text.indexOf('Children') < text.indexOf('Adults'))
    const health = await says(samplePeople.health, 'due', channelOf('health'))
    assert.match(health, /Neglect in early years/)
    assert.doesNotMatch(health, /Children who/)
    assert.match(await says(deputy, 'due', channelOf('schools')), /Nothing is open here\. Thank you\./)
  })

  it('never show another agency’s state in an agency’s channel, whoever asks', async () => {
    const unit = await says(ssu, 'due', channelOf('police'))
    assert.match(unit, /1 of 2 returned/)
    assert.doesNotMatch(unit, /Neglect|Not returned|Health/)
    assert.match(
      await says(samplePeople.health, 'mine', channelOf('police')),
      /belongs to Police service, and you to another/,
    )
    assert.match(await says(chair, 'mine', channelOf('police')), /belongs to Police service/)
    assert.match(await says(ssu, 'mine', channelOf('nowhere')), /belongs to no agency that Sightline knows/)
  })

  it('show the SSU the whole partnership in person, with who is missing named beside each total', async () => {
    const text = await says(ssu, 'mine')
    assert.match(text, /2 of 3 agencies complete\. By Wednesday 2 December 2026 — due in 1 working day/)
    assert.match(text, /Not returned: Police/)
    assert.match(text, /0 of 1 agency complete\. By Wednesday 25 November 2026 — 4 working days late/)
    assert.match(text, /Not returned: Health/)
    assert.doesNotMatch(text, /SECRETWORDS/)
  })

  it('show a chair the states of their group’s rounds and no other', async () => {
    const text = await says(chair, 'mine')
    assert.match(text, /Children who have been exploited/)
    assert.match(text, /Not returned: Police/)
    assert.doesNotMatch(text, /Neglect|SECRETWORDS/)
  })

  it('show a practitioner what they were handed or invited to, and nothing before', async () => {
    assert.match(await says(policePractitioner, 'mine'), /Nothing is asked of you here at the moment\./)
    const handed = arriving({
      ...given,
      views: [
        ...views.slice(1),
        buildView({
          round: 'children-2026',
          agency: 'police',
          caseRef: 'C-1',
          handed: { ...done, to: policePractitioner },
        }),
      ],
    })
    const text = textOf(await handed.say(policePractitioner, 'mine'))
    assert.match(text, /0 of 1 returned\. Waiting: C-1/)
    assert.doesNotMatch(text, /C-2|Adults/)
  })

  it('show somebody of two agencies both, each under its name', async () => {
    const text = await says(deputy, 'mine')
    assert.ok(text.indexOf('Police service') < text.indexOf('Schools service'))
  })

  it('count people who are asked, and never say who has answered', async () => {
    const survey = buildRound({
      id: 'survey',
      kind: 'practitioner-questionnaire',
      title: 'What practitioners see',
      anonymous: true,
    })
    const asked = (pseudonym: string, state: 'asked' | 'returned') =>
      buildView({ kind: survey.kind, round: survey.id, agency: 'police', pseudonym, state })
    const people = arriving({
      ...given,
      rounds: [survey],
      views: [asked('p-1', 'returned'), asked('p-2', 'asked'), asked(`p-survey-${policePractitioner.oid}`, 'asked')],
    })
    assert.match(textOf(await people.say(police, 'mine', channelOf('police'))), /1 of 3 have answered/)
    assert.match(textOf(await people.say(policePractitioner, 'mine')), /0 of 1 have answered/)
    assert.match(textOf(await people.say(police, 'mine')), /Nothing is asked of you here/)
  })

  it('stay below 28 KB with 300 agencies and 30 rounds, naming as many as fit', async () => {
    const agencies = Array.from(
      { length: 300 },
      (_, at): Agency => buildAgency(`agency-${at + 1}`, { short: `Agency ${at + 1}` }),
    )
    const rounds = Array.from(
      { length: 30 },
      (_, at): Round =>
        buildRound({
          id: `round-${at}`,
          title: `A rather long title of a round that is about something, number ${at}`,
        }),
    )
    const many: Partnership = { ...partnership, agencies }
    const large = arriving({
      ...given,
      partnership: many,
      rounds,
      views: rounds.flatMap(({ id }) =>
        agencies.map((agency) => buildView({ round: id, agency: agency.id, caseRef: 'C-1' })),
      ),
    })
    for (const text of ['mine', 'due', 'status round-1', 'status']) {
      const card = cardOf(await large.say(ssu, text))
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28 * 1024, text)
    }
    assert.match(textOf(await large.say(ssu, 'due')), /more in Sightline/)
    assert.match(textOf(await large.say(ssu, 'status round-1')), /Not returned: Agency 1, Agency 2,.*, Agency 300\n/)
    assert.match(textOf(await large.say(ssu, 'due')), /Not returned: Agency 1, .* and \d+ more/)
  })
})

describe('status', () => {
  it('finds a round by its id or an unambiguous part of its title', async () => {
    for (const words of ['children-2026', 'CHILDREN WHO', '“Children who have been exploited”'])
      assert.match(await says(police, `status ${words}`, channelOf('police')), /1 of 2 returned\. Waiting: C-1/, words)
  })

  it('lists the rounds where it finds none or several, and only those one may see', async () => {
    const none = await says(police, 'status neglect', channelOf('police'))
    assert.match(none, /status children-2026\n|status adults-2026\n/)
    assert.doesNotMatch(none, /Neglect/)
    const several = await says(ssu, 'status exploited')
    assert.match(several, /Several have these words/)
    assert.match(several, /status adults-2026/)
    assert.doesNotMatch(several, /neglect-2026/)
    assert.match(await says(ssu, 'status'), /neglect-2026/)
  })

  it('names for the SSU each agency and how it stands, those still waited for first', async () => {
    const text = await says(ssu, 'status children-2026')
    assert.match(text, /Not returned: Police/)
    assert.match(text, /1 of 2 returned/)
    assert.match(text, /Excused\. Nothing is asked of you here|Excused/)
    assert.ok(text.lastIndexOf('Police service') < text.lastIndexOf('Health service'))
    assert.doesNotMatch(text, /SECRETWORDS/)
  })
})

describe('ask and share', () => {
  it('open the page for issuing for the SSU and the scrutineer, and tell others kindly who may', async () => {
    for (const who of [ssu, scrutineer]) {
      const room = bot()
      const answer = await room.say(who, 'ask')
      const [button] = (cardOf(answer)['body'] as { actions?: { data: unknown }[] }[]).flatMap(
        ({ actions = [] }) => actions,
      )
      assert.equal(pageOf(await room.fetch(who, button?.data)), 'https://sightline.example/tab/ask')
    }
    assert.match(await says(police, 'ask'), /Requests are issued by the Strategic Support Unit/)
    const forged = await bot().fetch(police, { sightline: 1, verb: 'ask', partnership: 'sample' })
    assert.match(textOf(forged), /Requests are issued by/)
  })

  it('open the page for sharing for the agency one answers for, from its channel or in person', async () => {
    const room = bot()
    const answer = await room.say(police, 'share', channelOf('police'))
    assert.deepEqual(buttonsOf(cardOf(answer)), ['Share early'])
    const [button] = (cardOf(answer)['body'] as { actions?: { data: unknown }[] }[]).flatMap(
      ({ actions = [] }) => actions,
    )
    assert.equal(
      pageOf(await room.fetch(police, button?.data, channelOf('police'))),
      'https://sightline.example/tab/share?agency=police',
    )
    assert.match(
      textOf(await room.fetch(police, button?.data, channelOf('health'))),
      /belongs to the channel of Police/,
    )
    assert.match(
      textOf(await room.fetch(samplePeople.health, button?.data)),
      /Those who answer for Police service share/,
    )
    assert.deepEqual(buttonsOf(cardOf(await room.say(deputy, 'share'))), [
      'Share for Police service',
      'Share for Schools service',
    ])
  })

  it('tell kindly who shares where somebody answers for nobody', async () => {
    assert.match(
      await says(policePractitioner, 'share', channelOf('police')),
      /Those who answer for Police service share/,
    )
    assert.match(await says(ssu, 'share'), /Agencies share early in their own name/)
  })
})

describe('a team to which Sightline is added', () => {
  it('is welcomed once, however often it is added again, and the record follows', async () => {
    const room = bot()
    const first = await room.install('installed', channelOf('police'))
    assert.match(textOf(first), /Hello, this is Sightline/)
    assert.match(textOf(first), /One card for each request/)
    assert.deepEqual(await room.install('uninstalled', channelOf('police')), { nothing: true })
    assert.deepEqual(await room.install('installed', channelOf('police')), { nothing: true })
    assert.deepEqual(room.teams, ['team-police in', 'team-police out', 'team-police in'])
    assert.deepEqual(await room.install('installed', inPerson), { nothing: true })
  })
})
