import type { Definition } from '../assurance/definition.ts'
import type { Partnership } from '../assurance/partnership.ts'
import type { ListSpec, Outcome, Write } from '../assurance/register.ts'
import { type Graph, type GraphAnswer, pathOf } from './client.ts'
import { listFaults, registers, requestsList } from './lists.ts'
import { evidenceLibrary, provisionLibrary } from './provision/provision-library.ts'
import { provisionLists } from './provision/provision-lists.ts'
import { type Seeds, seedsOf } from './provision/seeds.ts'
import { registerOf } from './register.ts'
import type { ListItem } from './rows.ts'
import { openSite, type Page, type Site, type SiteAddress, unreachable } from './site.ts'

/** What provisioning did. A second run has made and seeded nothing. */
export interface ProvisionReport {
  /** Names of lists made. */
  readonly made: readonly string[]
  readonly added: readonly { readonly list: string; readonly column: string }[]
  readonly seeded: readonly { readonly list: string; readonly rows: number }[]
  /** What is not as it should be and was left for a person, as sentences. */
  readonly faults: readonly string[]
  /** Lists, columns and rows written. */
  readonly writes: number
}

export interface ProvisionSettings {
  /** With an identity that may make lists (DESIGN §4); more than the running app has. */
  readonly graph: Graph
  readonly site: SiteAddress
  readonly partnership: Partnership
  /** Definitions whose lists of requests are made with the registers. */
  readonly definitions?: readonly Definition[]
}

const page = 200

/** The unique keys that are in a list's rows, for several lists in one request. */
const keysThere = async (
  graph: Graph,
  site: Site,
  all: readonly Seeds[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const keys = new Map<string, Set<string>>()
  let asks = await Promise.all(
    all.map(async ({ list, key }) => ({
      list,
      key,
      url: `${await site.list(list)}/items?$expand=fields($select=${key})&$top=${page}`,
    })),
  )
  while (asks.length > 0) {
    const answers = await graph.batch(asks.map(({ url }, at) => ({ id: String(at + 1), method: 'GET', url })))
    const next: typeof asks = []
    for (const [at, ask] of asks.entries()) {
      const answer: GraphAnswer = answers[at] ?? { dropped: 'no answer' }
      if ('dropped' in answer || answer.status !== 200) throw unreachable(`The list “${ask.list}”`, answer)
      const { value, '@odata.nextLink': link } = answer.body as Page<ListItem>
      const there = keys.get(ask.list) ?? new Set()
      // SharePoint tells unique values apart without regard to case.
      for (const { fields } of value) there.add(String(fields?.[ask.key] ?? '').toLowerCase())
      keys.set(ask.list, there)
      if (link) next.push({ ...ask, url: pathOf(link) })
    }
    asks = next
  }
  return keys
}

const isThereNow = ({ is }: Outcome) => is === 'written' || is === 'taken'

const seed = async (graph: Graph, site: Site, partnership: Partnership) => {
  const all = seedsOf(partnership).filter(({ rows }) => rows.length > 0)
  const there = await keysThere(graph, site, all)
  const writes = all.flatMap(({ list, rows }) =>
    rows
      .filter(({ key }) => !there.get(list)?.has(key.toLowerCase()))
      .map(({ fields }): Write => ({ list, create: fields })),
  )
  const outcomes = await registerOf(graph, site).write(writes)
  const faults = new Set<string>()
  const seeded = new Map<string, number>()
  for (const [at, outcome] of outcomes.entries()) {
    const list = writes[at]?.list ?? ''
    if (outcome.is === 'written') seeded.set(list, (seeded.get(list) ?? 0) + 1)
    else if (!isThereNow(outcome))
      faults.add(
        'why' in outcome ? outcome.why : `A row of “${list}” could not be written yet. Run the provisioning again.`,
      )
  }
  return { seeded: [...seeded].map(([list, rows]) => ({ list, rows })), faults: [...faults] }
}

const checkSpecs = (specs: readonly ListSpec[]) => {
  const faults = specs.flatMap(listFaults)
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/**
 * Makes a partnership's lists and columns and seeds the rows of its file that are absent; it overwrites nothing, and a
 * second run writes nothing. Throws where SharePoint would not take a list, naming every fault.
 */
export const provision = async (settings: ProvisionSettings): Promise<ProvisionReport> => {
  const { graph, partnership, definitions = [] } = settings
  const site = openSite(graph, settings.site)
  const specs = [...Object.values(registers), ...mergeByName(definitions.map(requestsList))]
  checkSpecs(specs)
  const lists = await provisionLists(graph, site, specs)
  const made = [...lists.made, ...((await provisionLibrary(graph, site)) ? [evidenceLibrary] : [])]
  const { seeded, faults } = await seed(graph, site, partnership)
  const rows = seeded.reduce((sum, one) => sum + one.rows, 0)
  return {
    ...lists,
    made,
    seeded,
    faults: [...lists.faults, ...faults],
    writes: made.length + lists.added.length + rows,
  }
}

/** Makes or widens the list of requests of one definition, when its tool is agreed. */
export const provisionDefinition = async ({
  graph,
  site,
  definition,
}: Pick<ProvisionSettings, 'graph' | 'site'> & { readonly definition: Definition }): Promise<ProvisionReport> => {
  const spec = requestsList(definition)
  checkSpecs([spec])
  const lists = await provisionLists(graph, openSite(graph, site), [spec])
  return { ...lists, seeded: [], writes: lists.made.length + lists.added.length }
}

/** Versions of one family share a list: it has the columns of all of them. */
const mergeByName = (specs: readonly ListSpec[]): readonly ListSpec[] => {
  const byName = new Map<string, ListSpec>()
  for (const spec of specs) {
    const before = byName.get(spec.name)
    const names = new Set(before?.columns.map(({ name }) => name))
    const columns = before ? [...before.columns, ...spec.columns.filter(({ name }) => !names.has(name))] : spec.columns
    byName.set(spec.name, { ...spec, columns })
  }
  return [...byName.values()]
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** The report as short plain lines for a terminal. */
export const sayProvision = ({ made, added, seeded, faults, writes }: ProvisionReport): readonly string[] => [
  ...made.map((name) => `Made the list “${name}”.`),
  ...added.map(({ list, column }) => `Added the column ${column} to “${list}”.`),
  ...seeded.map(({ list, rows }) => `Put ${count(rows, 'row')} into “${list}” from the partnership's file.`),
  ...faults.map((fault) => `Please look: ${fault}`),
  writes === 0 ? 'Nothing had to be changed.' : `Done: ${count(writes, 'change')}.`,
]
