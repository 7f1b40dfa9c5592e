import { createHash } from 'node:crypto'

/**
 * The folder of a request's evidence, as names from the top of the library: its key without the partnership, a folder a
 * part (`swindon/audit-return:ce-children-2026:c-4f7k:police` → `audit-return`, `ce-children-2026`, `c-4f7k`, `police`).
 * Parts of keys are slugs; were one not, what a folder cannot be called is left out and a mark of the whole key keeps two
 * keys apart.
 */
export const folderOf = (key: string): readonly string[] => {
  const parts = key.slice(key.indexOf('/') + 1).split(/[/:]/)
  const names = parts.map((part) => part.replace(/[^a-z0-9-]+/gi, '-').replace(/^-+|-+$/g, '') || 'x')
  if (names.every((name, at) => name === parts[at])) return names
  return [...names, createHash('sha256').update(key).digest('hex').slice(0, 10)]
}
