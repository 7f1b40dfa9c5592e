import type { Entry } from './ledger.ts'

/** An entry with the transaction that changed it last. */
export interface FollowedEntry {
  readonly entry: Entry
  readonly changed: string
}

/** The entries that any transaction has changed that was not over before `since`, and up to where to ask the next time. */
export type ReadChanged = (
  since: string,
) => Promise<{ readonly upTo: string; readonly changed: readonly FollowedEntry[] }>

/**
 * The ledger's entries by key, kept in this process and brought up to date with what has changed since the last look,
 * whoever changed it. The same map until something has.
 */
export const followEntries = (readChanged: ReadChanged): (() => Promise<ReadonlyMap<string, Entry>>) => {
  const lastChanged = new Map<string, string>()
  let entries: ReadonlyMap<string, Entry> = new Map()
  let since = '0'
  let turn: Promise<unknown> = Promise.resolve()

  const look = async () => {
    const { upTo, changed } = await readChanged(since)
    const news = changed.filter((one) => lastChanged.get(one.entry.key) !== one.changed)
    if (news.length > 0) entries = new Map([...entries, ...news.map(({ entry }) => [entry.key, entry] as const)])
    for (const one of news) lastChanged.set(one.entry.key, one.changed)
    since = upTo
    return entries
  }
  return () => {
    // One after another, so that an older look never undoes a newer one.
    const looking = turn.then(look)
    turn = looking.catch(() => undefined)
    return looking
  }
}
