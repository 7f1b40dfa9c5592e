import { addDays, type IsoDate, londonMoment, londonTime } from '../../assurance/dates.ts'
import type { Sample } from '../../assurance/sample.ts'
import type { SetClock } from '../set-clock.ts'
import { sampleMinute } from './play-sample.ts'

/** What playing days through leans on. */
export interface PlayRoom {
  readonly clock: SetClock
  /** Issues a round of the sample, as on its day. */
  readonly issue: (round: Sample['rounds'][number]) => Promise<void>
  /** Posts what is owed at this moment; cards that stand already may be left as they are. */
  readonly remind: (updates: boolean) => Promise<void>
  /** Makes the sample answers of a day that fall before `until`. */
  readonly answer: (day: IsoDate, until: Date) => Promise<void>
  /** Resolves once every move is filed: a day drains before the next. */
  readonly drain: () => Promise<void>
}

const morning = 9 * 60

/**
 * Plays the days from the first issue to `end` through (DESIGN §10): at 09:00 what is owed goes out, later the sample
 * answers come in, and the day drains before the next. Leaves the clock at `end`, from where it runs on.
 */
export const playDays = async (room: PlayRoom, sample: Sample, end: Date): Promise<void> => {
  const last = londonTime(end).day
  const first = sample.rounds.map(({ issuedOn }) => issuedOn).sort()[0]
  for (let day = first; day !== undefined && day <= last; day = addDays(day, 1)) {
    const nine = londonMoment(day, morning)
    if (nine > end) break
    room.clock.set(nine)
    for (const round of sample.rounds) if (round.issuedOn === day) await room.issue(round)
    await room.remind(false)
    room.clock.set(londonMoment(day, sampleMinute))
    await room.answer(day, end)
    await room.drain()
  }
  room.clock.set(end)
  await room.remind(true)
}
