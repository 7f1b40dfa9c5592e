import { createHash } from 'node:crypto'
import type { Definition } from '../assurance/definition.ts'

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
    .join(',')}}`
}

/** The content hash a frozen definition is stored under: sha256, hex, over JSON with sorted names (DESIGN §2). */
export const definitionHash = (definition: Definition): string =>
  createHash('sha256').update(canonical(definition)).digest('hex')
