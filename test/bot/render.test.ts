import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Effect } from '../../assurance/effects.ts'
import type { View } from '../../assurance/record.ts'
import type { Command } from '../../assurance/request.ts'
import { noticeFor } from '../../bot/out/notice.ts'
import { createAskPreview, createRender } from '../../bot/out/render.ts'
import { createTellAuthor } from '../../bot/out/tell-author.ts'
import type { CardJson, Sent, Teams } from '../../bot/seam.ts'
import { buttonsOf } from '../cards/read-card.ts'
import { buildAgency, buildPartnership, samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildReading, buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { createMemoryPorts } from '../tab/memory-ports.ts'

const partnership = buildPartnership()
const agency = buildAgency('police')
const secret = 'SECRETWORDS'
const clock = { now: () => new Date('2026-12-01T12:00:00Z') }
const links = {
  tab: (page: string) => `https://teams.example/tab/${page}`,
  page: (page: string) => `https://sightline.example/tab/${page}`,
}
const definition = buildDefinition()
const views = { definition: async (hash: string) => (hash === 'hash-1' ? definition : undefined) }
const render = createRender({ clock, links, views })

const round = buildRound({ title: 'Children who have been exploited' })
const chat = { in: 'chat', with: undefined, lacking: '' } as const
const thread = { in: 'thread', of: 'ask' } as const
const channel = { in: 'channel' } as const
const done = { by: samplePeople.police, at: '2026-11-30T10:00:00.000Z' }
const open = buildView({ caseRef: 'C-1', reason: secret, question: { text: secret, asked: done } })
const returned = buildView({ caseRef: 'C-2', state: 'returned', returned: done, answers: { 'daily-life': secret } })
const rung = { day: 1, to: 'channel' } as const

/** One message of every sort. */
const effects: readonly Effect[] = [
  { sort: 'ask', key: 'ask', place: channel, round, views: [open, returned] },
  {
    sort: 'digest',
    key: 'digest',
    place: channel,
    day: '2026-12-01',
    lines: [{ round, views: [open], rung }],
    rungs: [],
  },
  { sort: 'remind', key: 'remind', place: channel, round, views: [open] },
  { sort: 'thanks', key: 'thanks', place: thread, round, views: [returned] },
  {
    sort: 'note',
    key: 'note',
    place: thread,
    round,
    views: [open],
    what: 'handed',
    to: samplePeople.policePractitioner,
    by: done.by,
  },
  { sort: 'escalation', key: 'escalation', place: chat, round, view: open },
  { sort: 'shared', key: 'shared', place: chat, round: buildRound({ kind: 'early-share' }), view: returned },
]

describe('a message as it should stand', () => {
  for (const effect of effects)
    it(`is drawn for “${effect.sort}”, small enough to send, with a notification that names nobody`, async () => {
      const { card, summary, fingerprint } = await render(effect, agency, partnership)
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28 * 1024)
      assert.ok(summary.length > 10 && summary.length < 300)
      assert.doesNotMatch(summary, /C-1|C-2|Robin|Pat|SECRET/)
      assert.match(fingerprint, /^[0-9a-f]{24}$/)
      assert.equal((await render(effect, agency, partnership)).fingerprint, fingerprint)
    })

  it('has another fingerprint once it says something else', async () => {
    const ask = (view: View): Effect => ({ sort: 'ask', key: 'ask', place: channel, round, views: [view] })
    const before = await render(ask(open), agency, partnership)
    const after = await render(
      ask(buildView({ caseRef: 'C-1', handed: { ...done, to: done.by } })),
      agency,
      partnership,
    )
    assert.notEqual(before.fingerprint, after.fingerprint)
  })

  it('is previewed before anything is filed, with the buttons it will have', async () => {
    const nothing = { partnership, rounds: [], definitions: {}, views: [], reading: buildReading(), clock }
    const preview = createAskPreview({ clock, links, views: createMemoryPorts(nothing).views })
    const request = buildRequest({ definition: 'not-filed-yet', caseRef: 'C-9' })
    const card = await preview(round, agency, [request])
    assert.deepEqual(buttonsOf(card).slice(0, 3), ['Complete C-9', 'Not known to our agency', 'Open in Sightline'])
  })
})

describe('a notice by mail', () => {
  it('says that something waits, by when and where, and nothing of what it is', () => {
    for (const effect of effects) {
      const { subject, text } = noticeFor(effect, agency, partnership, links)
      assert.doesNotMatch(`${subject}${text}`, /C-1|C-2|exploited|hash|Robin|Pat|SECRET/, effect.sort)
      assert.match(text, /https:\/\/teams\.example\/tab\/returns\n/)
      assert.match(text, /https:\/\/sightline\.example\/tab\/returns\n/)
      assert.ok(text.length < 900)
    }
    const [ask, digest] = effects
    assert.ok(ask && digest)
    assert.match(noticeFor(ask, agency, partnership, links).text, /Please look at it by Wednesday 2 December 2026\./)
    assert.match(
      noticeFor(digest, agency, partnership, links).text,
      /A friendly reminder.*asked for by Wednesday 2 December 2026/,
    )
  })
})

describe('the author of something that could not be filed', () => {
  const said: { to: string; card: CardJson }[] = []
  const sent: Sent = { is: 'sent', message: 'm', conversation: 'c' }
  const teams = {
    reply: async ({ message }: { message: string }, card: CardJson) => {
      said.push({ to: message, card })
      return sent
    },
    tell: async ({ name }: { name: string }, card: CardJson) => {
      said.push({ to: name, card })
      return sent
    },
  } as unknown as Teams
  const entries = new Map([['sample/ask:exploited-2026:police', { conversation: 'c', message: 'the card' }]])
  const ledger = { all: async () => entries } as never
  const tell = async (command: Command, over: Parameters<typeof buildRequest>[0] = {}) => {
    said.length = 0
    const move = { id: 'm', key: 'k', base: 1, by: samplePeople.police, on: '2026-11-30T10:00:00.000Z', command }
    const request = buildRequest({ caseRef: 'C-1', ...over })
    await createTellAuthor({ ledger, teams, log: (line) => assert.fail(line) })(
      request,
      { move } as never,
      'Lee Lead returned this on 30 Nov 2026, 09:00.',
    )
    const [one] = said
    return { to: one?.to, text: JSON.stringify(one?.card) }
  }

  it('is told by name in the thread of the card, with when, why and that the words are kept', async () => {
    const { to, text } = await tell({ do: 'return', answers: { x: secret } })
    assert.equal(to, 'the card')
    assert.match(text, /<at>Pat Police<\/at>, your answer for C-1, received on 30 Nov 2026, 10:00, could not be filed/)
    assert.match(text, /Lee Lead returned this on 30 Nov 2026, 09:00\./)
    assert.match(text, /What you wrote is kept/)
    assert.ok(!text.includes(secret))
    assert.match(
      (await tell({ do: 'ask-extension', until: '2027-01-08', reason: secret })).text,
      /your request for more time/,
    )
  })

  it('is told privately where it was not the agency’s to do, or there is no card', async () => {
    const granted = await tell({ do: 'grant-extension', until: '2027-01-08' })
    assert.equal(granted.to, 'Pat Police')
    assert.match(granted.text, /"Your change for C-1/)
    assert.equal(
      (
        await tell(
          { do: 'nil', nil: { kind: 'not-known', systems: 'x', from: '2026-01-01', to: '2026-02-01' } },
          { round: 'uncarded' },
        )
      ).to,
      'Pat Police',
    )
  })

  it('is not named where answers are anonymous', async () => {
    const { to, text } = await tell(
      { do: 'return', answers: {} },
      { kind: 'practitioner-questionnaire', pseudonym: 'p-1' },
    )
    assert.equal(to, 'the card')
    assert.doesNotMatch(text, /Pat Police|<at>|p-1/)
  })
})
