import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Request, Response, Server } from 'restify'

/** Where built pages are served. */
export interface PagesSettings {
  /** Path they are under, without a slash at the end: `/tab`. */
  readonly at: string
  /** Folder of the build: `index.html` and what it needs. */
  readonly folder: string
  /** Content-Security-Policy of the pages; without it, everything from this origin only, framed by this origin only. */
  readonly contentSecurityPolicy?: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Styles inline, because Fluent writes its rules as the page runs; images also from data URLs. */
const ownOriginOnly =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"

const notBuilt = 'These pages are not built yet. Run "npm run build" and load this address again.'

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined))?.isFile() ?? false

/** The file a path means inside the folder; undefined where it leads out of it or cannot be decoded. */
const fileOf = (folder: string, path: string): string | undefined => {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (decoded.includes('\0')) return undefined
  const root = normalize(folder + sep)
  const file = normalize(join(root, decoded))
  return file.startsWith(root) ? file : undefined
}

/** The compressed sibling a browser takes, made at build time; brotli before gzip. */
const encodingFor = async (file: string, accepted: string): Promise<{ file: string; encoding?: string }> => {
  if (/\bbr\b/.test(accepted) && (await isFile(`${file}.br`))) return { file: `${file}.br`, encoding: 'br' }
  if (/\bgzip\b/.test(accepted) && (await isFile(`${file}.gz`))) return { file: `${file}.gz`, encoding: 'gzip' }
  return { file }
}

/**
 * Serves a built single page and its parts. A path below it without a file of its own gets `index.html`, so that the
 * page's own addresses can be reloaded; files below `assets/` carry a hash in their name and are kept for ever.
 * Where nothing is built, a sentence says what to do.
 */
export const servePages = (server: Server, { at, folder, contentSecurityPolicy }: PagesSettings): void => {
  const index = join(folder, 'index.html')

  const answer = async (req: Request, res: Response): Promise<void> => {
    const plain = (status: number, text: string) => {
      res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' })
      res.end(text)
    }
    const path = req.getPath().slice(at.length + 1)
    const asked = fileOf(folder, path)
    if (!asked) return plain(404, 'There is no such page.')
    const isPage = path === '' || !(await isFile(asked))
    if (isPage && extname(asked) !== '' && path !== '') return plain(404, 'There is no such file.')
    const file = isPage ? index : asked
    if (!(await isFile(file))) return plain(404, notBuilt)
    const sent = await encodingFor(file, req.header('accept-encoding') ?? '')
    const contents = await readFile(sent.file)
    res.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Length': String(contents.length),
      'Cache-Control': /^assets\//.test(path) && !isPage ? 'public, max-age=31536000, immutable' : 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      Vary: 'Accept-Encoding',
      ...(sent.encoding ? { 'Content-Encoding': sent.encoding } : {}),
      ...(extname(file) === '.html' ? { 'Content-Security-Policy': contentSecurityPolicy ?? ownOriginOnly } : {}),
    })
    res.end(req.method === 'HEAD' ? undefined : contents)
  }

  server.get(at, async (_req: Request, res: Response) => {
    res.writeHead(301, { Location: `${at}/` })
    res.end()
  })
  server.get(`${at}/*`, answer)
  server.head(`${at}/*`, answer)
}
