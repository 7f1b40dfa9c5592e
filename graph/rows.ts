import type { Cell, Fields, Row } from '../assurance/register.ts'

/** A list item as Graph gives it, with its fields expanded. */
export interface ListItem {
  readonly id: string
  readonly eTag?: string
  readonly '@odata.etag'?: string
  readonly lastModifiedDateTime?: string
  readonly deleted?: unknown
  readonly fields?: { readonly [name: string]: unknown }
}

const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The columns of a row: plain values, without Graph's own annotations. */
const fieldsIn = (fields: { readonly [name: string]: unknown }): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Cell] => !entry[0].includes('@') && isCell(entry[1])),
  )

/** A list item as a row; undefined where it does not say its fields or its version. */
export const rowOf = (item: ListItem): Row | undefined => {
  const etag = item.eTag ?? item['@odata.etag']
  if (!item.fields || etag === undefined) return undefined
  const changedAt = item.lastModifiedDateTime ?? String(item.fields['Modified'] ?? '')
  return { id: String(item.id), etag, fields: fieldsIn(item.fields), changedAt }
}

/** The field values a PATCH answers with, as a row; undefined where they do not say their version. */
export const rowOfFields = (
  fields: { readonly [name: string]: unknown },
  id: string,
  etag: string | undefined,
): Row | undefined => {
  const version = fields['@odata.etag'] ?? etag
  if (typeof version !== 'string') return undefined
  return { id, etag: version, fields: fieldsIn(fields), changedAt: String(fields['Modified'] ?? '') }
}

/** Which item an ETag speaks of and its version: `"3f1c…,4"` is version 4. */
const versionIn = (etag: string) => {
  const match = /^(?:W\/)?"?(.*),(\d+)"?$/.exec(etag)
  return match ? { item: (match[1] ?? '').toLowerCase(), version: Number(match[2]) } : undefined
}

/** Whether `one` was read from an earlier version of the row than `other`. Where ETags cannot tell, the time of change does. */
export const isOlder = (
  one: { etag: string; changedAt: string },
  other: { etag: string; changedAt: string },
): boolean => {
  const [a, b] = [versionIn(one.etag), versionIn(other.etag)]
  if (a && b && a.item === b.item) return a.version < b.version
  return one.changedAt < other.changedAt
}
