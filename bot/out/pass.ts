import type { Effect } from '../../assurance/effects.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Teams, Unsent } from '../seam.ts'
import type { OutRoom } from './deliver.ts'
import type { Entry } from './ledger.ts'
import { createSlots } from './slots.ts'

/** Waiting times of delivering, in milliseconds. */
export interface OutWaits {
  /** The longest that a pass itself waits where Teams is busy; for longer, the conversation is left for a later pass. */
  readonly inPassMs: number
  /** How soon something blocked is tried again; twice as long each time, up to `blockedAtMostMs`. */
  readonly blockedMs: number
  readonly blockedAtMostMs: number
  /** How soon something is sent again that may have arrived; twice as long each time, up to `unknownAtMostMs`. */
  readonly unknownMs: number
  readonly unknownAtMostMs: number
  /** Multiplies what Teams tells us to wait. */
  readonly scale: number
}

/** The usual waiting times, or a part of them: a blocked channel is tried after 10, 20, 40 and then every 60 minutes. */
export const outWaits = (scale = 1): OutWaits => ({
  inPassMs: 5_000,
  blockedMs: 10 * 60_000 * scale,
  blockedAtMostMs: 60 * 60_000 * scale,
  unknownMs: 10_000 * scale,
  unknownAtMostMs: 5 * 60_000 * scale,
  scale,
})

/** Calls under way at once: enough for fifty a second where Teams takes half a second to answer. */
const inFlightAtMost = 25

/** Why nothing goes into a conversation for now. */
export interface Shut {
  readonly outcome: Unsent
  readonly until: string
}

/** One pass over all that is wanted: what it knows of the messages, and what it finds out about places on its way. */
export interface Pass {
  readonly room: OutRoom
  readonly partnership: Partnership
  readonly updates: boolean
  readonly entries: ReadonlyMap<string, Entry>
  /** Runs a call to Teams in its turn: conversations come one after another, so that each has its first before any its second. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>
  readonly rosterOf: (team: string) => ReturnType<Teams['roster']>
  readonly render: (effect: Effect, agency: Agency) => ReturnType<OutRoom['render']>
  readonly begin: (entry: Entry & { readonly state: 'sending' }) => Promise<boolean>
  readonly put: (entry: Entry) => Promise<void>
  readonly shutOf: (place: string) => Shut | undefined
  readonly shut: (place: string, shut: Shut) => void
}

export const createPass = (
  room: OutRoom,
  partnership: Partnership,
  known: ReadonlyMap<string, Entry>,
  updates: boolean,
): Pass => {
  const { ledger, teams, clock } = room
  const entries = new Map(known)
  const turn = createSlots(inFlightAtMost)
  const rosters = new Map<string, ReturnType<Teams['roster']>>()
  const shut = new Map<string, Shut>()
  const now = clock.now().toISOString()
  for (const { closed, until, reason = '' } of known.values())
    if (closed && until && until > now)
      shut.set(closed, { outcome: { is: 'blocked', why: reason, everything: true }, until })
  return {
    room,
    partnership,
    updates,
    entries,
    turn,
    rosterOf(team) {
      const reading = rosters.get(team) ?? turn(() => teams.roster(team))
      rosters.set(team, reading)
      return reading
    },
    render: (effect, agency) => room.render(effect, agency, partnership),
    async begin(entry) {
      const isOurs = await ledger.begin(entry)
      if (isOurs) entries.set(entry.key, entry)
      return isOurs
    },
    async put(entry) {
      await ledger.put(entry)
      entries.set(entry.key, entry)
    },
    shutOf: (place) => shut.get(place),
    shut: (place, why) => shut.set(place, why),
  }
}
