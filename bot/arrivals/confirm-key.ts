import { londonTime } from '../../assurance/dates.ts'
import { askCard } from '../../cards/ask/ask-card.ts'
import { needsKey } from '../../cards/ask/case-line.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { makeMoves, onEach } from './make-moves.ts'
import type { Standing } from './standing.ts'

/** *I have the case key*: opens this agency's case lines (WORK A3), and answers with the card as it stands now. */
export const confirmKey = async (room: ArrivalRoom, standing: Standing): Promise<Answer> => {
  const { partnership, actor, agency, round, views, definitions } = standing
  const without = views.filter(({ request }) => needsKey(request))
  const { refused } = await makeMoves(room, actor, onEach(without, { do: 'confirm-key' }))
  const [first] = refused
  if (first) return { say: first.refusal.say }
  const calendar = partnership.calendars.find(({ id }) => id === agency.calendar)
  if (!calendar) throw new Error(`no calendar ${agency.calendar}`)
  return {
    card: askCard({
      labels: partnership.labels,
      round,
      agency,
      views: await room.views.views({ round: round.id, agency: agency.id }),
      definitions,
      today: londonTime(room.clock.now()).day,
      calendar,
      links: room.links,
    }),
  }
}
