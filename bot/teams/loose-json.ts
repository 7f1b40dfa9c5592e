/** A JSON object of which nothing is known yet. */
export type Loose = Readonly<Record<string, unknown>>

/** Whether the value is a JSON object, not a list, a text or nothing. */
export const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object in one field; undefined where there is none. */
export const objectAt = (value: unknown, field: string): Loose | undefined => {
  const found = isLoose(value) ? value[field] : undefined
  return isLoose(found) ? found : undefined
}

/** The text in one field; undefined where there is none or it is empty. */
export const textAt = (value: unknown, field: string): string | undefined => {
  const found = isLoose(value) ? value[field] : undefined
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The list in one field; empty where there is none. */
export const listAt = (value: unknown, field: string): readonly unknown[] => {
  const found = isLoose(value) ? value[field] : undefined
  return Array.isArray(found) ? found : []
}
