import type { Clock } from '../../assurance/dates.ts'
import { londonTime } from '../../assurance/dates.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Delivery, Filing, Views } from '../../assurance/record.ts'
import { type Effect, wanted } from '../../assurance/wanted.ts'
import type { CardJson, RosterMember, Sent, Teams } from '../seam.ts'
import type { Entry, Ledger } from './ledger.ts'
import { mixedRoster } from './mixed-roster.ts'
import { situations } from './situations.ts'

/** A card as it should stand, with what a notification shows of it, and a fingerprint of what it says. */
export interface Rendered {
  readonly card: CardJson
  readonly summary: string
  readonly fingerprint: string
}

/** What delivering leans on. */
export interface OutRoom {
  readonly views: Views
  readonly filing: Filing
  readonly ledger: Ledger
  readonly teams: Teams
  readonly clock: Clock
  readonly render: (effect: Effect, agency: Agency, partnership: Partnership) => Promise<Rendered>
  readonly wait: (ms: number) => Promise<void>
  readonly log: (line: string) => void
}

/** Chasing needs a record no older than this (DESIGN §4). */
const freshMs = 10 * 60_000
const triesAtMost = 5

/**
 * Brings Teams to what is wanted (DESIGN §5): posts what should exist and is not in the ledger, updates the cards that say
 * something else by now, and leaves the rest alone. `agencies` narrows it; `updates: false` leaves cards as they stand.
 */
export const deliver = (room: OutRoom, which: Which = {}): Promise<void> =>
  room.ledger.exclusively(() => bringToWanted(room, which))

interface Which {
  readonly agencies?: ReadonlySet<string>
  readonly updates?: boolean
}

const bringToWanted = async (room: OutRoom, { agencies, updates = true }: Which): Promise<void> => {
  const now = room.clock.now()
  const { asAt, complete } = await room.views.reading()
  const mayChase = complete && asAt !== undefined && now.getTime() - Date.parse(asAt) < freshMs
  const partnership = await room.views.partnership()
  const ledger = await room.ledger.all()
  for (const situation of await situations(room.views, partnership, ledger, now)) {
    const { agency } = situation
    if (agencies && !agencies.has(agency.id)) continue
    const rosterOf = remembered(() => room.teams.roster(agency.channel?.team ?? ''))
    const bring = async (effect: Effect) => {
      if (effect.sort === 'digest' && !mayChase) return
      const known = ledger.get(effect.key)
      if (known?.state === 'sent') {
        if (updates && effect.sort === 'ask') await bringUpToDate(room, effect, agency, partnership, known)
      } else await send(room, effect, agency, partnership, rosterOf, known)
    }
    // A team that cannot be reached must not keep the others from their messages; the next pass tries it again.
    for (const effect of wanted(situation))
      await bring(effect).catch((error: Error) => room.log(`deliver: ${effect.key}: ${error.message}`))
  }
  await recordDeliveries(room, partnership.id)
}

const remembered = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}

const entryFor = (effect: Effect, agency: Agency, now: Date): Omit<Entry, 'state' | 'fingerprint'> => ({
  key: effect.key,
  sort: effect.sort,
  agency: agency.id,
  day: londonTime(now).day,
  at: now.toISOString(),
  ...(effect.sort === 'ask' ? { round: effect.round.id, rungs: [] } : { rungs: effect.rungs }),
})

const send = async (
  room: OutRoom,
  effect: Effect,
  agency: Agency,
  partnership: Partnership,
  rosterOf: () => Promise<readonly RosterMember[]>,
  known: Entry | undefined,
): Promise<void> => {
  const base = entryFor(effect, agency, room.clock.now())
  const blocked = async (reason: string) => {
    if (known?.state !== 'blocked' || known.reason !== reason)
      await room.ledger.put({ ...base, state: 'blocked', fingerprint: '', reason })
  }
  const { channel } = agency
  if (!channel) return blocked(`${agency.name} has no channel yet. Bind one to it in the list Agencies.`)
  const mixed = mixedRoster(agency, partnership, await rosterOf())
  if (mixed) return blocked(mixed)
  const { card, summary, fingerprint } = await room.render(effect, agency, partnership)
  await room.ledger.put({ ...base, state: 'sending', fingerprint })
  const sent = await persistently(room, () => room.teams.post(channel, card, summary))
  if (sent.is === 'sent')
    await room.ledger.put({
      ...base,
      state: 'sent',
      fingerprint,
      conversation: sent.conversation,
      message: sent.message,
    })
  else if (sent.is === 'blocked') await blocked(sent.why)
  else room.log(`deliver: ${effect.key} could not be sent yet`)
}

const bringUpToDate = async (
  room: OutRoom,
  effect: Effect,
  agency: Agency,
  partnership: Partnership,
  known: Entry,
): Promise<void> => {
  const { conversation, message } = known
  if (!conversation || !message) return
  const { card, summary, fingerprint } = await room.render(effect, agency, partnership)
  if (fingerprint === known.fingerprint) return
  const sent = await persistently(room, () => room.teams.update({ conversation, message }, card, summary))
  if (sent.is === 'sent') await room.ledger.put({ ...known, fingerprint })
  else if (sent.is === 'blocked') room.log(`deliver: ${effect.key} could not be updated: ${sent.why}`)
}

const persistently = async (room: OutRoom, once: () => Promise<Sent>): Promise<Sent> => {
  let sent = await once()
  for (let tries = 1; sent.is === 'busy' && tries < triesAtMost; tries += 1) {
    await room.wait(sent.afterMs)
    sent = await once()
  }
  return sent
}

const recordDeliveries = async (room: OutRoom, partnership: string): Promise<void> => {
  const entries = await room.ledger.unrecorded()
  if (entries.length === 0) return
  const deliveries = entries.flatMap(({ state, fingerprint: _, message, ...entry }): Delivery[] =>
    state === 'sending' ? [] : [{ ...entry, state, partnership, ...(message ? { activity: message } : {}) }],
  )
  const outcomes = await room.filing.recordDeliveries(deliveries)
  await room.ledger.recorded(
    deliveries.filter((_, at) => outcomes[at]?.is === 'written' || outcomes[at]?.is === 'taken').map(({ key }) => key),
  )
}
