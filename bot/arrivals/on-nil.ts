import { randomUUID } from 'node:crypto'
import { londonTime } from '../../assurance/dates.ts'
import type { Fault } from '../../assurance/definition.ts'
import { readNil } from '../../assurance/read-nil.ts'
import { nilCard } from '../../cards/nil/nil-card.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import { type NilForm, readNilForm } from '../../cards/verbs.ts'
import type { Answer } from '../seam.ts'
import { makeMoves } from './make-moves.ts'
import type { ArrivalRoom } from './on-arrival.ts'
import type { Standing } from './standing.ts'

const dialog = (room: ArrivalRoom, standing: Standing, typed?: NilForm, faults: readonly Fault[] = []): Answer => {
  const { partnership, round, agency, views } = standing
  const today = londonTime(room.clock.now()).day
  const card = nilCard({
    labels: partnership.labels,
    round,
    agency,
    views,
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
  const { partnership, person, round, agency, views } = standing
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

  const { received, refused } = await makeMoves(room.intake, person, chosen, { do: 'nil', nil: read.nil }, form.attempt)
  if (refused.length > 0)
    return dialog(
      room,
      { ...standing, views: await room.views.views({ round: round.id, agency: agency.id }) },
      form,
      refused.map(({ view, say }) => ({ field: 'cases', say: `${view.request.caseRef ?? round.title}: ${say}` })),
    )
  const card = receiptCard({
    labels: partnership.labels,
    round,
    agency,
    doing: 'nil',
    cases: received.flatMap(({ request }) => request.caseRef ?? []),
    by: person,
    at: now.toISOString(),
    filed: false,
    nil: read.nil.kind,
    links: room.links,
  })
  return { dialog: { title: 'Received', size: 'medium', card } }
}
