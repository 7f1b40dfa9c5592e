import type { Activity } from 'botbuilder'
import type { Answer, CardJson } from '../seam.ts'

/** The body of the answer to an invoke; undefined is an empty one, which closes a dialog. */
export type InvokeBody = Readonly<Record<string, unknown>> | undefined

const cardType = 'application/vnd.microsoft.card.adaptive'
const messageType = 'application/vnd.microsoft.activity.message'

const attached = (card: CardJson) => ({ contentType: cardType, content: card })

/** A card's action is answered with the card that takes its place, or with a sentence (PLATFORM §C, Universal Actions). */
export const answerToAction = (answer: Answer): InvokeBody => {
  if ('card' in answer) return { statusCode: 200, type: cardType, value: answer.card }
  if ('say' in answer) return { statusCode: 200, type: messageType, value: answer.say }
  if ('nothing' in answer) return { statusCode: 200, type: messageType, value: '' }
  throw new Error('A card’s action cannot be answered with a dialog; only Action.Submit with task/fetch opens one.')
}

/** A dialog is opened or kept with a card or a page, ended with a sentence, or closed with nothing. */
export const answerToDialog = (answer: Answer): InvokeBody => {
  if ('nothing' in answer) return undefined
  if ('say' in answer) return { task: { type: 'message', value: answer.say } }
  const dialog = 'card' in answer ? { title: 'Sightline', size: 'medium', card: answer.card } : answer.dialog
  const { title, size } = dialog
  const shown = 'url' in dialog ? { url: dialog.url, fallbackUrl: dialog.url } : { card: attached(dialog.card) }
  return { task: { type: 'continue', value: { title, width: size, height: size, ...shown } } }
}

/** A message is answered with a message, or not at all. */
export const answerToMessage = (answer: Answer): Partial<Activity> | undefined => {
  if ('nothing' in answer) return undefined
  if ('say' in answer) return { type: 'message', text: answer.say, textFormat: 'plain' }
  if ('card' in answer) return { type: 'message', attachments: [attached(answer.card)] }
  throw new Error('A message cannot be answered with a dialog; only a card’s action opens one.')
}
