import type { Pool } from 'pg'
import type { Clock } from '../../assurance/dates.ts'
import type { Changes, Register, Row } from '../../assurance/register.ts'
import { applyIdle } from './apply-idle.ts'
import { applyPage, type Started } from './apply-page.ts'
import { inTransaction } from './tables.ts'

/** Which of the rows arriving in a list cannot be read, by id. */
export type Judge = (list: string, rows: readonly Row[]) => Promise<ReadonlySet<string>>

/** How far a list has been read, as its table says before a reading. */
export interface Reached {
  readonly list: string
  readonly cursor: string | null
  readonly building_since: Date | null
  readonly version: string
}

interface Going {
  readonly list: string
  readonly cursor: string | undefined
  readonly started: Started
}

interface ReaderSettings {
  readonly pool: Pool
  readonly register: Register
  readonly site: string
  readonly clock: Clock
  readonly judge: Judge
}

const mostPages = 10_000

/**
 * Reads lists to the end of their changes, side by side: the pages that come next are asked for at one moment, so that the
 * register can put them into one request, and each is committed with its cursor. Gives the lists that could not be read,
 * with the error each ended in.
 */
export const createReader = ({ pool, register, site, clock, judge }: ReaderSettings) => {
  /** Where to go on, where there is more to read; undefined where the list is read to its end or by somebody else. */
  const takeIn = async ({ list, cursor, started }: Going, page: Changes): Promise<Going | undefined> => {
    // Judged before the transaction, which holds a connection that judging may need.
    const unreadable = await judge(list, page.rows)
    const kept = await inTransaction(pool, (client) =>
      applyPage(client, { site, list }, cursor, page, started, unreadable),
    )
    return kept && page.more ? { list, cursor: page.next, started } : undefined
  }

  return async (lists: readonly Reached[]): Promise<ReadonlyMap<string, unknown>> => {
    const now = clock.now()
    const failed = new Map<string, unknown>()
    let going = lists.map(({ list, cursor, building_since, version }): Going => {
      const at = cursor === null ? now : (building_since ?? now)
      return { list, cursor: cursor ?? undefined, started: { at, now, version } }
    })
    for (let page = 0; going.length > 0 && page < mostPages; page += 1) {
      const asked = await Promise.allSettled(going.map(({ list, cursor }) => register.changes(list, cursor)))
      const arrived = going.flatMap((one, at) => {
        const answer = asked[at]
        if (answer?.status === 'rejected') failed.set(one.list, answer.reason)
        return answer?.status === 'fulfilled' ? [{ ...one, page: answer.value }] : []
      })
      const idle = await applyIdle(pool, site, arrived)
      const taken = arrived.filter(({ list }) => !idle.has(list))
      const next = await Promise.allSettled(taken.map((one) => takeIn(one, one.page)))
      going = taken.flatMap(({ list }, at) => {
        const result = next[at]
        if (result?.status === 'rejected') failed.set(list, result.reason)
        return result?.status === 'fulfilled' && result.value ? [result.value] : []
      })
    }
    return failed
  }
}
