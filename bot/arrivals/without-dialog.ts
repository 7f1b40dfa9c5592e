import { pageDoorCard } from '../../cards/door/door-card.ts'
import { roundPage } from '../../cards/small-print.ts'
import type { CardAction } from '../../cards/verbs.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import type { FromSomebody } from './standing.ts'

const pageOf = (action: Exclude<CardAction, { verb: 'help' }>): string => {
  if (action.verb === 'ask') return 'ask'
  return action.verb === 'share' ? `share/${action.agency}` : roundPage({ id: action.round })
}

/**
 * The answer where the client opens no dialogs, so that a dialog's button came as a message: in somebody's own chat the
 * dialog's card, to be filled in there; in a channel, where others would read what was typed, the way to the page.
 */
export const withoutDialog = async (
  { views, links }: Pick<ArrivalRoom, 'views' | 'links'>,
  { sort, place }: FromSomebody,
  action: Exclude<CardAction, { verb: 'help' }>,
  answer: Answer,
): Promise<Answer> => {
  if (sort !== 'message' || !('dialog' in answer)) return answer
  const { dialog } = answer
  if ('card' in dialog && place.personal) return { card: dialog.card }
  const { labels } = await views.partnership()
  return { card: pageDoorCard({ labels, heading: dialog.title, link: links.tab(pageOf(action)) }) }
}
