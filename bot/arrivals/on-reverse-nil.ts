import { randomUUID } from 'node:crypto'
import type { Fault } from '../../assurance/definition.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import { reverseNilCard } from '../../cards/reverse-nil/reverse-nil-card.ts'
import { type ReverseForm, readReverseForm } from '../../cards/verbs.ts'
import type { Answer } from '../seam.ts'
import { makeMoves } from './make-moves.ts'
import type { ArrivalRoom } from './on-arrival.ts'
import type { Standing } from './standing.ts'

const dialog = ({ round, agency, views }: Standing, typed?: ReverseForm, faults: readonly Fault[] = []): Answer => {
  const attempt = typed?.attempt || randomUUID()
  const card = reverseNilCard({ round, agency, views, attempt, faults, ...(typed ? { typed } : {}) })
  return { dialog: { title: 'Reverse a nil return', size: 'medium', card } }
}

/** *Reverse a nil return* asks which, where somebody turns out to be known after all (WORK R3). */
export const openReverseNil = async (standing: Standing): Promise<Answer> => dialog(standing)

/** Reverses the chosen nil returns, or gives the dialog back with the problem. */
export const submitReverseNil = async (room: ArrivalRoom, standing: Standing, value: unknown): Promise<Answer> => {
  const { partnership, person, round, agency, views } = standing
  const form = readReverseForm(value)
  if (form.faults.length > 0) return dialog(standing, form, form.faults)
  const chosen = views.filter(({ request }) => form.keys.includes(request.key))
  const { received, refused } = await makeMoves(room.intake, person, chosen, { do: 'reverse-nil' }, form.attempt)
  if (refused.length > 0 || received.length === 0)
    return dialog(
      { ...standing, views: await room.views.views({ round: round.id, agency: agency.id }) },
      form,
      refused.length > 0
        ? refused.map(({ view, say }) => ({ field: 'cases', say: `${view.request.caseRef ?? round.title}: ${say}` }))
        : [{ field: 'cases', say: 'These are no longer nil returns; please choose again.' }],
    )
  const card = receiptCard({
    labels: partnership.labels,
    round,
    agency,
    doing: 'reverse-nil',
    cases: received.flatMap(({ request }) => request.caseRef ?? []),
    by: person,
    at: room.clock.now().toISOString(),
    filed: false,
    links: room.links,
  })
  return { dialog: { title: 'Received', size: 'medium', card } }
}
