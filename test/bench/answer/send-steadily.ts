import { setTimeout as pause } from 'node:timers/promises'

/** One answer as it was sent. */
export interface Sent {
  readonly key: string
  /** When, in milliseconds of `performance.now()` and of the wall clock. */
  readonly at: number
  readonly on: number
  readonly tookMs: number
  readonly acknowledged: boolean
}

/** Sends so many a second, each at its time whatever became of those before, and resolves when all have been answered. */
export const sendSteadily = async (
  keys: readonly string[],
  perSecond: number,
  send: (key: string) => Promise<boolean>,
): Promise<readonly Sent[]> => {
  const began = performance.now()
  return Promise.all(
    keys.map(async (key, at) => {
      await pause(Math.max(0, began + (at * 1000) / perSecond - performance.now()))
      const sentAt = performance.now()
      const on = Date.now()
      const acknowledged = await send(key).catch(() => false)
      return { key, at: sentAt, on, tookMs: performance.now() - sentAt, acknowledged }
    }),
  )
}

/** The value below which this share of them lies. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0) * 10) / 10
}
