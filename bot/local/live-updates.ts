import type { Request, Response } from 'restify'
import type { LiveUpdate } from './page-wire.ts'
import { mayEnter, type Person, type Place } from './world.ts'

/** Tells every open page what has changed, each only about places its person may enter. */
export interface LiveUpdates {
  announce(place: Place, update: LiveUpdate): void
  /** Answers with a stream of server-sent events until the page goes or `close` is called. */
  stream(req: Request, res: Response, person: Person): Promise<void>
  close(): void
}

const keepAliveMs = 20_000

/** An empty set of listeners; `keepAlive` comments stop idle connections from being cut. */
export const createLiveUpdates = (): LiveUpdates => {
  const listeners = new Map<Response, Person>()
  const keepAlive = setInterval(() => {
    for (const res of listeners.keys()) res.write(': still here\n\n')
  }, keepAliveMs)
  keepAlive.unref()

  return {
    announce(place, update) {
      for (const [res, person] of listeners) {
        if (mayEnter(place, person)) res.write(`data: ${JSON.stringify(update)}\n\n`)
      }
    },
    stream: (_req, res, person) =>
      new Promise((resolve) => {
        res.writeHead(200, {
          'Content-Type': 'text/event-stream',
          'Cache-Control': 'no-store',
          'X-Accel-Buffering': 'no',
        })
        res.write(': connected\n\n')
        listeners.set(res, person)
        res.once('close', () => {
          listeners.delete(res)
          resolve()
        })
      }),
    close() {
      clearInterval(keepAlive)
      for (const res of listeners.keys()) res.end()
      listeners.clear()
    },
  }
}
