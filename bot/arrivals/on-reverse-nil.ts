import { randomUUID } from 'node:crypto'
import type { Fault } from '../../assurance/definition.ts'
import { type ReverseForm, readReverseForm } from '../../cards/dialog-forms.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import { reverseNilCard } from '../../cards/reverse-nil/reverse-nil-card.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { faultsOf, makeMoves, namesOf, onEach } from './make-moves.ts'
import { openTo, refreshed, type Standing } from './standing.ts'

const dialog = (standing: Standing, typed?: ReverseForm, faults: readonly Fault[] = []): Answer => {
  const { round, agency } = standing
  const views = openTo(standing, 'reverse-nil')
  const attempt = typed?.attempt || randomUUID()
  const card = reverseNilCard({ round, agency, views, attempt, faults, ...(typed ? { typed } : {}) })
  return { dialog: { title: 'Reverse a nil return', size: 'medium', card } }
}

/** *Reverse a nil return* asks which, where somebody turns out to be known after all (WORK R3). */
export const openReverseNil = async (standing: Standing): Promise<Answer> => dialog(standing)

/** Reverses the chosen nil returns, or gives the dialog back with the problem. */
export const submitReverseNil = async (room: ArrivalRoom, standing: Standing, value: unknown): Promise<Answer> => {
  const { partnership, person, actor, round, agency, views } = standing
  const form = readReverseForm(value)
  if (form.faults.length > 0) return dialog(standing, form, form.faults)
  const chosen = views.filter(({ request }) => form.keys.includes(request.key))
  const made = await makeMoves(room, actor, onEach(chosen, { do: 'reverse-nil' }), { attempt: form.attempt })
  if (made.refused.length > 0 || made.received.length === 0)
    return dialog(
      await refreshed(room, standing),
      form,
      made.refused.length > 0
        ? faultsOf(made)
        : [{ field: 'cases', say: 'These are no longer nil returns; please choose again.' }],
    )
  const card = receiptCard({
    labels: partnership.labels,
    round,
    agency,
    doing: 'reverse-nil',
    cases: namesOf(made.received),
    by: person,
    at: room.clock.now().toISOString(),
    filed: false,
    links: room.links,
  })
  return { dialog: { title: 'Received', size: 'medium', card } }
}
