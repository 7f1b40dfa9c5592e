/** A calendar day as `YYYY-MM-DD`. Days are compared as text and counted in UTC, so no time zone can move them. */
export type IsoDate = string & { readonly __day?: never }

/** A moment as ISO 8601 in UTC, e.g. `2026-12-09T12:00:00.000Z`. */
export type Instant = string & { readonly __moment?: never }

/** The one clock everything asks (DESIGN §10): the real one, or the one set by `--today`. */
export interface Clock {
  now(): Date
}

const dayMs = 86_400_000

/** Whether the text is a day that exists: `2026-02-29` is not. */
export const isIsoDate = (text: string): text is IsoDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The day `count` calendar days after (before, where negative) `day`. */
export const addDays = (day: IsoDate, count: number): IsoDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: IsoDate): number => new Date(`${day}T00:00:00Z`).getUTCDay()

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The moment asked for last: whoever decides on many requests asks for one moment again and again. */
let lastAsked:
  | { readonly moment: number; readonly time: { readonly day: IsoDate; readonly minute: number } }
  | undefined

/** The day and minute of the day on a wall clock in London, where every partnership of England keeps its hours. */
export const londonTime = (moment: Date): { readonly day: IsoDate; readonly minute: number } => {
  if (lastAsked?.moment !== moment.getTime()) lastAsked = { moment: moment.getTime(), time: londonTimeOf(moment) }
  return lastAsked.time
}

const londonTimeOf = (moment: Date): { readonly day: IsoDate; readonly minute: number } => {
  const part = Object.fromEntries(londonParts.formatToParts(moment).map(({ type, value }) => [type, value]))
  return {
    day: `${part['year']}-${part['month']}-${part['day']}`,
    minute: Number(part['hour']) * 60 + Number(part['minute']),
  }
}

/** The moment at which a London wall clock shows `minute` minutes past midnight on `day`. */
export const londonMoment = (day: IsoDate, minute: number): Date => {
  const guess = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000)
  const shown = londonTime(guess)
  const ahead = shown.day === day ? shown.minute - minute : shown.day > day ? shown.minute + 1440 - minute : 0
  return new Date(guess.getTime() - ahead * 60_000)
}

const longDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const shortDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const longMoment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** *Wednesday 2 December 2026* */
export const sayDay = (day: IsoDate): string => longDay.format(new Date(`${day}T00:00:00Z`)).replace(',', '')

/** *2 Dec 2026* */
export const sayShortDay = (day: IsoDate): string => shortDay.format(new Date(`${day}T00:00:00Z`))

/** *2 Dec 2026, 09:04*, on a wall clock in London */
export const sayMoment = (moment: Instant): string => longMoment.format(new Date(moment))
