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
  { root: 'tab/client', built: 'tab/dist', sources: ['tab/client', 'tab/api', 'assurance', 'bot/compress-pages.ts'] },
  {
    root: 'bot/local/page',
    built: 'bot/local/dist',
    sources: ['bot/local/page', 'bot/local/page-wire.ts', 'bot/local/json.ts', 'bot/compress-pages.ts'],
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

/** Builds the pages whose sources have changed since they were built (DESIGN §10); does nothing where none have. */
export const buildPages = async (log: (line: string) => void): Promise<void> => {
  for (const page of pages) {
    const mark = join(page.built, markFile)
    const now = await fingerprint(page.sources)
    if (existsSync(mark) && (await readFile(mark, 'utf8')) === now) continue
    log(`Building ${page.root} …`)
    const { build } = await import('vite')
    await build({ root: page.root, configFile: join(page.root, 'vite.config.ts'), logLevel: 'warn' })
    await writeFile(mark, now)
  }
}

if (import.meta.main) await buildPages(console.info)
