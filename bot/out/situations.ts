import { kindOf } from '../../assurance/kinds/index.ts'
import type { Ladder } from '../../assurance/ladder.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Round, Views } from '../../assurance/record.ts'
import type { Situation } from '../../assurance/wanted.ts'
import type { Entry } from './ledger.ts'

/** The ladder of a round: the partnership's of that name, else its kind's (DESIGN §2). */
const ladderOf = (round: Round, partnership: Partnership): Ladder =>
  partnership.ladders.find(({ id }) => id === round.ladder) ??
  kindOf(round.kind)?.ladder ?? { id: round.ladder, rungs: [] }

/** What is stored about each agency that is asked, gathered once for a pass over all of them. */
export const situations = async (
  views: Views,
  partnership: Partnership,
  ledger: ReadonlyMap<string, Entry>,
  at: Date,
): Promise<readonly Situation[]> => {
  const [rounds, all] = [await views.rounds(), await views.views()]
  const sent = [...ledger.values()].filter(({ state }) => state === 'sent').flatMap(({ rungs }) => rungs)
  return partnership.agencies
    .filter(({ asked }) => asked)
    .flatMap((agency) => {
      const calendar = partnership.calendars.find(({ id }) => id === agency.calendar)
      if (!calendar) return []
      const own = all.filter(({ request }) => request.agency === agency.id)
      return [
        {
          partnership: partnership.id,
          agency,
          people: partnership.people,
          calendar,
          rounds: rounds.map((round) => ({
            round,
            views: own.filter(({ request }) => request.round === round.id),
            ladder: ladderOf(round, partnership),
          })),
          sent,
          at,
        },
      ]
    })
}
