import { setTimeout as pause } from 'node:timers/promises'
import type { Answers } from '../../assurance/definition.ts'
import type { Sample } from '../../assurance/sample.ts'
import { payload } from '../../cards/verbs.ts'
import type { Somebody } from '../support/somebody.ts'
import type { WorldAlone } from '../support/world-alone.ts'

/** One move that somebody makes until it is acknowledged. */
export interface Made {
  readonly key: string
  readonly doing: 'nil' | 'reverse-nil' | 'return'
  readonly by: 'card' | 'tab'
  /** Of a move through the tab; the bot makes its own for a card's. */
  readonly id: string
  /** Found in its words and nowhere else; empty where a move has none. */
  readonly words: string
  /** How often it was sent before the acknowledgement came. */
  readonly sent: number
}

/** What is true of a request as its representative knows it: nobody else acts on it here. */
export interface Known {
  readonly key: string
  readonly round: string
  readonly agency: string
  readonly state: 'asked' | 'nil' | 'returned'
  readonly revision: number
}

/** Representatives answering, correcting and reversing, each one move after another, whatever happens to the product. */
export interface Traffic {
  readonly made: readonly Made[]
  readonly known: readonly Known[]
  /** Answers that were refused although nothing spoke against them. */
  readonly faults: readonly string[]
  /** Lets everybody finish what they are at; resolves once all of it is acknowledged. */
  end(): Promise<void>
}

type Random = () => number
const patienceMs = 60_000

/** A small generator, so that a seed gives the same moves again (mulberry32). */
export const randomFrom = (seed: number): Random => {
  let at = seed >>> 0
  return () => {
    at = (at + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const markedWith = (answers: Answers, words: string): Answers => {
  const field = Object.entries(answers).find(([, value]) => typeof value === 'string' && value.length > 40)?.[0]
  if (!field) throw new Error('the sample’s answers have no long text')
  return { ...answers, [field]: words }
}

const nilOf = (systems: string) => ({ kind: 'not-known', systems, from: '2025-10-01', to: '2026-09-30' })

/** Confirms every agency's case keys and answers with what is asked of whom. The first process must be ready. */
export const openRequests = async (world: Pick<WorldAlone, 'as'>, sample: Sample): Promise<readonly Known[]> => {
  const audits = sample.rounds.filter(({ programme }) => programme !== undefined)
  const agencies = new Set(audits.flatMap(({ cases }) => cases.flatMap((one) => one.agencies)))
  const opened = await Promise.all(
    [...agencies].map(async (agency) => {
      const who = await world.as(`${agency}-representative`)
      const known: Known[] = []
      for (const { id: round, cases } of audits) {
        const refs = cases.filter((one) => one.agencies.includes(agency)).map(({ ref }) => ref)
        if (refs.length === 0) continue
        const { id } = await who.card(agency, round)
        await who.execute(agency, id, 'confirm-key', payload('confirm-key', { partnership: 'swindon', round, agency }))
        for (const ref of refs) {
          const key = `swindon/audit-return:${round}:${ref.toLowerCase()}:${agency}`
          known.push({ key, round, agency, state: 'asked', revision: 2 })
        }
      }
      return known
    }),
  )
  return opened.flat()
}

/** Starts everybody. `restMs` is how long somebody rests between two moves, at most. */
export const startTraffic = async (
  world: Pick<WorldAlone, 'as'>,
  sample: Sample,
  opened: readonly Known[],
  { seed, restMs }: { readonly seed: number; readonly restMs: number },
): Promise<Traffic> => {
  const made: Made[] = []
  const faults: string[] = []
  const known = new Map(opened.map((one) => [one.key, one]))
  let ending = false
  let count = 0

  const answersTo = (round: string): Answers => {
    const said = sample.answers.find((one) => one.command.do === 'return' && one.round === round)
    if (!said) throw new Error(`the sample has no return to ${round}`)
    return said.command['answers'] as Answers
  }

  /** Sends a move until it is acknowledged, as a person who is told that it did not go through. */
  const persist = async (
    what: Omit<Made, 'sent'>,
    send: () => Promise<{ acknowledged: boolean; refused?: string }>,
  ) => {
    const end = performance.now() + patienceMs
    for (let sent = 1; ; sent += 1) {
      const { acknowledged, refused } = await send().catch(() => ({ acknowledged: false, refused: undefined }))
      if (acknowledged) {
        made.push({ ...what, sent })
        return
      }
      if (refused !== undefined) {
        faults.push(`${what.doing} on ${what.key} by ${what.by} (${what.id}, sent ${sent} times): ${refused}`)
        return
      }
      if (performance.now() > end) throw new Error(`${what.doing} on ${what.key} was not acknowledged within a minute`)
      await pause(40)
    }
  }

  const byTab =
    (who: Somebody, { key, revision }: Known, id: string, command: object) =>
    async () => {
      const { status, body } = await who.api('moves', { id, key, base: revision, command })
      if (status === 202) return { acknowledged: true }
      return status >= 500 || status === 404
        ? { acknowledged: false }
        : { acknowledged: false, refused: `${status} ${JSON.stringify(body)}` }
    }

  const byCard = (
    who: Somebody,
    { key, round, agency }: Known,
    doing: 'nil' | 'reverse-nil',
    id: string,
    more: object,
  ) => {
    const place = { partnership: 'swindon', round, agency }
    return async () => {
      const { id: card } = await who.card(agency, round)
      const data = { ...payload(doing, place), cases: key, confirm: 'true', attempt: id, ...more }
      const { status, text } = await who.dialog(agency, card, 'submit', data)
      if (status === 200 && /Received/i.test(text)) return { acknowledged: true }
      if (status !== 200 || /Something went wrong|try again in a (minute|moment)/i.test(text))
        return { acknowledged: false }
      return { acknowledged: false, refused: text }
    }
  }

  const nextMove = async (who: Somebody, one: Known, random: Random) => {
    count += 1
    const id = `move-${String(count).padStart(5, '0')}-${Math.floor(random() * 1e9)}`
    const words = `words of ${id}`
    const by = random() < 0.5 ? 'card' : 'tab'
    const after = (state: Known['state']) => known.set(one.key, { ...one, state, revision: one.revision + 1 })
    if (one.state === 'nil') {
      const what = { key: one.key, doing: 'reverse-nil', by, id, words: '' } as const
      await persist(
        what,
        by === 'card' ? byCard(who, one, 'reverse-nil', id, {}) : byTab(who, one, id, { do: 'reverse-nil' }),
      )
      after('asked')
    } else if (one.state === 'asked' && random() < 0.6) {
      const what = { key: one.key, doing: 'nil', by, id, words } as const
      await persist(
        what,
        by === 'card'
          ? byCard(who, one, 'nil', id, nilOf(words))
          : byTab(who, one, id, { do: 'nil', nil: nilOf(words) }),
      )
      after('nil')
    } else {
      const what = { key: one.key, doing: 'return', by: 'tab', id, words } as const
      await persist(what, byTab(who, one, id, { do: 'return', answers: markedWith(answersTo(one.round), words) }))
      after('returned')
    }
  }

  const working = [...new Set(opened.map(({ agency }) => agency))].map(async (agency, at) => {
    const random = randomFrom(seed + at * 7919)
    const who = await world.as(`${agency}-representative`)
    const own = opened.filter((one) => one.agency === agency).map(({ key }) => key)
    while (!ending) {
      const one = known.get(own[Math.floor(random() * own.length)] ?? '')
      if (one) await nextMove(who, one, random)
      if (faults.length > 0) return
      await pause(random() * restMs)
    }
  })
  const all = Promise.all(working)
  // Awaited at the end; a fault before that must not end the run.
  all.catch(() => undefined)

  return {
    made,
    get known() {
      return [...known.values()]
    },
    faults,
    async end() {
      ending = true
      await all
    },
  }
}
