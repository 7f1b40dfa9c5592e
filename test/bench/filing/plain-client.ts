import { evolve } from '../../../assurance/evolve.ts'
import { definitionFor } from '../../../assurance/kind-definition.ts'
import type { Kind } from '../../../assurance/kinds/kind.ts'
import type { Partnership } from '../../../assurance/partnership.ts'
import { type Issue, planRound } from '../../../assurance/plan-round.ts'
import type { Fields, ListSpec } from '../../../assurance/register.ts'
import type { Command, Fact, Request } from '../../../assurance/request.ts'
import type { PersonRef } from '../../../assurance/who.ts'
import type { Graph, GraphAnswer } from '../../../graph/client.ts'
import { definitionCodec, frozen } from '../../../graph/codecs/definition.ts'
import { deliveryCodec } from '../../../graph/codecs/delivery.ts'
import { eventCodec, eventOf } from '../../../graph/codecs/event.ts'
import { fieldsToRequest, requestToFields } from '../../../graph/codecs/request.ts'
import { roundCodec } from '../../../graph/codecs/round.ts'
import { definitionHash } from '../../../graph/hash.ts'
import { listOf, registers, requestsList } from '../../../graph/lists.ts'
import { columnDefinition } from '../../../graph/provision/column-definition.ts'
import { seedsOf } from '../../../graph/provision/seeds.ts'
import { type ListItem, rowOf } from '../../../graph/rows.ts'
import { openSite, type Page, readAll, type SiteAddress } from '../../../graph/site.ts'

const bodyOf = (what: string, answer: GraphAnswer): unknown => {
  if ('dropped' in answer || answer.status >= 300)
    throw new Error(
      `${what}: ${'status' in answer ? `${answer.status} ${JSON.stringify(answer.body)}` : answer.dropped}`,
    )
  return answer.body
}

/**
 * The plain way of doing the product's work with SharePoint lists: one request for each operation, no `$batch`, no mirror.
 * It looks before it writes, as whoever must not write twice does, and reads the lists for whatever it shows. The ids of
 * site and lists are asked for once and kept.
 */
export const createPlainClient = (graph: Graph, address: SiteAddress, partnership: Partnership, kind: Kind) => {
  const site = openSite(graph, address)
  const definitions = new Map(
    partnership.tools
      .filter((tool) => tool.kind === kind.id)
      .map((tool) => {
        const read = definitionFor(kind, { title: tool.title, tool })
        if ('faults' in read) throw new Error(`the tool ${tool.id} is faulty`)
        return [tool.id, read.definition]
      }),
  )
  const pathOf = async (list: string) => `${await site.list(list)}/items`
  const query = async (list: string, column: string, value: string): Promise<readonly ListItem[]> => {
    const filter = encodeURIComponent(`fields/${column} eq '${value.replaceAll("'", "''")}'`)
    const answer = await graph.get(`${await pathOf(list)}?$expand=fields&$filter=${filter}&$top=200`)
    return (bodyOf(list, answer) as Page<ListItem>).value
  }
  const readList = async (list: string) =>
    readAll<ListItem>(graph, list, `${await pathOf(list)}?$expand=fields&$top=200`)
  const create = async (list: string, fields: Fields) => {
    const filled = Object.fromEntries(Object.entries(fields).filter(([, cell]) => cell !== null))
    bodyOf(list, await graph.post(await pathOf(list), { fields: filled }))
  }
  const createAbsent = async (list: string, key: string, value: string, fields: Fields) => {
    if ((await query(list, key, value)).length === 0) await create(list, fields)
  }
  const makeList = async ({ name, about, columns }: ListSpec) => {
    const body = {
      displayName: name,
      description: about,
      columns: columns.filter((column) => column.name !== 'Title').map(columnDefinition),
      list: { template: 'genericList' },
    }
    bodyOf(name, await graph.post(`/sites/${await site.id()}/lists`, body))
  }
  const addEvent = (key: string, fact: Fact) => create(registers.events.name, eventCodec.write(eventOf(key, fact)))

  return {
    async provision(): Promise<void> {
      await site.lists()
      for (const list of Object.values(registers)) await makeList(list)
      site.forget()
      for (const { list, key, rows } of seedsOf(partnership))
        for (const row of rows) await createAbsent(list, key, row.key, row.fields)
    },

    /** Asks everybody a round concerns, and notes in *Deliveries* that each agency's card was posted. */
    async issue(issue: Issue, by: PersonRef, at: string): Promise<void> {
      const planned = planRound(partnership, issue, { hash: definitionHash, pseudonym: () => '', by, at })
      if ('faults' in planned) throw new Error(`${issue.programme} cannot be issued`)
      const { round, definition, requests } = planned.plan
      const { definition: hash } = round
      await makeList(requestsList(definition))
      site.forget()
      await createAbsent(registers.definitions.name, 'Hash', hash, definitionCodec.write(frozen(hash, definition)))
      await createAbsent(registers.rounds.name, 'RoundId', round.id, roundCodec.write(round))
      for (const request of requests) {
        const fields = requestToFields(request, definition)
        await createAbsent(listOf(request.family), 'RequestKey', request.key, fields)
        for (const fact of request.facts) await addEvent(request.key, fact)
      }
      for (const agency of new Set(requests.map((request) => request.agency))) {
        const key = `${partnership.id}/ask:${round.id}:${agency}`
        const fields = deliveryCodec.write({
          key,
          partnership: partnership.id,
          sort: 'ask',
          agency,
          round: round.id,
          day: issue.issuedOn,
          state: 'sent',
          at,
          rungs: [],
        })
        await createAbsent(registers.deliveries.name, 'DeliveryKey', key, fields)
      }
    },

    /** Reads the row, writes it with `If-Match`, appends the event, and reads the agency's rows for its card. */
    async move(key: string, family: string, command: Command, by: PersonRef, at: string): Promise<void> {
      const list = listOf(family)
      const [item] = await query(list, 'RequestKey', key)
      const row = item && rowOf(item)
      const definition = [...definitions.values()].find((one) => one.family === family)
      if (!row || !definition) throw new Error(`there is no row of ${key}`)
      const read = fieldsToRequest(row.fields, family, () => definition)
      if ('fault' in read) throw new Error(read.fault)
      const request: Request = read.entity
      const to = command.do === 'return' ? 'returned' : request.state
      const fact = {
        number: request.revision + 1,
        move: `plain-${command.do}-${key}`,
        is: command.do,
        from: request.state,
        to,
        by,
        at,
      } as const
      const after = evolve({ ...request, facts: [] }, fact, {
        id: fact.move,
        key,
        base: request.revision,
        by,
        on: at,
        command,
      })
      const path = `${await pathOf(list)}/${row.id}/fields`
      bodyOf(key, await graph.patch(path, requestToFields(after, definition), { 'If-Match': row.etag }))
      await addEvent(key, fact)
      await query(list, 'Agency', request.agency)
    },

    /** What the tab's three pages show, each read from the lists it is made of. */
    async openTab(families: readonly string[]): Promise<void> {
      const { people, agencies, groups, programme, rounds } = registers
      const requests = families.map(listOf)
      const session = [people, agencies, groups].map(({ name }) => name)
      const schedule = [...[programme, groups, rounds].map(({ name }) => name), ...requests]
      const returns = [...[rounds, agencies].map(({ name }) => name), ...requests.slice(0, 1)]
      for (const list of [...session, ...schedule, ...returns]) await readList(list)
    },
  }
}
