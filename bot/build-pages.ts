import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A page that Vite builds: its folder with `vite.config.ts`, where it goes, and the folders its sources lie in. */
interface Page {
  readonly root: string
  readonly built: string
  readonly sources: readonly string[]
}

const pages: readonly Page[] = [
  {
    root: 'tab/client',
    built: 'tab/dist',
    sources: [
      'tab/client',
      'tab/api',
      'assurance',
      'cards/in-browser',
      'cards/host-config.ts',
      'bot/compress-pages.ts',
    ],
  },
  {
    root: 'bot/local/page',
    built: 'bot/local/dist',
    sources: [
      'bot/local/page',
      'bot/local/page-wire.ts',
      'bot/local/json.ts',
      'cards/in-browser',
      'cards/host-config.ts',
      'bot/compress-pages.ts',
    ],
  },
]

const markFile = '.built-from'

const filesBelow = async (path: string): Promise<string[]> => {
  if (path.endsWith('.ts')) return [path]
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const fingerprint = async (sources: readonly string[]): Promise<string> => {
  const hash = createHash('sha256')
  const files = (await Promise.all(sources.map(filesBelow))).flat().sort()
  for (const file of [...files, 'package-lock.json']) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}

const isStale = async ({ built, sources }: Page): Promise<boolean> => {
  const mark = join(built, markFile)
  return !existsSync(mark) || (await readFile(mark, 'utf8')) !== (await fingerprint(sources))
}

/**
 * Builds the pages whose sources have changed since they were built (DESIGN §10); does nothing where none have. The work is
 * done in a process of its own, because the builder keeps several hundred megabytes that a server has no use for.
 */
export const buildPages = async (log: (line: string) => void): Promise<void> => {
  for (const page of pages) {
    if (!(await isStale(page))) continue
    log(`Building ${page.root} …`)
    const { status } = spawnSync(process.execPath, [import.meta.filename, page.root], { stdio: 'inherit' })
    if (status !== 0) log(`${page.root} could not be built, so it is served as it was.`)
  }
}

const build = async (page: Page): Promise<void> => {
  const vite = await import('vite')
  await vite.build({ root: page.root, configFile: join(page.root, 'vite.config.ts'), logLevel: 'warn' })
  await writeFile(join(page.built, markFile), await fingerprint(page.sources))
}

if (import.meta.main) {
  const [only] = process.argv.slice(2)
  for (const page of pages) if (only ? page.root === only : await isStale(page)) await build(page)
}
