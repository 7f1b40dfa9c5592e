/** How many calls a span of time takes. */
interface Window {
  readonly count: number
  readonly ms: number
}

/** What a call counts as: writing in a conversation, or asking for its members. */
export type CallSort = 'write' | 'members'

/** What is allowed in one conversation by what a call counts as, and in all of a tenant. */
export type Limits = Readonly<Record<CallSort, readonly Window[]>> & { readonly app: Window }

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
  app: { count: 50, ms: 1_000 },
}

/** Two calls in one conversation come closer together on the way than they set out. */
const marginMs = 250

/**
 * All of a tenant's calls are followed more closely, so that little of Teams' fifty a second is given away: a call that came
 * late is put down at when it came (`correct`), and what is left to chance is this much.
 */
const appMarginMs = 12
/** Evenly, and a little faster than fifty a second, to catch up with places that went by while the process was held up. */
const apartMs = 14
/** Places are given out no longer ahead than this: what is known of the calls before then decides. */
const aheadMs = 250

/** When a call may go: `mark` names a place that is taken. Where none was to be had so soon, ask again then. */
export type Place =
  | { readonly taken: true; readonly inMs: number; readonly mark: number }
  | { readonly taken: false; readonly inMs: number }

/** Keeps the bot within Teams' limits. */
export interface Pace {
  /** Takes the next place of all, where it is within a quarter of a second; whoever asked is to wait so long and call. */
  place(sort: CallSort, conversation: string): Promise<Place>
  /** The call that had this place reached Teams so many milliseconds later than it was to. */
  correct(mark: number, lateMs: number): Promise<void>
  /** Teams said to keep quiet in a conversation for so long. */
  hold(sort: CallSort, conversation: string, ms: number): Promise<void>
}

/** What is taken under one name: moments in milliseconds, the earliest first. */
export interface Taken {
  readonly times: readonly number[]
  /** Until when Teams said to keep quiet. */
  readonly held: number
}

/** What is taken by name. */
export type Book = Map<string, Taken>

/** The name that all of a tenant's calls are kept under. */
export const everything = 'app'

/** The name a conversation's calls are kept under. */
export const nameOf = (sort: CallSort, conversation: string): string => `${sort} ${conversation}`

const longAgo = Number.NEGATIVE_INFINITY
const nothing: Taken = { times: [], held: 0 }

const sorted = (times: readonly number[]) => times.toSorted((one, other) => one - other)

/** The first moment from `soonest` on that keeps its distance from all that are taken. */
const apartFrom = (times: readonly number[], soonest: number): number => {
  let moment = soonest
  for (const time of times) if (Math.abs(time - moment) < apartMs) moment = time + apartMs
  return moment
}

/** Takes a place in the book as `Pace.place` says; `at` is the moment it is asked. */
export const takePlace = (
  book: Book,
  limits: Limits,
  { sort, conversation }: { sort: CallSort; conversation: string },
  at: number,
): Place => {
  const name = nameOf(sort, conversation)
  const windows = limits[sort]
  const { times, held } = book.get(name) ?? nothing
  const longest = Math.max(...windows.map(({ ms }) => ms)) + marginMs
  const own = times.filter((time) => time > at - longest)
  const soonest = windows.map(({ count, ms }) => (own.at(-count) ?? longAgo) + ms + marginMs)
  const earliest = Math.max(at, held, ...soonest)

  const { count, ms } = limits.app
  const all = (book.get(everything) ?? nothing).times.filter((time) => time > at - ms - appMarginMs)
  const goes = apartFrom(all, Math.max(earliest, (all.at(-count) ?? longAgo) + ms + appMarginMs))
  if (goes - at > aheadMs) return { taken: false, inMs: goes - at }
  // Whole thousandths survive being stored.
  const mark = Math.round(goes * 1_000) / 1_000
  book.set(everything, { times: sorted([...all, mark]), held: 0 })
  book.set(name, { times: sorted([...own, mark]), held })
  return { taken: true, inMs: Math.max(0, mark - at), mark }
}

/** Puts a call down at when it came, as `Pace.correct` says. */
export const correctPlace = (book: Book, mark: number, lateMs: number): void => {
  const { times, held } = book.get(everything) ?? nothing
  if (!times.includes(mark)) return
  book.set(everything, { times: sorted(times.map((time) => (time === mark ? mark + lateMs : time))), held })
}

/** Notes in the book that Teams said to keep quiet. */
export const holdPlace = (book: Book, sort: CallSort, conversation: string, until: number): void => {
  const name = nameOf(sort, conversation)
  const { times, held } = book.get(name) ?? nothing
  book.set(name, { times, held: Math.max(held, until) })
}

/** A pace for one process alone, measured by `now` in milliseconds, which must never go back. */
export const createPace = (now: () => number, limits: Limits = teamsLimits): Pace => {
  const book: Book = new Map()
  return {
    place: async (sort, conversation) => takePlace(book, limits, { sort, conversation }, now()),
    correct: async (mark, lateMs) => correctPlace(book, mark, lateMs),
    hold: async (sort, conversation, ms) => holdPlace(book, sort, conversation, now() + ms),
  }
}

/** No pace at all, for a Teams that has no limits. */
export const unpaced: Pace = {
  place: async () => ({ taken: true, inMs: 0, mark: 0 }),
  correct: async () => undefined,
  hold: async () => undefined,
}
