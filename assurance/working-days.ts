import { addDays, type IsoDate, weekday } from './dates.ts'

/**
 * The days an agency works: weekdays that are no bank holiday and lie in no closure (school holidays, a service closed).
 * Asking beyond `knownTo` is refused, because nobody has published those bank holidays yet (DESIGN §3).
 */
export interface Calendar {
  readonly id: string
  readonly holidays: ReadonlySet<IsoDate>
  readonly closures: readonly { readonly from: IsoDate; readonly to: IsoDate }[]
  /** First and last day the holidays are known for. */
  readonly knownFrom: IsoDate
  readonly knownTo: IsoDate
}

/** Thrown where a count would have to guess at bank holidays nobody has published. */
export class BeyondCalendar extends Error {
  constructor(calendar: Calendar, day: IsoDate) {
    super(
      `The calendar “${calendar.id}” knows bank holidays from ${calendar.knownFrom} to ${calendar.knownTo}; ${day} lies outside. Add the years to the partnership's calendars.`,
    )
    this.name = 'BeyondCalendar'
  }
}

/** Whether the agency works on this day. */
export const isWorkingDay = (calendar: Calendar, day: IsoDate): boolean => {
  if (day < calendar.knownFrom || day > calendar.knownTo) throw new BeyondCalendar(calendar, day)
  const dayOfWeek = weekday(day)
  return (
    dayOfWeek !== 0 &&
    dayOfWeek !== 6 &&
    !calendar.holidays.has(day) &&
    !calendar.closures.some(({ from, to }) => from <= day && day <= to)
  )
}

/**
 * The day `count` working days after `day` (before, where negative), counted day by day. Zero is the day itself where it
 * is a working day and otherwise the next one.
 */
export const addWorkingDays = (calendar: Calendar, day: IsoDate, count: number): IsoDate => {
  const step = count < 0 ? -1 : 1
  let at = day
  if (count === 0) {
    while (!isWorkingDay(calendar, at)) at = addDays(at, 1)
    return at
  }
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (isWorkingDay(calendar, at)) left -= 1
  }
  return at
}

/** Working days in `(from, to]`; negative where `to` is before `from`. A request due on `from` is that many days late on `to`. */
export const workingDaysBetween = (calendar: Calendar, from: IsoDate, to: IsoDate): number => {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(calendar, at)) count += 1
  return count
}
