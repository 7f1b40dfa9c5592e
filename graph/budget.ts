import type { Pool } from 'pg'
import type { Clock } from '../assurance/dates.ts'
import type { Errand } from '../assurance/register.ts'
import { makeBudgetTable } from './budget/table.ts'

/** What SharePoint takes from one application, in resource units (PLATFORM §A, Throttling). */
export interface BudgetLimits {
  readonly perMinute: number
  readonly perDay: number
}

/** Up to 1,000 licences: the smallest. */
export const smallestTier: BudgetLimits = { perMinute: 1_250, perDay: 1_200_000 }

/** What may be asked of Graph, whichever process asks. */
export interface Budget {
  /** Makes the table. Before anything else. */
  open(): Promise<void>
  /** Takes so many resource units, or takes nothing and says in how many milliseconds there may be as many. */
  take(errand: Errand, units: number): Promise<'taken' | { readonly afterMs: number }>
}

export interface BudgetSettings {
  readonly pool: Pool
  readonly clock: Clock
  /** Names whose limit it is; all processes that ask under one registration of the application share it. */
  readonly site: string
  readonly limits: BudgetLimits
  /** How much of the limits an errand may bring them to; the rest is left to those with more. */
  readonly shares?: { readonly [Name in Errand]: number }
}

const usualShares: { readonly [Name in Errand]: number } = { answer: 1, reading: 0.8, reminder: 0.7 }

const slotMs = 5_000
/** Spans of `slotMs` that are looked back upon: a minute, and a little for what is sent in one minute and counted in the next. */
const slots = 14
const dayMs = 86_400_000
/** Twenty writes. */
const fullBatch = 40

/** When so many units will have grown old, of those that were taken in each span, the latest first. */
const freedAfter = (taken: readonly number[], missing: number, now: number): number => {
  let freed = 0
  for (let back = taken.length - 1; back >= 0; back -= 1) {
    freed += taken[back] ?? 0
    if (freed >= missing) return (slots - back) * slotMs - (now % slotMs)
  }
  return slots * slotMs
}

/**
 * The budget of resource units that every process keeps within (DESIGN §4), in one row of PostgreSQL. What was taken in any
 * minute, wherever it begins, stays within the limit; so does the day. Answers may use all of it; reading and reminders
 * stop earlier, so that there is always room for an answer. One small statement a request.
 */
export const createBudget = ({ pool, clock, site, limits, shares = usualShares }: BudgetSettings): Budget => {
  if (limits.perMinute * Math.min(...Object.values(shares)) < fullBatch)
    throw new Error(`A budget of ${limits.perMinute} resource units a minute has no room for one batch of writes.`)
  return {
    open: () => makeBudgetTable(pool),
    async take(errand, units) {
      const now = clock.now().getTime()
      const [slot, day] = [Math.floor(now / slotMs), Math.floor(now / dayMs)]
      const [perMinute, perDay] = [limits.perMinute, limits.perDay].map((limit) => Math.floor(limit * shares[errand]))
      const { rows } = await pool.query<{ taken: boolean; minute: number[]; day: string }>(
        'select * from sightline.take_graph_units($1, $2, $3, $4, $5, $6, $7)',
        [site, slot, day, units, perMinute, perDay, slots],
      )
      const [found] = rows
      if (!found || found.taken) return 'taken'
      const inMinute = found.minute.reduce((sum, one) => sum + one, 0) + units - (perMinute ?? 0)
      const afterMinute = inMinute > 0 ? freedAfter(found.minute, inMinute, now) : 0
      const inDay = Number(found.day) + units > (perDay ?? 0)
      return { afterMs: Math.max(afterMinute, inDay ? dayMs - (now % dayMs) : 0) }
    },
  }
}
