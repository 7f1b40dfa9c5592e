import type { ListSpec } from '../../assurance/register.ts'
import type { BatchPart, Graph, GraphAnswer } from '../client.ts'
import { graphError, listNamed, type Page, type Site, unreachable } from '../site.ts'
import { type ColumnDefinition, columnDefinition, columnFaults, widenedChoices } from './column-definition.ts'

/** What provisioning made and what it found, all as plain sentences or names. */
export interface ListsReport {
  readonly made: readonly string[]
  readonly added: readonly { readonly list: string; readonly column: string }[]
  /** What is not as it should be and was left: a missing index above all. */
  readonly faults: readonly string[]
}

type Part = Omit<BatchPart, 'id'>

const ok = (answer: GraphAnswer) => 'status' in answer && answer.status >= 200 && answer.status < 300
const say = (answer: GraphAnswer) =>
  'dropped' in answer
    ? 'SharePoint did not answer'
    : `SharePoint said ${answer.status} ${graphError(answer.body).message}`

/** One after the other, as changes of one list must be: each part waits for the one before it. */
const inOrder = async (graph: Graph, parts: readonly Part[]): Promise<readonly GraphAnswer[]> => {
  const answers: GraphAnswer[] = []
  for (let at = 0; at < parts.length; at += 20) {
    const chunk = parts.slice(at, at + 20)
    const chain = chunk.map(
      (part, n): BatchPart => ({ ...part, id: String(n + 1), ...(n > 0 ? { dependsOn: [String(n)] } : {}) }),
    )
    answers.push(...(chain.length > 0 ? await graph.batch(chain) : []))
  }
  return answers
}

const readColumns = async (graph: Graph, site: Site, lists: readonly string[]) => {
  const paths = await Promise.all(lists.map((name) => site.list(name)))
  const answers = await graph.batch(
    paths.flatMap((path, at) => (path ? [{ id: String(at + 1), method: 'GET' as const, url: `${path}/columns` }] : [])),
  )
  const columns = new Map<string, { path: string; columns: readonly ColumnDefinition[] }>()
  for (const [at, name] of lists.filter((_, place) => paths[place]).entries()) {
    const answer = answers[at]
    const path = await site.list(name)
    if (!answer || !path || 'dropped' in answer || answer.status !== 200)
      throw unreachable(`The columns of “${name}”`, answer ?? { dropped: 'no answer' })
    columns.set(name, { path, columns: (answer.body as Page<ColumnDefinition>).value })
  }
  return columns
}

/**
 * Makes the lists that are missing and the columns that are missing from those there; adds missing choices. It changes
 * nothing else people made: what is not as it should be is reported. Throws `Unreachable` where the site cannot be read,
 * and an error where SharePoint refuses a list or column.
 */
export const provisionLists = async (graph: Graph, site: Site, specs: readonly ListSpec[]): Promise<ListsReport> => {
  const siteId = await site.id()
  const all = await site.lists()
  const missing = specs.filter(({ name }) => !listNamed(all, name))

  const makes = missing.map(
    ({ name, about, columns }): Part => ({
      method: 'POST',
      url: `/sites/${siteId}/lists`,
      body: {
        displayName: name,
        description: about,
        columns: columns.filter((column) => column.name !== 'Title').map(columnDefinition),
        list: { template: 'genericList' },
      },
    }),
  )
  for (const [at, answer] of (await inOrder(graph, makes)).entries())
    if (!ok(answer)) throw new Error(`The list “${missing[at]?.name}” could not be made: ${say(answer)}.`)
  if (missing.length > 0) site.forget()

  const there = await readColumns(
    graph,
    site,
    specs.map(({ name }) => name),
  )
  const added: { list: string; column: string }[] = []
  const faults: string[] = []
  const changes: (Part & { readonly about: string })[] = []
  for (const spec of specs) {
    const list = there.get(spec.name)
    if (!list) throw new Error(`The list “${spec.name}” was made and then not found.`)
    const isNew = missing.includes(spec)
    for (const column of spec.columns) {
      if (column.name === 'Title') continue
      const found = list.columns.find(({ name }) => name === column.name)
      const about = `The column “${column.name}” of “${spec.name}”`
      if (!found) {
        added.push({ list: spec.name, column: column.name })
        changes.push({ method: 'POST', url: `${list.path}/columns`, body: columnDefinition(column), about })
        continue
      }
      const isBare = isNew && ((column.indexed && !found.indexed) || (column.unique && !found.enforceUniqueValues))
      if (isBare) {
        const body = { indexed: true, ...(column.unique ? { enforceUniqueValues: true } : {}) }
        changes.push({ method: 'PATCH', url: `${list.path}/columns/${found.id}`, body, about })
      } else faults.push(...columnFaults(spec.name, column, found))
      const choices = widenedChoices(column, found)
      if (choices) {
        added.push({ list: spec.name, column: `${column.name} (more choices)` })
        changes.push({
          method: 'PATCH',
          url: `${list.path}/columns/${found.id}`,
          body: { choice: { ...found.choice, choices } },
          about,
        })
      }
    }
  }
  const answers = await inOrder(
    graph,
    changes.map(({ about: _, ...part }) => part),
  )
  for (const [at, answer] of answers.entries())
    if (!ok(answer)) throw new Error(`${changes[at]?.about} could not be made: ${say(answer)}.`)
  return { made: missing.map(({ name }) => name), added, faults }
}
