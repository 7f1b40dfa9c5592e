/** What a fault sees of a request: a part of a `$batch` is seen by itself, and the batch as `POST /$batch` too. */
export interface FaultTarget {
  method: string
  /** Below `/v1.0`, with its query: `/sites/…/items/3/fields`. */
  url: string
  inBatch: boolean
}

/** What goes wrong. `drop` ends the connection, either before the request was carried out or after it. */
export type FaultKind =
  | { kind: 'answer'; status: 429 | 503; retryAfter: number }
  | { kind: 'drop'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number }
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
  /** Strikes still to come. */
  readonly pending: number
}

export interface StrikingFaults extends Faults {
  strike(target: FaultTarget): FaultKind | undefined
}

const isDeltaWithToken = ({ url }: FaultTarget) => /\/items\/(microsoft\.graph\.)?delta\b.*token=/.test(url)

export const createFaults = (): StrikingFaults => {
  let waiting: { fault: Fault; left: number }[] = []
  return {
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
