import type pg from 'pg'
import type { LocalWorld } from '../../bot/open-world.ts'

export type Fields = { readonly [column: string]: unknown }

/** What somebody of the SSU does to a request's row in SharePoint, past the product. */
export interface ByHand {
  /** Changes cells, whatever stood there. */
  change(key: string, fields: Fields): Promise<void>
  remove(key: string): Promise<void>
  /** The row as SharePoint has it; undefined where there is none. */
  row(key: string): Promise<Fields | undefined>
  /** Every version of the row, oldest first. A deleted row has none. */
  versions(key: string): Promise<readonly Fields[]>
  /** The rows of a list. */
  rows(list: string): Promise<readonly Fields[]>
}

interface Place {
  readonly site: string
  readonly list: string
  readonly id: number
}

/** Writing goes through Graph, as from SharePoint's own page; what is there is read from local Graph's tables. */
export const byHand = ({ origin, issuer }: Pick<LocalWorld, 'origin' | 'issuer'>, pool: pg.Pool): ByHand => {
  const placeOf = async (key: string): Promise<Place | undefined> => {
    const { rows } = await pool.query<Place>(
      `select l.site, l.id::text as list, i.id from local_graph.items i join local_graph.lists l on l.id = i.list
       where i.fields->>'RequestKey' = $1 and i.fields ? 'Revision' and not i.deleted`,
      [key],
    )
    return rows[0]
  }
  const ask = async (method: string, key: string, below: string, body?: object) => {
    const place = await placeOf(key)
    if (!place) return
    const token = await issuer.signAppToken(issuer.tenantId, 'ssu', 'https://graph.microsoft.com')
    const path = `/sites/${place.site}/lists/${place.list}/items/${place.id}${below}`
    const answer = await fetch(`${origin}/local/graph/v1.0${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok && answer.status !== 404) throw new Error(`by hand: ${answer.status} ${await answer.text()}`)
  }
  return {
    change: (key, fields) => ask('PATCH', key, '/fields', fields),
    remove: (key) => ask('DELETE', key, ''),
    async row(key) {
      const place = await placeOf(key)
      if (!place) return undefined
      const { rows } = await pool.query<{ fields: Fields }>(
        'select fields from local_graph.items where list = $1 and id = $2',
        [place.list, place.id],
      )
      return rows[0]?.fields
    },
    async versions(key) {
      const { rows } = await pool.query<{ fields: Fields }>(
        `select fields from local_graph.versions where fields->>'RequestKey' = $1 and fields ? 'Revision' order by version`,
        [key],
      )
      return rows.map(({ fields }) => fields)
    },
    async rows(list) {
      const { rows } = await pool.query<{ fields: Fields }>(
        `select i.fields from local_graph.items i join local_graph.lists l on l.id = i.list
         where l.display_name = $1 and not i.deleted`,
        [list],
      )
      return rows.map(({ fields }) => fields)
    },
  }
}
