import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
const worthwhile = new Set(['.css', '.html', '.js', '.json', '.svg'])
const leastBytes = 1024

/** Puts a `.gz` and a `.br` beside every text file of a build, as `servePages` serves them (DESIGN §9: compress at build). */
export const compressPages = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !worthwhile.has(extname(entry.name))) continue
    const file = join(entry.parentPath, entry.name)
    const contents = await readFile(file)
    if (contents.length < leastBytes) continue
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    await Promise.all([
      gzipped(contents).then((small) => writeFile(`${file}.gz`, small)),
      brotli(contents, options).then((small) => writeFile(`${file}.br`, small)),
    ])
  }
}
