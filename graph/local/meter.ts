import type { Clock } from '../../assurance/dates.ts'

/** What Graph was asked for since the last `reset` (PLATFORM §A, Throttling), and the budget where one is enforced. */
export interface ResourceMeter {
  /** HTTP requests; a `$batch` is one. */
  readonly requests: number
  /** Resource units; each part of a `$batch` is charged by itself, as are refused requests. */
  readonly units: number
  /** Requests and parts answered 429 for want of budget. */
  readonly throttled: number
  /** How often each operation was asked for, by name, e.g. `read item`. */
  readonly operations: Readonly<Record<string, number>>
  /** Sets every count back to 0; the budget stays. */
  reset(): void
  /** Enforces so many units per minute of the clock (1,250 is the smallest tenant's); `undefined` lifts it. */
  limit(unitsPerMinute: number | undefined): void
}

export interface Charge {
  /** Seconds to wait, where the budget is spent. */
  wait: number | undefined
  headers: Record<string, string>
}

export interface ChargingMeter extends ResourceMeter {
  countRequest(): void
  charge(operation: string, units: number): Charge
}

/** Nothing is refused until `limit` is called. */
export const createMeter = (clock: Clock): ChargingMeter => {
  const counts = { requests: 0, units: 0, throttled: 0, operations: {} as Record<string, number> }
  let budget: number | undefined
  let minute = Number.NaN
  let spent = 0
  return {
    get requests() {
      return counts.requests
    },
    get units() {
      return counts.units
    },
    get throttled() {
      return counts.throttled
    },
    get operations() {
      return counts.operations
    },
    reset() {
      Object.assign(counts, { requests: 0, units: 0, throttled: 0, operations: {} })
    },
    limit(unitsPerMinute) {
      budget = unitsPerMinute
      minute = Number.NaN
    },
    countRequest() {
      counts.requests++
    },
    charge(operation, units) {
      counts.units += units
      counts.operations[operation] = (counts.operations[operation] ?? 0) + 1
      if (budget === undefined) return { wait: undefined, headers: {} }
      const now = clock.now().getTime()
      const current = Math.floor(now / 60_000)
      if (current !== minute) {
        minute = current
        spent = 0
      }
      spent += units
      const left = Math.max(1, Math.ceil((60_000 - (now % 60_000)) / 1000))
      const remaining = String(Math.max(0, budget - spent))
      const headers = {
        'RateLimit-Limit': String(budget),
        'RateLimit-Remaining': remaining,
        'RateLimit-Reset': String(left),
      }
      if (spent > budget) {
        counts.throttled++
        return { wait: left, headers }
      }
      return { wait: undefined, headers: spent >= 0.8 * budget ? headers : {} }
    },
  }
}
