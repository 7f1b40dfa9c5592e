import { randomUUID } from 'node:crypto'
import { londonTime } from '../../assurance/dates.ts'
import type { Fault } from '../../assurance/definition.ts'
import { readNil } from '../../assurance/read-nil.ts'
import { type NilForm, readNilForm } from '../../cards/dialog-forms.ts'
import { nilCard } from '../../cards/nil/nil-card.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { faultsOf, makeMoves, namesOf, onEach } from './make-moves.ts'
import { openTo, refreshed, type Standing } from './standing.ts'

const dialog = (room: ArrivalRoom, standing: Standing, typed?: NilForm, faults: readonly Fault[] = []): Answer => {
  const { partnership, round, agency } = standing
  const today = londonTime(room.clock.now()).day
  const card = nilCard({
    labels: partnership.labels,
    round,
    agency,
    views: openTo(standing, 'nil'),
    today,
    attempt: typed?.attempt || randomUUID(),
    faults,
    ...(typed ? { typed } : {}),
  })
  return { dialog: { title: 'Nil return', size: 'medium', card } }
}

/** *Not known to our agency* asks for the cases, what the search found, the systems and the period (WORK R3). */
export const openNil = async (room: ArrivalRoom, standing: Standing): Promise<Answer> => dialog(room, standing)

/** Takes a nil return for one case or several, or gives the dialog back with each problem beside its field and all that was typed. */
export const submitNil = async (room: ArrivalRoom, standing: Standing, value: unknown): Promise<Answer> => {
  const { partnership, person, actor, round, agency, views } = standing
  const form = readNilForm(value)
  const now = room.clock.now()
  const read = readNil(form.nil, londonTime(now).day)
  const faults = [...form.faults, ...('faults' in read ? read.faults : [])]
  const chosen = views.filter(({ request }) => form.keys.includes(request.key))
  if (!('nil' in read) || faults.length > 0) return dialog(room, standing, form, faults)
  if (chosen.length < form.keys.length)
    return dialog(room, standing, form, [
      { field: 'cases', say: 'One of these cases is no longer asked about; please choose again.' },
    ])

  const command = { do: 'nil', nil: read.nil } as const
  const made = await makeMoves(room, actor, onEach(chosen, command), { attempt: form.attempt })
  if (made.refused.length > 0) {
    const keys = made.refused.map(({ view }) => view.request.key)
    return dialog(room, await refreshed(room, standing), { ...form, keys }, faultsOf(made))
  }
  const card = receiptCard({
    labels: partnership.labels,
    round,
    agency,
    doing: 'nil',
    cases: namesOf(made.received),
    by: person,
    at: now.toISOString(),
    filed: false,
    nil: read.nil.kind,
    links: room.links,
  })
  return { dialog: { title: 'Received', size: 'medium', card } }
}
