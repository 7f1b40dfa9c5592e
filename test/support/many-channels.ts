import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Delivery, Filing, Round, View, Views } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import type { World } from '../../bot/local/world.ts'
import { aPerson, aRequest, aRound, england } from './build-work.ts'

/** A partnership of so many agencies, each with a channel of its own, asked in so many rounds at once: a message each. */
export interface ManyChannels {
  readonly partnership: Partnership
  readonly world: World
  readonly rounds: readonly Round[]
  readonly views: Views
  /** Takes every delivery as written at once, and keeps the latest of each key. */
  readonly filing: Filing
  readonly recorded: ReadonlyMap<string, Delivery>
  /** Lays changes on every request of an agency, as if somebody had answered. */
  change(agency: string, over: Partial<Request>): void
}

const appId = '5a3e1f60-0000-4000-8000-00000000000a'
/** The first day after the rounds were issued, long before any reminder is owed. */
const issuedOn = '2026-10-05'
export const now = new Date('2026-10-06T09:00:00.000Z')

export const manyChannels = (channels: number, messagesEach: number): ManyChannels => {
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
  const agencies = numbers(channels).map((at): Agency => {
    const id = `agency-${at}`
    const channel = `19:${id}@thread.tacv2`
    const name = `Agency ${at} (sample)`
    return {
      id,
      name,
      short: name,
      sector: 'health',
      asked: true,
      calendar: 'england',
      source: 'bench',
      channel: { team: channel, channel },
    }
  })
  const people = agencies.map(({ id }) => aPerson(`Person of ${id}`, { role: 'representative', agency: id }))
  const tenantId = people[0]?.tid ?? ''
  const rounds = numbers(messagesEach).map((at) => aRound({ id: `round-${at}`, title: `Round ${at}`, issuedOn }))
  let all = rounds.flatMap(({ id: round }) =>
    agencies.map(({ id: agency }): View => {
      const key = `swindon/audit-return:${round}:c-4f7k:${agency}`
      return { request: aRequest({ key, round, agency, issuedOn, state: 'asked' }), waiting: [] }
    }),
  )
  const recorded = new Map<string, Delivery>()
  const partnership = {
    id: 'swindon',
    name: 'Sample partnership',
    labels: { ssu: 'Safeguarding Support Unit' },
    agencies,
    calendars: [england],
    ladders: [auditReturn.ladder],
    people,
    groups: [],
  } as unknown as Partnership
  return {
    partnership,
    rounds,
    world: {
      tenantId,
      appId,
      botId: `28:${appId}`,
      people: people.map((person, at) => ({
        ...person,
        role: 'Representative',
        group: 'Agencies’ representatives',
        teamIds: [`19:agency-${at + 1}@thread.tacv2`],
      })),
      teams: agencies.map(({ id, name }, at) => ({
        id: `19:${id}@thread.tacv2`,
        name,
        channels: [{ id: `19:${id}@thread.tacv2`, name: 'General' }],
        members: people.slice(at, at + 1).map(({ oid, tid, name: called }) => ({
          id: `29:${oid}`,
          aadObjectId: oid,
          tenantId: tid,
          name: called,
        })),
      })),
    },
    views: {
      reading: async () => ({ asAt: now.toISOString(), complete: true, unread: [] }),
      partnership: async () => partnership,
      rounds: async () => rounds,
      views: async () => all,
    } as unknown as Views,
    filing: {
      recordDeliveries: async (deliveries: readonly Delivery[]) =>
        deliveries.map((delivery) => {
          recorded.set(delivery.key, delivery)
          return { is: 'taken' as const }
        }),
    } as unknown as Filing,
    recorded,
    change: (agency, over) => {
      all = all.map((view) =>
        view.request.agency === agency ? { ...view, request: { ...view.request, ...over } } : view,
      )
    },
  }
}
