/** How many calls a span of time takes. */
interface Window {
  readonly count: number
  readonly ms: number
}

/** What a call counts as: writing in a conversation, or asking for its members. */
export type CallSort = 'write' | 'members'

/** What is allowed in one conversation by what a call counts as, and in all of a tenant. */
export type Limits = Readonly<Record<CallSort | 'app', readonly Window[]>>

/** Teams' limits for one bot (DESIGN §5, PLATFORM §C). */
export const teamsLimits: Limits = {
  write: [
    { count: 7, ms: 1_000 },
    { count: 8, ms: 2_000 },
    { count: 60, ms: 30_000 },
    { count: 1_800, ms: 3_600_000 },
  ],
  members: [
    { count: 14, ms: 1_000 },
    { count: 16, ms: 2_000 },
    { count: 120, ms: 30_000 },
    { count: 3_600, ms: 3_600_000 },
  ],
  app: [{ count: 50, ms: 1_000 }],
}

/** No limits at all. */
export const unlimited: Limits = { write: [], members: [], app: [] }

// Two calls come closer together on the way than they set out.
const marginMs = 250

/** Keeps the bot within Teams' limits. */
export interface Pace {
  /**
   * Milliseconds until the next call may go. Where that is within `patienceMs` its place in the queue is taken, and
   * whoever asked is expected to wait so long and call; where it is longer nothing is taken.
   */
  place(sort: CallSort, conversation: string, patienceMs: number): number
  /** Teams said to keep quiet in a conversation for so long. */
  hold(sort: CallSort, conversation: string, ms: number): void
}

/** A pace measured by `now` in milliseconds, which must never go back. */
export const createPace = (now: () => number, limits: Limits): Pace => {
  const taken = new Map<string, number[]>()
  const held = new Map<string, number>()

  const timesOf = (key: string, windows: readonly Window[], at: number): number[] => {
    const longest = Math.max(0, ...windows.map(({ ms }) => ms)) + marginMs
    const times = (taken.get(key) ?? []).filter((time) => time > at - longest)
    taken.set(key, times)
    return times
  }
  const soonest = (times: readonly number[], windows: readonly Window[]): number =>
    Math.max(...windows.map(({ count, ms }) => (times.at(-count) ?? Number.NEGATIVE_INFINITY) + ms + marginMs))

  return {
    place(sort, conversation, patienceMs) {
      const at = now()
      const key = `${sort} ${conversation}`
      const own = timesOf(key, limits[sort], at)
      const all = timesOf('app', limits.app, at)
      const goes = Math.max(at, held.get(key) ?? at, soonest(own, limits[sort]), soonest(all, limits.app))
      if (goes - at > patienceMs) return goes - at
      for (const times of [own, all]) {
        times.push(goes)
        times.sort((one, other) => one - other)
      }
      return goes - at
    },
    hold(sort, conversation, ms) {
      held.set(`${sort} ${conversation}`, now() + ms)
    },
  }
}
