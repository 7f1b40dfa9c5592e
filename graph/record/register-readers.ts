import type { Delivery } from '../../assurance/record.ts'
import { definitionCodec } from '../codecs/definition.ts'
import { deliveryCodec } from '../codecs/delivery.ts'
import { type Event, eventCodec } from '../codecs/event.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from '../codecs/partnership.ts'
import { roundCodec } from '../codecs/round.ts'
import { questionCodec, toolCodec } from '../codecs/tool.ts'
import { registers } from '../lists.ts'
import type { Reader } from './decoded-lists.ts'

/** *Events*, by the request they are about. */
export const eventReader: Reader<Event> = {
  read: eventCodec.read,
  indexes: [{ name: 'request', of: ({ request }) => request }],
}

/** *Deliveries*, by their permanent key. */
export const deliveryReader: Reader<Delivery> = {
  read: deliveryCodec.read,
  indexes: [{ name: 'key', of: ({ key }) => key }],
}

/** How each register list is read that is kept in the mirror. */
export const registerReaders: { readonly [list: string]: Reader<object> } = {
  [registers.agencies.name]: agencyCodec,
  [registers.people.name]: personCodec,
  [registers.groups.name]: groupCodec,
  [registers.programme.name]: programmeCodec,
  [registers.tools.name]: toolCodec,
  [registers.questions.name]: questionCodec,
  [registers.definitions.name]: definitionCodec,
  [registers.rounds.name]: roundCodec,
  [registers.events.name]: eventReader,
  [registers.deliveries.name]: deliveryReader,
}
