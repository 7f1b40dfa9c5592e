import type { Situation } from '../../assurance/effects.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Ladder } from '../../assurance/ladder.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Round, View, Views } from '../../assurance/record.ts'
import type { Entry } from './ledger.ts'

/** The ladder of a round: the partnership's of that name, else its kind's (DESIGN §2). */
const ladderOf = (round: Round, partnership: Partnership): Ladder =>
  partnership.ladders.find(({ id }) => id === round.ladder) ??
  kindOf(round.kind)?.ladder ?? { id: round.ladder, rungs: [] }

/** By agency, and by round within it. */
const grouped = (views: readonly View[]): ReadonlyMap<string, ReadonlyMap<string, readonly View[]>> => {
  const agencies = new Map<string, Map<string, View[]>>()
  for (const view of views) {
    const { agency, round } = view.request
    const rounds = agencies.get(agency) ?? new Map<string, View[]>()
    agencies.set(agency, rounds)
    const own = rounds.get(round)
    if (own) own.push(view)
    else rounds.set(round, [view])
  }
  return agencies
}

/** What is stored about each agency that is asked, gathered once for a pass over all of them. */
export const situations = async (
  views: Views,
  partnership: Partnership,
  ledger: ReadonlyMap<string, Entry>,
  at: Date,
): Promise<readonly Situation[]> => {
  const rounds = (await views.rounds()).map((round) => ({ round, ladder: ladderOf(round, partnership) }))
  const byAgency = grouped(await views.views())
  const calendars = new Map(partnership.calendars.map((calendar) => [calendar.id, calendar]))
  const sent = [...ledger.values()].flatMap(({ state, rungs }) => (state === 'sent' ? rungs : []))
  return partnership.agencies
    .filter(({ asked }) => asked)
    .flatMap((agency): Situation[] => {
      const calendar = calendars.get(agency.calendar)
      if (!calendar) return []
      const own = byAgency.get(agency.id)
      return [
        {
          partnership: partnership.id,
          agency,
          people: partnership.people,
          calendar,
          rounds: rounds.map(({ round, ladder }) => ({ round, ladder, views: own?.get(round.id) ?? [] })),
          sent,
          at,
        },
      ]
    })
}
