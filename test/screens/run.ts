import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { buildPages } from '../../bot/build-pages.ts'
import { startSightline } from '../../bot/main.ts'
import { launchChromium } from '../support/chromium.ts'

const widths = [1440, 1024, 390] as const
const themes = ['default', 'dark', 'contrast'] as const
const police = '19:swindon-police@thread.tacv2'
const key = 'swindon/audit-return:ce-children-2026:c-ymk4:police'

/** A page as somebody sees it: whose, where, and what is done before the picture is taken. */
interface Screen {
  readonly name: string
  readonly person: string
  readonly path: string
  /** What has been decided in the wizard before. */
  readonly draft?: object
  readonly afterwards?: (page: Page) => Promise<void>
}

const someAgencies = ['awp', 'cgl', 'gwh', 'camhs', 'police']
const askedAgain = {
  kind: 'audit-return',
  programme: 'ce-children-2026',
  cases: ['C-7T2M', 'C-K4RW', 'C-N3XD'].map((ref) => ({ ref, title: '', agencies: someAgencies })),
}

const audit = /children who have been criminally exploited/
const card = (page: Page) =>
  page.locator('.ac-adaptiveCard').filter({ hasText: audit }).filter({ hasText: 'returned' }).first()

const screens: readonly Screen[] = [
  {
    name: 'channel',
    person: 'police-representative',
    path: `/local/#/conversation/${encodeURIComponent(police)}`,
    afterwards: (page) => card(page).scrollIntoViewIfNeeded(),
  },
  {
    name: 'nil-dialog',
    person: 'police-representative',
    path: `/local/#/conversation/${encodeURIComponent(police)}`,
    afterwards: async (page) => {
      await card(page).getByRole('button', { name: 'Not known to our agency' }).click()
      await page.getByRole('dialog').getByText('searched').first().waitFor()
    },
  },
  { name: 'tab-in-teams', person: 'qa-chair', path: '/local/#/tab/schedule' },
  { name: 'schedule', person: 'qa-chair', path: '/tab/schedule' },
  { name: 'returns', person: 'ssu-lead', path: '/tab/returns?round=ce-children-2026' },
  { name: 'returns-of-an-agency', person: 'police-representative', path: '/tab/returns?round=ce-children-2026' },
  {
    name: 'request',
    person: 'ssu-lead',
    path: `/tab/request?key=${encodeURIComponent(key.replace('c-ymk4', 'c-4f7k'))}`,
  },
  { name: 'form', person: 'police-representative', path: `/tab/form?key=${encodeURIComponent(key)}` },
  {
    name: 'form-chronology',
    person: 'police-representative',
    path: `/tab/form?key=${encodeURIComponent(key)}&step=chronology`,
  },
  {
    name: 'form-review',
    person: 'police-representative',
    path: `/tab/form?key=${encodeURIComponent(key)}&step=review`,
  },
  {
    name: 'form-evidence',
    person: 'police-representative',
    path: `/tab/form?key=${encodeURIComponent(key)}&step=evidence`,
  },
  {
    name: 'request-move',
    person: 'police-representative',
    path: `/tab/request?key=${encodeURIComponent(key)}`,
    afterwards: async (page) => {
      const panel = page.getByRole('dialog')
      await panel.getByRole('button', { name: 'More', exact: true }).click()
      await panel.getByRole('button', { name: 'Ask for more time' }).click()
    },
  },
  { name: 'queue', person: 'ssu-lead', path: '/tab/queue' },
  { name: 'ask', person: 'ssu-lead', path: '/tab/ask', draft: askedAgain },
  { name: 'ask-whom', person: 'ssu-lead', path: '/tab/ask?step=whom', draft: askedAgain },
  {
    name: 'ask-preview',
    person: 'ssu-lead',
    path: '/tab/ask?step=preview',
    draft: askedAgain,
    afterwards: (page) => page.locator('[data-card] .ac-adaptiveCard').waitFor(),
  },
  { name: 'share', person: 'police-representative', path: '/tab/share' },
]

const take = async (
  browser: Browser,
  origin: string,
  screen: Screen,
  width: number,
  theme: (typeof themes)[number],
  folder: string,
) => {
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  await context.addInitScript(
    `sessionStorage.setItem('local-teams.person', '${screen.person}');
     sessionStorage.setItem('local-teams.theme', '${theme}');
     sessionStorage.setItem('sightline.person', '${screen.person}');
     sessionStorage.setItem('sightline.theme', '${theme}')
     sessionStorage.setItem('sightline.ask', ${JSON.stringify(JSON.stringify(screen.draft ?? null))})`,
  )
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${origin}${screen.path}`)
  await screen.afterwards?.(page)
  await page.getByRole('heading').or(page.locator('iframe')).first().waitFor()
  await page.waitForTimeout(800)
  const file = join(folder, `${screen.name}-${width}-${theme}.png`)
  await page.screenshot({ path: file, fullPage: screen.path.startsWith('/tab') })
  const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
  if (wide) console.info(`${file}: scrolls sideways`)
  await context.close()
}

/** `npm run screens`: pictures of every page in three widths and three themes, on 9 December, in `out/screens/`. */
const only = process.argv[2]
const folder = 'out/screens'
const dataFolder = await mkdtemp(join(tmpdir(), 'sightline-screens-'))
await mkdir(folder, { recursive: true })
await buildPages(console.info)
const sightline = await startSightline(
  {
    port: 0,
    dataFolder,
    partnershipFile: 'infra/partnerships/swindon-2026-27.yaml',
    today: '2026-12-09',
    sampleAnswers: true,
    playground: false,
    databaseUrl: undefined,
    graphWire: undefined,
  },
  console.error,
)
const browser = await launchChromium()
for (const screen of screens)
  for (const width of widths)
    for (const theme of themes)
      if (!only || screen.name.startsWith(only)) await take(browser, sightline.origin, screen, width, theme, folder)
await browser.close()
await sightline.stop()
await rm(dataFolder, { recursive: true, force: true })
console.info(`Pictures are in ${folder}.`)
process.exit(0)
