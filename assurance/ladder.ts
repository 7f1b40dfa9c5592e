import type { IsoDate } from './dates.ts'
import { isOpen, type Request } from './request.ts'
import { addWorkingDays, BeyondCalendar, type Calendar } from './working-days.ts'

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

/** Days that rungs fall on, by calendar, due date and rung: a round's requests share theirs, so each is counted once. */
const rungDays = new WeakMap<Calendar, Map<IsoDate, Map<number, IsoDate>>>()

const within = <K, V>(
  kept: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V => {
  const known = kept.get(key)
  if (known !== undefined) return known
  const made = make()
  kept.set(key, made)
  return made
}

const never: IsoDate = '9999-12-31'

const countedDay = ({ day }: Rung, dueOn: IsoDate, calendar: Calendar): IsoDate => {
  try {
    return day === 0 ? dueOn : addWorkingDays(calendar, dueOn, day)
  } catch (error) {
    // One row with a mistyped year must not keep everything else from its agency.
    if (error instanceof BeyondCalendar) return never
    throw error
  }
}

/** The day a rung falls on in the agency's own working days; never, where a due date lies beyond the bank holidays known. */
const rungDay = (rung: Rung, dueOn: IsoDate, calendar: Calendar): IsoDate => {
  const byDueDay = within(rungDays, calendar, () => new Map<IsoDate, Map<number, IsoDate>>())
  const byRung = within(byDueDay, dueOn, () => new Map<number, IsoDate>())
  return within(byRung, rung.day, () => countedDay(rung, dueOn, calendar))
}

/** The highest rung reached by due date, for a ladder on one day in one calendar: a round's requests mostly share it. */
const reached = new WeakMap<
  Ladder,
  { readonly calendar: Calendar; readonly today: IsoDate; readonly by: Map<IsoDate, Rung | undefined> }
>()

const highestReached = (ladder: Ladder, dueOn: IsoDate, calendar: Calendar, today: IsoDate): Rung | undefined => {
  let known = reached.get(ladder)
  if (known?.calendar !== calendar || known.today !== today) {
    known = { calendar, today, by: new Map() }
    reached.set(ladder, known)
  }
  if (!known.by.has(dueOn))
    known.by.set(
      dueOn,
      ladder.rungs.findLast((rung) => rungDay(rung, dueOn, calendar) <= today),
    )
  return known.by.get(dueOn)
}

/** Rungs sent by request, for the list they were gathered from; one that has grown since is gathered again. */
const gathered = new WeakMap<readonly RungSent[], { readonly length: number; readonly by: Map<string, RungSent[]> }>()

const sentFor = ({ key, dueOn }: Request, sent: readonly RungSent[]): readonly RungSent[] => {
  let known = gathered.get(sent)
  if (known?.length !== sent.length) {
    known = { length: sent.length, by: Map.groupBy(sent, ({ request }) => request) }
    gathered.set(sent, known)
  }
  return known.by.get(key)?.filter((one) => one.dueOn === dueOn) ?? []
}

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
  // While the SSU has not said whether there is more time, nobody is reminded.
  if (!isOpen(request) || (request.extension && !request.extension.decided)) return undefined
  const highest = highestReached(ladder, request.dueOn, calendar, today)
  if (!highest || request.issuedOn >= today) return undefined
  return sentFor(request, sent).every(({ rung }) => rung < highest.day) ? highest : undefined
}

/** The rung beyond the agency that has been reached and waits for the SSU's release (WORK R4); undefined where none does. */
export const releasable = (
  request: Request,
  ladder: Ladder,
  calendar: Calendar,
  today: IsoDate,
): number | undefined => {
  if (!isOpen(request)) return undefined
  const reached = ladder.rungs.filter(
    (rung) => rung.to === 'chair' && rungDay(rung, request.dueOn, calendar) <= today && request.issuedOn < today,
  )
  const highest = reached.at(-1)?.day
  const { released } = request
  return released && released.dueOn === request.dueOn && released.rung === highest ? undefined : highest
}
