import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, beforeEach } from 'mocha'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { build } from 'vite'
import { launchChromium } from '../../support/chromium.ts'
import { askCard, cardMessage } from './sample-cards.ts'
import { mountSampleTab } from './sample-tab.ts'
import { policeChannel } from './sample-world.ts'
import { at, type Started, start } from './started.ts'

const fileAt = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export const activities = (id: string) => `/conversations/${encodeURIComponent(id)}/activities`

/** Local Teams' page in a browser, anew for each test. */
export interface OpenedPage {
  readonly local: Started
  readonly page: Page
  /** What the page complained of: exceptions, and errors on its console. */
  readonly faults: readonly string[]
  /** Opens it as a person, at the channel of the police unless said otherwise. */
  openAs(person: string, hash?: string): Promise<void>
  /** Posts a card into the channel of the police, as the bot does; gives its id. */
  post(card?: object): Promise<string>
  message(id: string): Locator
  press(id: string, button: string): Promise<void>
  /** What axe finds against WCAG on the page as it is: rule and element. */
  violations(): Promise<readonly string[]>
}

let built: Promise<string> | undefined

/** The page as built from today's sources, once for a run. */
const buildOnce = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-page-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const configFile = fileAt('bot/local/page/vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  return folder
}

const checkWithAxe = async (context: BrowserContext, page: Page): Promise<readonly string[]> => {
  const axe = await readFile(fileAt('node_modules/axe-core/axe.min.js'), 'utf8')
  const session = await context.newCDPSession(page)
  // Through the debugger, because the page's own policy lets no foreign script in.
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${axe}; axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes[0].html)))`,
    awaitPromise: true,
  })
  return JSON.parse(String(result.value)) as string[]
}

/** Hooks of a describe that looks at the page: what they open is in the object returned, once a test runs. */
export const useOpenedPage = (): OpenedPage => {
  let local: Started | undefined
  let browser: Browser | undefined
  let context: BrowserContext | undefined
  let page: Page | undefined
  let faults: string[] = []
  const opened = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('The page is open only while a test runs.')
    return thing
  }

  before(async function () {
    this.timeout(60_000)
    built ??= buildOnce()
    const tab = { name: 'Sightline', entityId: 'sightline', url: '/tab/' }
    local = await start({ limits: false, pages: await built, tab })
    mountSampleTab(local.server)
    browser = await launchChromium()
  })
  beforeEach(async () => {
    await context?.close()
    opened(local).arrived.length = 0
    opened(local).answerWith(() => ({ status: 200 }))
    faults = []
    context = await opened(browser).newContext({ viewport: { width: 1280, height: 900 } })
    page = await context.newPage()
    page.on('pageerror', ({ message }) => faults.push(message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.setDefaultTimeout(15_000)
  })
  after(async () => {
    await browser?.close()
    await local?.close()
  })

  const message = (id: string) => opened(page).locator(`[data-message="${id}"]`)
  return {
    get local() {
      return opened(local)
    },
    get page() {
      return opened(page)
    },
    get faults() {
      return faults
    },
    async openAs(person, hash = `#/conversation/${encodeURIComponent(policeChannel)}`) {
      await opened(page).addInitScript((id) => {
        if (sessionStorage.getItem('local-teams.person') === null) sessionStorage.setItem('local-teams.person', id)
      }, person)
      await opened(page).goto(`${opened(local).origin}/local/${hash}`)
    },
    async post(card = askCard()) {
      const posted = await opened(local).connector('POST', activities(policeChannel), cardMessage(card))
      return String(at(posted.body, 'id'))
    },
    message,
    press: (id, name) => message(id).getByRole('button', { name }).click(),
    violations: () => checkWithAxe(opened(context), opened(page)),
  }
}
