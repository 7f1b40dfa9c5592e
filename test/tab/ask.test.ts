import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser, Page } from 'playwright-core'
import type { Tool } from '../../assurance/partnership.ts'
import { buildAgency, buildEntry, buildPartnership, samplePeople } from '../support/build-partnership.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab, sidewaysOf, themes } from './opened-tab.ts'
import { mountHost } from './teams-host.ts'

const sections = [
  "The individual's lived experience",
  'Identification and early intervention',
  'Partnership working and information sharing',
  'Governance, policies and procedures',
  'Chronology',
  "The practitioner's perspective",
  'The voice of the child',
]
const tool: Tool = {
  id: 'exploited',
  kind: 'audit-return',
  title: 'Exploitation audit tool',
  version: 2,
  questions: sections.map((section, at) => ({
    id: `q${at}`,
    order: at,
    section,
    text: `Question ${at + 1}`,
    type: section === 'Chronology' ? 'chronology' : 'long text',
    rules: [],
  })),
}
const channel = { team: 'team', channel: '19:channel@thread.tacv2' }
const partnership = buildPartnership({
  agencies: [
    buildAgency('police', { channel, sector: 'police' }),
    buildAgency('health', { channel, sector: 'health' }),
    buildAgency('schools', { sector: 'education' }),
  ],
  programme: [buildEntry('exploited-2027', { title: 'Children who have been exploited', tool: 'exploited' })],
  tools: [tool],
})

describe('Asking', function () {
  this.timeout(60_000)
  let browser: Browser
  let tab: OpenedTab
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    tab = await openTab(browser, { partnership, rounds: [], views: [] })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 }).waitFor()

  /** From an empty wizard to the preview of an audit about two cases. */
  const decideAudit = async (page: Page) => {
    await page.getByRole('radio', { name: /^Audit return/ }).check()
    await page.getByLabel('Entry of the programme').selectOption('exploited-2027')
    await press(page, 'Next')
    await heading(page, 'Questions')
    await page.getByText('7 questions, version 2, agreed for this entry').waitFor()
    await press(page, 'Next')
    await heading(page, 'Whom')
    await press(page, 'Add a case')
    await press(page, 'Add a case')
    await press(page, 'Every agency in every case')
    await press(page, 'Next')
    await heading(page, 'By when')
    await press(page, 'Look at the card')
    await heading(page, 'Look and issue')
  }

  it('goes from what to whom to the very card, says how many it reaches, and issues', async () => {
    const page = await tab.open('ssu', 'ask')
    await decideAudit(page)
    await page
      .getByText(/3 agencies are asked 6 requests, due .*; 1 has no channel and gets a notice by mail: Schools service/)
      .waitFor()
    await page.getByRole('region', { name: 'Card for Police service' }).getByText('Police service: 2').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByLabel('The card as it looks for').selectOption('health')
    await page.getByRole('region', { name: 'Card for Health service' }).getByText('Health service: 2').waitFor()
    await press(page, 'Issue to 3 agencies')
    await page.getByRole('heading', { name: 'Children who have been exploited is being asked' }).waitFor()
    await page.getByText('All 6 requests are asked.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByRole('link', { name: 'Open the returns' }).click()
    await page.getByText('Missing: Police (2), Health (2), Schools (2)').waitFor()
    assert.equal((await tab.ports.views.views()).length, 6)
  })

  it('says what is missing beside its field, and what was decided stays through going back and a reload', async () => {
    const page = await tab.open('ssu', 'ask')
    await press(page, 'Next')
    await page.getByText('Choose what kind of request it is.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByRole('radio', { name: /^Single agency assurance/ }).check()
    await press(page, 'Next')
    await page.getByText('Give it a title that says what is asked about; no names.').waitFor()
    await page.getByLabel('Title').fill('Embedding the neglect review')
    await page.getByLabel('Responsible group').selectOption('exploitation')
    await press(page, 'Next')
    await heading(page, 'Questions')
    await page.getByLabel(/one a line/).fill('Chronologies are kept\n\nSupervision is recorded')
    await page.getByText('2 recommendations').waitFor()
    await page.goBack()
    await heading(page, 'What is asked')
    assert.equal(await page.getByLabel('Title').inputValue(), 'Embedding the neglect review')
    await page.reload()
    await heading(page, 'What is asked')
    assert.equal(await page.getByLabel('Title').inputValue(), 'Embedding the neglect review')
    await page
      .getByRole('link', { name: /Look and issue/ })
      .first()
      .click()
    const problems = page.getByRole('region', { name: 'One thing is missing' })
    await problems.getByRole('link', { name: 'Choose at least one agency.' }).click()
    await heading(page, 'Whom')
    await press(page, 'All 3')
    await page.getByText('3 of 3 agencies chosen').waitFor()
    assert.deepEqual(await faultsOf(page), [])
  })

  it('loses nothing when the server refuses, and names the page where it is put right', async () => {
    const page = await tab.open('ssu', 'ask')
    await decideAudit(page)
    await page.route('**/api/ask', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 422,
            json: { faults: [{ field: 'dueOn', say: 'That day is a bank holiday; choose another.' }] },
          })
        : route.continue(),
    )
    await press(page, 'Issue to 3 agencies')
    await page.getByRole('link', { name: 'That day is a bank holiday; choose another.' }).click()
    await heading(page, 'By when')
    await page.getByText('That day is a bank holiday; choose another.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByLabel('Due').fill('2027-03-12')
    await page.getByText('That day is a bank holiday').waitFor({ state: 'detached' })
    await page.unroute('**/api/ask')
    await press(page, 'Look at the card')
    await press(page, 'Issue to 3 agencies')
    await page.getByText('All 6 requests are asked.').waitFor()
    assert.equal((await tab.ports.views.rounds())[0]?.dueOn, '2027-03-12')
  })

  it('chooses agencies for cases by keyboard alone', async () => {
    const page = await tab.open('ssu', 'ask')
    await page.getByRole('radio', { name: /^Audit return/ }).check()
    await page.getByRole('link', { name: /^Whom/ }).first().click()
    await page.getByRole('button', { name: 'Add a case' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    const box = (agency: string, ref: string) => page.getByRole('checkbox', { name: `${agency} service, ${ref}` })
    await box('Police', 'C-T000').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.getByText('2 requests so far').waitFor()
    assert.ok(await box('Police', 'C-T000').isChecked())
    assert.ok(await box('Health', 'C-T001').isChecked())
    assert.equal(await page.locator('.ask-matrix input[tabindex="0"]').count(), 1)
    await page.getByRole('button', { name: 'Schools service, every case' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('4 requests so far').waitFor()
  })

  it('is accessible on every page in every theme, and fits a screen 320 pixels wide', async () => {
    const page = await tab.open('ssu', 'ask')
    await decideAudit(page)
    const steps = [
      ['what', 'What kind of request is it?'],
      ['questions', 'Which tool?'],
      ['whom', 'Which cases?'],
      ['when', 'Agencies are asked today'],
      ['preview', 'Its buttons work once it has been issued.'],
    ] as const
    for (const theme of themes)
      for (const [step, words] of theme === 'default'
        ? steps
        : steps.filter(([id]) => id === 'whom' || id === 'preview')) {
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.goto(`${tab.origin}/tab/ask?step=${step}&theme=${theme}&person=ssu`)
        await page.getByText(words).first().waitFor()
        const faults = await faultsOf(page, theme === 'default' ? 'everything' : 'contrast')
        assert.deepEqual([theme, step, ...faults], [theme, step])
        await page.setViewportSize({ width: 320, height: 640 })
        assert.deepEqual([step, await sidewaysOf(page)], [step, 0])
        if (step === 'whom') assert.deepEqual(await faultsOf(page, 'contrast'), [])
      }
  })

  it('stands alone in a Teams dialog, and tells who opened it which round was issued', async () => {
    mountHost(tab.server, () => tab.tokenOf(samplePeople.ssu), '/tab/ask', { theme: 'default', frameContext: 'task' })
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${tab.origin}/host`)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('radio', { name: /^Audit return/ }).check()
    assert.equal(await frame.getByRole('navigation', { name: 'Pages', exact: true }).count(), 0)
    await frame.getByLabel('Entry of the programme').selectOption('exploited-2027')
    await frame.getByRole('link', { name: /^Whom/ }).first().click()
    await frame.getByRole('button', { name: 'Add a case' }).click()
    await frame.getByRole('button', { name: 'Every agency in every case' }).click()
    await frame
      .getByRole('link', { name: /Look and issue/ })
      .first()
      .click()
    await frame.getByRole('button', { name: 'Issue to 3 agencies' }).click()
    await frame.getByRole('button', { name: 'Close' }).click()
    const told = await page.waitForFunction<unknown>(
      `told.find(([name]) => /^tasks.(submit|complete)Task$/.test(name))`,
    )
    const [, result] = (await told.jsonValue()) as readonly unknown[]
    assert.deepEqual(result, { issued: 'exploited-2027' })
  })
})
