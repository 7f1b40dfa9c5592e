import type { Clock } from '../../assurance/dates.ts'
import type { Effect, Situation } from '../../assurance/effects.ts'
import type { Mail } from '../../assurance/mail.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Delivery, EffectSort, Filing, Views } from '../../assurance/record.ts'
import { wanted } from '../../assurance/wanted.ts'
import type { Teams } from '../seam.ts'
import { bringEffect } from './bring-effect.ts'
import type { Entry, Ledger } from './ledger.ts'
import { createPass, type OutWaits, type Pass } from './pass.ts'
import type { Sendable } from './places.ts'
import { situations } from './situations.ts'

/** A card as it should stand, with what a notification shows of it, and a fingerprint of what it says. */
export interface Rendered extends Sendable {
  readonly fingerprint: string
}

/** What delivering leans on. */
export interface OutRoom {
  readonly views: Views
  readonly filing: Filing
  readonly ledger: Ledger
  readonly teams: Teams
  /** The SSU's mailbox; a partnership may have none. */
  readonly mail?: Mail
  readonly clock: Clock
  readonly render: (effect: Effect, agency: Agency, partnership: Partnership) => Promise<Rendered>
  readonly wait: (ms: number) => Promise<void>
  readonly log: (line: string) => void
  /** As usual unless said otherwise. */
  readonly waits?: OutWaits
}

interface Which {
  readonly agencies?: ReadonlySet<string>
  readonly updates?: boolean
}

/** Chasing needs a record no older than this (DESIGN §4). */
const freshMs = 10 * 60_000
const chasing: ReadonlySet<EffectSort> = new Set(['digest', 'remind', 'escalation'])
/** A message's contents are settled no longer than this before it is sent (DESIGN §5). */
const settledMs = 5_000
const recordedTogether = 100

/**
 * Brings Teams to what is wanted (DESIGN §5): posts what should exist and is not in the ledger, updates the cards that say
 * something else by now, and leaves the rest alone. Agencies go side by side, the messages of one in their order, and one
 * that cannot be reached holds up nobody else. `agencies` narrows it; `updates: false` leaves cards as they stand. Answers
 * with the milliseconds until something that had to wait may be tried again.
 */
export const deliver = (room: OutRoom, which: Which = {}): Promise<number | undefined> =>
  room.ledger.exclusively(async () => {
    const partnership = await room.views.partnership()
    const pass = createPass(room, partnership, await room.ledger.all(), which.updates ?? true)
    const wantedNow = rememberedFor(settledMs, room.clock, () => wantedOf(pass))
    const { agencies } = which
    const concerned = [...(await wantedNow()).keys()].filter((id) => !agencies || agencies.has(id))
    await Promise.all(concerned.map((agency) => bringAgency(pass, agency, wantedNow)))
    await recordDeliveries(room, partnership.id)
    return untilNext(pass)
  })

type Wanted = ReadonlyMap<string, { readonly agency: Agency; readonly effects: () => readonly Effect[] }>

const rememberedFor = <T>(ms: number, clock: Clock, read: () => Promise<T>): (() => Promise<T>) => {
  let last: { readonly at: number; readonly reading: Promise<T> } | undefined
  return () => {
    const at = clock.now().getTime()
    if (!last || at - last.at > ms) last = { at, reading: read() }
    return last.reading
  }
}

/** What is wanted of each agency by now, worked out for each when it is asked for. */
const wantedOf = async ({ room, partnership, entries }: Pass): Promise<Wanted> => {
  const now = room.clock.now()
  const { asAt, complete } = await room.views.reading()
  const mayChase = complete && asAt !== undefined && now.getTime() - Date.parse(asAt) < freshMs
  const effectsOf = (situation: Situation) => {
    let effects: readonly Effect[] | undefined
    return () => {
      effects ??= wanted(situation).filter(({ sort }) => mayChase || !chasing.has(sort))
      return effects
    }
  }
  const all = await situations(room.views, partnership, entries, now)
  return new Map(all.map((one) => [one.agency.id, { agency: one.agency, effects: effectsOf(one) }]))
}

/** One agency's messages in their order, each as it is wanted when its turn comes. */
const bringAgency = async (pass: Pass, id: string, wantedNow: () => Promise<Wanted>): Promise<void> => {
  const seen = new Set<string>()
  const next = async () => {
    const found = (await wantedNow()).get(id)
    const effect = found?.effects().find(({ key }) => !seen.has(key))
    return found && effect ? { agency: found.agency, effect } : undefined
  }
  const fault = (what: string) => (error: unknown) => {
    pass.room.log(`deliver: ${what}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
  for (let one = await next().catch(fault(id)); one; one = await next().catch(fault(id))) {
    const { agency, effect } = one
    seen.add(effect.key)
    // What goes wrong with one message must not keep the others from going; the next pass tries it again.
    await bringEffect(pass, effect, agency).catch(fault(effect.key))
  }
}

const untilNext = ({ room, entries }: Pass): number | undefined => {
  const now = room.clock.now()
  const times = [...entries.values()].flatMap(({ until }) => (until && until > now.toISOString() ? [until] : []))
  const [soonest] = times.toSorted()
  return soonest === undefined ? undefined : Date.parse(soonest) - now.getTime()
}

const deliveryOf = (partnership: string, entry: Entry): Delivery => {
  const { key, sort, agency, round, day, state, conversation, message, at, reason, rungs } = entry
  return {
    key,
    partnership,
    sort,
    agency,
    day,
    state: state === 'sent' ? 'sent' : 'blocked',
    at,
    rungs,
    ...(round === undefined ? {} : { round }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(message === undefined ? {} : { activity: message }),
    ...(reason === undefined ? {} : { reason }),
  }
}

const recordDeliveries = async (room: OutRoom, partnership: string): Promise<void> => {
  for (;;) {
    const entries = await room.ledger.unrecorded(recordedTogether)
    if (entries.length === 0) return
    const outcomes = await room.filing.recordDeliveries(entries.map((entry) => deliveryOf(partnership, entry)))
    const kept = entries.filter((_, at) => outcomes[at]?.is === 'written' || outcomes[at]?.is === 'taken')
    await room.ledger.recorded(kept)
    if (kept.length < entries.length) return
  }
}
