import { sayNotKept, sayNotRead } from '../../assurance/not-kept.ts'
import { helpCard } from '../../cards/help/help-card.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import { unkeptCard } from '../../cards/unkept/unkept-card.ts'
import { type CardAction, isFilledIn, isFormVerb, opensNext, readAction } from '../../cards/verbs.ts'
import type { Answer, Arrival, OnArrival } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { confirmKey } from './confirm-key.ts'
import { onCommand } from './on-command.ts'
import { onInstalled } from './on-installed.ts'
import { openMore } from './on-more.ts'
import { openMoveForm, submitMoveForm } from './on-move-form.ts'
import { openNil, submitNil } from './on-nil.ts'
import { openReverseNil, submitReverseNil } from './on-reverse-nil.ts'
import { submitShortForm } from './on-short-form.ts'
import { openForm } from './open-form.ts'
import { openAsk, openShare } from './open-pages.ts'
import { type FromSomebody, type Refused, type Standing, standingOf } from './standing.ts'
import { withoutDialog } from './without-dialog.ts'

const title = 'Sightline'

const refusal = (arrival: Arrival, say: string): Answer =>
  arrival.sort === 'dialog-open' || arrival.sort === 'dialog-submit'
    ? { dialog: { title, size: 'medium', card: refusalCard({ say, inDialog: true }) } }
    : arrival.sort === 'action'
      ? { say }
      : { card: refusalCard({ say }) }

/** What the tab's pages submit when they close a dialog in which they have done everything themselves. */
const closings = ['returned', 'handedIn', 'shared', 'issued', 'closed'] as const

const isPageClosed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !('sightline' in value) && closings.some((name) => name in value)

type RoundAction = Extract<CardAction, { round: string }>

/** What a verb opens; undefined where it opens nothing. */
const open = async (room: ArrivalRoom, action: RoundAction, standing: Standing): Promise<Answer | undefined> => {
  if (action.verb === 'complete') return openForm(room, standing, action.key)
  if (action.verb === 'nil') return openNil(room, standing)
  if (action.verb === 'reverse-nil') return openReverseNil(standing)
  if (action.verb === 'more') return openMore(standing)
  return isFormVerb(action.verb) ? openMoveForm(standing, action.verb) : undefined
}

/** What comes of a dialog that is sent; undefined where the verb has none. */
const submit = async (
  room: ArrivalRoom,
  action: RoundAction,
  standing: Standing,
  value: unknown,
): Promise<Answer | undefined> => {
  if (action.verb === 'complete') return submitShortForm(room, standing, value, action.key)
  if (action.verb === 'nil') return submitNil(room, standing, value)
  if (action.verb === 'reverse-nil') return submitReverseNil(room, standing, value)
  return isFormVerb(action.verb) ? submitMoveForm(room, standing, action.verb, value) : undefined
}

const opens = ({ sort, ...arrival }: FromSomebody): boolean =>
  sort === 'dialog-open' ||
  (sort === 'dialog-submit' && opensNext(arrival.value)) ||
  (sort === 'message' && !isFilledIn(arrival.value))

/** A dialog is sent; or what stands for it where there are none, in somebody's own chat (`withoutDialog`). */
const submits = ({ sort, place }: FromSomebody): boolean =>
  sort === 'dialog-submit' || (sort === 'message' && place.personal)

/** What an action does in the way it arrived; undefined where it cannot arrive that way. */
const act = async (
  room: ArrivalRoom,
  arrival: FromSomebody,
  action: Exclude<CardAction, { verb: 'help' }>,
): Promise<Answer | Refused | undefined> => {
  if (action.verb === 'ask') return opens(arrival) ? openAsk(room, arrival, action) : undefined
  if (action.verb === 'share') return opens(arrival) ? openShare(room, arrival, action) : undefined
  const standing = await standingOf(room, arrival, action)
  if ('refusal' in standing) return standing
  if (action.verb === 'confirm-key' && (arrival.sort === 'action' || arrival.sort === 'message'))
    return confirmKey(room, standing)
  if (opens(arrival)) return open(room, action, standing)
  return submits(arrival) ? submit(room, action, standing, arrival.value) : undefined
}

/** What is said while nothing can be kept or read: a dialog comes back with everything it sent, to be sent again as it is. */
const outage = (arrival: FromSomebody): Answer => {
  if (arrival.sort === 'action') return { say: sayNotKept }
  if (arrival.sort === 'message')
    return { card: refusalCard({ say: arrival.value === undefined ? sayNotRead : sayNotKept }) }
  return { dialog: { title, size: 'medium', card: unkeptCard({ value: arrival.value, opens: opens(arrival) }) } }
}

const answerTo = async (room: ArrivalRoom, arrival: FromSomebody): Promise<Answer> => {
  if (arrival.sort === 'message' && arrival.value === undefined) return onCommand(room, arrival)
  if (arrival.sort === 'dialog-submit' && isPageClosed(arrival.value)) return { nothing: true }

  const action = readAction(arrival.value)
  if ('refusal' in action) return refusal(arrival, action.refusal.say)
  if (action.verb === 'help')
    return { card: helpCard({ labels: (await room.views.partnership()).labels, links: room.links }) }
  const answer = await act(room, arrival, action)
  if (answer && !('refusal' in answer)) return withoutDialog(room, arrival, action, answer)
  return refusal(
    arrival,
    answer?.refusal.say ??
      'This button works from the newest card in your channel. Please open that card and try again.',
  )
}

/** Answers whatever arrives from Teams: each action authorised anew, each refusal a sentence, anything else a way forward. */
export const createOnArrival =
  (room: ArrivalRoom): OnArrival =>
  async (arrival) => {
    if (arrival.sort === 'installed' || arrival.sort === 'uninstalled') return onInstalled(room, arrival)
    try {
      return await answerTo(room, arrival)
    } catch (error) {
      if (room.isOutage(error)) return outage(arrival)
      throw error
    }
  }
