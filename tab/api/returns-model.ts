import type { IsoDate } from '../../assurance/dates.ts'
import { sayShortDay } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Reading, Round, View } from '../../assurance/record.ts'
import { type AgencyName, agencyName, type Cell, cellOf, isMissing } from './cell-model.ts'

/** One audit as a picker shows it. */
export interface RoundName {
  readonly id: string
  readonly title: string
  readonly sample: boolean
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

/** Agency × case for one round. */
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
    readonly closed: boolean
  }
  /** Case references, one a column; one empty one where the round asks agencies about no case. */
  readonly cases: readonly string[]
  /** A row an agency; `undefined` is sent as null: that agency is not asked about that case. */
  readonly rows: readonly { readonly agency: AgencyName; readonly cells: readonly (Cell | null)[] }[]
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

/** The round to show first: the open one due soonest, else the latest. */
export const firstRound = (rounds: readonly Round[]): Round | undefined => {
  const byDue = rounds.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  return byDue.find(({ closed }) => !closed) ?? byDue.at(-1)
}

/** The matrix as a page shows it. `views` are those of `round` this person may see, no others. */
export const returnsView = (given: {
  readonly partnership: Partnership
  readonly rounds: readonly Round[]
  readonly round: Round | undefined
  readonly views: readonly View[]
  readonly scope: 'all' | 'own'
  readonly today: IsoDate
  readonly reading: Reading
}): ReturnsView => {
  const { partnership, rounds, round, views, scope, today, reading } = given
  const cases = [...new Set(views.map(({ request }) => request.caseRef ?? ''))].sort()
  const agencies = inOrder(
    partnership,
    views.map(({ request }) => request.agency),
  )
  const rows = agencies.map((id) => ({
    agency: agencyName(partnership, id),
    cells: cases.map((ref): Cell | null => {
      const view = views.find(({ request }) => request.agency === id && (request.caseRef ?? '') === ref)
      return view ? cellOf(view, partnership, today) : null
    }),
  }))
  return {
    rounds: rounds.map(({ id, title, sample }) => ({ id, title, sample })),
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
          },
        }
      : {}),
    cases,
    rows,
    progress: progressOf(partnership, views, today),
    scope,
    today,
    version: versionOf(views, [today, rounds.length, ...(round ? [round.id] : []), String(reading.complete)]),
    reading,
  }
}
