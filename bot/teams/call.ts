import { createSlots } from '../out/slots.ts'
import type { Unsent } from '../seam.ts'
import type { Connector, TeamsAdapter } from './adapter.ts'
import { ConnectorRefusal, ConnectorSilence } from './connector-wire.ts'
import type { CallSort, Pace } from './pace.ts'
import { backoffMs, blockedWhy, isBusy, retryAfterMs } from './refusal.ts'

/** One question to the Bot Connector: what it counts as, where, and for whom where it is for one person. */
export interface Call<T> {
  readonly sort: CallSort
  readonly conversation: string
  readonly person?: string
  readonly ask: (connector: Connector) => Promise<T>
}

/** What came of a call. `code` is Teams' own word for a refusal. */
export type Called<T> = { readonly is: 'answered'; readonly answer: T } | (Unsent & { readonly code?: string })

/** What calling stands on. */
interface CallRoom {
  readonly adapter: TeamsAdapter
  readonly serviceUrl: string
  readonly pace: Pace
  readonly wait: (ms: number) => Promise<unknown>
}

// Longer than that it is for the caller to come back: a call that waits keeps others from going.
const patienceMs = 5_000
/** So many calls wait for their place to come at once; the others stand behind them. */
const askingAtMost = 12
/** The least lateness that the pace is told of. */
const noticedMs = 3

/**
 * Asks the Bot Connector within Teams' limits, each thing once: what is worth trying again is told to the caller as `busy`,
 * and what may have been done as `unknown` (DESIGN §5).
 */
export const createCall = ({ adapter, serviceUrl, pace, wait }: CallRoom) => {
  const busyInARow = new Map<string, number>()
  const gate = createSlots(askingAtMost)
  let quickestMs = Number.POSITIVE_INFINITY

  const refused = async ({ sort, conversation, person }: Call<unknown>, fault: ConnectorRefusal): Promise<Unsent> => {
    if (isBusy(fault.status)) {
      const before = busyInARow.get(conversation) ?? 0
      busyInARow.set(conversation, before + 1)
      const afterMs = retryAfterMs(fault.retryAfter) ?? backoffMs(before)
      if (fault.status === 429) await pace.hold(sort, conversation, afterMs)
      // A gateway that gave up may have passed it on.
      return { is: 'busy', afterMs, ...(fault.status === 502 || fault.status === 504 ? { unsure: true } : {}) }
    }
    if (fault.status >= 500) return unknown(`Teams had a fault of its own (${fault.status})`)
    const everything = [401, 403].includes(fault.status) || fault.code === 'ConversationNotFound'
    return {
      is: 'blocked',
      why: blockedWhy(fault.status, fault.code, person),
      ...(everything ? { everything: true } : {}),
    }
  }

  /** Waits for a place and gives it; or how long it would take, where that is too long. */
  const enter = async ({
    sort,
    conversation,
  }: Call<unknown>): Promise<{ mark: number; lateMs: number } | { afterMs: number }> => {
    for (let waited = 0; ; ) {
      const place = await gate(async () => {
        // A book that cannot be read for the moment is no reason to call without a place.
        const given = await pace.place(sort, conversation).catch(() => ({ taken: false as const, inMs: backoffMs(0) }))
        const began = performance.now()
        if (given.taken && given.inMs > 0) await wait(given.inMs)
        return { ...given, lateMs: performance.now() - began - given.inMs }
      })
      if (place.taken) return place
      waited += place.inMs
      if (waited > patienceMs) return { afterMs: Math.ceil(place.inMs) }
      await wait(Math.ceil(place.inMs))
    }
  }
  /** What a call took longer than the quickest it may have spent on the way there. */
  const noteLate = (mark: number, lateMs: number, tookMs: number): void => {
    quickestMs = Math.min(quickestMs * 1.01, tookMs)
    const ms = Math.max(0, lateMs) + tookMs - quickestMs
    if (ms > noticedMs) pace.correct(mark, ms).catch(() => undefined)
  }

  return async <T>(call: Call<T>): Promise<Called<T>> => {
    const place = await enter(call)
    if ('afterMs' in place) return { is: 'busy', afterMs: place.afterMs }
    const began = performance.now()
    try {
      const answer = await call.ask(await adapter.connector(serviceUrl))
      busyInARow.delete(call.conversation)
      return { is: 'answered', answer }
    } catch (fault) {
      if (fault instanceof ConnectorRefusal) return { ...(await refused(call, fault)), code: fault.code }
      if (fault instanceof ConnectorSilence) return unknown(`Teams gave no answer (${fault.message})`)
      if (fault instanceof Error && fault.name === 'RestError')
        return unknown('Teams gave an answer that could not be read')
      // It failed before it was sent: the bot's own sign-in.
      return { is: 'blocked', why: blockedWhy(401, ''), everything: true }
    } finally {
      noteLate(place.mark, place.lateMs, performance.now() - began)
    }
  }
}

/** What may or may not have been done. */
export const unknown = (what: string): Unsent => ({
  is: 'unknown',
  why: `${what}, so it may or may not have been sent.`,
})
