/** What a fault sees of a request: a part of a `$batch` is seen by itself, and the batch as `POST /$batch` too. */
export interface FaultTarget {
  method: string
  /** Below `/v1.0`, with its query: `/sites/…/items/3/fields`. */
  url: string
  inBatch: boolean
}

/**
 * What goes wrong. `drop` ends the connection, either before the request was carried out or after it; `delay` holds up
 * the request, or with `when: 'after'` its answer, which then tells of a past; `refuse` is a 400 as for a value that
 * SharePoint will never take, or the status and code given (507 `quotaLimitReached`).
 */
export type FaultKind =
  | { kind: 'answer'; status: 429 | 503; retryAfter: number }
  | { kind: 'drop'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number; when?: 'before' | 'after' }
  | { kind: 'refuse'; message: string; status?: number; code?: string }
  | { kind: 'deltaExpired' }

export type Fault = FaultKind & {
  /** Every request where left out (`deltaExpired` concerns delta requests with a token only). */
  match?: (target: FaultTarget) => boolean
  /** How many requests it strikes; 1 where left out. */
  times?: number
}

/** Faults asked for by tests; the oldest that matches strikes. */
export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** How many milliseconds every request takes from now on, faults or not; a `$batch` takes as long as its slowest part. */
  slow(ms: (() => number) | undefined): void
  /** Strikes still to come. */
  readonly pending: number
}

export interface StrikingFaults extends Faults {
  strike(target: FaultTarget): FaultKind | undefined
  /** Resolves after the time a request of so many parts takes. */
  takeTime(parts: number): Promise<void>
}

/** Draws times that are log-normal, as those of services are, with this median and 99th percentile. */
export const logNormal = (medianMs: number, p99Ms: number, random: () => number = Math.random): (() => number) => {
  const ninetyNinth = 2.326
  const sigma = Math.log(p99Ms / medianMs) / ninetyNinth
  // Box and Muller's way to a normal deviate.
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return () => medianMs * Math.exp(sigma * normal())
}

const isDeltaWithToken = ({ url }: FaultTarget) => /\/items\/(microsoft\.graph\.)?delta\b.*token=/.test(url)

export const createFaults = (): StrikingFaults => {
  let waiting: { fault: Fault; left: number }[] = []
  let taking: (() => number) | undefined
  return {
    slow(ms) {
      taking = ms
    },
    async takeTime(parts) {
      const draw = taking
      if (!draw) return
      const ms = Math.max(...Array.from({ length: Math.max(1, parts) }, draw))
      await new Promise((done) => setTimeout(done, ms))
    },
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    clear() {
      waiting = []
    },
    get pending() {
      return waiting.reduce((sum, { left }) => sum + left, 0)
    },
    strike(target) {
      const found = waiting.find(
        ({ fault }) => (fault.match?.(target) ?? true) && (fault.kind !== 'deltaExpired' || isDeltaWithToken(target)),
      )
      if (!found) return undefined
      found.left--
      if (found.left <= 0) waiting = waiting.filter((one) => one !== found)
      return found.fault
    },
  }
}
