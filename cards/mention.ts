import type { PersonRef } from '../assurance/who.ts'
import { type Card, cardHead, type Filled } from './card.ts'
import { told } from './text.ts'

/** Somebody named so that Teams tells them: the text for a sentence, and the entity its card must declare. */
export interface Mention {
  readonly text: string
  readonly entity: Filled
}

/** A mention of a person by their Entra id. The text stands in the card and in the entity alike, letter for letter (PLATFORM §C). */
export const mentionOf = (person: PersonRef): Mention => {
  // Teams wants both to be the same, so nothing that is markup may stand in it.
  const text = `<at>${told(person.name, 80).replace(/[<>&\\`*_[\]${}]/g, '')}</at>`
  return { text, entity: { type: 'mention', text, mentioned: { id: person.oid, name: told(person.name, 80) } } }
}

/** A card's `msteams` with the people it mentions. */
export const teamsOf = (mention?: Mention): Card[string] =>
  mention ? { ...cardHead.msteams, entities: [mention.entity] } : cardHead.msteams

/** What a card starts with where somebody may be mentioned: its template is handed `msteams`. */
export const mentioningHead = {
  type: cardHead.type,
  $schema: cardHead.$schema,
  version: cardHead.version,
  msteams: '${msteams}',
} as const
