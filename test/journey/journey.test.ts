import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { after, before, describe, it } from 'mocha'
import type { Browser, Locator, Page } from 'playwright-core'
import { buildPages } from '../../bot/build-pages.ts'
import { launchChromium } from '../support/chromium.ts'
import { fillForm } from '../support/fill-form.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'

const children = /criminally exploited and have low school attendance/
const wire = 'out/wire/journey.jsonl'

/** Chooses who one is in local Teams and opens the channel of an agency. */
const openChannel = async (
  browser: Browser,
  origin: string,
  person: string,
  agency: string | RegExp,
): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  page.setDefaultTimeout(12_000)
  await page.goto(`${origin}/local/`)
  await page.getByRole('button', { name: /Choose who you are/ }).click()
  await page.locator(`[data-person="${person}"]`).click()
  await page
    .getByRole('region', { name: agency })
    .getByRole('button', { name: /General/ })
    .click()
  return page
}

/** The card of the audit of children in the channel that is open. */
const childrenCard = (page: Page): Locator =>
  page.locator('.ac-adaptiveCard').filter({ hasText: children }).filter({ hasText: 'returned' }).first()

describe('From the first card to the chair, in a browser', function () {
  this.timeout(120_000)
  let browser: Browser
  let sightline: RunningSightline
  let page: Page

  before(async () => {
    rmSync(wire, { force: true })
    mkdirSync('out/wire', { recursive: true })
    await buildPages(() => undefined)
    browser = await launchChromium()
    sightline = await runningSightline({ today: '2026-11-12', graphWire: wire })
    page = await openChannel(browser, sightline.origin, 'police-representative', /Police/)
  })
  after(async () => {
    await browser?.close()
    await sightline?.end()
  })

  it('shows an agency’s representative one card for each of the two audits: what, why, by when, and each case', async () => {
    await childrenCard(page).waitFor()
    assert.equal(await page.locator('.ac-adaptiveCard').count(), 3, 'the welcome and two cards')
    const words = await childrenCard(page).innerText()
    for (const part of [/Wednesday 2 December 2026/, /Why: /, /Enabler 3/, /C-4F7K\s+Waiting/, /Sample/])
      assert.match(words, part)
  })

  it('opens the case lines with “I have the case key”', async () => {
    await childrenCard(page).getByRole('button', { name: 'I have the case key' }).click()
    await childrenCard(page).getByRole('button', { name: 'Not known to our agency' }).waitFor()
  })

  it('takes the whole audit tool in a dialog, keeps a draft over a closing, and files what is submitted', async () => {
    await childrenCard(page).getByRole('button', { name: 'Complete', exact: true }).click()
    const form = page.frameLocator('iframe').first()
    await form.getByRole('link', { name: /C-4F7K/ }).click()
    await form.getByRole('heading', { level: 2, name: /lived experience/ }).waitFor()
    await form.locator('textarea').first().fill('Kept while the dialog was closed.')
    await form
      .getByText(/Saved \d\d:\d\d/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /Close/ }).first().click()

    await childrenCard(page).getByRole('button', { name: 'Complete', exact: true }).click()
    await form.getByRole('link', { name: /C-4F7K/ }).click()
    assert.equal(await form.locator('textarea').first().inputValue(), 'Kept while the dialog was closed.')

    await form.getByRole('link', { name: 'Review and submit' }).first().click()
    await form.getByRole('button', { name: 'Submit return' }).click()
    await form.getByRole('heading', { name: /need another look/ }).waitFor()
    await form
      .getByRole('link', { name: /lived experience/ })
      .first()
      .click()
    const titles = await fillForm(form)
    for (const part of [
      /lived experience/,
      /early intervention/,
      /information sharing/,
      /[Gg]overnance/,
      /[Cc]hronology/,
      /practitioner/,
      /voice/,
    ])
      assert.ok(
        titles.some((title) => part.test(title)),
        `no page on ${part}`,
      )
    await form.getByRole('button', { name: 'Submit return' }).click()
    await form.getByRole('heading', { name: /Received at/ }).waitFor()
    await form.getByRole('button', { name: 'Close' }).click()
    await childrenCard(page)
      .getByText(/Returned by .* filed/)
      .waitFor()
  })

  it('updates the card for everyone in the channel, and tells a second person who answered and when', async () => {
    const deputy = await openChannel(browser, sightline.origin, 'police-deputy', /Police/)
    await childrenCard(deputy)
      .getByText(/Returned by .* on 12 Nov 2026, .* filed/)
      .waitFor()
    const asked = await sightline.views.views({ round: 'ce-children-2026', agency: 'police' })
    const view = asked.find(({ request }) => request.state === 'returned')
    await deputy.goto(
      `${sightline.origin}/tab/form?person=police-deputy&key=${encodeURIComponent(view?.request.key ?? '')}`,
    )
    await deputy
      .getByText(/returned this on 12 Nov 2026|returned .*12 Nov 2026/)
      .first()
      .waitFor()
    await deputy.context().close()
  })

  it('takes “not known to our agency” for several cases, says what is missing, and can be reversed', async () => {
    await childrenCard(page).getByRole('button', { name: 'Not known to our agency' }).click()
    const dialog = page.getByRole('dialog')
    const cases = dialog.getByRole('checkbox')
    await cases.first().check()
    await cases.nth(1).check()
    await dialog
      .getByRole('button', { name: /nil return|Send|Submit|Confirm/i })
      .last()
      .click()
    await dialog
      .getByText(/Please name the systems you searched/)
      .first()
      .waitFor()
    assert.equal(await cases.first().isChecked(), true, 'what was chosen stays chosen')
    await dialog.getByRole('radio').first().check()
    await dialog.getByRole('textbox', { name: /[Ss]ystems/ }).fill('Niche and Athena')
    await dialog.locator('input[type=date]').first().fill('2025-10-01')
    await dialog.locator('input[type=date]').nth(1).fill('2026-09-30')
    await dialog.getByRole('checkbox', { name: /confirm|searched/i }).check()
    await dialog
      .getByRole('button', { name: /nil return|Send|Submit|Confirm/i })
      .last()
      .click()
    await dialog
      .getByText(/Received/)
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await childrenCard(page)
      .getByText(/Not known \(nil return\) by .* filed/)
      .nth(1)
      .waitFor()

    await childrenCard(page).getByRole('button', { name: 'Reverse a nil return' }).click()
    await dialog.getByRole('checkbox').first().check()
    await dialog
      .getByRole('checkbox', { name: /confirm|reverse/i })
      .last()
      .check()
    await dialog
      .getByRole('button', { name: /Reverse/ })
      .last()
      .click()
    await dialog
      .getByText(/Received/)
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await childrenCard(page).getByText('2 of 6 returned').waitFor()
  })

  it('shows a chair the year by quarter, with the deferred theme, inside Teams', async () => {
    await page.getByRole('button', { name: /Choose who you are/ }).click()
    await page.locator('[data-person="qa-chair"]').click()
    await page.getByRole('button', { name: 'Sightline tab' }).click()
    const tab = page.frameLocator('iframe').first()
    await tab.getByRole('heading', { name: /Schedule/ }).waitFor()
    const words = await tab.locator('main').innerText()
    for (const part of [
      /self-neglect/,
      children,
      /adults with care and support needs who have been criminally exploited/,
      /Sexually Abused/,
      /Neglect/,
      /[Dd]eferred/,
      /14 Dec/,
    ])
      assert.match(words, part)
  })

  it('shows the SSU who has returned what, names who is missing beside the total, and opens a request with its history', async () => {
    await page.goto(`${sightline.origin}/tab/returns?person=ssu-lead&round=ce-children-2026`)
    await page
      .getByText(/Missing:/)
      .first()
      .waitFor()
    assert.match(await page.locator('main').innerText(), /2\s+of 58 returned/)
    await page
      .getByRole('row', { name: /Wiltshire Police/ })
      .getByRole('link', { name: /Returned/ })
      .first()
      .click()
    const panel = page.getByRole('dialog').or(page.getByRole('complementary')).first()
    await panel
      .getByText(/History/)
      .first()
      .waitFor()
    assert.match(await panel.innerText(), /mornings were hardest/)
  })

  it('has kept every exchange with Graph for the published model to be held against', async () => {
    const { size } = await import('node:fs/promises').then(({ stat }) => stat(wire))
    assert.ok(size > 10_000)
  })
})

describe('On 9 December, in a browser', function () {
  this.timeout(120_000)
  let browser: Browser
  let sightline: RunningSightline

  before(async () => {
    browser = await launchChromium()
    sightline = await runningSightline({ today: '2026-12-09', sampleAnswers: true })
  })
  after(async () => {
    await browser?.close()
    await sightline?.end()
  })

  it('the reminders that have gone by then are one digest a channel and day, and none for what was returned', async () => {
    const deliveries = await sightline.views.deliveries()
    const digests = deliveries.filter(({ sort, state }) => sort === 'digest' && state === 'sent')
    assert.equal(new Set(digests.map(({ agency, day }) => `${agency} ${day}`)).size, digests.length)
    const rungs = digests.flatMap(({ rungs: sent }) =>
      sent.map(({ request, rung, dueOn }) => `${request} ${rung} ${dueOn}`),
    )
    assert.equal(new Set(rungs).size, rungs.length)
    for (const { request } of await sightline.views.views()) {
      const answered = request.returned?.at.slice(0, 10)
      const after = digests.filter(
        ({ day, rungs: sent }) => answered && day > answered && sent.some(({ request: key }) => key === request.key),
      )
      if (request.state === 'returned' || request.state === 'accepted') assert.deepEqual(after, [], request.key)
    }
    const channel = await (await sightline.as('ssu-lead')).messages('police')
    assert.equal(channel.length, 3 + digests.filter(({ agency }) => agency === 'police').length)
  })

  it('a channel shows its latest reminder once, and the tab what is late', async () => {
    const page = await openChannel(browser, sightline.origin, 'police-representative', /Police/)
    await page
      .getByText(/Still open: /)
      .first()
      .waitFor()
    assert.equal(await page.getByText(/Reminder 5 working days after the day/).count(), 2)
    await page.goto(`${sightline.origin}/tab/returns?person=ssu-lead&round=ce-children-2026`)
    await page
      .getByText(/10 late/)
      .first()
      .waitFor()
    assert.match(await page.locator('main').innerText(), /Missing:.*BSW ICB \(5\)/)
  })
})
