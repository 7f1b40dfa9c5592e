import { type IsoDate, sayShortDay } from '../../assurance/dates.ts'
import { type EntryState, entryStateWords, type RoundCounts } from '../../assurance/entry-standing.ts'
import type { Partnership, ProgrammeEntry, Quarter } from '../../assurance/partnership.ts'
import { type ScheduledEntry, schedule } from '../../assurance/programme.ts'
import type { Reading, Round, View } from '../../assurance/record.ts'
import { type Progress, progressOf, roundsVersion, versionOf } from './returns-model.ts'

/** A round of an entry with how far it has come, as far as this person may see. */
export interface EntryRound {
  readonly id: string
  readonly issued: string
  readonly due: string
  readonly sample: boolean
  readonly closed: boolean
  /** Absent for who sees nobody's returns. */
  readonly progress?: Progress
}

export interface ScheduleEntry {
  readonly id: string
  readonly sort: ProgrammeEntry['sort']
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly lead?: string
  readonly group: string
  readonly priority?: string
  readonly note?: string
  readonly quarters: readonly Quarter[]
  /** *17 Sept 2026* */
  readonly scopeBy?: string
  /** The steps of the quarter it is shown under. */
  readonly steps: readonly { readonly when: string; readonly what: string }[]
  readonly status: { readonly is: EntryState; readonly word: string; readonly say: string }
  /** Its newest round. */
  readonly round?: EntryRound
}

/** The year by quarter. */
export interface ScheduleView {
  readonly year: string
  /** What comes next, said at the top of the page. */
  readonly next: string
  readonly quarters: readonly {
    readonly quarter: Quarter
    /** *October to December 2026* */
    readonly months: string
    readonly current: boolean
    readonly entries: readonly ScheduleEntry[]
  }[]
  /** Entries the framework names no quarter for. */
  readonly unplaced: readonly ScheduleEntry[]
  readonly scope: 'all' | 'own' | 'none'
  readonly today: IsoDate
  readonly version: string
  readonly reading: Reading
}

interface Given {
  readonly partnership: Partnership
  readonly rounds: readonly Round[]
  /** The requests this person may see the state of. */
  readonly views: readonly View[]
  readonly scope: 'all' | 'own' | 'none'
  readonly today: IsoDate
  readonly reading: Reading
}

const progressIn = ({ partnership, views, today }: Given, round: string): Progress =>
  progressOf(
    partnership,
    views.filter(({ request }) => request.round === round),
    today,
  )

const countsOf = (given: Given): readonly RoundCounts[] =>
  given.scope === 'none'
    ? []
    : given.rounds.flatMap(({ id }) => {
        const { of, accounted, late } = progressIn(given, id)
        return of === 0 ? [] : [{ round: id, asked: of, returned: accounted, open: of - accounted, late }]
      })

/** What an entry's state says to an agency that sees its own returns alone: nothing about everybody's. */
const ownSay = ({ round, counts }: ScheduledEntry): string | undefined => {
  if (!round || !counts) return undefined
  const { asked, returned, late } = counts
  const said = `Your agency has returned ${returned} of ${asked}; due ${sayShortDay(round.dueOn)}.`
  return late > 0 ? `${said} ${late} ${late === 1 ? 'is' : 'are'} late.` : said
}

const entryOf =
  (given: Given) =>
  (scheduled: ScheduledEntry): ScheduleEntry => {
    const { partnership, scope } = given
    const { entry, steps, state, next, round } = scheduled
    const { id, sort, title, why, clause, note, scopeBy, ssuLead, quarters } = entry
    const priority = partnership.priorities.find((one) => one.id === entry.priority)?.name
    const own = scope === 'own' ? ownSay(scheduled) : undefined
    const sum = own && state === 'complete' ? 'Your returns complete' : entryStateWords[state]
    return {
      id,
      sort,
      title,
      why,
      clause,
      quarters,
      group: partnership.groups.find((one) => one.id === entry.group)?.name ?? entry.group,
      steps: steps.map(({ when, what }) => ({ when, what })),
      status: { is: state, word: sum, say: own ?? next },
      ...(ssuLead ? { lead: ssuLead } : {}),
      ...(priority ? { priority } : {}),
      ...(note ? { note } : {}),
      ...(scopeBy ? { scopeBy: sayShortDay(scopeBy) } : {}),
      ...(round
        ? {
            round: {
              id: round.id,
              issued: sayShortDay(round.issuedOn),
              due: sayShortDay(round.dueOn),
              sample: round.sample,
              closed: round.closed,
              ...(scope === 'none' ? {} : { progress: progressIn(given, round.id) }),
            },
          }
        : {}),
    }
  }

/** The schedule as a page shows it (WORK A1). Works for any partnership's programme, with quarters or without. */
export const scheduleView = (given: Given): ScheduleView => {
  const { partnership, rounds, views, scope, today, reading } = given
  const { quarters, unplaced, next } = schedule(partnership, rounds, countsOf(given), today)
  return {
    year: partnership.year,
    next,
    quarters: quarters.map(({ quarter, title, current, entries }) => ({
      quarter,
      months: title.split(' · ')[1] ?? title,
      current,
      entries: entries.map(entryOf(given)),
    })),
    unplaced: unplaced.map(entryOf(given)),
    scope,
    today,
    version: versionOf(views, [today, roundsVersion(rounds), String(reading.complete)]),
    reading,
  }
}
