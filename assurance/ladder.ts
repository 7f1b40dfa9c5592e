import type { IsoDate } from './dates.ts'
import { isOpen, type Request } from './request.ts'
import { addWorkingDays, type Calendar } from './working-days.ts'

/** Whom a rung speaks to. Beyond the agency a rung waits for the SSU's release (WORK R4). */
export type RungTo = 'channel' | 'lead' | 'chair'

/** One rung: so many working days from the due date (negative before it), to whom. */
export interface Rung {
  readonly day: number
  readonly to: RungTo
}

/** Reminders around a due date, lowest first. A round's ladder goes over its partnership's, and that over its kind's. */
export interface Ladder {
  readonly id: string
  readonly rungs: readonly Rung[]
}

/** A rung that has been sent for a request, for the due date it had then. */
export interface RungSent {
  readonly request: string
  readonly rung: number
  readonly dueOn: IsoDate
}

/** The day a rung falls on in the agency's own working days. */
const rungDay = (rung: Rung, dueOn: IsoDate, calendar: Calendar): IsoDate =>
  rung.day === 0 ? dueOn : addWorkingDays(calendar, dueOn, rung.day)

/**
 * The rung owed for a request today, if any: the highest one reached, where it lies above every rung recorded for this
 * due date. So a −10 missed while everything was down is never owed once −5 has gone (DESIGN §3).
 */
export const owed = (
  request: Request,
  ladder: Ladder,
  sent: readonly RungSent[],
  calendar: Calendar,
  today: IsoDate,
): Rung | undefined => {
  if (!isOpen(request)) return undefined
  const reached = ladder.rungs.filter(
    (rung) => rungDay(rung, request.dueOn, calendar) <= today && request.issuedOn < today,
  )
  const highest = reached.at(-1)
  if (!highest) return undefined
  const recorded = sent.filter(({ request: key, dueOn }) => key === request.key && dueOn === request.dueOn)
  return recorded.every(({ rung }) => rung < highest.day) ? highest : undefined
}
