import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser } from 'playwright-core'
import { samplePeople } from '../support/build-partnership.ts'
import { buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { pseudonymOf } from './memory-rounds.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab, sidewaysOf } from './opened-tab.ts'

const { police, policePractitioner } = samplePeople
const learning = buildRound({ id: 'q3', kind: 'learning-assurance', title: 'Learning assurance, quarter 3' })
const questionnaire = buildRound({ id: 'ask', kind: 'practitioner-questionnaire', title: 'What practitioners see' })
const need = { ref: 'ln-1', title: 'Professional curiosity in families with hidden adults' }
const ofPerson = (person: typeof police) =>
  buildView({
    kind: 'practitioner-questionnaire',
    round: 'ask',
    agency: 'police',
    pseudonym: pseudonymOf('ask', person),
  })

describe('Rounds on the Returns page', function () {
  this.timeout(60_000)
  let browser: Browser
  let tab: OpenedTab
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    tab = await openTab(browser, {
      rounds: [buildRound(), learning, questionnaire],
      views: [
        buildView(),
        buildView({ agency: 'health' }),
        buildView({ kind: 'learning-assurance', round: 'q3', agency: 'police', about: need }),
        ofPerson(police),
        ofPerson(policePractitioner),
      ],
    })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })

  it('are closed, opened again and released to the group by the SSU, each after saying what it means', async () => {
    const page = await tab.open('ssu', 'returns?round=exploited-2026')
    await page.getByRole('button', { name: 'Close the round' }).click()
    await page.getByText('2 still missing stay named as missing.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByRole('button', { name: 'Close the round' }).click()
    await page.getByText('The round is closed.').waitFor()
    const form = await tab.open('police', `form?key=${encodeURIComponent(buildRequest().key)}`)
    await form.getByText('The SSU has closed this round, so no more answers are taken.').waitFor()
    await page.getByRole('button', { name: 'Open the round again' }).click()
    await page.getByRole('button', { name: 'Open the round again' }).click()
    await page.getByText('The round is open again.').waitFor()
    await page.getByRole('button', { name: 'Release to the group' }).click()
    await page.getByRole('button', { name: 'Release to the group' }).click()
    await page.getByText('The group can read the returns now.').waitFor()
    await page.getByRole('button', { name: 'Hold back from the group' }).waitFor()
    const [round] = await tab.ports.views.rounds()
    assert.deepEqual([round?.closed, round?.released], [false, true])
  })

  it('that are closed are out of the way, and nobody but the SSU changes one', async () => {
    tab.ports.keepRound(buildRound({ closed: true }))
    const page = await tab.open('police', 'returns?round=q3')
    await page.getByText('1 closed round').click()
    await page.getByRole('link', { name: 'Children who have been exploited' }).click()
    await page.getByText('· closed').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Open the round again' }).count(), 0)
  })

  it('about learning needs are headed by their titles, also on a phone', async () => {
    const page = await tab.open('ssu', 'returns?round=q3')
    await page.getByRole('columnheader', { name: need.title }).waitFor()
    const phone = await tab.open('ssu', 'returns?round=q3', { width: 390 })
    await phone.getByRole('link', { name: new RegExp(need.title) }).click()
    await phone.getByRole('heading', { name: `Police service, ${need.title}` }).waitFor()
    assert.equal(await sidewaysOf(phone), 0)
  })

  it('that ask people count them by agency and name nobody where names are not kept', async () => {
    const page = await tab.open('ssu', 'returns?round=ask')
    await page
      .getByRole('gridcell', { name: /0 of 2/ })
      .getByRole('link')
      .click()
    const panel = page.getByRole('dialog')
    await panel.getByText('Person 2').waitFor()
    assert.doesNotMatch(await panel.innerText(), /Pat|Robin/)
    assert.deepEqual(await faultsOf(page), [])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    const form = await tab.open('police', `form?key=${encodeURIComponent(ofPerson(police).request.key)}`)
    await form.getByText('Your name is not kept with your answers').waitFor()
  })

  it('say how far their issuing has come, and why it stopped', async () => {
    const page = await tab.open('ssu', 'returns?round=exploited-2026')
    const say = 'SharePoint cannot be reached. It goes on by itself once it can.'
    let asked = 2
    await page.route('**/api/ask/progress**', (route) => {
      asked += 2
      const state = asked > 4 ? 'stopped' : 'issuing'
      return route.fulfill({ json: { round: 'exploited-2026', title: '', state, asked, of: 9, say } })
    })
    await page.route('**/api/returns**', async (route) => {
      const answer = await route.fetch()
      const json = await answer.json()
      const issuing = { round: 'exploited-2026', title: '', state: 'issuing', asked: 2, of: 9 }
      await route.fulfill({ response: answer, json: { ...json, round: { ...json.round, issuing } } })
    })
    await page.reload()
    await page.getByText('Asking: 4 of 9 requests so far.').waitFor()
    await page.getByRole('progressbar', { name: 'Requests asked' }).waitFor()
    await page.getByText(`Asking stopped at 6 of 9. ${say}`).waitFor()
  })
})
