import { addDays, type IsoDate, sayDay, sayShortDay } from './dates.ts'
import type { Partnership, ProgrammeEntry, ProgrammeStep } from './partnership.ts'
import { quarterDays } from './quarters.ts'
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

/** Returns are called due from this many calendar days before their date. */
const dueSoonDays = 14

/** How an entry stands on a day, and what is next as one sentence. */
export interface Standing {
  readonly state: EntryState
  readonly next: string
  /** The day that sentence is about, where it is about one. */
  readonly nextOn?: IsoDate
}

/** *1 return*, *12 returns* */
export const returns = (count: number): string => (count === 1 ? '1 return' : `${count} returns`)

/** How an entry stands once it has been asked. */
export const standingOfRound = (round: Round, counts: RoundCounts | undefined, today: IsoDate): Standing => {
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
export const stepDay = ({ on, by }: ProgrammeStep): IsoDate | undefined => on ?? by

/** How an entry stands before it is asked. */
export const standingOf = (entry: ProgrammeEntry, partnership: Partnership, today: IsoDate): Standing => {
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
