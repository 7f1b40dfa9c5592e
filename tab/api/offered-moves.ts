import type { IsoDate } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { releasable } from '../../assurance/ladder.ts'
import { mayNow } from '../../assurance/may-now.ts'
import { type FormedMove, isFormed, type MoveForm, moveForm } from '../../assurance/move-forms.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Round } from '../../assurance/record.ts'
import type { Doing, Request } from '../../assurance/request.ts'
import { ladderOf } from '../../assurance/round-ladder.ts'
import { BeyondCalendar } from '../../assurance/working-days.ts'
import { calendarOf } from './cell-model.ts'
import type { Opened } from './tab-access.ts'

/** Nobody answers for, or judges, what they may not read: a group waits until the SSU has released its round (WORK X2). */
const readFirst: ReadonlySet<Doing> = new Set<Doing>(['accept', 'rate', 'send-back', 'answer-question'])

/** Whether this move is about words that this person may not read. */
export const isUnread = (doing: Doing, { reaches }: Pick<Opened, 'reaches'>): boolean =>
  readFirst.has(doing) && !reaches('answers')

/** The rung beyond the agency that waits for the SSU's release today; none where it would have to be guessed. */
export const releasableNow = (
  request: Request,
  round: Round | undefined,
  partnership: Partnership,
  today: IsoDate,
): number | undefined => {
  const calendar = calendarOf(partnership, request.agency)
  if (!round || round.closed || !calendar) return undefined
  try {
    return releasable(request, ladderOf(round, partnership), calendar, today)
  } catch (error) {
    if (error instanceof BeyondCalendar) return undefined
    throw error
  }
}

/** What this person is offered to do with a request now. */
export const offeredMoves = (opened: Opened, definition: Definition, rung?: number): readonly Doing[] =>
  mayNow(opened.viewer, {
    request: opened.request,
    definition,
    closed: opened.round?.closed ?? false,
    ...(rung === undefined ? {} : { releasable: rung }),
  }).filter((doing) => !isUnread(doing, opened))

/** The small forms of those moves that have one. */
export const formsOf = (
  may: readonly Doing[],
  { request, viewer }: Pick<Opened, 'request' | 'viewer'>,
  definition: Definition,
  partnership: Partnership,
): { readonly [Name in FormedMove]?: MoveForm } =>
  Object.fromEntries(
    may.filter(isFormed).map((doing) => [doing, moveForm(doing, { request, definition, partnership }, viewer)]),
  )
