import { setTimeout as pause } from 'node:timers/promises'
import { answerInstead, middleware, wasHeldBack } from './middleware.ts'

/** How long the client waits. `scale` multiplies every wait, so that tests need not live through them. */
export interface Waits {
  /** The longest wait it sits out itself; a longer one is handed back to the caller. */
  readonly longestMs: number
  /** How often one request is sent at most. */
  readonly tries: number
  /** First pause before reading again after a dropped connection or a 5xx; doubled each time. */
  readonly pauseMs: number
  readonly scale: number
}

export const usualWaits: Waits = { longestMs: 30_000, tries: 4, pauseMs: 500, scale: 1 }

/** Milliseconds Graph asks us to wait, from seconds or an HTTP date; the larger of the two headers counts (PLATFORM §A). */
export const toldToWait = (headers: { get(name: string): string | null }): number | undefined => {
  const waits = ['retry-after', 'ratelimit-reset'].flatMap((name) => {
    const told = headers.get(name)
    if (told === null || (name === 'ratelimit-reset' && headers.get('retry-after') === null)) return []
    const seconds = Number(told)
    return [Number.isFinite(seconds) ? seconds * 1000 : Math.max(0, Date.parse(told) - Date.now())]
  })
  const longest = Math.max(...waits)
  return Number.isFinite(longest) ? longest : undefined
}

/** Remembers until when nothing may be sent: a request sent too early still counts against the budget. */
export interface Gate {
  hold(ms: number): void
  leftMs(): number
}

export const openGate = (scale: number): Gate => {
  let until = 0
  return {
    hold: (ms) => {
      until = Math.max(until, performance.now() + ms * scale)
    },
    leftMs: () => Math.max(0, until - performance.now()),
  }
}

/**
 * Waits as told on 429 and 503 and asks again: SharePoint did not do what it turned away so. After a dropped connection
 * or another 5xx only a read is repeated; whether a write was done is then not known, and its caller looks (DESIGN §4).
 */
export const retryAfter = (waits: Waits, gate: Gate, onRetry: () => void) =>
  middleware(async (exchange, next) => {
    const isRead = exchange.options.method === 'GET'
    for (let sent = 1; ; sent += 1) {
      const left = gate.leftMs()
      if (left > waits.longestMs * waits.scale) {
        const seconds = Math.ceil(left / waits.scale / 1000)
        exchange.response = answerInstead(429, 'waiting', 'Microsoft Graph asked us to wait.', {
          'retry-after': String(seconds),
        })
        return
      }
      if (left > 0) await pause(left)
      let dropped: unknown
      try {
        await next()
      } catch (error) {
        if (!isRead || sent >= waits.tries) throw error
        dropped = error
      }
      const response = dropped === undefined ? exchange.response : undefined
      if (response && ((response.status < 500 && response.status !== 429) || wasHeldBack(response))) return
      const told =
        response && (response.status === 429 || response.status === 503) ? toldToWait(response.headers) : undefined
      if (told !== undefined) gate.hold(told)
      if (sent >= waits.tries || (told !== undefined && told > waits.longestMs)) return
      if (told === undefined && !isRead && response?.status !== 429) return
      if (told === undefined) await pause(waits.pauseMs * 2 ** (sent - 1) * waits.scale)
      onRetry()
    }
  })
