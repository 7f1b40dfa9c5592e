import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { dialogPayload, payload } from '../../cards/verbs.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import type { Somebody } from '../support/somebody.ts'

const round = 'ce-children-2026'
const place = (agency: string) => ({ partnership: 'swindon', round, agency })
const searched = { kind: 'not-known', systems: 'Niche, Athena', from: '2025-10-01', to: '2026-09-30' }

describe('An agency answering in its channel', function () {
  this.timeout(60_000)
  let sightline: RunningSightline
  let police: Somebody
  let deputy: Somebody
  let gwh: Somebody

  before(async () => {
    sightline = await runningSightline()
    police = await sightline.as('police-representative')
    deputy = await sightline.as('police-deputy')
    gwh = await sightline.as('gwh-representative')
  })
  after(() => sightline.end())

  const keysOf = async (who: Somebody, agency: string): Promise<readonly string[]> => {
    const { body } = await who.api(`returns?round=${round}`)
    const rows = body['rows'] as { agency: { id: string }; cells: ({ key: string } | null)[] }[]
    return rows.find((row) => row.agency.id === agency)?.cells.flatMap((cell) => (cell ? [cell.key] : [])) ?? []
  }
  const nilFor = async (who: Somebody, agency: string, keys: readonly string[], more: object = {}) => {
    const { id } = await who.card(agency, round)
    return who.dialog(agency, id, 'submit', {
      ...payload('nil', place(agency)),
      cases: keys.join(','),
      ...searched,
      confirm: 'true',
      ...more,
    })
  }

  it('finds one card for each round, saying why, by when and which cases, and waiting for the case key', async () => {
    const asks = (await police.messages('police')).filter(({ text }) => /By Wednesday 2 December 2026/.test(text))
    assert.equal(asks.length, 2)
    const { text } = await police.card('police', round)
    assert.match(text, /Wednesday 2 December 2026/)
    assert.match(text, /Enabler 3/)
    assert.match(text, /I have the case key/)
    assert.match(text, /C-4F7K/)
    assert.match(text, /not a referral/)
  })

  it('cannot answer before the key is confirmed', async () => {
    const [key = ''] = await keysOf(police, 'police')
    const answer = await nilFor(police, 'police', [key])
    assert.match(answer.text, /case key/)
  })

  it('opens its case lines with “I have the case key”, for everyone in the channel', async () => {
    const { id } = await police.card('police', round)
    const answer = await police.execute('police', id, 'confirm-key', payload('confirm-key', place('police')))
    assert.equal(answer.body['type'], 'application/vnd.microsoft.card.adaptive')
    assert.match(answer.text, /Complete/)
    await sightline.settle()
    const { text } = await deputy.card('police', round)
    assert.match(text, /Complete/)
    assert.doesNotMatch(text, /I have the case key/)
  })

  it('is given the form of a case as a page in a dialog', async () => {
    const [key = ''] = await keysOf(police, 'police')
    const { id } = await police.card('police', round)
    const answer = await police.dialog('police', id, 'fetch', dialogPayload('complete', place('police'), key))
    assert.match(JSON.stringify(answer.body), /\/tab\/form\?key=swindon/)
  })

  it('keeps what was typed in a nil return that could not be sent, with the problem in a sentence', async () => {
    const [key = ''] = await keysOf(police, 'police')
    const answer = await nilFor(police, 'police', [key], { to: '2025-01-01' })
    assert.match(answer.text, /ends before it begins/)
    assert.match(JSON.stringify(answer.body), /Niche, Athena/)
  })

  it('returns nil for several cases at once; it is received, then filed, and counts as returned', async () => {
    const keys = (await keysOf(police, 'police')).slice(0, 2)
    const answer = await nilFor(police, 'police', keys)
    assert.match(answer.text, /Received/i)
    await sightline.settle()
    const { text } = await deputy.card('police', round)
    assert.equal(text.match(/Not known \(nil return\)/g)?.length, 2)
    assert.match(text, /filed/i)
    const views = await sightline.views.views({ round, agency: 'police' })
    assert.equal(views.filter(({ request }) => request.state === 'returned' && request.nil).length, 2)
    assert.equal((await sightline.views.events(keys[0] ?? '')).at(-1)?.is, 'nil')
  })

  it('is told who answered and when where somebody was first', async () => {
    const [key = ''] = await keysOf(police, 'police')
    const answer = await nilFor(deputy, 'police', [key])
    assert.match(answer.text, /Not known to our agency.*12 Oct 2026/)
  })

  it('may reverse a nil return, and the case is asked again', async () => {
    const [key = ''] = await keysOf(police, 'police')
    const { id } = await deputy.card('police', round)
    const answer = await deputy.dialog('police', id, 'submit', {
      ...payload('reverse-nil', place('police')),
      cases: key,
      confirm: 'true',
    })
    assert.match(answer.text, /Received/i)
    await sightline.settle()
    const [view] = await sightline.views.views({ key })
    assert.equal(view?.request.state, 'asked')
  })

  it('answers once where a button is pressed twice, at the same time or one after the other', async () => {
    const key = (await keysOf(police, 'police'))[2] ?? ''
    const press = () => nilFor(police, 'police', [key], { attempt: 'one-opening' })
    const both = [...(await Promise.all([press(), press()])), await press()]
    for (const { text } of both) assert.match(text, /Received/i)
    await sightline.settle()
    const [view] = await sightline.views.views({ key })
    assert.equal(view?.request.revision, 3)
  })

  describe('given something it should not be', () => {
    it('refuses another agency’s request in a clear sentence', async () => {
      const { id } = await gwh.card('gwh', round)
      const answer = await gwh.execute('gwh', id, 'confirm-key', payload('confirm-key', place('police')))
      assert.match(answer.text, /belongs to the channel of Wiltshire Police/)
      const { status, body } = await gwh.api('moves', {
        id: 'move-not-mine',
        key: (await keysOf(police, 'police'))[3],
        base: 1,
        command: { do: 'confirm-key' },
      })
      assert.ok(status >= 400 && status < 500)
      assert.ok(JSON.stringify(body).length > 20)
    })

    it('refuses an unknown request, an unknown verb, and a card from before a change', async () => {
      const { id } = await police.card('police', round)
      const unknown = await police.execute(
        'police',
        id,
        'nil',
        payload('nil', { ...place('police'), round: 'never-issued' }),
      )
      assert.match(unknown.text, /no longer there|newest card/)
      const verb = await police.execute('police', id, 'explode', { ...payload('help'), verb: 'explode' })
      assert.match(verb.text, /does not know what this button asks/)
      const old = await police.execute('police', id, 'confirm-key', {
        ...payload('confirm-key', place('police')),
        sightline: 0,
      })
      assert.match(old.text, /before a change/)
    })

    it('refuses a malformed answer, one of 100,000 characters, and says where', async () => {
      const key = (await keysOf(police, 'police'))[3] ?? ''
      const { body: form } = await police.api(`form?key=${encodeURIComponent(key)}`)
      const fields = (form['definition'] as { fields: { id: string; type: string }[] }).fields
      const long = fields.find(({ type }) => type === 'long-text')?.id ?? ''
      const base = form['revision']
      const send = (answers: unknown, id: string) =>
        police.api('moves', { id, key, base, command: { do: 'return', answers } })
      const malformed = await send('not answers', 'move-malformed')
      assert.ok(malformed.status >= 400 && malformed.status < 500)
      const huge = await send({ [long]: 'x'.repeat(100_000) }, 'move-far-too-long')
      assert.ok(huge.status >= 400 && huge.status < 500)
      assert.match(JSON.stringify(huge.body), /100,000 characters/)
      const [view] = await sightline.views.views({ key })
      assert.equal(view?.request.state, 'asked')
    })

    it('keeps markup and templating in a nil return as they were typed, and harmless', async () => {
      const key = (await keysOf(police, 'police'))[3] ?? ''
      const systems = '<script>alert(1)</script> ${name} **bold** [a](http://x)'
      const answer = await nilFor(police, 'police', [key], { systems })
      assert.match(answer.text, /Received/i)
      await sightline.settle()
      const [view] = await sightline.views.views({ key })
      assert.equal(view?.request.nil?.systems, systems)
      assert.doesNotMatch((await police.card('police', round)).text, /script/)
    })

    it('refuses a body that is not an activity, and anything unsigned', async () => {
      const post = (body: string, headers: { [name: string]: string } = {}) =>
        fetch(`${sightline.origin}/api/messages`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body,
        })
      const token = await sightline.issuer.signBotToken({ serviceUrl: `${sightline.origin}/local/teams/` })
      assert.equal((await post('{"hello":1}', { Authorization: `Bearer ${token}` })).status, 400)
      assert.ok([400, 401].includes((await post('not json', { Authorization: `Bearer ${token}` })).status))
      assert.equal((await post('{"type":"message"}')).status, 401)
    })
  })

  it('logs nothing of what anybody answered', () => {
    assert.doesNotMatch(sightline.said.join('\n'), /Niche|Athena/)
  })
})
