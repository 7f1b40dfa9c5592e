import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser } from 'playwright-core'
import { buildEntry, buildPartnership, samplePeople } from '../support/build-partnership.ts'
import { buildRequest, buildView } from '../support/build-request.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab, sidewaysOf, themes } from './opened-tab.ts'

const { police, ssu } = samplePeople
const policeKey = buildRequest().key
const keyed = (page: string, key = policeKey) => `${page}?key=${encodeURIComponent(key)}`
const answers = { 'daily-life': 'Evenings away from home.', grade: 3 }
const answer = { id: 'move-0001', key: policeKey, base: 1, command: { do: 'return', answers } }

const partnership = buildPartnership({
  programme: [
    buildEntry('exploited-2026', {
      title: 'Children who have been exploited',
      ssuLead: 'Lee Lead',
      scopeBy: '2026-09-17',
    }),
    buildEntry('neglect', {
      title: 'Neglect-related audits',
      quarters: [4],
      standing: 'deferred',
      note: 'Deferred, subject to readiness.',
    }),
    buildEntry('section-11', {
      title: 'Section 11',
      sort: 'self-assessment',
      quarters: [],
      steps: [{ when: 'Year 1', what: 'Self-assessment' }],
    }),
  ],
})
const cases = ['c-4f7k', 'c-9m2x', 'c-a66d', 'c-n9cc', 'c-urk9', 'c-xw7n', 'c-xy4m', 'c-ymk4']
const views = ['police', 'health', 'schools'].flatMap((agency) =>
  cases.map((caseRef) => buildView({ agency, caseRef })),
)

describe('The tab’s pages', function () {
  this.timeout(60_000)
  let browser: Browser
  let tab: OpenedTab
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    tab = await openTab(browser, { partnership, views })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })

  const pages = [
    ['Schedule', 'ssu', 'schedule', 'Q3'],
    ['details of an entry', 'ssu', 'schedule?entry=exploited-2026', 'Responsible group'],
    ['Returns', 'ssu', 'returns', 'Missing:'],
    ['one request', 'police', keyed('request'), 'What is asked'],
    ['Form', 'police', keyed('form'), 'What was daily life like?'],
    ['its review', 'police', `${keyed('form')}&step=review`, 'Read your answers over'],
  ] as const
  for (const [name, person, path, words] of pages) {
    it(`${name} is accessible in light, dark and high contrast, and fits a screen 320 pixels wide`, async () => {
      for (const theme of themes) {
        const page = await tab.open(person, path, { theme })
        await page.getByText(words).first().waitFor()
        assert.deepEqual([theme, ...(await faultsOf(page, theme === 'default' ? 'everything' : 'contrast'))], [theme])
        await page.setViewportSize({ width: 320, height: 640 })
        assert.equal(await sidewaysOf(page), 0)
      }
    })
  }

  it('Schedule has the year by quarter with what is next, and opens an entry with its progress', async () => {
    const page = await tab.open('ssu', 'schedule')
    assert.match((await page.locator('.next').textContent()) ?? '', /Next: Wednesday 2 December 2026/)
    const now = page.getByRole('region', { name: /Quarter 3.*now/ })
    await now.getByRole('link', { name: 'Children who have been exploited' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText('Lee Lead').waitFor()
    await panel.getByText('0 of 24 returned · Missing: Police (8), Health (8), Schools (8)').waitFor()
    await page.goBack()
    await panel.waitFor({ state: 'detached' })
    await page.goForward()
    await panel.getByRole('link', { name: 'Open the returns' }).click()
    await page.getByRole('heading', { name: 'Returns' }).waitFor()
  })

  it('Returns names who is missing beside the total, and follows what happens without being reloaded', async () => {
    const page = await tab.open('ssu', 'returns', { width: 900 })
    await page.getByText('Missing: Police (8), Health (8), Schools (8)').waitFor()
    const region = page.locator('.matrix-region')
    await region.evaluate((element) => element.scrollTo({ left: 40 }))
    await tab.send(police, 'POST', '/api/moves', answer)
    await page.getByText('Missing: Police (7), Health (8), Schools (8)').waitFor()
    await page.getByRole('gridcell', { name: /Received/ }).waitFor()
    assert.equal(await region.evaluate((element) => element.scrollLeft), 40)
    tab.ports.file()
    await page.getByRole('gridcell', { name: /Returned/ }).waitFor()
  })

  it('Returns is moved through with the arrow keys; Enter opens a request and Escape goes back to its cell', async () => {
    const page = await tab.open('ssu', 'returns')
    await page.locator('.cell-link').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: /Health service, C-9M2X/ })
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('[data-cell="1-1"] a:focus').waitFor()
  })

  it('Returns is a list for each agency on a phone', async () => {
    const page = await tab.open('ssu', 'returns', { width: 390 })
    await page.getByRole('region', { name: 'Police service' }).getByText('C-4F7K').waitFor()
    assert.equal(await page.getByRole('grid').count(), 0)
  })

  it('Returns says that it shows the last known where the server cannot be reached, and when it was', async () => {
    const page = await tab.open('ssu', 'returns')
    await page.getByText('Missing:').waitFor()
    await page.route('**/api/**', (route) => route.abort())
    await page.getByText('Shown is what was known at 1 Dec 2026, 11:59').waitFor()
    assert.ok(await page.getByText('Missing:').isVisible())
  })

  it('a nil return is made from the panel, its problems said beside the field, and can be reversed', async () => {
    const page = await tab.open('police', keyed('request'))
    const panel = page.getByRole('dialog')
    await panel.getByRole('button', { name: 'Not known to our agency' }).click()
    await panel.getByLabel('Not known to our agency').check()
    await panel.getByRole('button', { name: 'Submit nil return' }).click()
    await panel.getByText('Please name the systems you searched.').waitFor()
    await panel.getByLabel(/Systems searched/).fill('Niche, PNC')
    await panel.getByLabel(/first day/).fill('2026-01-01')
    await panel.getByRole('button', { name: 'Submit nil return' }).click()
    await panel.getByText('Received at 12:00; it is being filed.').waitFor()
    await panel.getByText('Pat Police answered “Not known to our agency”.').waitFor()
    await panel.getByRole('button', { name: 'Reverse the nil return' }).click()
    await panel.getByRole('button', { name: 'Complete' }).waitFor()
  })

  it('a return is accepted or sent back by the SSU, with its question', async () => {
    await tab.send(police, 'POST', '/api/moves', answer)
    tab.ports.file()
    const page = await tab.open('ssu', keyed('request'))
    const panel = page.getByRole('dialog')
    await panel.getByText('Evenings away from home.').waitFor()
    await panel.getByRole('button', { name: 'Send back with a question' }).click()
    await panel.getByRole('button', { name: 'Send back', exact: true }).click()
    await panel.getByText('Please answer this question.').waitFor()
    await panel.getByLabel('What is asked again').fill('Which evenings?')
    await panel.getByRole('button', { name: 'Send back', exact: true }).click()
    await panel.getByText('Sam Sample sent it back with a question.').waitFor()
    await panel.getByText('Which evenings?').waitFor()
    assert.deepEqual(
      tab.ports.submitted.map(({ command }) => command.do),
      ['return', 'send-back'],
    )
  })

  it('a page whose part cannot be fetched says so, and the others stay within reach', async () => {
    const page = await tab.open('ssu', 'schedule')
    await page.route('**/returns-page*.js', (route) => route.abort())
    await page.getByRole('link', { name: 'Returns' }).click()
    await page.getByText('This page could not be opened').waitFor()
    await page.getByRole('link', { name: 'Schedule' }).click()
    await page.getByRole('heading', { name: 'Schedule 2026-27' }).waitFor()
  })

  it('somebody the partnership does not know is told whom to ask, and nothing is shown', async () => {
    const empty = await openTab(browser, { partnership: buildPartnership({ people: [ssu] }) })
    const page = await empty.open('police', 'returns')
    await page.getByText('this partnership does not know you yet').waitFor()
    assert.equal(await page.getByRole('navigation').count(), 0)
    await empty.close()
  })
})
