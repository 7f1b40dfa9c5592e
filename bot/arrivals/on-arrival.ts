import type { Clock } from '../../assurance/dates.ts'
import type { Intake, Views } from '../../assurance/record.ts'
import { helpCard } from '../../cards/help/help-card.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import type { Links } from '../../cards/small-print.ts'
import { type CardAction, readAction } from '../../cards/verbs.ts'
import type { Answer, Arrival, OnArrival } from '../seam.ts'
import { confirmKey } from './confirm-key.ts'
import { openNil, submitNil } from './on-nil.ts'
import { openReverseNil, submitReverseNil } from './on-reverse-nil.ts'
import { openForm } from './open-form.ts'
import { type Standing, standingOf } from './standing.ts'

/** What answering arrivals leans on. */
export interface ArrivalRoom {
  readonly views: Views
  readonly intake: Intake
  readonly clock: Clock
  readonly links: Links
  /** Address of the tab's pages, with a slash at the end: `https://…/tab/`. */
  readonly pages: string
}

const title = 'Sightline'

const refusal = (arrival: Arrival, say: string): Answer =>
  arrival.sort === 'dialog-open' || arrival.sort === 'dialog-submit'
    ? { dialog: { title, size: 'medium', card: refusalCard({ say, inDialog: true }) } }
    : arrival.sort === 'action'
      ? { say }
      : { card: refusalCard({ say }) }

/** The form's page hands its answer in by itself; what its dialog submits only closes it (`tab/client/form/receipt.tsx`). */
const isFormClosed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('returned' in value || 'closed' in value)

/** What a verb does in the way it arrived; undefined where it cannot arrive that way. */
const act = async (
  room: ArrivalRoom,
  arrival: Arrival,
  action: CardAction,
  standing: Standing,
): Promise<Answer | undefined> => {
  if (action.verb === 'confirm-key' && (arrival.sort === 'action' || arrival.sort === 'message'))
    return confirmKey(room, standing)
  if (action.verb === 'complete' && arrival.sort === 'dialog-open') return openForm(room, standing, action.key)
  if (action.verb === 'nil' && arrival.sort === 'dialog-open') return openNil(room, standing)
  if (action.verb === 'nil' && arrival.sort === 'dialog-submit') return submitNil(room, standing, arrival.value)
  if (action.verb === 'reverse-nil' && arrival.sort === 'dialog-open') return openReverseNil(standing)
  if (action.verb === 'reverse-nil' && arrival.sort === 'dialog-submit')
    return submitReverseNil(room, standing, arrival.value)
  return undefined
}

/** Answers whatever arrives from Teams: each action authorised anew, each refusal a sentence, anything else a way forward. */
export const createOnArrival =
  (room: ArrivalRoom): OnArrival =>
  async (arrival) => {
    if (arrival.sort === 'installed' || arrival.sort === 'uninstalled') return { nothing: true }
    const help = async (): Promise<Answer> => ({
      card: helpCard({ labels: (await room.views.partnership()).labels, links: room.links }),
    })
    if (arrival.sort === 'message' && arrival.value === undefined) return help()
    if (arrival.sort === 'dialog-submit' && isFormClosed(arrival.value)) return { nothing: true }

    const action = readAction(arrival.value)
    if ('refusal' in action) return refusal(arrival, action.refusal.say)
    if (action.verb === 'help') return help()
    const standing = await standingOf(room.views, arrival, action)
    if ('refusal' in standing) return refusal(arrival, standing.refusal.say)
    return (
      (await act(room, arrival, action, standing)) ??
      refusal(arrival, 'This button works from the newest card in your channel. Please open that card and try again.')
    )
  }
