import { londonTime } from '../../assurance/dates.ts'
import { isOpen } from '../../assurance/request.ts'
import { askCard } from '../../cards/ask/ask-card.ts'
import type { Answer } from '../seam.ts'
import { makeMoves } from './make-moves.ts'
import type { ArrivalRoom } from './on-arrival.ts'
import type { Standing } from './standing.ts'

/** *I have the case key*: opens this agency's case lines (WORK A3), and answers with the card as it stands now. */
export const confirmKey = async (
  room: ArrivalRoom,
  { partnership, person, agency, round, views }: Standing,
): Promise<Answer> => {
  const without = views.filter(({ request }) => isOpen(request) && request.caseRef && !request.keyConfirmed)
  const { refused } = await makeMoves(room.intake, person, without, { do: 'confirm-key' })
  const [first] = refused
  if (first) return { say: first.say }
  const calendar = partnership.calendars.find(({ id }) => id === agency.calendar)
  if (!calendar) throw new Error(`no calendar ${agency.calendar}`)
  return {
    card: askCard({
      labels: partnership.labels,
      round,
      agency,
      views: await room.views.views({ round: round.id, agency: agency.id }),
      today: londonTime(room.clock.now()).day,
      calendar,
      links: room.links,
    }),
  }
}
