/** Something with names, as JSON brings it: neither a list nor nothing. */
export const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text of at most so many characters with its ends trimmed; undefined where it is none, or empty. */
export const textIn = (value: unknown, atMost: number): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' || text.length > atMost ? undefined : text
}

/** A list of short texts, such as ids; undefined where it is none, or too long. */
export const textsIn = (value: unknown, atMost: number): readonly string[] | undefined =>
  Array.isArray(value) && value.length <= atMost && value.every((one) => typeof one === 'string' && one.length <= 200)
    ? value
    : undefined
