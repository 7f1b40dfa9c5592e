import { type IsoDate, sayDay, sayShortDay } from '../../assurance/dates.ts'
import type { Partnership, ProgrammeEntry, Quarter } from '../../assurance/partnership.ts'
import type { Reading, Round, View } from '../../assurance/record.ts'
import { type Progress, progressOf, versionOf } from './returns-model.ts'

/** How an entry of the programme stands; each has its icon and colour in the client. */
export type EntryStatus =
  | 'deferred'
  | 'theme'
  | 'scoping'
  | 'to-issue'
  | 'planned'
  | 'out'
  | 'late'
  | 'returned'
  | 'closed'
  | 'past'

/** A round of an entry with how far it has come, as far as this person may see. */
export interface EntryRound {
  readonly id: string
  readonly due: string
  readonly dueOn: IsoDate
  readonly issued: string
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
  readonly steps: readonly { readonly when: string; readonly what: string; readonly done: boolean }[]
  readonly status: { readonly is: EntryStatus; readonly word: string; readonly say: string }
  readonly rounds: readonly EntryRound[]
}

/** The year by quarter. */
export interface ScheduleView {
  readonly year: string
  readonly partnership: string
  /** One sentence on what comes next, said at the top of the page. */
  readonly next: string
  readonly quarters: readonly {
    readonly quarter: Quarter
    readonly months: string
    readonly current: boolean
    readonly past: boolean
    readonly entries: readonly ScheduleEntry[]
  }[]
  /** Entries the framework names no quarter for. */
  readonly undated: readonly ScheduleEntry[]
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

const all: readonly Quarter[] = [1, 2, 3, 4]
const monthWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' })

/** First and last day of a quarter of the partnership's own year. */
const quarterDays = (startsOn: IsoDate, quarter: Quarter): { first: IsoDate; last: IsoDate } => {
  const [year = 0, month = 1] = startsOn.split('-').map(Number)
  const day = (ahead: number, of: number) =>
    new Date(Date.UTC(year, month - 1 + (quarter - 1) * 3 + ahead, of)).toISOString().slice(0, 10)
  return { first: day(0, 1), last: day(3, 0) }
}

const sayMonth = (day: IsoDate) => monthWords.format(new Date(`${day}T00:00:00Z`))
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

const statusOf = (entry: ProgrammeEntry, rounds: readonly EntryRound[], given: Given): ScheduleEntry['status'] => {
  const { partnership, today } = given
  const open = rounds.filter(({ closed }) => !closed)
  const late = open.reduce((sum, { progress }) => sum + (progress?.late ?? 0), 0)
  const due = open[0]
  if (late > 0) return { is: 'late', word: `${late} late`, say: `${plural(late, 'return')} late; due ${due?.due}.` }
  if (open.length > 0 && open.every(({ progress }) => progress?.complete))
    return { is: 'returned', word: 'All returned', say: 'Everybody asked has returned, answered nil or been excused.' }
  if (due) return { is: 'out', word: 'With agencies', say: `Asked ${due.issued}; returns are due ${due.due}.` }
  if (rounds.length > 0) return { is: 'closed', word: 'Closed', say: 'The round is closed.' }
  const scopeBy = entry.scopeBy ? sayShortDay(entry.scopeBy) : undefined
  if (entry.standing === 'deferred')
    return { is: 'deferred', word: 'Deferred', say: entry.note ?? 'Deferred until the priority area is ready.' }
  if (entry.standing === 'theme-to-be-confirmed') {
    const say = entry.note ?? 'The theme is still to be confirmed.'
    return { is: 'theme', word: 'Theme to be confirmed', say: scopeBy ? `${say} Scope and tool by ${scopeBy}.` : say }
  }
  const last = entry.quarters.at(-1)
  if (today > partnership.endsOn || (last && quarterDays(partnership.startsOn, last).last < today && !entry.scopeBy))
    return { is: 'past', word: 'Date passed', say: 'Its quarter has passed; nothing was asked through Sightline.' }
  if (entry.scopeBy && entry.scopeBy >= today)
    return { is: 'scoping', word: 'Scope being agreed', say: `Scope and tool are to be agreed by ${scopeBy}.` }
  if (scopeBy)
    return {
      is: 'to-issue',
      word: 'Not yet asked',
      say: `Scope and tool were to be agreed by ${scopeBy}; agencies have not been asked yet.`,
    }
  return { is: 'planned', word: 'Planned', say: 'Planned; no further dates are set yet.' }
}

const entryOf = (entry: ProgrammeEntry, given: Given): ScheduleEntry => {
  const { partnership, views, scope, today } = given
  const rounds = given.rounds
    .filter(({ programme }) => programme === entry.id)
    .map((round): EntryRound => {
      const { id, dueOn, sample, closed } = round
      const theirs = views.filter(({ request }) => request.round === id)
      const base = { id, dueOn, sample, closed, due: sayShortDay(dueOn), issued: sayShortDay(round.issuedOn) }
      return scope === 'none' ? base : { ...base, progress: progressOf(partnership, theirs, today) }
    })
  const { id, sort, title, why, clause, note, scopeBy } = entry
  const fromSteps = entry.steps.flatMap(({ quarter }) => (quarter ? [quarter] : []))
  const priority = partnership.priorities.find((one) => one.id === entry.priority)?.name
  return {
    id,
    sort,
    title,
    why,
    clause,
    group: partnership.groups.find((one) => one.id === entry.group)?.name ?? entry.group,
    quarters: all.filter((quarter) => entry.quarters.includes(quarter) || fromSteps.includes(quarter)),
    steps: entry.steps.map(({ when, what, on }) => ({ when, what, done: on !== undefined && on < today })),
    status: statusOf(entry, rounds, given),
    rounds,
    ...(entry.ssuLead ? { lead: entry.ssuLead } : {}),
    ...(priority ? { priority } : {}),
    ...(note ? { note } : {}),
    ...(scopeBy ? { scopeBy: sayShortDay(scopeBy) } : {}),
  }
}

/** What comes next, in one sentence or two: what is late first, then the next day that something falls on. */
const sayNext = (given: Given, entries: readonly ScheduleEntry[]): string => {
  const { partnership, today } = given
  if (today > partnership.endsOn) return `The year ${partnership.year} is over. What was planned for it stands below.`
  const asked = new Set(given.rounds.map(({ programme }) => programme))
  const comingUp: { on: IsoDate; what: string; title: string }[] = []
  for (const { dueOn, title, progress, closed } of entries.flatMap(({ rounds, title }) =>
    rounds.map((one) => ({ ...one, title })),
  ))
    if (!closed && dueOn >= today && !progress?.complete) comingUp.push({ on: dueOn, what: 'returns are due', title })
  for (const { id, scopeBy, title, steps, group } of partnership.programme) {
    const name = partnership.groups.find((one) => one.id === group)?.name ?? group
    if (scopeBy && scopeBy >= today && !asked.has(id))
      comingUp.push({ on: scopeBy, what: `scope and tool are to be agreed by the ${name}`, title })
    for (const { on, what } of steps) if (on && on >= today) comingUp.push({ on, what, title })
  }
  comingUp.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const late = entries.reduce(
    (sum, { rounds }) => sum + rounds.reduce((of, { progress }) => of + (progress?.late ?? 0), 0),
    0,
  )
  const isLate = late > 0 ? `${plural(late, 'return')} ${late === 1 ? 'is' : 'are'} late. ` : ''
  const first = comingUp[0]
  if (!first)
    return `${isLate}${late > 0 ? 'No' : 'Nothing is waiting: no'} further date is set in ${partnership.year}.`
  const same = comingUp.filter(({ on, what }) => on === first.on && what === first.what)
  const whose = same.length > 1 ? `for ${same.length} audits` : `for “${first.title}”`
  return `${isLate}Next: on ${sayDay(first.on)} ${first.what} ${whose}.`
}

/** The schedule as a page shows it (WORK A1). Works for any partnership's programme, with quarters or without. */
export const scheduleView = (given: Given): ScheduleView => {
  const { partnership, rounds, views, scope, today, reading } = given
  const entries = partnership.programme.map((entry) => entryOf(entry, given))
  return {
    year: partnership.year,
    partnership: partnership.name,
    next: sayNext(given, entries),
    quarters: all.map((quarter) => {
      const { first, last } = quarterDays(partnership.startsOn, quarter)
      return {
        quarter,
        months: `${sayMonth(first)} – ${sayMonth(last)} ${last.slice(0, 4)}`,
        current: first <= today && today <= last,
        past: last < today,
        entries: entries.filter(({ quarters }) => quarters.includes(quarter)),
      }
    }),
    undated: entries.filter(({ quarters }) => quarters.length === 0),
    scope,
    today,
    version: versionOf(views, [today, rounds.length, String(reading.complete)]),
    reading,
  }
}
