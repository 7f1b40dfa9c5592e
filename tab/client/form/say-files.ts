/** A file attached to an answer. Its size is known in the form where it was added. */
export interface Attached {
  readonly name: string
  readonly item: string
  readonly bytes?: number
}

const isAttached = (one: unknown): one is Attached =>
  typeof one === 'object' && one !== null && 'item' in one && 'name' in one

/** The files of an answer as typed. */
export const attachedOf = (value: unknown): readonly Attached[] =>
  Array.isArray(value) ? value.filter(isAttached) : []

/** *340 kB*, *2.4 MB* */
export const sayBytes = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
