import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'mocha'
import restify from 'restify'
import { connectorAudience, createIssuer } from '../../../bot/local/issuer.ts'
import { mountIssuer } from '../../../bot/local/sign-in.ts'
import { type LocalTeams, mountLocalTeams } from '../../../bot/local/teams.ts'
import type { Answer, Arrival, Teams } from '../../../bot/seam.ts'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import { createPace } from '../../../bot/teams/pace.ts'
import { mountBot } from '../../../bot/teams/receive.ts'
import { createTeams, type SendSettings } from '../../../bot/teams/send.ts'
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts'
import { appId, crowdChannel, healthChannel, policeChannel, tenantId, world } from '../local/sample-world.ts'

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Quarterly return' }] }

describe('the bot in local Teams', () => {
  const server = restify.createServer()
  const arrivals: Arrival[] = []
  const log: string[] = []
  let database: FreshDatabase
  let folder: string
  let origin: string
  let local: LocalTeams
  let teams: Teams
  let answer: Answer
  let sending: () => SendSettings
  let time = 0

  before(async () => {
    server.use(restify.plugins.queryParser())
    server.use(restify.plugins.bodyParser({ mapParams: false }))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    folder = await mkdtemp(join(tmpdir(), 'sightline-issuer-'))
    database = await freshDatabase()
    const issuer = await createIssuer({ folder, origin, tenantId, appId, clients: [] })
    mountIssuer(server, issuer, { people: world.people, defaultPerson: 'lead' })
    local = await mountLocalTeams(server, {
      pool: database.pool,
      clock: { now: () => new Date('2026-12-09T12:00:00Z') },
      issuer,
      world,
      botAddress: `${origin}/api/messages`,
      limitsNow: () => time,
      defaultPerson: 'lead',
    })
    const adapter = createAdapter({
      appType: 'SingleTenant',
      appId,
      tenantId,
      tenants: [tenantId],
      openIdMetadata: `${origin}/local/.well-known/openid-configuration`,
      signOutgoing: () => issuer.signAppToken(tenantId, appId, connectorAudience),
    })
    mountBot(server, {
      adapter,
      onArrival: async (arrival) => {
        arrivals.push(arrival)
        return answer
      },
      log: (line) => log.push(line),
    })
    sending = () => ({
      adapter,
      serviceUrl: local.serviceUrl,
      tenantId,
      appId,
      wait: async (ms: number) => {
        time += ms
      },
    })
    teams = createTeams({ ...sending(), pace: createPace(() => time) })
  })
  after(async () => {
    local.close()
    server.close()
    server.server.closeAllConnections()
    await rm(folder, { recursive: true, force: true })
    await database.drop()
  })
  beforeEach(() => {
    arrivals.length = 0
    log.length = 0
    answer = { nothing: true }
    time += 60_000
  })

  const asPolice = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const signedIn = await fetch(`${origin}/local/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ person: 'police' }),
    })
    const { token } = (await signedIn.json()) as { token: string }
    const answered = await fetch(`${origin}/local/teams/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return answered.json()
  }
  const post = () => teams.post({ team: policeChannel, channel: policeChannel }, card, 'Return due')

  it('is told of every team it is installed in', async () => {
    const { installed } = await local.installApp()
    assert.deepEqual(
      arrivals.map(({ sort, place }) => [sort, place.team]),
      // Teams says it twice, of the members and of the app.
      installed.flatMap((team) => [
        ['installed', team],
        ['installed', team],
      ]),
    )
    assert.equal(installed.length, world.teams.length)
  })

  it('posts a card, replies in its thread and updates it, each where people see it', async () => {
    const posted = await post()
    assert.equal(posted.is, 'sent')
    if (posted.is !== 'sent') return
    const replied = await teams.reply(posted, card, 'A reminder')
    assert.equal(replied.is, 'sent')
    const changed = { ...card, body: [{ type: 'TextBlock', text: 'Filed' }] }
    assert.deepEqual(await teams.update(posted, changed, 'Filed'), posted)
    const seen = JSON.stringify(await asPolice('GET', `/conversations/${encodeURIComponent(policeChannel)}/messages`))
    assert.match(seen, /Filed/)
    assert.match(seen, /Quarterly return/)
  })

  it('hears a card’s action from whoever pressed it, and its answer takes the card’s place', async () => {
    const posted = await post()
    assert.equal(posted.is, 'sent')
    if (posted.is !== 'sent') return
    answer = { card }
    const path = `/conversations/${encodeURIComponent(policeChannel)}/messages/${posted.message}/execute`
    const given = await asPolice('POST', path, { verb: 'answer', data: { count: '3' } })
    assert.match(JSON.stringify(given), /"statusCode":200,"type":"application\/vnd.microsoft.card.adaptive"/)
    const [arrival] = arrivals
    assert.equal(arrival?.sort, 'action')
    if (arrival?.sort !== 'action') return
    const police = world.people.find(({ id }) => id === 'police')
    assert.deepEqual(arrival.by, { oid: police?.oid, tid: tenantId, name: police?.name })
    assert.deepEqual(arrival.value, { verb: 'answer', count: '3' })
    assert.equal(arrival.place.message, posted.message)
    assert.equal(arrival.place.conversation, policeChannel)
    assert.deepEqual(log, [])
  })

  it('opens a dialog', async () => {
    answer = { dialog: { title: 'Your return', size: 'large', card } }
    const given = await asPolice('POST', `/conversations/${encodeURIComponent(policeChannel)}/task/fetch`, {
      data: { request: 'r1' },
    })
    assert.match(JSON.stringify(given), /"type":"continue"/)
  })

  it('reads the roster, page by page, with its guests', async () => {
    const membersOf = async (team: string) => {
      const roster = await teams.roster(team)
      return roster.is === 'read' ? roster.members : []
    }
    assert.equal((await membersOf(crowdChannel)).length, 120)
    assert.deepEqual(
      (await membersOf(healthChannel)).filter(({ guest }) => guest).map(({ name }) => name),
      ['Ash Corder'],
    )
  })

  it('writes to one person in their own chat, where they alone see it and answer', async () => {
    const police = world.people.find(({ id }) => id === 'police')
    if (!police) throw new Error('there is no police representative')
    const told = await teams.tell(police, card, 'Only for you')
    assert.equal(told.is, 'sent')
    if (told.is !== 'sent') return
    const chat = `/conversations/${encodeURIComponent(told.conversation)}`
    assert.match(JSON.stringify(await asPolice('GET', `${chat}/messages`)), /Quarterly return/)
    assert.match(JSON.stringify(await asPolice('GET', '/home')), /"chat":\{[^}]*"unseen":1/)
    await asPolice('POST', `${chat}/messages/${told.message}/execute`, { verb: 'answer', data: {} })
    const [arrival] = arrivals
    assert.deepEqual(
      [arrival?.sort, arrival?.place.personal, arrival?.place.conversation],
      ['action', true, told.conversation],
    )
    const updated = await teams.update(told, { ...card, body: [] }, 'Seen')
    assert.deepEqual(updated, told)
  })

  it('is told in a sentence who has removed it, and who belongs elsewhere', async () => {
    const [health, visitor] = ['health', 'visitor'].map((id) => world.people.find((person) => person.id === id))
    if (!health || !visitor) throw new Error('they are not in this world')
    const whyNot = async (person: typeof health) => {
      const told = await teams.tell(person, card, 'Only for you')
      return told.is === 'blocked' ? told.why : told.is
    }
    assert.match(await whyNot(visitor), /^Ash Corder belongs to another organisation/)
    await local.removeApp({ person: health.oid })
    assert.match(await whyNot(health), /^Noor Whitlock has blocked or removed Sightline/)
    await local.removeApp({ team: healthChannel })
    assert.match(await whyNot(health), /^Noor Whitlock has blocked or removed Sightline/)
    const another = createTeams({ ...sending(), pace: createPace(() => time) })
    const told = await another.tell(health, card, 'Only for you')
    assert.match(told.is === 'blocked' ? told.why : '', /^Noor Whitlock has not installed Sightline/)
    await local.addApp({ person: health.oid })
    await local.addApp({ team: healthChannel })
    assert.equal(await whyNot(health), 'sent')
  })

  it('is never told it sends too fast, however much there is to send', async () => {
    for (let count = 0; count < 70; count += 1) {
      const sent = await post()
      if (sent.is !== 'busy') assert.equal(sent.is, 'sent')
      else {
        // Its own word that the wait is long; Teams' would be whole seconds.
        assert.notEqual(sent.afterMs % 1_000, 0)
        time += sent.afterMs
      }
    }
  })

  it('is told in a sentence that a channel is not there', async () => {
    const sent = await teams.post({ team: policeChannel, channel: '19:gone@thread.tacv2' }, card, 'x')
    assert.equal(
      sent.is === 'blocked' && sent.why,
      'The channel was not found. Check that it still exists and bind it again in the list Agencies.',
    )
  })
})
