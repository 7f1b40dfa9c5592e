import type { Call } from './context.ts'
import { type JsonObject, toSecond } from './exchange.ts'
import { pick } from './query-options.ts'
import type { ItemRow, ListRow } from './store.ts'

const author = { user: { displayName: 'Sightline' } }

/** `"guid,version"`, with its quotation marks: what `If-Match` has to bring back. */
export const etagOf = (item: ItemRow): string => `"${item.guid},${item.version}"`

/** The fields of an item with what SharePoint adds, or those selected that have a value. */
export const fieldsBody = (list: ListRow, item: ItemRow, select?: string[]): JsonObject => {
  const stored: JsonObject = {}
  for (const column of list.columns) {
    const value = item.fields[column.name]
    if (value === undefined) continue
    if (Array.isArray(value)) stored[`${column.name}@odata.type`] = '#Collection(String)'
    stored[column.name] = value
  }
  const title = item.fields['Title']
  const whole: JsonObject = {
    '@odata.etag': etagOf(item),
    ...stored,
    ...(title === undefined ? {} : { LinkTitle: title, LinkTitleNoMenu: title }),
    id: String(item.id),
    ContentType: 'Item',
    Modified: toSecond(item.modified),
    Created: toSecond(item.created),
    AuthorLookupId: '6',
    EditorLookupId: '6',
    _UIVersionString: `${item.version}.0`,
    Attachments: false,
    Edit: '',
    ItemChildCount: '0',
    FolderChildCount: '0',
  }
  if (!select) return whole
  const wanted = select.flatMap((name) => (name === 'ID' ? ['id'] : [name, `${name}@odata.type`]))
  return pick<JsonObject[string]>(whole, wanted)
}

/** A list item as Graph gives it; its fields only where they are expanded. */
export const itemBody = (
  call: Call,
  list: ListRow,
  item: ItemRow,
  select: string[] | undefined,
  fields: { select: string[] | undefined } | undefined,
): JsonObject => ({
  ...pick<JsonObject[string]>(
    {
      '@odata.etag': etagOf(item),
      createdDateTime: toSecond(item.created),
      eTag: etagOf(item),
      id: String(item.id),
      lastModifiedDateTime: toSecond(item.modified),
      webUrl: `https://${call.site.hostname}${call.site.path}/Lists/${encodeURIComponent(list.name)}/${item.id}_.000`,
      createdBy: author,
      lastModifiedBy: author,
      parentReference: { id: list.id, siteId: call.site.id },
      contentType: { id: '0x0100', name: 'Item' },
    },
    select,
  ),
  ...(fields ? { fields: fieldsBody(list, item, fields.select) } : {}),
})
