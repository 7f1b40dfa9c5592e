import type { RungSent } from '../../assurance/ladder.ts'
import { type Delivery, effectSorts } from '../../assurance/record.ts'
import { choice, day, json, moment, note, optional, otherwise, text } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

const isRung = (value: unknown): value is RungSent => {
  if (typeof value !== 'object' || value === null) return false
  const { request, rung, dueOn } = value as { readonly [name: string]: unknown }
  return typeof request === 'string' && typeof rung === 'number' && typeof dueOn === 'string'
}
const areRungs = (value: unknown): value is readonly RungSent[] => Array.isArray(value) && value.every(isRung)

/** A row of *Deliveries*: one message to Teams, and the rungs that went with it. */
export const deliveryCodec = rowCodec<Delivery>(
  {
    key: text('DeliveryKey', 'Key', { unique: true }),
    partnership: text('Partnership', 'Partnership'),
    sort: choice('Sort', 'Sort', effectSorts),
    agency: text('Agency', 'Agency'),
    round: optional(text('Round', 'Round')),
    day: day('Day', 'Day'),
    state: choice('State', 'State', ['sent', 'blocked']),
    activity: optional(note('Activity', 'Activity in Teams')),
    conversation: optional(note('Conversation', 'Conversation in Teams')),
    at: moment('SentAt', 'On'),
    reason: optional(note('Reason', 'Why it could not go')),
    rungs: otherwise(json('Rungs', 'Reminders in it (technical)', areRungs), []),
  },
  { title: ({ sort, agency, day }) => `${sort} ${agency} ${day}` },
)
