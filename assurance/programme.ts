import { addDays, type IsoDate, sayDay, sayShortDay } from './dates.ts'
import type { Partnership, ProgrammeEntry, ProgrammeStep, Quarter } from './partnership.ts'
import type { Round } from './record.ts'

/** Where a round's requests stand; `open` are those still owed, `late` those of them past their due date. */
export interface RoundCounts {
  readonly round: string
  readonly asked: number
  /** Returned, answered nil, excused or accepted: everything accounted for (WORK R7). */
  readonly returned: number
  readonly open: number
  readonly late: number
}

export const entryStates = [
  'planned',
  'scope-due',
  'scope-passed',
  'tool-agreed',
  'issued',
  'returns-due',
  'returns-late',
  'complete',
  'deferred',
  'theme-to-be-confirmed',
  'date-passed',
] as const
export type EntryState = (typeof entryStates)[number]

/** What an entry's state is called beside its icon; meaning never rests on colour. */
export const entryStateWords: { readonly [State in EntryState]: string } = {
  planned: 'Planned',
  'scope-due': 'Scope and tool due',
  'scope-passed': 'Scope and tool overdue',
  'tool-agreed': 'Tool agreed',
  issued: 'Issued',
  'returns-due': 'Returns due',
  'returns-late': 'Returns late',
  complete: 'Returns complete',
  deferred: 'Deferred',
  'theme-to-be-confirmed': 'Theme to be confirmed',
  'date-passed': 'Date passed',
}

/** One entry as the Schedule page shows it on a day. */
export interface ScheduledEntry {
  readonly entry: ProgrammeEntry
  readonly state: EntryState
  /** What is next, as one sentence. */
  readonly next: string
  /** The day that sentence is about, where it is about one. */
  readonly nextOn?: IsoDate
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

const quarters: readonly Quarter[] = [1, 2, 3, 4]
/** Returns are called due from this many calendar days before their date. */
const dueSoonDays = 14

const monthsAfter = (day: IsoDate, count: number): IsoDate => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + count, date)).toISOString().slice(0, 10)
}

/** First and last day of a quarter of the year that starts on `startsOn`. */
export const quarterDays = (quarter: Quarter, startsOn: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } => ({
  from: monthsAfter(startsOn, (quarter - 1) * 3),
  to: addDays(monthsAfter(startsOn, quarter * 3), -1),
})

/** The quarter a day lies in, of the year that starts on `startsOn`; a day outside it counts by the same months. */
export const quarterOf = (day: IsoDate, startsOn: IsoDate): Quarter => {
  const months = Number(day.slice(5, 7)) - Number(startsOn.slice(5, 7)) - (day.slice(8) < startsOn.slice(8) ? 1 : 0)
  return quarters[Math.floor((((months % 12) + 12) % 12) / 3)] ?? 1
}

const monthName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' })
const sayMonth = (day: IsoDate): string => monthName.format(new Date(`${day}T00:00:00Z`))

const titleOf = (quarter: Quarter, { from, to }: { from: IsoDate; to: IsoDate }): string =>
  `Q${quarter} · ${sayMonth(from)} to ${sayMonth(to)} ${to.slice(0, 4)}`

type Standing = Pick<ScheduledEntry, 'state' | 'next' | 'nextOn'>

const returns = (count: number): string => (count === 1 ? '1 return' : `${count} returns`)

const standingOfRound = (round: Round, counts: RoundCounts | undefined, today: IsoDate): Standing => {
  const { dueOn } = round
  if (!counts) return { state: 'issued', next: `Returns are due on ${sayDay(dueOn)}.`, nextOn: dueOn }
  const { asked, returned, open } = counts
  if (asked > 0 && open === 0)
    return {
      state: 'complete',
      next: `All ${asked} are returned, answered nil or excused: the reflective feedback session with auditors, practitioners and managers can be arranged.`,
    }
  if (today > dueOn)
    return {
      state: 'returns-late',
      next: `${open} of ${returns(asked)}, due on ${sayDay(dueOn)}, ${open === 1 ? 'is' : 'are'} late.`,
    }
  const state = today >= addDays(dueOn, -dueSoonDays) ? 'returns-due' : 'issued'
  return {
    state,
    next: `Returns are due on ${sayDay(dueOn)}: ${returned} of ${asked} are in.`,
    nextOn: dueOn,
  }
}

/** The last day a step can fall on, where its schedule says so. */
const stepDay = ({ on, by }: ProgrammeStep): IsoDate | undefined => on ?? by

const standingOf = (entry: ProgrammeEntry, partnership: Partnership, today: IsoDate): Standing => {
  const group = partnership.groups.find(({ id }) => id === entry.group)?.name ?? entry.group
  const { scopeBy, standing, steps, note } = entry
  const tool = partnership.tools.some(({ id }) => id === entry.tool)
  if (standing === 'deferred')
    return { state: 'deferred', next: sentence(note ?? `Deferred; ${group} says when it is ready.`) }
  // A tool that is written before its group's day is a draft until then.
  if (tool && (scopeBy === undefined || scopeBy < today))
    return { state: 'tool-agreed', next: 'The tool is agreed: choose the cases and issue the round.' }
  if (scopeBy !== undefined) {
    const passed = scopeBy < today
    const state = standing === 'theme-to-be-confirmed' ? standing : passed ? 'scope-passed' : 'scope-due'
    const next = passed
      ? `Scope and tool were to be agreed by ${group} on ${sayDay(scopeBy)}; no tool has been entered yet.`
      : `${tool ? 'A tool is drafted; scope' : 'Scope'} and tool to be agreed by ${group} on ${sayDay(scopeBy)}.`
    return { state, next, nextOn: scopeBy }
  }
  if (standing === 'theme-to-be-confirmed') {
    const over =
      entry.quarters.every((quarter) => quarterDays(quarter, partnership.startsOn).to < today) &&
      entry.quarters.length > 0
    return over
      ? { state: 'date-passed', next: 'Its quarter is over, and nothing has been recorded here.' }
      : { state: standing, next: `${group} confirms the theme.` }
  }
  const dated = steps.filter((step) => stepDay(step) !== undefined)
  const ahead = dated.find((step) => (stepDay(step) ?? today) >= today)
  if (ahead) {
    const when = ahead.on ? sayShortDay(ahead.on) : ahead.when
    return { state: 'planned', next: `${when}: ${sentence(ahead.what)}`, ...(ahead.on ? { nextOn: ahead.on } : {}) }
  }
  const last = dated.at(-1)
  if (last) return { state: 'date-passed', next: `${last.when} has passed, and nothing has been recorded here.` }
  return { state: 'planned', next: note ? sentence(note) : `${group} says when.` }
}

const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`

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
    const round = rounds
      .filter(({ programme }) => programme === entry.id)
      .toSorted((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1))[0]
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
        title: titleOf(quarter, days),
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
