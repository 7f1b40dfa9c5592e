import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'mocha'
import restify, { type Server } from 'restify'
import { compressPages } from '../../bot/compress-pages.ts'
import { servePages } from '../../bot/serve-pages.ts'

describe('serving built pages', () => {
  let server: Server
  let root: string
  const port = () => (server.address() as AddressInfo).port

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'sightline-pages-'))
    const folder = join(root, 'dist')
    await mkdir(join(folder, 'assets'), { recursive: true })
    await writeFile(join(root, 'secret.txt'), 'not for anybody')
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Page</title>')
    await writeFile(join(folder, 'assets/app-1a2b3c.js'), 'console.log(1);'.repeat(200))
    await compressPages(folder)
    server = restify.createServer()
    servePages(server, { at: '/tab', folder })
    servePages(server, { at: '/soon', folder: join(root, 'missing') })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  after(async () => {
    server.close()
    server.server.closeAllConnections()
    await rm(root, { recursive: true, force: true })
  })

  /** Sent as written: fetch would tidy the path away before it leaves. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: port(), path, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        )
      })
      asked.on('error', reject)
      asked.end()
    })

  it('gives the page for its own address and for those below it, with a policy, always asked for anew', async () => {
    for (const path of ['/tab/', '/tab/returns', '/tab/request/a%2Fb', '/tab/?theme=dark']) {
      const { status, headers, body } = await get(path)
      assert.deepEqual(
        [status, headers['content-type'], headers['cache-control']],
        [200, 'text/html; charset=utf-8', 'no-cache'],
      )
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'self'/)
      assert.match(body.toString(), /<title>Page/)
    }
    assert.deepEqual([(await get('/tab')).status, (await get('/tab')).headers['location']], [301, '/tab/'])
  })

  it('gives files with a hash in their name for ever, compressed as the browser takes them', async () => {
    const file = '/tab/assets/app-1a2b3c.js'
    const plain = await get(file)
    assert.match(String(plain.headers['cache-control']), /immutable/)
    assert.equal(plain.headers['content-encoding'], undefined)
    for (const [accepted, encoding] of [
      ['gzip', 'gzip'],
      ['gzip, br', 'br'],
    ] as const) {
      const small = await get(file, { 'Accept-Encoding': accepted })
      assert.equal(small.headers['content-encoding'], encoding)
      assert.ok(small.body.length < plain.body.length / 5)
    }
  })

  it('gives nothing from outside its folder, and a sentence for a file that is not there', async () => {
    for (const path of [
      '/tab/../secret.txt',
      '/tab/%2e%2e/secret.txt',
      '/tab/..%2fsecret.txt',
      '/tab/%00',
      '/tab/%E0%A4%A',
      '/tab/assets/gone.js',
    ]) {
      const { status, body } = await get(path)
      assert.notEqual(status, 200, path)
      assert.doesNotMatch(body.toString(), /not for anybody/)
    }
  })

  it('says what to do where the pages are not built', async () => {
    const { status, body } = await get('/soon/')
    assert.equal(status, 404)
    assert.match(body.toString(), /not built yet/)
  })
})
