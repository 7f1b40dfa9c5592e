import type { Clock } from '../../assurance/dates.ts'
import { decide } from '../../assurance/decide.ts'
import type { Definition } from '../../assurance/definition.ts'
import { evolve } from '../../assurance/evolve.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Delivery, Drafts, Intake, Reading, Round, View, Views } from '../../assurance/record.ts'
import type { Move, Request } from '../../assurance/request.ts'

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
  /** Makes or changes a round, with its questions and requests where there are some. */
  keepRound(round: Round, definition?: Definition, requests?: readonly Request[]): void
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
  const { partnership, deliveries = [], clock } = given
  let reading = given.reading
  const byKey = new Map(given.views.map((view) => [view.request.key, view]))
  const rounds = new Map(given.rounds.map((round) => [round.id, round]))
  const definitions = new Map(Object.entries(given.definitions))
  const kept = new Map<string, { raw: { readonly [field: string]: unknown }; savedAt: string }>()
  const submitted: Move[] = []
  const now = () => clock.now().toISOString()
  return {
    submitted,
    views: {
      reading: async () => reading,
      partnership: async () => partnership,
      rounds: async () => [...rounds.values()],
      definition: async (hash) => definitions.get(hash),
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
        const opens = asked.command.do === 'share' ? { request: asked.command.opens, waiting: [] } : undefined
        const view = byKey.get(asked.key) ?? opens
        const definition = view && definitions.get(view.request.definition)
        if (!view || !definition) return { refusal: { say: 'There is no such request.' } }
        const move: Move = { ...asked, by: { oid: actor.oid, tid: actor.tid, name: actor.name }, on: now() }
        const closed = rounds.get(view.request.round)?.closed ?? false
        const decision = decide({ request: view.request, definition, closed }, move, actor)
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
      async dropAll(keys) {
        for (const id of [...kept.keys()]) if (keys.includes(id.split(' ')[0] ?? '')) kept.delete(id)
      },
    },
    file() {
      for (const [key, { request }] of byKey) byKey.set(key, { request, waiting: [] })
    },
    replace: (view) => void byKey.set(view.request.key, view),
    keepRound(round, definition, requests = []) {
      rounds.set(round.id, round)
      if (definition) definitions.set(round.definition, definition)
      for (const request of requests) byKey.set(request.key, { request, waiting: [] })
    },
    setReading(next) {
      reading = next
    },
  }
}
