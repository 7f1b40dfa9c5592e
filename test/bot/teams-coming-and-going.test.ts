import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import { payload } from '../../cards/verbs.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import { channelOf, type Somebody } from '../support/somebody.ts'

const round = 'ce-children-2026'
const place = (agency: string) => ({ partnership: 'swindon', round, agency })

describe('Teams as it comes and goes under the running product', function () {
  this.timeout(60_000)
  let sightline: RunningSightline
  let police: Somebody
  let gwh: Somebody

  before(async () => {
    sightline = await runningSightline()
    police = await sightline.as('police-representative')
    gwh = await sightline.as('gwh-representative')
  })
  after(() => sightline.end())

  const delivered = async (agency: string) => {
    const all = await sightline.views.deliveries()
    return all.find(({ key }) => key === `swindon/ask:${round}:${agency}`)
  }
  const confirm = async (who: Somebody, agency: string) => {
    const { id } = await who.card(agency, round)
    return who.execute(agency, id, 'confirm-key', payload('confirm-key', place(agency)))
  }
  const callsTo = (agency: string) => sightline.localTeams.meter.calls.get(channelOf(agency)) ?? 0

  it('acknowledges and files an answer though the app has left the team, and says why its card stands still', async () => {
    const { id } = await police.card('police', round)
    await sightline.localTeams.removeApp({ team: channelOf('police') })
    const answer = await police.execute('police', id, 'confirm-key', payload('confirm-key', place('police')))
    assert.equal(answer.status, 200)
    await sightline.settle()
    const [view] = await sightline.views.views({ round, agency: 'police' })
    assert.ok(view?.request.keyConfirmed)
    assert.deepEqual(view?.waiting, [])
    assert.match((await police.card('police', round)).text, /I have the case key/)
    assert.match((await delivered('police'))?.reason ?? '', /Sightline is not in this team/)
  })

  it('makes no storm of it, and brings the card up to date as soon as the app is back', async () => {
    const before = callsTo('police')
    for (let pass = 0; pass < 5; pass += 1) await sightline.settle()
    assert.equal(callsTo('police'), before)
    await sightline.localTeams.addApp({ team: channelOf('police') })
    await sightline.settle()
    const cards = (await police.messages('police')).filter(({ text }) => /Wednesday 2 December 2026/.test(text))
    assert.equal(cards.length, 2)
    assert.doesNotMatch((await police.card('police', round)).text, /I have the case key/)
    assert.equal((await delivered('police'))?.reason, undefined)
  })

  it('gets through refusals and gateways that give up: each card says what is so, and none stands there twice', async () => {
    const { faults } = sightline.localTeams
    const isUpdate = ({ does, place: where }: { does: string; place: string }) =>
      does === 'update' && where === channelOf('gwh')
    faults.add({ kind: 'answer', status: 429, retryAfter: 1, match: isUpdate })
    faults.add({ kind: 'answer', status: 504, match: isUpdate })
    faults.add({ kind: 'answer', status: 412, retryAfter: 0, match: isUpdate })
    await confirm(gwh, 'gwh')
    await sightline.settle()
    assert.equal(faults.pending, 0)
    const cards = (await gwh.messages('gwh')).filter(({ text }) => /Wednesday 2 December 2026/.test(text))
    assert.equal(cards.length, 2)
    assert.doesNotMatch((await gwh.card('gwh', round)).text, /I have the case key/)
  })
})
