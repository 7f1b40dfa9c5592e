import { timingSafeEqual } from 'node:crypto'
import type { Definition, Fault } from '../../assurance/definition.ts'
import { endingOf, safeFileName } from '../../assurance/file-name.ts'
import type { Request } from '../../assurance/request.ts'
import { isObject } from './bodies.ts'
import type { Raw } from './form-model.ts'

/** A keyed hash of a text, short and safe in a URL. */
export type Sign = (text: string) => string

/**
 * The name by which a file is known outside the library: its id there, signed together with the request it was attached
 * to. So an answer can name no file of another request, nothing has to be remembered, and a file is known only to whoever
 * attached it or may read the words that name it.
 */
export const handleOf = (sign: Sign, key: string, item: string): string =>
  `${sign(`evidence\n${key}\n${item}`)}.${item}`

/** The file's id in the library, where the handle was made here for this very request. */
export const itemIn = (sign: Sign, key: string, handle: string): string | undefined => {
  const item = handle.slice(handle.indexOf('.') + 1)
  const [given, right] = [Buffer.from(handle), Buffer.from(handleOf(sign, key, item))]
  return given.length === right.length && timingSafeEqual(given, right) ? item : undefined
}

/** Every file that filed answers name. */
const filedItems = ({ answers = {} }: Request): ReadonlySet<string> =>
  new Set(
    Object.values(answers).flatMap((answer) =>
      Array.isArray(answer)
        ? answer.flatMap((one) => (isObject(one) && 'item' in one ? [String(one['item'])] : []))
        : [],
    ),
  )

/**
 * Checks the files that somebody's words name: each was attached to this request, or stands in its answer already. Their
 * names are made safe again, since they come back from outside.
 */
export const checkEvidence = (
  sign: Sign,
  request: Request,
  definition: Pick<Definition, 'fields'>,
  raw: Raw,
): { readonly raw: Raw } | { readonly faults: readonly Fault[] } => {
  const filed = filedItems(request)
  const faults: Fault[] = []
  const checked: { [field: string]: unknown } = { ...raw }
  for (const { id, type } of definition.fields) {
    const files = raw[id]
    if (type !== 'evidence' || !Array.isArray(files)) continue
    checked[id] = files.map((file: unknown) => {
      const { name, item } = isObject(file) ? file : {}
      if (typeof name !== 'string' || typeof item !== 'string' || name.length > 500 || item.length > 500) return file
      if (!filed.has(item) && itemIn(sign, request.key, item) === undefined)
        faults.push({
          field: id,
          say: 'A file named here was not attached to this request. Remove it and add it again.',
        })
      return { name: endingOf(name) === '' ? safeFileName(name, 'file') : safeFileName(name, endingOf(name)), item }
    })
  }
  return faults.length > 0 ? { faults } : { raw: checked }
}
