import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser } from 'playwright-core'
import type { Stuck } from '../../assurance/rounds.ts'
import { samplePeople } from '../support/build-partnership.ts'
import { buildRound, buildView } from '../support/build-request.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab, sidewaysOf, themes } from './opened-tab.ts'

const { police } = samplePeople
const asked = { by: { oid: police.oid, tid: police.tid, name: police.name }, at: '2026-11-30T10:00:00.000Z' }
const stuck: Stuck = {
  what: 'delivery',
  id: 'sample/digest:health:2026-12-01',
  key: 'sample/digest:health:2026-12-01',
  agency: 'health',
  day: '2026-12-01',
  title: 'the reminder of 1 Dec',
  why: 'Teams says that the channel is gone. Choose another for this agency in the list Agencies.',
}
const busyViews = () => [
  buildView({
    question: { text: 'Which period is meant?', asked },
    extension: { until: '2026-12-16', reason: 'Two auditors are away.', asked },
  }),
  { ...buildView({ agency: 'health' }), unreadable: 'The state “retuned” is not one of those known.' },
]

describe('The SSU’s queue', function () {
  this.timeout(60_000)
  let browser: Browser
  let tab: OpenedTab
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    tab = await openTab(browser, { views: busyViews() })
    tab.besides.setStuck([stuck])
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })

  it('is counted beside its link, for the SSU alone', async () => {
    const page = await tab.open('ssu', 'schedule')
    await page.getByRole('link', { name: 'Queue 4 waiting' }).click()
    await page.getByText('4 things wait for you.').waitFor()
    const other = await tab.open('police', 'schedule')
    assert.equal(await other.getByRole('link', { name: /Queue/ }).count(), 0)
  })

  it('tries again what did not get through, with its reason until then', async () => {
    const page = await tab.open('ssu', 'queue')
    await page.getByText('Teams says that the channel is gone.').waitFor()
    tab.besides.setStuck([])
    await page.getByRole('button', { name: /^Try again/ }).click()
    await page.getByText('Being tried again: the reminder of 1 Dec, Health service.').waitFor()
    await page.getByText('Teams says that the channel is gone.').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Queue 3 waiting' }).waitFor()
    assert.deepEqual(tab.besides.again, ['delivery sample/digest:health:2026-12-01'])
  })

  it('answers a question and refuses more time where they stand, by keyboard', async () => {
    const page = await tab.open('ssu', 'queue')
    const questions = page.getByRole('region', { name: 'Questions' })
    await questions.getByRole('button', { name: /^Answer the question/ }).focus()
    await page.keyboard.press('Enter')
    await questions.getByRole('heading', { name: 'Answer the question' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('The twelve months before the event.')
    await page.keyboard.press('Tab')
    assert.deepEqual(await faultsOf(page), [])
    await page.keyboard.press('Enter')
    await page.getByText('Answered: Police service.').waitFor()
    const more = page.getByRole('region', { name: 'More time' })
    await more.getByRole('button', { name: /^Refuse more time/ }).click()
    await more.getByRole('button', { name: 'Cancel' }).click()
    assert.match(await page.evaluate<string>('document.activeElement?.textContent ?? ""'), /^Refuse more time/)
    await page.keyboard.press('Enter')
    await more.getByLabel('Why not').fill('The group meets on the 10th.')
    await more.getByRole('button', { name: 'Refuse', exact: true }).click()
    await page.getByText('More time refused: Police service.').waitFor()
    assert.deepEqual(
      tab.ports.submitted.map(({ command }) => command.do),
      ['answer-question', 'refuse-extension'],
    )
  })

  it('releases a reminder to the chair, named, once it is confirmed', async () => {
    tab.ports.keepRound(buildRound({ dueOn: '2026-11-02' }))
    tab.ports.replace(buildView({ dueOn: '2026-11-02' }))
    const page = await tab.open('ssu', 'queue')
    await page
      .getByRole('button', { name: /^Release the reminder to the chair/ })
      .first()
      .click()
    await page.getByText('Charlie Chair is told privately that this is late.').waitFor()
    await page.getByRole('button', { name: 'Release', exact: true }).click()
    await page.getByText('Released: Police service.').waitFor()
    assert.deepEqual(tab.ports.submitted.at(-1)?.command, { do: 'release', rung: 10 })
  })

  it('teaches what will appear when nothing waits', async () => {
    const empty = await openTab(browser, { views: [buildView()] })
    const page = await empty.open('ssu', 'queue')
    await page.getByRole('heading', { name: 'All clear' }).waitFor()
    assert.deepEqual(await faultsOf(page), [])
    assert.equal(await page.getByRole('link', { name: 'Queue', exact: true }).count(), 1)
    await empty.close()
  })

  it('is accessible in every theme, and fits a screen 320 pixels wide', async () => {
    for (const theme of themes) {
      const page = await tab.open('ssu', 'queue', { theme })
      await page.getByText('The state “retuned” is not one of those known.').waitFor()
      assert.deepEqual([theme, ...(await faultsOf(page, theme === 'default' ? 'everything' : 'contrast'))], [theme])
      await page.setViewportSize({ width: 320, height: 640 })
      assert.equal(await sidewaysOf(page), 0)
    }
  })
})

describe('Sharing early', function () {
  this.timeout(60_000)
  let browser: Browser
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())

  it('starts empty, says what is missing beside it, keeps what was typed, and gives a receipt', async () => {
    const tab = await openTab(browser)
    for (const theme of themes) {
      const looked = await tab.open('police', 'share', { theme })
      await looked.getByText('With which group?').waitFor()
      assert.deepEqual([theme, ...(await faultsOf(looked, theme === 'default' ? 'everything' : 'contrast'))], [theme])
      await looked.setViewportSize({ width: 320, height: 640 })
      assert.equal(await sidewaysOf(looked), 0)
    }
    const page = await tab.open('police', 'share')
    assert.equal(await page.getByRole('radio', { checked: true }).count(), 0)
    await page.getByText('If someone is at risk now, call 999').waitFor()
    await page.getByLabel('What have you noticed?').fill('Return interviews are offered late in the week.')
    await page.getByRole('button', { name: 'Share it now' }).click()
    await page.getByText('Please choose the group it is shared with.').waitFor()
    await page.getByText('Please choose an answer.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByRole('radio', { name: 'Exploitation Group' }).check()
    await page.getByRole('radio', { name: 'A barrier in the system' }).check()
    await page.getByRole('checkbox', { name: 'Supervision' }).check()
    await page.getByRole('button', { name: 'Share it now' }).dblclick()
    await page.getByText('Received at 12:00. Thank you for sharing it early.').waitFor()
    await page.getByText('The chair of Exploitation Group is told privately').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    assert.equal(tab.ports.submitted.length, 1)
    assert.equal(tab.ports.submitted[0]?.command.do, 'share')
    await page.getByRole('button', { name: 'Share something else' }).click()
    assert.equal(await page.getByLabel('What have you noticed?').inputValue(), '')
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })
})
