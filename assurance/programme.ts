import { type IsoDate, sayDay } from './dates.ts'
import { type RoundCounts, returns, type Standing, standingOf, standingOfRound, stepDay } from './entry-standing.ts'
import type { Partnership, ProgrammeEntry, ProgrammeStep, Quarter } from './partnership.ts'
import { quarterDays, quarterOf, quarters, quarterTitle } from './quarters.ts'
import type { Round } from './record.ts'

/** One entry as the Schedule page shows it on a day. */
export interface ScheduledEntry extends Standing {
  readonly entry: ProgrammeEntry
  /** The steps that fall in the quarter it is shown under; all of them where it is in no quarter. */
  readonly steps: readonly ProgrammeStep[]
  /** Its newest round. */
  readonly round?: Round
  readonly counts?: RoundCounts
}

export interface ScheduledQuarter {
  readonly quarter: Quarter
  /** *Q3 · October to December 2026* */
  readonly title: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly current: boolean
  readonly entries: readonly ScheduledEntry[]
}

export interface Schedule {
  readonly quarters: readonly ScheduledQuarter[]
  /** Entries of the year for which the framework names no quarter. */
  readonly unplaced: readonly ScheduledEntry[]
  /** What is next for the partnership as a whole. */
  readonly next: string
}

/** Dated steps of the quarter; undated ones, and all where the entry is in one quarter only. */
const stepsIn = (entry: ProgrammeEntry, quarter: Quarter, startsOn: IsoDate): readonly ProgrammeStep[] =>
  entry.steps.filter((step) => {
    const day = stepDay(step)
    return entry.quarters.length === 1 || day === undefined || quarterOf(day, startsOn) === quarter
  })

/** What its next day is for, in a word or two. */
const nextWord = ({ entry, state, nextOn }: ScheduledEntry): string => {
  if (state === 'issued' || state === 'returns-due') return 'returns due'
  return entry.scopeBy === nextOn ? 'scope and tool to be agreed' : 'on the schedule'
}

const whole = (all: readonly ScheduledEntry[], today: IsoDate): string => {
  const late = all.filter(({ state }) => state === 'returns-late')
  const lateness = late.map(({ entry, counts }) => `${entry.title}: ${returns(counts?.open ?? 0)} late.`)
  const dated = all
    .filter(({ nextOn }) => nextOn !== undefined && nextOn >= today)
    .toSorted((a, b) => ((a.nextOn ?? '') < (b.nextOn ?? '') ? -1 : 1))
  const first = dated[0]
  if (!first?.nextOn)
    return [
      ...lateness,
      all.length === 0 ? 'Nothing is on the programme yet.' : 'Nothing on the programme has a date ahead.',
    ].join(' ')
  const same = dated.filter(({ nextOn }) => nextOn === first.nextOn)
  const words = [...new Set(same.map(nextWord))].map((word) => {
    const titles = same.filter((one) => nextWord(one) === word).map(({ entry }) => entry.title)
    return `${word}, ${titles.join('; ')}`
  })
  return [...lateness, `Next: ${sayDay(first.nextOn)} – ${words.join('; ')}.`].join(' ')
}

/**
 * An entry's own rounds, newest first. What is asked beside an audit, an assurance request or a questionnaire (WORK A5), does
 * not stand for it; a round that belongs to no entry stands for none.
 */
const roundsOf = (entry: ProgrammeEntry, { tools }: Partnership, rounds: readonly Round[]): readonly Round[] => {
  const kind = tools.find(({ id }) => id === entry.tool)?.kind
  return rounds
    .filter((round) => round.programme === entry.id && (kind === undefined || round.kind === kind))
    .toSorted((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1))
}

/**
 * The year's schedule as it stands on `today` (WORK A1): every entry under each of its quarters with its state and what is
 * next. `counts` are per round; a round without counts is shown as issued.
 */
export const schedule = (
  partnership: Partnership,
  rounds: readonly Round[],
  counts: readonly RoundCounts[],
  today: IsoDate,
): Schedule => {
  const { startsOn } = partnership
  const standing = partnership.programme.map((entry): ScheduledEntry => {
    const [round] = roundsOf(entry, partnership, rounds)
    const count = round && counts.find((one) => one.round === round.id)
    return {
      entry,
      steps: entry.steps,
      ...(round ? standingOfRound(round, count, today) : standingOf(entry, partnership, today)),
      ...(round ? { round } : {}),
      ...(count ? { counts: count } : {}),
    }
  })
  return {
    quarters: quarters.map((quarter) => {
      const days = quarterDays(quarter, startsOn)
      return {
        quarter,
        title: quarterTitle(quarter, days),
        ...days,
        current: days.from <= today && today <= days.to,
        entries: standing
          .filter(({ entry }) => entry.quarters.includes(quarter))
          .map((one) => ({ ...one, steps: stepsIn(one.entry, quarter, startsOn) })),
      }
    }),
    unplaced: standing.filter(({ entry }) => entry.quarters.length === 0),
    next: whole(standing, today),
  }
}
