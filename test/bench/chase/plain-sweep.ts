import { auditReturn } from '../../../assurance/kinds/audit-return/kind.ts'
import { type Ladder, owed, type RungSent } from '../../../assurance/ladder.ts'
import { createGraph, type Graph } from '../../../graph/client.ts'
import { deliveryCodec } from '../../../graph/codecs/delivery.ts'
import { fieldsToRequest } from '../../../graph/codecs/request.ts'
import { listOf, registers } from '../../../graph/lists.ts'
import { type ListItem, rowOf } from '../../../graph/rows.ts'
import { openSite, type Page } from '../../../graph/site.ts'
import type { TestSite } from '../../graph/support/site.ts'
import { openRequests, today } from './open-requests.ts'

/** What the plain sweep used. */
export interface PlainSwept {
  readonly cpuMs: number
  readonly graphRequests: number
  readonly peakMb: number
  readonly owing: number
}

type Given = Pick<TestSite, 'access' | 'address'>

/** The rows of a list, page by page. */
const eachPage = async (graph: Graph, path: string, take: (items: readonly ListItem[]) => void): Promise<void> => {
  for (let next: string | undefined = `${path}/items?$expand=fields&$top=200`; next !== undefined; ) {
    const answer = await graph.get(next)
    if (!('body' in answer) || answer.status !== 200) throw new Error(JSON.stringify(answer))
    const page = answer.body as Page<ListItem>
    take(page.value)
    next = page['@odata.nextLink']
  }
}

/** Reads what has been sent and every request from SharePoint, and counts those that owe a rung today. */
const plainSweep = async ({ access, address }: Given): Promise<PlainSwept> => {
  const { frozen, calendar } = openRequests()
  const graph = createGraph(access)
  const site = openSite(graph, address)
  const pathOf = async (list: string) => (await site.list(list)) ?? ''
  const sent = new Map<string, RungSent[]>()
  await eachPage(graph, await pathOf(registers.deliveries.name), (items) => {
    for (const item of items) {
      const read = deliveryCodec.read(rowOf(item)?.fields ?? {})
      for (const rung of 'entity' in read ? read.entity.rungs : [])
        sent.set(rung.request, [...(sent.get(rung.request) ?? []), rung])
    }
  })
  const ladder: Ladder = { ...auditReturn.ladder, rungs: auditReturn.ladder.rungs.filter(({ to }) => to !== 'chair') }
  let owing = 0
  for (const { definition } of frozen)
    await eachPage(graph, await pathOf(listOf(definition.family)), (items) => {
      for (const item of items) {
        const read = fieldsToRequest(rowOf(item)?.fields ?? {}, definition.family, () => definition)
        if ('entity' in read && owed(read.entity, ladder, sent.get(read.entity.key) ?? [], calendar, today)) owing += 1
      }
    })
  const { user, system } = process.cpuUsage()
  return {
    cpuMs: Math.round((user + system) / 1000),
    graphRequests: graph.traffic().requests,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    owing,
  }
}

// Run as a process of its own, so that its time and memory are those of the sweep alone.
process.once('message', (given: Given) => {
  void plainSweep(given).then((swept) => process.send?.(swept, () => process.exit(0)))
})
