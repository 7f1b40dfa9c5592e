import type { IsoDate } from '../../assurance/dates.ts'
import { sayShortDay } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Reading, Round, View } from '../../assurance/record.ts'
import type { IssueProgress, RoundChange } from '../../assurance/rounds.ts'
import { type AgencyName, agencyName, type Cell, cellOf, isMissing } from './cell-model.ts'
import { type Column, type CountCell, columnCell, columnsOf } from './columns-model.ts'

/** One round as a picker shows it. */
export interface RoundName {
  readonly id: string
  readonly title: string
  readonly sample: boolean
  readonly closed: boolean
}

/** How far a round has come, with who is missing named beside the total (WORK R7). */
export interface Progress {
  /** Requests returned, answered nil or excused. */
  readonly accounted: number
  /** Requests that count: withdrawn ones do not. */
  readonly of: number
  readonly complete: boolean
  readonly late: number
  readonly missing: readonly (AgencyName & { readonly count: number; readonly late: boolean })[]
  /** *61 of 75 accounted for · Missing: Police (2), AWP (1)* */
  readonly say: string
}

/** Agency × case, learning need or person for one round. */
export interface ReturnsView {
  readonly rounds: readonly RoundName[]
  /** Absent where nothing has been asked yet. */
  readonly round?: RoundName & {
    readonly why: string
    readonly clause: string
    readonly group: string
    readonly issued: string
    readonly due: string
    readonly dueOn: IsoDate
    /** The group may read what was returned (WORK X2). */
    readonly released: boolean
    /** What the viewer may do to the round as a whole. */
    readonly changes: readonly RoundChange[]
    /** How far its issuing has come, while it is not over. */
    readonly issuing?: IssueProgress
  }
  readonly columns: readonly Column[]
  /** A row an agency; `undefined` is sent as null: that agency is not asked about that case. */
  readonly rows: readonly { readonly agency: AgencyName; readonly cells: readonly (Cell | CountCell | null)[] }[]
  readonly progress: Progress
  /** Whether these are everybody's returns or one's own agency's. */
  readonly scope: 'all' | 'own'
  readonly today: IsoDate
  readonly version: string
  readonly reading: Reading
}

/** Agencies in the order of the partnership's file, then any it no longer has. */
const inOrder = (partnership: Partnership, agencies: Iterable<string>): readonly string[] => {
  const order = new Map(partnership.agencies.map(({ id }, at) => [id, at]))
  return [...new Set(agencies)].sort(
    (a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size) || a.localeCompare(b),
  )
}

/** How far these requests have come and whose are missing. */
export const progressOf = (partnership: Partnership, views: readonly View[], today: IsoDate): Progress => {
  const counted = views.filter(({ request }) => request.state !== 'withdrawn')
  const open = counted.filter(isMissing)
  const isLate = (view: View) => cellOf(view, partnership, today).state === 'late'
  const missing = inOrder(
    partnership,
    open.map(({ request }) => request.agency),
  ).map((id) => {
    const theirs = open.filter(({ request }) => request.agency === id)
    return { ...agencyName(partnership, id), count: theirs.length, late: theirs.some(isLate) }
  })
  const accounted = counted.length - open.length
  const complete = counted.length > 0 && open.length === 0
  const names = missing.map(({ short, count }) => `${short} (${count})`).join(', ')
  const say =
    counted.length === 0
      ? 'Nothing has been asked yet.'
      : `${accounted} of ${counted.length} returned · ${complete ? 'Complete: nobody is missing' : `Missing: ${names}`}`
  return { accounted, of: counted.length, complete, late: open.filter(isLate).length, missing, say }
}

/** A short fingerprint of what is shown, so that a page asks for all of it only when something changed. */
export const versionOf = (views: readonly View[], more: readonly (string | number)[]): string => {
  let hash = 0x811c9dc5
  const lines = views.map(
    ({ request, waiting }) =>
      `${request.key} ${request.revision} ${request.state} ${request.dueOn} ${request.returned?.at} ${waiting.map(({ move }) => move)}`,
  )
  for (const character of [...lines.sort(), ...more].join('\n'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Changes with what is shown of rounds besides their requests. */
export const roundsVersion = (rounds: readonly Round[]): string =>
  rounds.map(({ id, closed, released }) => `${id} ${closed} ${released}`).join('\n')

/** The round to show first: the open one due soonest, else the latest. */
export const firstRound = (rounds: readonly Round[]): Round | undefined => {
  const byDue = rounds.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  return byDue.find(({ closed }) => !closed) ?? byDue.at(-1)
}

/** What may be done to a round as it stands, by the SSU. */
const changesOf = ({ closed, released }: Round): readonly RoundChange[] => [
  closed ? 'reopen' : 'close',
  released ? 'hold-back' : 'release',
]

/** The matrix as a page shows it. `views` are those of `round` this person may see, no others. */
export const returnsView = (given: {
  readonly partnership: Partnership
  readonly rounds: readonly Round[]
  readonly round: Round | undefined
  readonly views: readonly View[]
  readonly scope: 'all' | 'own'
  /** Whether the viewer may close and release rounds. */
  readonly changes: boolean
  readonly issuing?: IssueProgress | undefined
  readonly today: IsoDate
  readonly reading: Reading
}): ReturnsView => {
  const { partnership, rounds, round, views, scope, issuing, today, reading } = given
  const columns = columnsOf(views)
  const agencies = inOrder(
    partnership,
    views.map(({ request }) => request.agency),
  )
  const rows = agencies.map((id) => ({
    agency: agencyName(partnership, id),
    cells: [...columns.values()].map((those) =>
      columnCell(
        those.filter(({ request }) => request.agency === id),
        { partnership, today, named: given.changes },
      ),
    ),
  }))
  return {
    rounds: rounds.map(({ id, title, sample, closed }) => ({ id, title, sample, closed })),
    ...(round
      ? {
          round: {
            id: round.id,
            title: round.title,
            sample: round.sample,
            why: round.why,
            clause: round.clause,
            group: partnership.groups.find(({ id }) => id === round.group)?.name ?? round.group,
            issued: sayShortDay(round.issuedOn),
            due: sayShortDay(round.dueOn),
            dueOn: round.dueOn,
            closed: round.closed,
            released: round.released,
            changes: given.changes ? changesOf(round) : [],
            ...(issuing && issuing.state !== 'issued' ? { issuing } : {}),
          },
        }
      : {}),
    columns: [...columns.keys()],
    rows,
    progress: progressOf(partnership, views, today),
    scope,
    today,
    version: versionOf(views, [today, roundsVersion(rounds), ...(round ? [round.id] : []), String(reading.complete)]),
    reading,
  }
}
