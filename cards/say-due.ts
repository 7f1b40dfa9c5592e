import type { IsoDate } from '../assurance/dates.ts'
import { BeyondCalendar, type Calendar, workingDaysBetween } from '../assurance/working-days.ts'
import { counted } from './text.ts'

/** Where a day stands against its due date, and the words for it: *due in 5 working days*, *due today*, *3 working days late*. */
export interface Due {
  readonly when: 'ahead' | 'today' | 'late'
  readonly words: string
}

const between = (calendar: Calendar, from: IsoDate, to: IsoDate): number | undefined => {
  try {
    return workingDaysBetween(calendar, from, to)
  } catch (error) {
    // A card still says the day where nobody has published the bank holidays to count by.
    if (error instanceof BeyondCalendar) return undefined
    throw error
  }
}

/** Says how far off a due date is, in the agency's own working days (WORK R4). */
export const sayDue = (calendar: Calendar, dueOn: IsoDate, today: IsoDate): Due => {
  if (today === dueOn) return { when: 'today', words: 'due today' }
  if (today < dueOn) {
    const days = between(calendar, today, dueOn)
    return { when: 'ahead', words: days ? `due in ${counted(days, 'working day')}` : 'due soon' }
  }
  const days = between(calendar, dueOn, today)
  return { when: 'late', words: days ? `${counted(days, 'working day')} late` : 'the day has passed' }
}
