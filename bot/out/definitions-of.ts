import type { Definition } from '../../assurance/definition.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Round, View, Views } from '../../assurance/record.ts'

/** What a definition not filed yet, or not read yet, says to a card: whether nil is an answer, and its parts. */
const standIn = (round: Pick<Round, 'kind' | 'title' | 'clause' | 'family'>): Definition | undefined => {
  const kind = kindOf(round.kind)
  return (
    kind && {
      family: round.family,
      kind: kind.id,
      title: round.title,
      clause: round.clause,
      version: 1,
      sections: [],
      fields: [],
      review: kind.review,
      ...(kind.nil ? { nil: true } : {}),
      ...(kind.parts.length > 0 ? { parts: kind.parts } : {}),
    }
  )
}

/**
 * The definitions of these requests by their hash, as cards want them. A hash names its content for ever, so each is read
 * once; of one that cannot be read yet the kind says as much as a card needs.
 */
export const createDefinitionsOf = (views: Pick<Views, 'definition'>) => {
  const known = new Map<string, Definition>()
  return async (of: readonly View[], round: Round): Promise<ReadonlyMap<string, Definition>> => {
    const found = new Map<string, Definition>()
    for (const hash of new Set(of.map(({ request }) => request.definition))) {
      const read = known.get(hash) ?? (await views.definition(hash))
      if (read) known.set(hash, read)
      const definition = read ?? standIn(round)
      if (definition) found.set(hash, definition)
    }
    return found
  }
}
