import type pg from 'pg'
import { type IsoDate, londonTime } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Intake } from '../../assurance/record.ts'
import type { Sample } from '../../assurance/sample.ts'
import { sightline } from '../../assurance/who.ts'
import { deliver, type OutRoom } from '../out/deliver.ts'
import { drain } from '../queue/drain.ts'
import type { FilingRoom } from '../queue/file-move.ts'
import { readMark, setMark } from '../queue/schema.ts'
import { type IssueRoom, issueRound } from '../rounds/issue.ts'
import { createStandingRound } from '../rounds/standing-round.ts'
import type { SetClock } from '../set-clock.ts'
import { playDays } from './play-days.ts'
import { playSample } from './play-sample.ts'

/** The product's own doors, through which the sample is played. */
export interface Doors {
  readonly pool: pg.Pool
  readonly clock: SetClock
  readonly issuing: IssueRoom
  readonly out: OutRoom
  readonly filing: FilingRoom
  readonly intake: Intake
  /** Reads what has changed in SharePoint. */
  readonly sweep: () => Promise<unknown>
  readonly log: (line: string) => void
}

/**
 * Plays a sample's days once, up to now, and remembers that it has (DESIGN §10). Without `today` the clock is the real one
 * again afterwards.
 */
export const playThrough = async (
  { pool, clock, issuing, out, filing, intake, sweep, log }: Doors,
  partnership: Partnership,
  sample: Sample,
  today: IsoDate | undefined,
): Promise<void> => {
  if ((await readMark(pool, 'played')) !== undefined) return
  const end = clock.now()
  const standingRound = createStandingRound({ ...issuing, pool })
  const room = { views: out.views, intake, log, pseudonym: issuing.pseudonym, standingRound }
  const lead = partnership.people.find(({ holds }) => holds.some(({ role }) => role === 'ssu'))
  await playDays(
    {
      clock,
      issue: async (round) => {
        const issued = await issueRound(issuing, round, lead ?? sightline)
        if ('refusal' in issued) log(issued.refusal.say)
      },
      remind: async (updates) => {
        await sweep()
        await deliver(out, { updates })
      },
      answer: async (day, until) => {
        await playSample(room, sample, partnership, day, until)
      },
      drain: () => drain(filing),
    },
    sample,
    end,
  )
  if (!today) clock.set(new Date())
  await setMark(pool, 'played', londonTime(end).day)
}
