/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether the value is a JSON object, not a list, a text or nothing. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text of one field of a body; undefined where the body is no object or the field no text, or empty. */
export const textIn = (body: unknown, field: string): string | undefined => {
  const value = isObject(body) ? body[field] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The object in one field of a body; undefined where there is none. */
export const objectIn = (body: unknown, field: string): JsonObject | undefined => {
  const value = isObject(body) ? body[field] : undefined
  return isObject(value) ? value : undefined
}
