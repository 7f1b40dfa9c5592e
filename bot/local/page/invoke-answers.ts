import { isObject, type JsonObject, objectIn, textIn } from '../json.ts'
import type { PageInvokeAnswer } from '../page-wire.ts'

/** What a card's `Action.Execute` came to: a card for this person, a message, or a refusal in a sentence. */
export type ExecuteOutcome =
  | { readonly card: JsonObject }
  | { readonly message: string }
  | { readonly refused: string }
  | Record<string, never>

/** What a dialog's `task/fetch` or `task/submit` came to: a dialog to show, a message, nothing more, or a refusal. */
export type TaskOutcome =
  | { readonly dialog: DialogContent }
  | { readonly message: string }
  | { readonly refused: string }
  | Record<string, never>

/** A dialog as the bot describes it: a card or an address, with a title and a size. */
export interface DialogContent {
  readonly title: string
  readonly width: string | number
  readonly height: string | number
  readonly card?: JsonObject
  readonly url?: string
}

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'
const noAnswer = 'Something went wrong and nothing was sent. Try again; if it happens again, tell the SSU.'

const failure = ({ status }: PageInvokeAnswer): string | undefined => {
  if (status === 504) return 'Sightline did not answer in time. Look at the card again before you repeat it.'
  if (status === 502) return 'Sightline could not be reached. Try again in a minute.'
  if (status < 200 || status > 299) return noAnswer
  return undefined
}

/** Reads the answer to `adaptiveCard/action` (PLATFORM §C, Universal Actions). */
export const readExecute = (answer: PageInvokeAnswer): ExecuteOutcome => {
  const failed = failure(answer)
  if (failed) return { refused: failed }
  const { body } = answer
  if (!isObject(body)) return {}
  const { statusCode, type, value } = body
  if (typeof statusCode === 'number' && statusCode >= 400) {
    return { refused: (typeof value === 'string' ? value : textIn(value, 'message')) ?? noAnswer }
  }
  if (type === adaptiveCard && isObject(value)) return { card: value }
  if (typeof value === 'string' && value !== '') return { message: value }
  return {}
}

const sizeIn = (value: JsonObject, field: string, otherwise: string): string | number => {
  const size = value[field]
  return typeof size === 'number' || typeof size === 'string' ? size : otherwise
}

/** Reads the answer to `task/fetch` and `task/submit`. */
export const readTask = (answer: PageInvokeAnswer): TaskOutcome => {
  const failed = failure(answer)
  if (failed) return { refused: failed }
  const task = objectIn(answer.body, 'task')
  if (!task) return {}
  const { type, value } = task
  if (type === 'message') return { message: typeof value === 'string' ? value : noAnswer }
  if (type !== 'continue' || !isObject(value)) return {}
  const attachment = objectIn(value, 'card')
  const card = attachment && (objectIn(attachment, 'content') ?? attachment)
  const url = textIn(value, 'url')
  if (!card && !url) return { refused: noAnswer }
  return {
    dialog: {
      title: textIn(value, 'title') ?? 'Sightline',
      width: sizeIn(value, 'width', 'medium'),
      height: sizeIn(value, 'height', 'medium'),
      ...(card ? { card } : url ? { url } : {}),
    },
  }
}

/** Whether an `Action.Submit`'s data asks for a dialog. */
export const asksForDialog = (data: JsonObject): boolean => textIn(objectIn(data, 'msteams'), 'type') === 'task/fetch'
