import { setTimeout as pause } from 'node:timers/promises'
import type { Definition } from '../../assurance/definition.ts'
import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import type { Filing } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import { issueRound } from '../../bot/rounds/issue.ts'
import { listOf, registers } from '../../graph/lists.ts'
import type { ResourceMeter } from '../../graph/local/meter.ts'
import { provision, provisionDefinition } from '../../graph/provision.ts'
import { openSite, readAll } from '../../graph/site.ts'
import { startSite } from '../graph/support/site.ts'
import { mochaHooks as postgres } from '../support/postgres.ts'
import { answer, issueOf, partnershipOf, representativeOf, ssu } from './economy/audit.ts'
import { openProduct } from './economy/product.ts'
import { createPlainClient } from './filing/plain-client.ts'
import type { Figures } from './run.ts'

const agencies = 300
const cases = 8
const answersASecond = 50
const sweeps = 96
const began = Date.parse('2026-10-05T09:00:00Z')
const partnership = partnershipOf(agencies)
const issue = issueOf(partnership, cases)
const plainAtOnce = 4

/** Does something for each of `all`, so many a second, and waits for all of it. */
const atRate = async <T>(all: readonly T[], aSecond: number, work: (one: T) => Promise<void>): Promise<void> => {
  const start = performance.now()
  const due = (place: number) => Math.max(0, start + (place * 1000) / aSecond - performance.now())
  await Promise.all(
    all.map(async (one, place) => {
      await pause(due(place))
      await work(one)
    }),
  )
}

/** What local Graph metered while `work` was done, less what it says was not part of it. */
const metered = async (
  meter: ResourceMeter,
  work: (apart: (other: () => Promise<unknown>) => Promise<void>) => Promise<void>,
) => {
  meter.reset()
  const other = { requests: 0, units: 0 }
  await work(async (apart) => {
    const { requests, units } = meter
    await apart()
    other.requests += meter.requests - requests
    other.units += meter.units - units
  })
  const { operations } = meter
  const rowsWritten = (operations['create item'] ?? 0) + (operations['change item'] ?? 0)
  return { graphRequests: meter.requests - other.requests, resourceUnits: meter.units - other.units, rowsWritten }
}

/** Case keys count as confirmed from the start, so that answers alone are measured. */
const withKeys = (filing: Filing, at: string): Filing => ({
  ...filing,
  fileRequests: (writes) =>
    filing.fileRequests(
      writes.map(({ request, ...rest }) => ({ ...rest, request: { ...request, keyConfirmed: { by: ssu, at } } })),
    ),
})

const measureOurs = async () => {
  const clock = { now: () => new Date(began + performance.now()) }
  const site = await startSite({ clock })
  const hand = { graph: site.connect({ wireLog: '' }), site: site.address }
  await provision({ ...hand, partnership })
  const product = await openProduct(site, partnership, clock)
  const { views, intake, mirror } = product
  let filedWithinMs = 0
  try {
    const spent = await metered(site.localGraph.meter, async (apart) => {
      const filing = withKeys(product.record, clock.now().toISOString())
      const makeList = (definition: Definition) =>
        apart(async () => {
          await provisionDefinition({ ...hand, definition })
          await mirror.follow([listOf(definition.family)])
        })
      const issued = await issueRound({ ...product.issuing, filing, provisionDefinition: makeList }, issue, ssu)
      if ('refusal' in issued) throw new Error(issued.refusal.say)
      await product.deliverAll()

      const requests = (await views.views()).map(({ request }) => request)
      const file = async (request: Request) => {
        const { key, revision: base } = request
        const move = { id: `answer-${key}`, key, base, command: answer }
        const said = await intake.submit(representativeOf(partnership, request), move)
        if ('refusal' in said) throw new Error(said.refusal.say)
      }
      const everyMs = ((requests.length / answersASecond) * 1000) / sweeps
      const start = performance.now()
      const sweeping = atRate(Array.from({ length: sweeps }), 1000 / everyMs, async () => {
        await mirror.sweep({ all: true })
      })
      await Promise.all([sweeping, atRate(requests, answersASecond, file)])
      await product.settled()
      filedWithinMs = performance.now() - start
    })
    const answered = (await views.views()).filter(({ request }) => request.state === 'returned').length
    if (answered !== agencies * cases) throw new Error(`only ${answered} answers were filed`)
    const lists = (await mirror.readings()).length
    const smallestPossible = Math.ceil(spent.rowsWritten / 20) + sweeps * Math.ceil(lists / 20)
    return {
      ...spent,
      lists,
      smallestPossible,
      timesSmallest: Number((spent.graphRequests / smallestPossible).toFixed(3)),
      filedWithinS: Number((filedWithinMs / 1000).toFixed(1)),
    }
  } finally {
    await product.stop()
    await site.close()
  }
}

const measureNaive = async () => {
  const site = await startSite()
  try {
    const graph = site.connect({ wireLog: '' })
    const client = createPlainClient(graph, site.address, partnership, auditReturn)
    await client.provision()
    const at = new Date(began).toISOString()
    const family = `${auditReturn.id}/${issue.programme}`
    const open = openSite(graph, site.address)
    const lists = [...Object.values(registers).map(({ name }) => name), listOf(family)]
    const sweep = async () => {
      for (const name of lists) await readAll(graph, name, `${await open.list(name)}/items?$expand=fields&$top=200`)
    }
    return await metered(site.localGraph.meter, async () => {
      await client.issue(issue, ssu, at)
      const keys = issue.cases.flatMap(({ ref, agencies: asked }) =>
        asked.map((agency) => `${partnership.id}/${auditReturn.id}:${issue.programme}:${ref.toLowerCase()}:${agency}`),
      )
      const together = keys.length / sweeps
      for (let from = 0; from < keys.length; from += together) {
        const some = keys.slice(from, from + together)
        const next = async (): Promise<void> => {
          const key = some.shift()
          if (key === undefined) return
          await client.move(key, family, answer, ssu, at)
          await next()
        }
        await Promise.all(Array.from({ length: plainAtOnce }, next))
        await sweep()
      }
    })
  } finally {
    await site.close()
  }
}

const setting =
  `A round of ${agencies} agencies with ${cases} cases each is issued, its cards go out, ${agencies * cases} answers come at
 ${answersASecond} a second and ${sweeps} sweeps of all lists go beside them; local Graph, resource-unit budget lifted on both sides,
 counted by local Graph's meter; case keys count as confirmed, lists are made before and not counted. Ours: issuing, queue,
 filing, mirror and delivering as the product wires them, with a Teams that takes everything at once. Naive: the same work,
 one request per operation, no $batch, no mirror; it looks before it creates, reads the row before and the agency's rows
 after each answer, and a sweep reads every list page by page (not held to 50 a second).`.replaceAll('\n', '')

/** What a large round costs SharePoint, beside the least it could and a plain client's (DESIGN §4; PLATFORM §A, Throttling). */
export const economy = async (): Promise<Figures> => {
  try {
    const ours = await measureOurs()
    const naive = await measureNaive()
    return { name: 'economy', setting, ours, naive }
  } finally {
    await postgres.afterAll()
  }
}
