import type { Definition } from '../../assurance/definition.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { PersonRef } from '../../assurance/who.ts'
import { createOnArrival } from '../../bot/arrivals/on-arrival.ts'
import type { Answer, Arrival, CardJson, Place } from '../../bot/seam.ts'
import { partsOf, shown } from '../cards/read-card.ts'
import { buildReading } from '../support/build-request.ts'
import { createMemoryPorts } from '../tab/memory-ports.ts'

const at: Place = {
  tenant: 'tenant',
  serviceUrl: 'https://teams.example/',
  conversation: 'conversation',
  personal: false,
}

/** The bot's own chat with somebody. */
export const inPerson: Place = { ...at, personal: true }

/** The channel bound to an agency, as `withChannels` binds it. */
export const channelOf = (agency: string): Place => ({ ...at, team: `team-${agency}`, channel: `channel-${agency}` })

/** Every agency with a channel of its own. */
export const withChannels = (partnership: Partnership): Partnership => ({
  ...partnership,
  agencies: partnership.agencies.map((agency) => ({
    ...agency,
    channel: { team: `team-${agency.id}`, channel: `channel-${agency.id}` },
  })),
})

/** What stands for somebody in an anonymous round of a test. */
export const pseudonymOf = (round: string, person: PersonRef): string => `p-${round}-${person.oid}`

/** The bot over a record in memory, at noon on 1 December 2026 unless said otherwise. */
export const arriving = (given: {
  readonly partnership: Partnership
  readonly rounds: readonly Round[]
  readonly definitions: { readonly [hash: string]: Definition }
  readonly views: readonly View[]
  readonly now?: string
}) => {
  const clock = { now: () => new Date(given.now ?? '2026-12-01T12:00:00Z') }
  let { partnership } = given
  const ports = createMemoryPorts({ ...given, reading: buildReading(), clock })
  const welcomed = new Set<string>()
  const teams: string[] = []
  const onArrival = createOnArrival({
    views: { ...ports.views, partnership: async () => partnership },
    intake: ports.intake,
    clock,
    links: { tab: (page) => `https://teams.example/tab/${page}` },
    pages: 'https://sightline.example/tab/',
    pseudonymOf,
    isOutage: () => false,
    welcome: async (team) => welcomed.size < welcomed.add(team).size,
    installed: async (team, is) => void teams.push(`${team} ${is ? 'in' : 'out'}`),
  })
  return {
    ...ports,
    teams,
    onArrival,
    /** People and agencies as the lists say from now on. */
    become: (next: Partnership) => {
      partnership = next
    },
    say: (by: PersonRef, text: string, place: Place = inPerson) => onArrival({ sort: 'message', by, text, place }),
    fetch: (by: PersonRef, value: unknown, place: Place = inPerson) =>
      onArrival({ sort: 'dialog-open', by, value, place }),
    send: (by: PersonRef, value: unknown, place: Place = inPerson) =>
      onArrival({ sort: 'dialog-submit', by, value, place }),
    press: (by: PersonRef, value: unknown, place: Place = inPerson) => onArrival({ sort: 'action', by, value, place }),
    install: (sort: 'installed' | 'uninstalled', place: Place) => onArrival({ sort, place } satisfies Arrival),
  }
}

/** The card of an answer, wherever it stands in it. */
export const cardOf = (answer: Answer): CardJson => {
  if ('card' in answer) return answer.card
  if ('dialog' in answer && 'card' in answer.dialog) return answer.dialog.card
  throw new Error(`no card, but ${JSON.stringify(answer)}`)
}

/** Every text of an answer that somebody reads, in one. */
export const textOf = (answer: Answer): string => {
  if ('say' in answer) return answer.say
  return partsOf(cardOf(answer))
    .flatMap((part) =>
      ['text', 'title', 'label', 'value', 'fallbackText'].flatMap((name) => {
        const words = part[name]
        if (typeof words !== 'string' || (name === 'value' && part['type'] !== undefined)) return []
        return name === 'text' && part['type'] === 'TextBlock' && !words.includes('<at>') ? [shown(words)] : [words]
      }),
    )
    .join('\n')
}

/** The address of the page a dialog opens. */
export const pageOf = (answer: Answer): string => {
  if ('dialog' in answer && 'url' in answer.dialog) return answer.dialog.url
  throw new Error(`no page, but ${JSON.stringify(answer).slice(0, 300)}`)
}

/** What a dialog would send as it stands: what its inputs hold over its button's data, and then what is entered. */
export const filled = (answer: Answer, entered: { readonly [input: string]: unknown } = {}): unknown => {
  const card = cardOf(answer)
  const held = partsOf(card).flatMap((part) =>
    String(part['type']).startsWith('Input.') && part['value'] !== undefined
      ? [[String(part['id']), part['value']] as const]
      : [],
  )
  const [button] = card['actions'] as readonly { readonly data: object }[]
  return { ...Object.fromEntries(held), ...button?.data, ...entered }
}
