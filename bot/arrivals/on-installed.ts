import { welcomeCard } from '../../cards/welcome/welcome-card.ts'
import type { Answer, Arrival } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'

/**
 * The app was added to a team or taken out of it. A team is welcomed once, however often it is added again; nobody is
 * written to in person for it (Teams' store rules).
 */
export const onInstalled = async (
  { views, links, welcome, installed }: ArrivalRoom,
  { sort, place }: Extract<Arrival, { sort: 'installed' | 'uninstalled' }>,
): Promise<Answer> => {
  const { team } = place
  if (team === undefined) return { nothing: true }
  await installed(team, sort === 'installed')
  if (sort === 'uninstalled' || !(await welcome(team))) return { nothing: true }
  return { card: welcomeCard({ labels: (await views.partnership()).labels, links }) }
}
