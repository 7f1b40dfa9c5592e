import { randomUUID } from 'node:crypto'
import { londonTime } from '../../assurance/dates.ts'
import type { Fault } from '../../assurance/definition.ts'
import { formDefinition, type MoveForm, moveForm } from '../../assurance/move-forms.ts'
import { readCommand } from '../../assurance/read-command.ts'
import type { View } from '../../assurance/record.ts'
import type { Command } from '../../assurance/request.ts'
import { type MadeForm, readMadeForm } from '../../cards/dialog-forms.ts'
import { readCardInputs } from '../../cards/input.ts'
import { moveFormCard } from '../../cards/move-form/move-form-card.ts'
import { receiptCard } from '../../cards/receipt/receipt-card.ts'
import type { FormVerb } from '../../cards/verbs.ts'
import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { faultsOf, makeMoves, namesOf } from './make-moves.ts'
import { openTo, refreshed, type Standing } from './standing.ts'

const formFor = (
  { partnership, actor, definitions }: Standing,
  { request }: View,
  doing: FormVerb,
): (MoveForm & { readonly doing: FormVerb }) | undefined => {
  const definition = definitions.get(request.definition)
  return definition && { ...moveForm(doing, { request, definition, partnership }, actor), doing }
}

/** Where requests differ the form is that of the one due first. */
const firstOf = (views: readonly View[]): View | undefined =>
  views.toSorted((one, other) => (one.request.dueOn < other.request.dueOn ? -1 : 1))[0]

const dialog = (standing: Standing, doing: FormVerb, typed?: MadeForm, faults: readonly Fault[] = []): Answer => {
  const { partnership, round, agency } = standing
  const views = openTo(standing, doing)
  const first = firstOf(views)
  const form = first && formFor(standing, first, doing)
  const nobody = form?.fields.some(({ id, options }) => id === 'to' && options?.length === 0)
  const lacking: readonly Fault[] = nobody
    ? [
        {
          field: 'to',
          say: `Nobody else of ${agency.name} is in the list People. Ask the ${partnership.labels.ssu} to add your colleague.`,
        },
      ]
    : []
  const card = moveFormCard({
    labels: partnership.labels,
    round,
    agency,
    form,
    views,
    attempt: typed?.attempt || randomUUID(),
    faults: faults.length > 0 ? faults : lacking,
    ...(typed ? { typed } : {}),
  })
  return { dialog: { title: form?.title ?? round.title, size: 'medium', card } }
}

/** Opens the small form of a move, made from the move's own definition (WORK R5). */
export const openMoveForm = async (standing: Standing, doing: FormVerb): Promise<Answer> => dialog(standing, doing)

/** Takes a move for one request or several, or gives the dialog back with each problem beside its field and all that was typed. */
export const submitMoveForm = async (
  room: ArrivalRoom,
  standing: Standing,
  doing: FormVerb,
  value: unknown,
): Promise<Answer> => {
  const { partnership, person, actor, agency, round, definitions } = standing
  const typed = readMadeForm(value)
  const now = room.clock.now()
  if (typed.keys.length === 0)
    return dialog(standing, doing, typed, [{ field: 'cases', say: 'Please choose at least one.' }])
  const chosen = standing.views.filter(({ request }) => typed.keys.includes(request.key))
  if (chosen.length < typed.keys.length)
    return dialog(standing, doing, typed, [
      { field: 'cases', say: 'One of these is no longer asked of you; please choose again.' },
    ])

  const commands: { view: View; command: Command }[] = []
  const formFields: string[] = []
  for (const view of chosen) {
    const definition = definitions.get(view.request.definition)
    const form = formFor(standing, view, doing)
    if (!definition || !form) continue
    formFields.push(...form.fields.map(({ id }) => id))
    const raw = readCardInputs(formDefinition(form), typed.typed)
    const given = { request: view.request, definition, partnership, actor, today: londonTime(now).day }
    const read = readCommand({ ...raw, do: doing }, given)
    if ('faults' in read) return dialog(standing, doing, typed, read.faults)
    commands.push({ view, command: read.command })
  }
  const made = await makeMoves(room, actor, commands, { attempt: typed.attempt })
  if (made.refused.length > 0 || made.received.length === 0)
    return dialog(
      await refreshed(room, standing),
      doing,
      { ...typed, keys: made.refused.map(({ view }) => view.request.key) },
      faultsOf(made, formFields),
    )
  const [first] = commands
  const card = receiptCard({
    labels: partnership.labels,
    round,
    agency,
    doing,
    cases: namesOf(made.received),
    by: person,
    at: now.toISOString(),
    filed: false,
    ...(first && 'to' in first.command ? { whom: first.command.to.name } : {}),
    links: room.links,
  })
  return { dialog: { title: 'Received', size: 'medium', card } }
}
