import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Request, Response } from 'restify'
import { buildPages } from '../../bot/build-pages.ts'
import { servePages } from '../../bot/serve-pages.ts'
import { samplePeople } from '../support/build-partnership.ts'
import { launchChromium } from '../support/chromium.ts'
import { type StartedTab, startTab } from './started-tab.ts'

/** The themes of Teams. */
export const themes = ['default', 'dark', 'contrast'] as const

/** The built tab in a browser, over a record in memory. */
export interface OpenedTab extends StartedTab {
  /** Opens an address below `/tab/` as somebody, in a browser of their own. */
  open(person: keyof typeof samplePeople, path: string, look?: { theme?: string; width?: number }): Promise<Page>
  /** What the browser complained of, of every page. */
  readonly complaints: string[]
}

const axeSource = readFile(join(createRequire(import.meta.url).resolve('axe-core'), '..', 'axe.min.js'), 'utf8')

/** The accessibility rules a page breaks, each with its first element: all of them, or contrast alone in a further theme. */
export const faultsOf = async (
  page: Page,
  which: 'everything' | 'contrast' = 'everything',
): Promise<readonly string[]> => {
  const runOnly =
    which === 'contrast'
      ? { type: 'rule', values: ['color-contrast'] }
      : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
  await page.evaluate(await axeSource)
  const run = `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(run)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

/** How many pixels the page can be scrolled sideways. */
export const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)')

/** The pages as built, each visitor signed in as local sign-in does it. */
export const openTab = async (browser: Browser, over: Parameters<typeof startTab>[0] = {}): Promise<OpenedTab> => {
  const tab = await startTab(over)
  const complaints: string[] = []
  tab.server.post('/local/token', async (req: Request, res: Response) => {
    const asked = (req.body as { person?: keyof typeof samplePeople } | undefined)?.person ?? 'ssu'
    res.send(200, { token: await tab.tokenOf(samplePeople[asked]) })
  })
  servePages(tab.server, { at: '/tab', folder: join(import.meta.dirname, '../../tab/dist') })
  return {
    ...tab,
    complaints,
    async open(person, path, { theme = 'default', width = 1280 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.on('pageerror', ({ message }) => complaints.push(message))
      await page.goto(`${tab.origin}/tab/${path}${path.includes('?') ? '&' : '?'}person=${person}&theme=${theme}`)
      await page.locator('h1').first().waitFor({ state: 'attached' })
      return page
    },
    async close() {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await tab.close()
    },
  }
}

/** A browser with the tab built as it is now. */
export const openBrowser = async (): Promise<Browser> => {
  await buildPages(() => undefined)
  return launchChromium()
}
