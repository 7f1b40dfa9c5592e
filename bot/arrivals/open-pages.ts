import { kinds } from '../../assurance/kinds/index.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { type Person, relationsTo } from '../../assurance/who.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { type FromSomebody, personOf, type Refused, refuse } from './standing.ts'

/** Whether somebody may issue a request of any kind (WORK R1, C3). */
export const mayAsk = ({ holds }: Person): boolean =>
  holds.some(({ role }) => kinds.some(({ askedBy }) => askedBy.some((relation) => relation === role)))

/** Who may issue requests, for somebody who may not. */
export const whoMayAsk = ({ labels }: Partnership): string =>
  `Requests are issued by the ${labels.ssu}, and scrutiny requests by the Independent Scrutineer. If something should be asked, write to ${labels.ssuMailbox}; if you have something to tell, say “share”.`

/** Whether somebody answers for an agency, and so may share early in its name (WORK R9). */
export const mayShare = (person: Person, agency: string): boolean =>
  relationsTo(person, { agency, group: '' }).has('agency')

/** Who may share for an agency, for somebody who may not. */
export const whoMayShare = (agency: string, { labels }: Partnership): string =>
  `Those who answer for ${agency} share in its name: please tell one of them what you noticed. Ask the ${labels.ssu} if you should be one of them.`

/** Opens the page on which a request is issued, for whoever may issue one. */
export const openAsk = async (
  room: ArrivalRoom,
  { by }: FromSomebody,
  { partnership: id }: { readonly partnership: string },
): Promise<Answer | Refused> => {
  const partnership = await room.views.partnership()
  const person = personOf(partnership, by)
  if ('refusal' in person) return person
  if (id !== partnership.id) return refuse('This card is of another partnership. Please say “ask” here.')
  if (!mayAsk(person)) return refuse(whoMayAsk(partnership))
  return { dialog: { title: 'Issue a request', size: 'large', url: `${room.pages}ask` } }
}

/** Opens the page for sharing early in an agency's name, from its own channel or in person. */
export const openShare = async (
  room: ArrivalRoom,
  { by, place }: FromSomebody,
  card: { readonly partnership: string; readonly agency: string },
): Promise<Answer | Refused> => {
  const partnership = await room.views.partnership()
  const person = personOf(partnership, by)
  if ('refusal' in person) return person
  const agency = partnership.agencies.find(({ id }) => id === card.agency)
  if (card.partnership !== partnership.id || !agency)
    return refuse('This card is of an agency that is not here. Please say “share”.')
  if (!place.personal && place.channel !== agency.channel?.channel)
    return refuse(`This card belongs to the channel of ${agency.name}, so it cannot be used from here.`)
  if (!mayShare(person, agency.id)) return refuse(whoMayShare(agency.name, partnership))
  const query = new URLSearchParams({ agency: agency.id })
  return { dialog: { title: 'Share early', size: 'large', url: `${room.pages}share?${query}` } }
}
