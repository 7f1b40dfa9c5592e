import type { Clock } from '../../assurance/dates.ts'
import { decide } from '../../assurance/decide.ts'
import type { Definition } from '../../assurance/definition.ts'
import { evolve } from '../../assurance/evolve.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Delivery, Drafts, Intake, Reading, Round, View, Views } from '../../assurance/record.ts'
import type { Move } from '../../assurance/request.ts'

/** The record of a test, kept in memory: what is read, what comes in, and what somebody has typed. */
export interface MemoryPorts {
  readonly views: Views
  readonly intake: Intake
  readonly drafts: Drafts
  /** Every move that was submitted, in order. */
  readonly submitted: readonly Move[]
  /** Files what waits, as the worker would. */
  file(): void
  /** Lays what another person did over a request. */
  replace(view: View): void
  setReading(reading: Reading): void
}

/** Ports over plain data that decide and evolve as the product does, with acknowledged moves waiting until `file()`. */
export const createMemoryPorts = (given: {
  readonly partnership: Partnership
  readonly rounds: readonly Round[]
  readonly definitions: { readonly [hash: string]: Definition }
  readonly views: readonly View[]
  readonly deliveries?: readonly Delivery[]
  readonly reading: Reading
  readonly clock: Clock
}): MemoryPorts => {
  const { partnership, rounds, definitions, deliveries = [], clock } = given
  let reading = given.reading
  const byKey = new Map(given.views.map((view) => [view.request.key, view]))
  const kept = new Map<string, { raw: { readonly [field: string]: unknown }; savedAt: string }>()
  const submitted: Move[] = []
  const now = () => clock.now().toISOString()
  return {
    submitted,
    views: {
      reading: async () => reading,
      partnership: async () => partnership,
      rounds: async () => rounds,
      definition: async (hash) => definitions[hash],
      events: async () => [],
      deliveries: async () => deliveries,
      views: async (where = {}) =>
        [...byKey.values()].filter(
          ({ request }) =>
            (where.round === undefined || request.round === where.round) &&
            (where.agency === undefined || request.agency === where.agency) &&
            (where.key === undefined || request.key === where.key),
        ),
    },
    intake: {
      async submit(actor, asked) {
        const view = byKey.get(asked.key)
        const definition = view && definitions[view.request.definition]
        if (!view || !definition) return { refusal: { say: 'There is no such request.' } }
        const move: Move = { ...asked, by: { oid: actor.oid, tid: actor.tid, name: actor.name }, on: now() }
        const decision = decide({ request: view.request, definition }, move, actor)
        if ('refusal' in decision) return decision
        submitted.push(move)
        for (const fact of decision.facts)
          byKey.set(asked.key, {
            request: evolve(view.request, fact, move),
            waiting: [...view.waiting, { move: move.id, doing: move.command.do, at: move.on, by: move.by }],
          })
        return { received: move.on }
      },
    },
    drafts: {
      read: async (key, person) => kept.get(`${key} ${person.oid}`),
      async save(key, person, raw) {
        const savedAt = now()
        kept.set(`${key} ${person.oid}`, { raw, savedAt })
        return savedAt
      },
      async drop(key, person) {
        kept.delete(`${key} ${person.oid}`)
      },
    },
    file() {
      for (const [key, { request }] of byKey) byKey.set(key, { request, waiting: [] })
    },
    replace: (view) => void byKey.set(view.request.key, view),
    setReading(next) {
      reading = next
    },
  }
}
