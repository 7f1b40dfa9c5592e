import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, describe, it } from 'mocha'
import type { Request, Response } from 'restify'
import { openServer, type WebServer } from '../../bot/server.ts'
import { type NotReceived, receiveFile } from '../../tab/api/receive-file.ts'

const megabyte = 1024 * 1024

describe('A file sent to the tab’s API', () => {
  let web: WebServer
  let seen: (Uint8Array | NotReceived)[]

  beforeEach(async () => {
    web = await openServer(0)
    seen = []
    const answer = (limits?: Parameters<typeof receiveFile>[1]) => async (req: Request, res: Response) => {
      const received = await receiveFile(req, limits)
      seen.push(received)
      if (received instanceof Uint8Array) res.send(200, { bytes: received.length })
      else res.send(received.status, { error: { say: received.say } })
    }
    web.server.post('/file', answer())
    web.server.post('/small', answer({ atMost: megabyte, lingerMs: 150 }))
  })
  afterEach(() => web.close())

  const send = async (bytes: Uint8Array, type = 'application/octet-stream', path = '/file') => {
    const response = await fetch(web.origin + path, {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: { 'content-type': type },
    })
    return { status: response.status, body: (await response.json()) as { bytes?: number; error?: { say: string } } }
  }
  /** A request of which nothing but its head has been sent. */
  const begin = (path: string, headers: Record<string, string>) => {
    const sent = request(web.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', ...headers },
    })
    sent.flushHeaders()
    return sent
  }
  const answerTo = async (sent: ClientRequest) => {
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    let text = ''
    for await (const chunk of response) text += chunk
    return { status: response.statusCode, say: (JSON.parse(text) as { error: { say: string } }).error.say }
  }

  it('arrives byte for byte, far above what forms may have', async () => {
    const bytes = Uint8Array.from({ length: 3 * megabyte }, (_, at) => at % 251)
    assert.deepEqual(await send(bytes), { status: 200, body: { bytes: bytes.length } })
    const [received] = seen
    assert.ok(received instanceof Uint8Array && Buffer.compare(received, bytes) === 0)
  })

  it('of exactly 25 MB arrives, and of no bytes too', async () => {
    assert.equal((await send(new Uint8Array(25 * megabyte))).body.bytes, 25 * megabyte)
    assert.equal((await send(new Uint8Array(0))).body.bytes, 0)
  })

  it('of 300 MB is refused with a sentence before it is sent', async () => {
    const sent = begin('/file', { 'content-length': String(300 * megabyte) })
    const answer = await answerTo(sent)
    assert.deepEqual(answer, {
      status: 413,
      say: 'This file has 300 MB. A file may have at most 25 MB: make it smaller or split it, and add it again.',
    })
    sent.destroy()
  })

  it('of no known length is refused once it is too large, while it is still being sent', async () => {
    const sent = begin('/small', { 'transfer-encoding': 'chunked' })
    const answered = answerTo(sent)
    sent.write(Buffer.alloc(megabyte))
    sent.write(Buffer.alloc(1))
    const answer = await answered
    assert.equal(answer.status, 413)
    assert.match(answer.say, /^This file is too large\. A file may have at most 1 MB/)
    sent.on('error', () => undefined)
    if (!sent.destroyed) await once(sent, 'close')
  })

  it('of which more comes than may is read to its end, so that the answer is not lost', async () => {
    const { status, body } = await send(new Uint8Array(8 * megabyte), 'application/octet-stream', '/small')
    assert.equal(status, 413)
    assert.match(body.error?.say ?? '', /has 8 MB/)
  })

  it('that breaks off is not taken for a whole one', async () => {
    const sent = begin('/file', { 'content-length': '1000' })
    sent.on('error', () => undefined)
    await new Promise((done) => sent.write(Buffer.alloc(500), done))
    sent.destroy()
    while (seen.length === 0) await new Promise((done) => setImmediate(done))
    assert.deepEqual(seen, [
      { status: 400, say: 'The file did not arrive whole. Check the connection, and add it again.' },
    ])
  })

  it('sent as anything but bytes is refused', async () => {
    const { status, body } = await send(new Uint8Array(10), 'image/png')
    assert.equal(status, 415)
    assert.match(body.error?.say ?? '', /application\/octet-stream/)
  })
})
