import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import type { Request } from '../../assurance/request.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'

const chats = async ({ pool }: RunningSightline): Promise<readonly { conversation: string; words: string }[]> => {
  const { rows } = await pool.query(
    `select conversation, activity->'attachments' as words from local_teams.message
     where author->>'bot' = 'true' and conversation not like '%@thread.tacv2' order by seq`,
  )
  return rows.map(({ conversation, words }) => ({ conversation, words: JSON.stringify(words) }))
}

// The reminder ten working days after 2 December falls on the 16th.
describe('Beyond the agency', function () {
  this.timeout(120_000)
  let sightline: RunningSightline
  const requestOf = async (agency: string): Promise<Request> => {
    const [view] = await sightline.views.views({ round: 'ce-adults-2026', agency })
    assert.ok(view)
    return view.request
  }
  const release = async ({ key, revision }: Request, id: string) =>
    (await sightline.as('ssu-lead')).api('moves', { id, key, base: revision, command: { do: 'release', rung: 10 } })

  before(async () => {
    sightline = await runningSightline({ today: '2026-12-17' })
  })
  after(() => sightline?.end())

  it('nobody is told until the SSU releases it, and the SSU sees what waits', async () => {
    assert.deepEqual(await chats(sightline), [])
    const { body } = await (await sightline.as('ssu-lead')).api('queue')
    assert.ok((body['releases'] as readonly unknown[]).length > 0)
  })

  it('an agency cannot release its own, and no agency sees the queue', async () => {
    const police = await sightline.as('police-representative')
    const { key, revision } = await requestOf('police')
    const command = { do: 'release', rung: 10 }
    assert.equal((await police.api('moves', { id: 'not-theirs', key, base: revision, command })).status, 403)
    assert.equal((await police.api('queue')).status, 403)
  })

  it('the chair is told privately, once, with the reference and the agency and nothing of the case', async () => {
    const request = await requestOf('gwh')
    assert.equal((await release(request, 'release-gwh-first')).status, 202)
    await sightline.settle()
    await sightline.settle()
    const told = await chats(sightline)
    assert.equal(told.length, 1)
    assert.match(told[0]?.words ?? '', /Great Western/)
    assert.ok(told[0]?.words.includes(request.caseRef ?? '?'))
    const channel = await (await sightline.as('ssu-lead')).messages('gwh')
    assert.ok(channel.every(({ text }) => !text.includes('privately')))
  })

  it('the vice-chair is told where the chair is of that very agency', async () => {
    const before = new Set((await chats(sightline)).map(({ conversation }) => conversation))
    assert.equal((await release(await requestOf('police'), 'release-police-first')).status, 202)
    await sightline.settle()
    const told = await chats(sightline)
    assert.equal(told.length, 2)
    assert.ok(
      told.some(({ conversation }) => !before.has(conversation)),
      'somebody else than the chair',
    )
  })

  it('an agency without a channel is told by mail, without a word of what or about whom', async () => {
    const answer = await fetch(`${sightline.origin}/local/mail/messages`)
    const { messages } = (await answer.json()) as {
      messages: readonly { to: readonly string[]; subject: string; text: string }[]
    }
    assert.ok(messages.length > 0)
    const rounds = await sightline.views.rounds()
    for (const { to, subject, text } of messages) {
      assert.ok(to.every((address) => address.endsWith('@probation.example.org')))
      for (const { title, id } of rounds) assert.ok(!`${subject} ${text}`.includes(title) && !text.includes(id))
      assert.match(text, /\/tab\/returns/)
    }
    const probation = (await sightline.views.deliveries()).filter(({ agency }) => agency === 'probation')
    assert.ok(probation.length > 0)
    assert.ok(probation.every(({ state }) => state === 'sent'))
  })
})
