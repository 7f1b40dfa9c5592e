import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import type { Browser } from 'playwright-core'
import { samplePeople } from '../support/build-partnership.ts'
import { buildRequest } from '../support/build-request.ts'
import { openBrowser, openTab } from './opened-tab.ts'
import { type HostContext, mountHost } from './teams-host.ts'

const { police } = samplePeople
const key = buildRequest().key

describe('The tab inside Teams', function () {
  this.timeout(60_000)
  let browser: Browser
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())

  const host = async (src: string, context: HostContext) => {
    const tab = await openTab(browser)
    mountHost(tab.server, () => tab.tokenOf(police), src, context)
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${tab.origin}/host`)
    const frame = page.frameLocator('iframe')
    return { tab, page, frame }
  }

  it('signs in with Teams’ own token, opens the page a deep link names, and follows the theme live', async () => {
    const { tab, page, frame } = await host('/tab/', {
      theme: 'dark',
      frameContext: 'content',
      subEntityId: `request/${key}`,
    })
    await frame.getByRole('heading', { name: 'Police service, C-4F7K' }).waitFor()
    await frame.locator('html[data-theme="dark"]').waitFor()
    await page.evaluate('setTheme("contrast")')
    await frame.locator('html[data-theme="contrast"]').waitFor()
    await page.evaluate('setTheme("default")')
    await frame.locator('html[data-theme="default"]').waitFor()
    await tab.close()
  })

  it('shows the form alone in a dialog, and hands its receipt to who opened it', async () => {
    const { tab, page, frame } = await host(`/tab/form?key=${encodeURIComponent(key)}`, {
      theme: 'default',
      frameContext: 'task',
    })
    await frame.getByLabel('What was daily life like?').fill('Evenings away from home.')
    assert.equal(await frame.getByRole('navigation', { name: 'Pages', exact: true }).count(), 0)
    await frame
      .getByRole('link', { name: /^Judgement/ })
      .first()
      .click()
    await frame.getByLabel('Good').check()
    await frame.getByRole('button', { name: 'Review' }).click()
    await frame.getByRole('button', { name: 'Submit return' }).click()
    await frame.getByText('Received at 12:00. You can close this.').waitFor()
    await frame.getByRole('button', { name: 'Close' }).click()
    const told = await page.waitForFunction<unknown>(
      `told.find(([name]) => /^tasks.(submit|complete)Task$/.test(name))`,
    )
    const [, result] = (await told.jsonValue()) as readonly unknown[]
    assert.deepEqual(result, { returned: key, received: '2026-12-01T12:00:00.000Z' })
    await tab.close()
  })

  it('shows sharing early in a dialog for the agency it was opened for, and hands its receipt back', async () => {
    const { tab, page, frame } = await host('/tab/share?agency=police', { theme: 'default', frameContext: 'task' })
    await frame.getByRole('radio', { name: 'Exploitation Group' }).check()
    await frame.getByRole('radio', { name: 'Effective practice' }).check()
    await frame.getByLabel('What have you noticed?').fill('Joint visits within a day of the first call.')
    await frame.getByRole('checkbox', { name: 'Supervision' }).check()
    await frame.getByRole('button', { name: 'Share it now' }).click()
    await frame.getByText('Thank you for sharing it early.').waitFor()
    await frame.getByRole('button', { name: 'Close' }).click()
    const told = await page.waitForFunction<unknown>(
      `told.find(([name]) => /^tasks.(submit|complete)Task$/.test(name))`,
    )
    const [, result] = (await told.jsonValue()) as readonly { shared: string; received: string }[]
    assert.match(result?.shared ?? '', /^sample\/early-share:/)
    await tab.close()
  })

  it('opens sharing early where a deep link names it', async () => {
    const { tab, frame } = await host('/tab/', { theme: 'default', frameContext: 'content', subEntityId: 'share' })
    await frame.getByRole('heading', { name: 'Share early' }).waitFor()
    await tab.close()
  })
})
