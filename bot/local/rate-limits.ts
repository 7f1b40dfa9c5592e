/** How many calls a window takes: `count` in `seconds`. */
interface Window {
  readonly count: number
  readonly seconds: number
}

/** What is counted: posts into one conversation, questions about one conversation's members, or all of the app's calls. */
export type Counted = 'post' | 'members' | 'app'

/** Teams' limits for a bot (PLATFORM §C), per conversation and, for `app`, per app and tenant. */
const windows: Readonly<Record<Counted, readonly Window[]>> = {
  post: [
    { count: 7, seconds: 1 },
    { count: 8, seconds: 2 },
    { count: 60, seconds: 30 },
    { count: 1800, seconds: 3600 },
  ],
  members: [
    { count: 14, seconds: 1 },
    { count: 16, seconds: 2 },
    { count: 120, seconds: 30 },
    { count: 3600, seconds: 3600 },
  ],
  app: [{ count: 50, seconds: 1 }],
}

/** Counts calls as Teams does. `take` answers the seconds to wait, 0 where the call may go ahead and has been counted. */
export interface RateLimits {
  take(calls: readonly { counted: Counted; of: string }[]): number
}

/** Limits over sliding windows, measured by `now` in milliseconds: the real clock, whatever day local Teams shows. */
export const createRateLimits = (now: () => number = Date.now): RateLimits => {
  const taken = new Map<string, number[]>()

  const recent = (key: string, at: number, longest: number): number[] => {
    const times = (taken.get(key) ?? []).filter((time) => time > at - longest * 1000)
    taken.set(key, times)
    return times
  }

  const waitFor = (times: readonly number[], at: number, { count, seconds }: Window): number => {
    const oldestToLeave = times.at(-count)
    if (oldestToLeave === undefined || oldestToLeave <= at - seconds * 1000) return 0
    return Math.max(1, Math.ceil((oldestToLeave + seconds * 1000 - at) / 1000))
  }

  return {
    take(calls) {
      const at = now()
      const counters = calls.map(({ counted, of }) => ({
        limits: windows[counted],
        times: recent(`${counted} ${of}`, at, Math.max(...windows[counted].map(({ seconds }) => seconds))),
      }))
      const wait = Math.max(
        0,
        ...counters.flatMap(({ limits, times }) => limits.map((limit) => waitFor(times, at, limit))),
      )
      // A refused call is not counted, so that whoever keeps to Retry-After gets through.
      if (wait === 0) for (const { times } of counters) times.push(at)
      return wait
    },
  }
}

/** No limits at all. */
export const unlimited: RateLimits = { take: () => 0 }
