import { type Operation, ok, withQuery } from './context.ts'
import { itemBody } from './item-bodies.ts'
import { readOptions } from './query-options.ts'
import { defaultPage, expandFields, largestPage } from './read-items.ts'
import { refuse } from './refusals.ts'
import { findList, type ItemRow, itemColumns } from './store.ts'

/**
 * How far a reader of a list has come. `seq`: the last change it has; `whole`: the change at which its full reading
 * began (what was deleted before that it never saw); `at`: when the token was given.
 */
interface DeltaToken {
  list: string
  seq: number
  whole: number
  at: number
}

const toToken = ({ list, seq, whole, at }: DeltaToken): string =>
  Buffer.from(JSON.stringify([list, seq, whole, at])).toString('base64url')

const fromToken = (text: string): DeltaToken => {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    throw refuse.badToken()
  }
  if (!Array.isArray(read)) throw refuse.badToken()
  const [list, seq, whole, at] = read
  const numbers = [seq, whole, at].every((one) => typeof one === 'number' && Number.isSafeInteger(one))
  if (typeof list !== 'string' || !numbers) throw refuse.badToken()
  return { list, seq, whole, at }
}

/**
 * `items/delta` (listitem-delta): without a token every item, with one what changed since, in its final state only. An
 * item changed while the pages are read comes again on a later page. Tokens older than the horizon are answered 410.
 */
export const readDelta =
  (tokenInPath: string | undefined): Operation =>
  async (call) => {
    const options = readOptions(call.query, ['select', 'expand', 'top', 'token'])
    const fields = expandFields(options.expand)
    const top = Math.min(options.top ?? defaultPage, largestPage)
    const given = tokenInPath ?? options.token
    const { store } = call
    const list = await findList(store, store.pool, call.site.id, call.list)
    const address = `${call.link(list.id)}/items/delta`
    const now = call.clock.now().getTime()
    const token: DeltaToken =
      given === undefined
        ? { list: list.id, seq: 0, whole: list.seq, at: now }
        : given === 'latest'
          ? { list: list.id, seq: list.seq, whole: 0, at: now }
          : fromToken(given)
    if (token.list !== list.id) throw refuse.badToken()
    if (now - token.at > call.deltaHorizonMs) throw refuse.expired(withQuery(address, call.query, { token: undefined }))
    const rows =
      token.seq >= list.seq
        ? []
        : await store.run<ItemRow>(
            store.pool,
            `select ${itemColumns} from ${store.items}
           where list = $1 and seq > $2 and not (deleted and seq <= $3) order by seq limit $4`,
            [list.id, token.seq, token.whole, top + 1],
          )
    const page = rows.slice(0, top)
    const reached = { ...token, at: now, seq: page.at(-1)?.seq ?? token.seq }
    const link = withQuery(address, call.query, { token: toToken(reached) })
    return ok({
      '@odata.context': `${call.base}/$metadata#Collection(listItem)`,
      [rows.length > top ? '@odata.nextLink' : '@odata.deltaLink']: link,
      value: page.map((item) =>
        item.deleted
          ? { id: String(item.id), deleted: { state: 'deleted' } }
          : itemBody(call, list, item, options.select, fields),
      ),
    })
  }
