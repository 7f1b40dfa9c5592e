import { batchSize } from '../client.ts'

/** How long a batch that is not full waits for more. */
export interface Linger {
  /** A write came at this moment, in milliseconds that never go back. */
  came(at: number): void
  /** Milliseconds that the oldest of so many writes should wait in all; `beside`: another batch is under way meanwhile. */
  waitMs(at: number, waiting: number, beside: boolean): number
}

/** Part of the longest wait that every batch waits, so that what comes of one cause goes together. */
const moment = 1 / 20

/**
 * Waits only where waiting pays: the longest while writes come in a stream that should bring at least half of what is
 * missing in that time, or while another batch is under way; otherwise a moment. What is to be expected is what came in
 * the last two spans of that length, the poorer of the two, so that one burst makes no stream.
 */
export const createLinger = (longest: () => number): Linger => {
  let lately: number[] = []
  return {
    came(at) {
      const longestMs = longest()
      lately.push(at)
      if ((lately[0] ?? at) < at - 4 * longestMs) lately = lately.filter((one) => one >= at - 2 * longestMs)
    },
    waitMs(at, waiting, beside) {
      const longestMs = longest()
      const before = lately.slice(0, lately.length - waiting)
      const last = before.filter((one) => one >= at - longestMs).length
      const earlier = before.filter((one) => one >= at - 2 * longestMs).length - last
      const pays = beside || Math.min(last, earlier) >= (batchSize - waiting) / 2
      return pays ? longestMs : longestMs * moment
    },
  }
}
