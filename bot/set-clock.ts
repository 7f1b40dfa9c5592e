import { type Clock, type IsoDate, londonMoment } from '../assurance/dates.ts'

/** A clock that can be put to another moment and runs on from there. */
export interface SetClock extends Clock {
  set(moment: Date): void
}

/** The real clock, or one that starts at 12:00 in London on `today` and runs on (DESIGN §10). */
export const createClock = (today: IsoDate | undefined): SetClock => {
  let ahead = 0
  const clock: SetClock = {
    now: () => new Date(Date.now() + ahead),
    set: (moment) => {
      ahead = moment.getTime() - Date.now()
    },
  }
  if (today) clock.set(londonMoment(today, 12 * 60))
  return clock
}
