import type { Graph } from '../../../graph/client.ts'
import type { ListItem } from '../../../graph/rows.ts'
import { openSite, readAll, type SiteAddress } from '../../../graph/site.ts'
import type { Acknowledged } from './our-work.ts'

/**
 * Reads the lists as they stand afterwards, past every mirror: `lost`, what was acknowledged and is not in its row or has
 * no event; `doubled`, rows and events of one request that are there more than once.
 */
export const countRows = async (
  graph: Graph,
  address: SiteAddress,
  lists: readonly string[],
  acknowledged: Acknowledged,
): Promise<{ readonly lost: number; readonly doubled: number }> => {
  const site = openSite(graph, address)
  const rowsOf = async (name: string) =>
    (await readAll<ListItem>(graph, name, `${await site.list(name)}/items?$expand=fields&$top=200`)).map(
      ({ fields }) => fields ?? {},
    )
  const rows = (await Promise.all(lists.map(rowsOf))).flat()
  const returns = (await rowsOf('Events')).filter((event) => event['Doing'] === 'return')
  const named = (all: readonly ListItem['fields'][], key: string) => all.filter((one) => one?.['RequestKey'] === key)
  let [lost, doubled] = [0, 0]
  for (const [key, move] of acknowledged) {
    const [row, ...more] = named(rows, key)
    const events = named(returns, key)
    if (row?.['State'] !== 'returned' || !String(row['Moves']).includes(move) || events.length === 0) lost += 1
    doubled += more.length + Math.max(0, events.length - 1)
  }
  return { lost, doubled }
}
