/** What a fault sees of a call to the Bot Connector. */
export interface FaultTarget {
  readonly does: 'post' | 'update' | 'delete' | 'open-chat' | 'members' | 'team'
  /** Id of the channel, chat or team it is about; of a chat that is being opened, the member asked for. */
  readonly place: string
}

/** What goes wrong. `drop` ends the connection, either before the call was carried out or after it. */
export type FaultKind =
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string; readonly retryAfter?: number }
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  | { readonly kind: 'delay'; readonly ms: number }

export type Fault = FaultKind & {
  /** Every call where left out. */
  readonly match?: (target: FaultTarget) => boolean
  /** How many calls it strikes; 1 where left out. */
  readonly times?: number
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
      const found = waiting.find(({ fault }) => fault.match?.(target) ?? true)
      if (!found) return undefined
      found.left -= 1
      if (found.left <= 0) waiting = waiting.filter((one) => one !== found)
      return found.fault
    },
  }
}
