import { type IsoDate, londonTime } from './dates.ts'
import { type Ladder, owed, type Rung, type RungSent } from './ladder.ts'
import type { Agency } from './partnership.ts'
import type { Round, View } from './record.ts'
import type { Person } from './who.ts'
import { type Calendar, isWorkingDay } from './working-days.ts'

/** Reminders go between these minutes of a London day, on working days of the agency's calendar (DESIGN §3). */
const hours = { from: 8 * 60, to: 18 * 60 } as const

/** The card of a round in an agency's channel: posted once, then kept up to date in place. */
export interface AskWanted {
  readonly sort: 'ask'
  readonly key: string
  readonly round: Round
  readonly views: readonly View[]
}

/** One reminder for everything owed to a channel on a day; never five cards (WORK R4). */
export interface DigestWanted {
  readonly sort: 'digest'
  readonly key: string
  readonly day: IsoDate
  readonly lines: readonly { readonly round: Round; readonly views: readonly View[]; readonly rung: Rung }[]
  readonly rungs: readonly RungSent[]
  /** Mentioned by name where a rung speaks to the lead. */
  readonly lead?: Person
}

export type Effect = AskWanted | DigestWanted

/** What deciding on an agency's messages needs: everything that is stored about it, and the moment. */
export interface Situation {
  readonly partnership: string
  readonly agency: Agency
  readonly people: readonly Person[]
  readonly calendar: Calendar
  readonly rounds: readonly { readonly round: Round; readonly views: readonly View[]; readonly ladder: Ladder }[]
  readonly sent: readonly RungSent[]
  readonly at: Date
}

/** The lead to tell when it is late; none where representative and lead are one person, so that nobody is told twice (WORK). */
const leadOf = (agency: Agency, people: readonly Person[]): Person | undefined => {
  const holding = (role: string) =>
    people.filter(({ holds }) => holds.some((held) => held.role === role && held.agency === agency.id))
  const representatives = new Set(holding('representative').map(({ id }) => id))
  return holding('lead').find(({ id }) => !representatives.has(id))
}

/**
 * Every message that should exist for an agency by now (DESIGN §1, §5): one card a round, and today one digest of what is
 * owed. Work to do is this less the ledger. Nothing is scheduled, so nothing is missed, and after an outage one message
 * goes out and not the backlog. Rungs beyond the agency wait for the SSU's release and are not wanted here.
 */
export const wanted = (situation: Situation): readonly Effect[] => {
  const { partnership, agency, rounds } = situation
  const asks = rounds
    .filter(({ views }) => views.length > 0)
    .map(
      ({ round, views }): AskWanted => ({
        sort: 'ask',
        key: `${partnership}/ask:${round.id}:${agency.id}`,
        round,
        views,
      }),
    )
  const digest = digestWanted(situation)
  return digest ? [...asks, digest] : asks
}

const digestWanted = (situation: Situation): DigestWanted | undefined => {
  const { partnership, agency, people, calendar, rounds, sent, at } = situation
  const { day, minute } = londonTime(at)
  if (minute < hours.from || minute >= hours.to || !isWorkingDay(calendar, day)) return undefined

  const lead = leadOf(agency, people)
  const rungs: RungSent[] = []
  const lines: { round: Round; views: View[]; rung: Rung }[] = []
  for (const { round, views, ladder } of rounds) {
    if (round.closed) continue
    const within = { ...ladder, rungs: ladder.rungs.filter(({ to }) => to === 'channel' || (to === 'lead' && lead)) }
    for (const view of views) {
      const rung = view.unreadable ? undefined : owed(view.request, within, sent, calendar, day)
      if (!rung) continue
      rungs.push({ request: view.request.key, rung: rung.day, dueOn: view.request.dueOn })
      const line = lines.find((one) => one.round.id === round.id && one.rung.day === rung.day)
      if (line) line.views.push(view)
      else lines.push({ round, views: [view], rung })
    }
  }
  if (rungs.length === 0) return undefined
  const toLead = lines.some(({ rung }) => rung.to === 'lead') ? lead : undefined
  return {
    sort: 'digest',
    key: `${partnership}/digest:${agency.id}:${day}`,
    day,
    lines,
    rungs,
    ...(toLead ? { lead: toLead } : {}),
  }
}
