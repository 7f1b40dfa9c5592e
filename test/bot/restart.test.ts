import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { payload } from '../../cards/verbs.ts'
import { runningSightline } from '../support/running-sightline.ts'

const place = { partnership: 'swindon', round: 'ce-children-2026', agency: 'police' }
const nil = { kind: 'not-known', systems: 'Niche', from: '2025-10-01', to: '2026-09-30' }

describe('Starting again', function () {
  this.timeout(60_000)

  it('files what was acknowledged before the end, posts nothing twice, and asks nobody twice', async () => {
    const before = await runningSightline()
    const police = await before.as('police-representative')
    const { id } = await police.card('police', place.round)
    await police.execute('police', id, 'confirm-key', payload('confirm-key', place))
    await before.settle()
    const [view] = await before.views.views({ round: place.round, agency: 'police' })
    const key = view?.request.key ?? ''
    // SharePoint is away, so that the answer is acknowledged and cannot be filed before the end.
    before.localGraph.faults.add({ kind: 'answer', status: 503, retryAfter: 30, times: 1000 })
    const { status } = await police.api('moves', {
      id: 'move-before-the-end',
      key,
      base: view?.request.revision,
      command: { do: 'nil', nil },
    })
    assert.equal(status, 202)
    const asked = (await before.views.views()).length

    const after = await before.restart()
    await after.settle()
    const again = await after.as('police-representative')
    const { text } = await again.card('police', place.round)
    assert.match(text, /Not known \(nil return\) by .*, filed/)
    // The welcome and a card for each round.
    assert.equal((await again.messages('police')).length, 3)
    assert.equal((await after.views.views()).length, asked)
    assert.deepEqual(
      (await after.views.events(key)).map(({ is }) => is),
      ['ask', 'confirm-key', 'nil'],
    )
    await after.end()
  })
})
