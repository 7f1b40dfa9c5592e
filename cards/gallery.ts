import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { galleryPage } from './gallery/page.ts'
import { samples } from './samples.ts'

/**
 * `npm run cards`: expands every sample to `out/cards/*.json` and draws them all on `out/cards/index.html`, a page that
 * needs no server (DESIGN §10).
 */
export const writeGallery = async (folder: string): Promise<readonly string[]> => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const shown = samples.map(({ name, title, card }) => ({ name, title, card: card() }))
  const files = shown.map(({ name }) => join(folder, `${name}.json`))
  await Promise.all(shown.map(({ card }, at) => writeFile(files[at] ?? '', `${JSON.stringify(card, null, 2)}\n`)))
  const modules = join(import.meta.dirname, '..', 'node_modules')
  await copyFile(join(modules, 'adaptivecards', 'dist', 'adaptivecards.min.js'), join(folder, 'adaptivecards.min.js'))
  await copyFile(
    join(modules, 'markdown-it', 'dist', 'browser', 'markdown-it.umd.min.js'),
    join(folder, 'markdown-it.min.js'),
  )
  await writeFile(join(folder, 'index.html'), galleryPage(shown))
  return files
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await writeGallery(join(import.meta.dirname, '..', 'out', 'cards'))
  console.info(`${files.length} cards in out/cards; open out/cards/index.html to see them.`)
}
