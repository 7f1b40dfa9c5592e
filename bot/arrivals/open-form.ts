import { randomUUID } from 'node:crypto'
import type { View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import { fitsCard } from '../../cards/short-form/fits-card.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { shortFormDialog } from './on-short-form.ts'
import { mayDo, type Standing } from './standing.ts'

/** The one request it is about: the one named, the person's own, or the only one that can be answered now. */
const only = (standing: Standing, key: string | undefined): View | undefined => {
  const { views } = standing
  if (key !== undefined) return views.find(({ request }) => request.key === key)
  const answerable = views.filter((view) => {
    const may = mayDo(standing, view)
    return isOpen(view.request) && (may.includes('return') || may.includes('finish-part'))
  })
  return answerable.length === 1 ? answerable[0] : views.length === 1 ? views[0] : undefined
}

/**
 * *Complete* and *Answer*: a short request in a dialog of its own, a long one as its page, or the page of the round where
 * one of several is to be chosen first (WORK R2).
 */
export const openForm = async (room: ArrivalRoom, standing: Standing, key?: string): Promise<Answer> => {
  const { agency, round, definitions } = standing
  const view = only(standing, key)
  if (key !== undefined && !view)
    return {
      dialog: {
        title: round.title,
        size: 'medium',
        card: refusalCard({
          say: 'This request is not yours to answer, or is no longer there. Please use the newest card in your channel.',
          inDialog: true,
        }),
      },
    }
  const definition = view && definitions.get(view.request.definition)
  if (view && definition && fitsCard(definition) && isOpen(view.request) && mayDo(standing, view).includes('return'))
    return shortFormDialog(standing, view, definition, { attempt: randomUUID(), base: view.request.revision })
  const query = new URLSearchParams(view ? { key: view.request.key } : { round: round.id, agency: agency.id })
  return { dialog: { title: round.title, size: 'large', url: `${room.pages}form?${query}` } }
}
