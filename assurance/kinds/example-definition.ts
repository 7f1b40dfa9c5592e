import type { Definition } from '../definition.ts'
import { definitionFor, type QuestionsFrom } from '../kind-definition.ts'
import type { Kind } from './kind.ts'

/** The definition a kind's examples answer, made as a round makes its own. Throws where the kind itself is at fault. */
export const exampleDefinition = (kind: Kind, from: Omit<QuestionsFrom, 'title'> = {}): Definition => {
  const read = definitionFor(kind, { title: `Example: ${kind.title}`, ...from })
  if ('definition' in read) return read.definition
  throw new Error(`${kind.id}: ${read.faults.map(({ question, say }) => `${question ?? ''} ${say}`).join(' ')}`)
}
