import type { Request } from 'restify'
import { evidenceLimit, sayTooLarge } from '../../assurance/safe-file.ts'

/** How much is taken, and how long somebody who sends more may go on sending while they read the answer. */
export interface ReceivingLimits {
  /** Bytes; `evidenceLimit` where left out. */
  readonly atMost?: number
  /** Milliseconds; 10 seconds where left out. */
  readonly lingerMs?: number
}

/** Why nothing was received: the status to answer with, and a sentence. */
export interface NotReceived {
  readonly status: 400 | 413 | 415
  readonly say: string
}

const notOctets =
  'A file is sent by itself, as application/octet-stream. Reload this page and add the file again; what you typed is kept.'
const cutShort = 'The file did not arrive whole. Check the connection, and add it again.'

/**
 * Takes in what still comes without keeping it, so that the sender reads the answer instead of losing the connection; an
 * end is put to it after a while.
 */
const letPass = (req: Request, lingerMs: number): void => {
  req.resume()
  const timer = setTimeout(() => req.socket.destroy(), lingerMs)
  timer.unref()
  for (const ending of ['end', 'close']) req.once(ending, () => clearTimeout(timer))
}

/**
 * The bytes of a file sent as the whole body of a request, or why they were not received. It works beside the server's
 * body parser because that leaves `application/octet-stream` alone (and reads everything else first, up to its own limit):
 * so the page must send that type. What is too large is refused as soon as that is known, by its announced length before
 * anything is read; no more than `atMost` is ever kept. Answer, and do not wait for the rest.
 */
export const receiveFile = (
  req: Request,
  { atMost = evidenceLimit, lingerMs = 10_000 }: ReceivingLimits = {},
): Promise<Uint8Array | NotReceived> =>
  new Promise((resolve) => {
    if (req.contentType() !== 'application/octet-stream') {
      resolve({ status: 415, say: notOctets })
      return
    }
    const announced = Number(req.headers['content-length'] ?? 0)
    const refuse = () => {
      letPass(req, lingerMs)
      resolve({ status: 413, say: sayTooLarge('This file', announced > atMost ? announced : undefined, atMost) })
    }
    if (announced > atMost) {
      refuse()
      return
    }
    let chunks: Buffer[] = []
    let received = 0
    const onData = (chunk: Buffer) => {
      received += chunk.length
      if (received <= atMost) {
        chunks.push(chunk)
        return
      }
      req.off('data', onData)
      chunks = []
      refuse()
    }
    req.on('data', onData)
    req.once('end', () => resolve(Buffer.concat(chunks)))
    // A connection lost on the way is said by one or the other; what has been answered by then stays.
    for (const lost of ['aborted', 'error', 'close'])
      req.once(lost, () => {
        if (!req.complete) resolve({ status: 400, say: cutShort })
      })
  })
