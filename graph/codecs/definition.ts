import type { Definition } from '../../assurance/definition.ts'
import type { Fields } from '../../assurance/register.ts'
import { definitionHash } from '../hash.ts'
import { json, number, text } from './keepings.ts'
import { type ReadRow, rowCodec } from './row-codec.ts'

/** A row of *Definitions*: the questions as they were worded, frozen under their content hash. */
export interface FrozenDefinition {
  readonly hash: string
  readonly family: string
  readonly kind: string
  readonly title: string
  readonly version: number
  readonly definition: Definition
}

const isDefinition = (value: unknown): value is Definition =>
  typeof value === 'object' && value !== null && 'fields' in value && Array.isArray(value.fields) && 'family' in value

const codec = rowCodec<FrozenDefinition>({
  hash: text('Hash', 'Hash', { unique: true }),
  family: text('Family', 'Family', { indexed: true }),
  kind: text('Kind', 'Kind'),
  title: text('Title', 'Title'),
  version: number('DefinitionVersion', 'Version'),
  definition: json('Questions', 'Questions (technical)', isDefinition),
})

/** As its row; one that no longer matches its hash was changed by hand, and cannot say what was asked. */
export const definitionCodec = {
  ...codec,
  read: (fields: Fields): ReadRow<FrozenDefinition> => {
    const read = codec.read(fields)
    if ('fault' in read || definitionHash(read.entity.definition) === read.entity.hash) return read
    return { fault: 'The column “Questions (technical)” was changed after the questions were frozen.' }
  },
}

/** A definition with its hash, ready to be stored. */
export const frozen = (hash: string, definition: Definition): FrozenDefinition => {
  const { family, kind, title, version } = definition
  return { hash, family, kind, title, version, definition }
}
