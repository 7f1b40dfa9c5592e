import type { FreshDatabase } from '../support/postgres.ts'
import type { Known, Made } from './traffic.ts'

type Fields = { readonly [column: string]: unknown }

/** What SharePoint holds, and what Teams shows, read past the product from the local services' own tables. */
export interface Found {
  readonly requests: ReadonlyMap<string, Fields>
  readonly events: readonly Fields[]
  readonly superseded: readonly Fields[]
  /** Every message of the bot. */
  readonly messages: readonly { readonly id: string; readonly conversation: string; readonly summary: string | null }[]
  readonly ledger: readonly {
    readonly key: string
    readonly state: string
    readonly message: string | null
    readonly repeats: number
  }[]
  readonly waiting: readonly { readonly id: string; readonly state: string; readonly why: string | null }[]
}

/** `product` is where the product keeps its work, where that is another database than the local services'. */
export const look = async ({ pool }: Pick<FreshDatabase, 'pool'>, product = pool): Promise<Found> => {
  const { rows } = await pool.query<{ list: string; fields: Fields }>(
    `select l.display_name as list, i.fields from local_graph.items i join local_graph.lists l on l.id = i.list
     where not i.deleted`,
  )
  const inList = (name: string) => rows.filter(({ list }) => list === name).map(({ fields }) => fields)
  const requests = rows.filter(({ fields }) => fields['RequestKey'] !== undefined && fields['Revision'] !== undefined)
  return {
    requests: new Map(requests.map(({ fields }) => [String(fields['RequestKey']), fields])),
    events: inList('Events'),
    superseded: inList('Superseded'),
    messages: (
      await pool.query<Found['messages'][number]>(
        `select id, conversation, activity->>'summary' as summary from local_teams.message where author->>'bot' = 'true' and not deleted order by seq`,
      )
    ).rows,
    ledger: (
      await product.query<Found['ledger'][number]>(
        'select key, state, message, repeats from sightline.ledger order by key',
      )
    ).rows,
    waiting: (await product.query<Found['waiting'][number]>('select id, state, why from sightline.pending_move')).rows,
  }
}

/** What is wrong with the answers: one sentence for each that was lost, filed twice or is not as its author knows it. */
export const answersAmiss = (found: Found, made: readonly Made[], known: readonly Known[]): readonly string[] => {
  const amiss: string[] = found.waiting.map(({ id, state, why }) => `${id} is still ${state}: ${why ?? ''}`)
  const eventsOf = Map.groupBy(found.events, (event) => String(event['RequestKey']))
  const texts = [...found.requests.values(), ...found.superseded].map((fields) => JSON.stringify(fields))
  for (const { key, state, revision } of known) {
    const row = found.requests.get(key)
    const numbers = (eventsOf.get(key) ?? []).map((event) => Number(event['Number'])).toSorted((a, b) => a - b)
    const expected = Array.from({ length: revision }, (_, at) => at + 1)
    if (numbers.join() !== expected.join())
      amiss.push(`${key} has the facts ${numbers.join()} where ${revision} were acknowledged`)
    if (row?.['Revision'] !== revision) amiss.push(`${key} is at ${row?.['Revision']} and not at ${revision}`)
    if (row?.['State'] !== (state === 'asked' ? 'asked' : 'returned'))
      amiss.push(`${key} is ${row?.['State']} where its agency knows it ${state}`)
  }
  const moves = Map.groupBy(found.events, (event) => String(event['Move']))
  for (const { key, doing, by, id, words } of made) {
    const filed = moves.get(id)?.length ?? 0
    if (by === 'tab' && filed !== 1) amiss.push(`${doing} on ${key} (${id}) was filed ${filed} times`)
    if (words !== '' && !texts.some((text) => text.includes(words)))
      amiss.push(`the words of ${doing} on ${key} (${id}) are nowhere`)
  }
  return amiss
}

/**
 * Messages that Teams has and the ledger does not know: sent, and the process killed before that was recorded. What the bot
 * answers at once, as the welcome in a team, is told by having no summary; one a conversation is meant.
 */
export const repeated = ({ messages, ledger }: Found): Found['messages'] => {
  const known = new Set(ledger.map(({ message }) => message))
  const answered = new Set<string>()
  return messages.filter(({ id, conversation, summary }) => {
    if (summary !== null) return !known.has(id)
    const isFirst = !answered.has(conversation)
    answered.add(conversation)
    return !isFirst
  })
}

/**
 * What is wrong with the messages, where only these could have been in doubt when a process was killed. A digest in doubt
 * whose day has gone is not sent again; whether it arrived is then never known.
 */
export const messagesAmiss = (found: Found, inDoubt: ReadonlySet<string>): readonly string[] => {
  const unsettled = found.ledger.filter(({ state }) => state !== 'sent')
  const unknown = unsettled.filter(({ key, state }) => state === 'sending' && inDoubt.has(key) && /digest:/.test(key))
  const amiss = unsettled
    .filter((one) => !unknown.includes(one))
    .map(({ key, state }) => `the message ${key} is still ${state}`)
  const counted = found.ledger.reduce((sum, { repeats }) => sum + repeats, 0)
  const twice = repeated(found)
  if (twice.length > counted + unknown.length)
    amiss.push(`${twice.length} messages were repeated and ${counted} counted: ${JSON.stringify(twice)}`)
  for (const { key, repeats } of found.ledger)
    if (repeats > 0 && !inDoubt.has(key)) amiss.push(`${key} was repeated though no kill fell between send and record`)
  return amiss
}
