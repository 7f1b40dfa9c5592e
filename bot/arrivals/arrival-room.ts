import type { Clock } from '../../assurance/dates.ts'
import type { Intake, Views } from '../../assurance/record.ts'
import type { PersonRef } from '../../assurance/who.ts'
import type { Links } from '../../cards/small-print.ts'

/** What answering arrivals leans on. */
export interface ArrivalRoom {
  readonly views: Views
  readonly intake: Intake
  readonly clock: Clock
  readonly links: Links
  /** Address of the tab's pages, with a slash at the end: `https://…/tab/`. */
  readonly pages: string
  /** Whether something failed only because nothing can be kept or read at the moment: the database is down or its disk full. */
  readonly isOutage: (error: unknown) => boolean
  /** What stands for a person in an anonymous round; only the server can work it out (WORK P2). */
  readonly pseudonymOf: (round: string, person: PersonRef) => string
  /** Takes note that a team has been welcomed, for ever: true where it had not been before. */
  readonly welcome: (team: string) => Promise<boolean>
  /** Takes note that the app was added to a team or taken out of it, so that what waits for it goes again, or waits. */
  readonly installed: (team: string, is: boolean) => Promise<void>
}
