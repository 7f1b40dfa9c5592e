import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Round, View, Views } from '../../assurance/record.ts'
import type { Refusal } from '../../assurance/request.ts'
import { type Person, relationsTo, samePerson } from '../../assurance/who.ts'
import type { CardPlace } from '../../cards/verbs.ts'
import type { Arrival } from '../seam.ts'

type FromSomebody = Extract<Arrival, { by: unknown }>

/** Somebody who acts on a card that is theirs to act on. */
export interface Standing {
  readonly partnership: Partnership
  readonly person: Person
  readonly agency: Agency
  readonly round: Round
  readonly views: readonly View[]
}

const refuse = (say: string): { readonly refusal: Refusal } => ({ refusal: { say } })

/**
 * Who acts and on what, or why not. Nothing a card says of itself is trusted: the person is their `oid` + `tid`, their
 * roles come from *People*, and a card of a channel acts only from the channel bound to its agency (DESIGN §5, §8).
 */
export const standingOf = async (
  views: Views,
  { by, place }: FromSomebody,
  card: CardPlace,
): Promise<Standing | { readonly refusal: Refusal }> => {
  const partnership = await views.partnership()
  const person = partnership.people.find((one) => samePerson(one, by))
  if (!person)
    return refuse(
      `Sightline does not know you yet, so nothing was changed. Ask the ${partnership.labels.ssu} to add you to the list People.`,
    )
  const agency = partnership.agencies.find(({ id }) => id === card.agency)
  const round = (await views.rounds()).find(({ id }) => id === card.round)
  if (card.partnership !== partnership.id || !agency || !round)
    return refuse('This card is about a request that is no longer there. Please use the newest card in your channel.')
  if (!place.personal && place.channel !== agency.channel?.channel)
    return refuse(`This card belongs to the channel of ${agency.name}, so it cannot be used from here.`)
  if (!relationsTo(person, { agency: agency.id, group: round.group }).has('agency'))
    return refuse(
      `This card is for those who answer for ${agency.name}. Ask the ${partnership.labels.ssu} if you should be one of them.`,
    )
  return { partnership, person, agency, round, views: await views.views({ round: round.id, agency: agency.id }) }
}
