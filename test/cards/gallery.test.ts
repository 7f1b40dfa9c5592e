import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { before, describe, it } from 'mocha'
import { writeGallery } from '../../cards/gallery.ts'
import { samples } from '../../cards/samples.ts'
import { launchChromium } from '../support/chromium.ts'
import { partsOf } from './read-card.ts'

const project = join(import.meta.dirname, '..', '..')
const folder = join(project, 'out', 'cards')
const checker = join(project, '..', 'shared', 'conformance', 'check.mjs')

describe('the sample cards', () => {
  let files: readonly string[] = []
  before(async () => {
    files = await writeGallery(folder)
  })

  it('are named once each, and show every situation', () => {
    const names = samples.map(({ name }) => name)
    assert.equal(new Set(names).size, names.length)
    const folders = readdirSync(join(project, 'cards'), { withFileTypes: true })
    const situations = folders.filter(
      (one) => one.isDirectory() && existsSync(join(one.parentPath, one.name, 'template.ts')),
    )
    assert.ok(situations.length >= 18)
    for (const { name: situation } of situations)
      assert.ok(
        names.some((name) => name.startsWith(situation)),
        `no sample shows ${situation}`,
      )
  })

  it('hold against the published schemas and Teams’ limits', function () {
    if (!existsSync(checker)) {
      console.info('      ../shared/conformance is not here, so the published schemas were not asked')
      return this.skip()
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [checker, 'cards', ...files], {
      cwd: project,
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${stdout}${stderr}`)
    assert.match(stdout, new RegExp(`cards: ${files.length} hold, 0 do not`))
  })

  it('are under 28 KB, with six buttons and two columns at most, wrapping every text', async () => {
    for (const file of files) {
      const text = await readFile(file, 'utf8')
      const card: unknown = JSON.parse(text)
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28 * 1024, file)
      assert.ok(!text.includes('$' + '{'), file)
      let buttons = 0
      for (const part of partsOf(card)) {
        if (part['type'] === 'TextBlock') assert.ok(part['wrap'], `${file}: ${part['text']}`)
        if (Array.isArray(part['columns'])) assert.ok(part['columns'].length <= 2, file)
        if (Array.isArray(part['actions'])) buttons += part['actions'].length
        if (part['type'] === 'Action.Execute')
          assert.deepEqual((part['fallback'] as { type: string }).type, 'Action.Submit', file)
      }
      assert.ok(buttons <= 6, file)
    }
  })

  it('can be read by everybody at 400 and 760 px, in light, dark and high contrast', async function () {
    this.timeout(90_000)
    const browser = await launchChromium()
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      for (const [theme, wide] of [
        ['default', '400'],
        ['dark', '400'],
        ['contrast', '400'],
        ['default', '760'],
      ]) {
        await page.goto('about:blank')
        await page.goto(`${pathToFileURL(join(folder, 'index.html'))}#theme=${theme}&wide=${wide}`)
        const tooWide = await page.evaluate(`[...document.querySelectorAll('.card')].filter((card) =>
          [...card.querySelectorAll('*')].some((part) => part.getBoundingClientRect().right > card.getBoundingClientRect().right + 1)).map(({ id }) => id)`)
        assert.deepEqual(tooWide, [], `${theme} ${wide}`)
        if (wide === '760') continue // its colours and words are those of 400 px
        await page.evaluate(axe.source)
        const faults =
          await page.evaluate(`axe.run('main', { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
          .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, failureSummary].join(' | '))))`)
        assert.deepEqual([...new Set(faults as string[])], [], `${theme} ${wide}`)
      }
    } finally {
      await browser.close()
    }
  })
})
