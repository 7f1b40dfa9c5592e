import { londonTime } from '../../assurance/dates.ts'
import type { Definition, Fault } from '../../assurance/definition.ts'
import { readCommand } from '../../assurance/read-command.ts'
import type { View } from '../../assurance/record.ts'
import type { Command } from '../../assurance/request.ts'
import { type MadeForm, readMadeForm } from '../../cards/dialog-forms.ts'
import { readCardInputs } from '../../cards/input.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import { shortFormCard } from '../../cards/short-form/short-form-card.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { faultsOf, makeMoves, namesOf, type Opened } from './make-moves.ts'
import type { Standing } from './standing.ts'

/** The dialog of a short request, with what was typed and what is wrong with it where it came back. */
export const shortFormDialog = (
  { partnership, agency, round }: Standing,
  { request }: View,
  definition: Definition,
  { attempt, base }: Required<Opened>,
  typed: MadeForm['typed'] = {},
  faults: readonly Fault[] = [],
): Answer => ({
  dialog: {
    title: round.title,
    size: 'medium',
    card: shortFormCard({ labels: partnership.labels, agency, request, definition, attempt, base, typed, faults }),
  },
})

const gone: Answer = {
  dialog: {
    title: 'Sightline',
    size: 'medium',
    card: refusalCard({
      say: 'This request is no longer there, so nothing was sent. Please use the newest card in your channel.',
      inDialog: true,
    }),
  },
}

/** Takes the answers of a short request, or gives the dialog back with each problem beside its question and all that was typed. */
export const submitShortForm = async (
  room: ArrivalRoom,
  standing: Standing,
  value: unknown,
  key?: string,
): Promise<Answer> => {
  const { partnership, person, actor, agency, round, views, definitions } = standing
  const form = readMadeForm(value)
  const view =
    key === undefined ? (views.length === 1 ? views[0] : undefined) : views.find(({ request }) => request.key === key)
  const definition = view && definitions.get(view.request.definition)
  if (!view || !definition) return gone
  const opened = { attempt: form.attempt, base: form.base ?? view.request.revision }
  const now = room.clock.now()
  const read = readCommand(
    { do: 'return', answers: readCardInputs(definition, form.typed) },
    { request: view.request, definition, partnership, actor, today: londonTime(now).day },
  )
  if ('faults' in read) return shortFormDialog(standing, view, definition, opened, form.typed, read.faults)
  const command: Command = read.command
  const made = await makeMoves(room, actor, [{ view, command }], opened)
  if (made.refused.length > 0)
    return shortFormDialog(
      standing,
      view,
      definition,
      opened,
      form.typed,
      faultsOf(
        made,
        definition.fields.map(({ id }) => id),
      ),
    )
  const card = receiptCard({
    labels: partnership.labels,
    round,
    agency,
    doing: 'return',
    cases: namesOf([view]),
    by: person,
    at: now.toISOString(),
    filed: false,
    links: room.links,
  })
  return { dialog: { title: 'Received', size: 'medium', card } }
}
