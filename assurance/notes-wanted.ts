import { addDays, londonTime } from './dates.ts'
import type { NoteWanted, Situation, Tiding } from './effects.ts'
import type { Round, View } from './record.ts'
import { isOpen } from './request.ts'
import type { PersonRef } from './who.ts'

/** Days after which something that happened is no longer told: after an outage the card says it, not a flood of replies. */
const toldFor = 3

/** Whether something of that moment is still to be told. */
export const isRecent = (moment: string, { at }: Situation, days = toldFor): boolean =>
  londonTime(new Date(moment)).day >= addDays(londonTime(at).day, -days)

interface Happening {
  readonly what: Tiding
  readonly at: string
  readonly by: PersonRef
  readonly to?: PersonRef
}

/** What happened to a request that its agency should hear of, told in the card's thread. */
const happenings = ({ request }: View): readonly Happening[] => {
  const { question, extension, handed, parts = [], reviewed, moved } = request
  const { answer } = question ?? {}
  const { decided } = extension ?? {}
  return [
    ...(answer && question ? [{ what: 'answered' as const, ...answer, to: question.asked.by }] : []),
    ...(decided && extension
      ? [{ what: decided.granted ? ('granted' as const) : ('refused' as const), ...decided, to: extension.asked.by }]
      : []),
    ...(handed ? [{ what: 'handed' as const, ...handed }] : []),
    ...parts.map(({ invited, to }) => ({ what: 'invited' as const, ...invited, to })),
    ...(reviewed && request.state === 'sent-back' ? [{ what: 'sent-back' as const, ...reviewed }] : []),
    ...(moved && isOpen(request) ? [{ what: 'moved' as const, ...moved }] : []),
  ]
}

/** Whether anything can have happened at all: asked of every open request, of which most only wait. */
const isEventful = ({ request: { question, extension, handed, parts, reviewed, moved } }: View): boolean =>
  Boolean(question ?? extension ?? handed ?? parts ?? reviewed ?? moved)

/** What happened to several cases within a minute, to the same person, is one line in the thread. */
export const notesWanted = (
  situation: Situation,
  round: Round,
  views: readonly View[],
  of: string,
): readonly NoteWanted[] => {
  const told = views
    .filter((view) => !view.unreadable && isEventful(view))
    .flatMap((view) => happenings(view).map((one) => ({ view, ...one })))
    .filter(({ at }) => isRecent(at, situation))
  const together = Map.groupBy(told, ({ what, at, to }) => `${what}:${to?.oid ?? 'all'}:${at.slice(0, 16)}`)
  return [...together].flatMap(([id, [first, ...rest]]): NoteWanted[] => {
    if (!first) return []
    const { what, by, to } = first
    return [
      {
        sort: 'note',
        key: `${situation.partnership}/note:${round.id}:${situation.agency.id}:${id}`,
        place: { in: 'thread', of },
        round,
        views: [first, ...rest].map(({ view }) => view),
        what,
        by,
        ...(to ? { to } : {}),
      },
    ]
  })
}
