import { isObject, type JsonObject } from './json.ts'

/** Why Teams does not take something, in the shape the Bot Connector answers: an HTTP status with `{error:{code,message}}`. */
export interface ConnectorRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly retryAfter?: number
}

/** A refusal of the Bot Connector. */
export const refusal = (status: number, code: string, message: string): ConnectorRefusal => ({ status, code, message })

const largestBytes = 100 * 1024
const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

const badAttachment = (attachment: unknown): boolean => {
  if (!isObject(attachment) || typeof attachment['contentType'] !== 'string') return true
  if (attachment['contentType'] !== adaptiveCard) return false
  const card = attachment['content']
  return !isObject(card) || card['type'] !== 'AdaptiveCard'
}

/** What Teams says to an activity it cannot show: none at all, no contents, a card that is none, or over 100 KB as UTF-16. */
export const checkActivity = (activity: unknown): { activity: JsonObject } | ConnectorRefusal => {
  if (!isObject(activity)) return refusal(400, 'BadSyntax', 'The activity is missing or is not an object.')
  const { type, text, attachments } = activity
  if (type !== 'message' && type !== 'typing') return refusal(400, 'BadSyntax', 'Unknown activity type')
  if (JSON.stringify(activity).length * 2 > largestBytes) {
    return refusal(413, 'MessageSizeTooBig', 'Message size too large')
  }
  if (attachments !== undefined && (!Array.isArray(attachments) || attachments.some(badAttachment))) {
    return refusal(400, 'BadSyntax', 'An attachment is not one Teams can show.')
  }
  const hasCard = Array.isArray(attachments) && attachments.length > 0
  if (type === 'message' && !hasCard && (typeof text !== 'string' || text === '')) {
    return refusal(400, 'BadSyntax', 'Activity must include either text or attachments')
  }
  return { activity }
}
