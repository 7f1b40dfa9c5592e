import { addDays, type IsoDate } from './dates.ts'
import type { Quarter } from './partnership.ts'

/** The quarters of a year, in order. */
export const quarters: readonly Quarter[] = [1, 2, 3, 4]

const monthsAfter = (day: IsoDate, count: number): IsoDate => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + count, date)).toISOString().slice(0, 10)
}

/** First and last day of a quarter of the year that starts on `startsOn`. */
export const quarterDays = (quarter: Quarter, startsOn: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } => ({
  from: monthsAfter(startsOn, (quarter - 1) * 3),
  to: addDays(monthsAfter(startsOn, quarter * 3), -1),
})

/** The quarter a day lies in, of the year that starts on `startsOn`; a day outside it counts by the same months. */
export const quarterOf = (day: IsoDate, startsOn: IsoDate): Quarter => {
  const months = Number(day.slice(5, 7)) - Number(startsOn.slice(5, 7)) - (day.slice(8) < startsOn.slice(8) ? 1 : 0)
  return quarters[Math.floor((((months % 12) + 12) % 12) / 3)] ?? 1
}

const monthName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' })
const sayMonth = (day: IsoDate): string => monthName.format(new Date(`${day}T00:00:00Z`))

/** *Q3 · October to December 2026* */
export const quarterTitle = (quarter: Quarter, { from, to }: { from: IsoDate; to: IsoDate }): string =>
  `Q${quarter} · ${sayMonth(from)} to ${sayMonth(to)} ${to.slice(0, 4)}`
