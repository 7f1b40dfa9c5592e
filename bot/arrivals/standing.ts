import type { Definition } from '../../assurance/definition.ts'
import { mayNow } from '../../assurance/may-now.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Round, View, Views } from '../../assurance/record.ts'
import type { Doing, Refusal } from '../../assurance/request.ts'
import { type Actor, type Person, type PersonRef, relationsTo, samePerson } from '../../assurance/who.ts'
import { isOfPeople } from '../../cards/ask/case-line.ts'
import type { CardPlace } from '../../cards/verbs.ts'
import type { Arrival } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'

/** What arrives from somebody. */
export type FromSomebody = Extract<Arrival, { by: unknown }>

/** Somebody who acts on a card that is theirs to act on. */
export interface Standing {
  readonly partnership: Partnership
  readonly person: Person
  /** The person as whoever acts; with what stands for them where answers are anonymous. */
  readonly actor: Actor
  readonly agency: Agency
  readonly round: Round
  /** Their own requests in the round: the agency's, those they were handed or invited to, or the one they are asked. */
  readonly views: readonly View[]
  /** The frozen definitions of those requests, by hash. */
  readonly definitions: ReadonlyMap<string, Definition>
}

export type Refused = { readonly refusal: Refusal }
export const refuse = (say: string): Refused => ({ refusal: { say } })

/** Somebody the list *People* knows, or the sentence that says how they come to be in it. */
export const personOf = (partnership: Partnership, by: PersonRef): Person | Refused =>
  partnership.people.find((one) => samePerson(one, by)) ??
  refuse(
    `Sightline does not know you yet, so nothing was changed. Ask the ${partnership.labels.ssu} to add you to the list People.`,
  )

const definitionsOf = async (views: Views, of: readonly View[]): Promise<ReadonlyMap<string, Definition>> => {
  const found = new Map<string, Definition>()
  for (const hash of new Set(of.map(({ request }) => request.definition))) {
    const definition = await views.definition(hash)
    if (definition) found.set(hash, definition)
  }
  return found
}

/** The actor a person is in a round, for whom the server works out what stands for them there. */
export const actorIn = (
  { pseudonymOf }: Pick<ArrivalRoom, 'pseudonymOf'>,
  person: Person,
  round: Pick<Round, 'id' | 'anonymous'>,
): Actor => (round.anonymous ? { ...person, pseudonym: pseudonymOf(round.id, person) } : person)

/** Whether a request is this person's to answer or to write a part of. */
export const isOwn = (actor: Actor, { request }: View): boolean => {
  const relations = relationsTo(actor, request)
  return relations.has('agency') || relations.has('part')
}

/**
 * Who acts and on what, or why not. Nothing a card says of itself is trusted: the person is their `oid` + `tid`, their
 * roles come from *People* as it is now, and a card of a channel acts only from the channel bound to its agency (DESIGN §5, §8).
 */
export const standingOf = async (
  room: Pick<ArrivalRoom, 'views' | 'pseudonymOf'>,
  { by, place }: FromSomebody,
  card: CardPlace,
): Promise<Standing | Refused> => {
  const { views } = room
  const partnership = await views.partnership()
  const person = personOf(partnership, by)
  if ('refusal' in person) return person
  const agency = partnership.agencies.find(({ id }) => id === card.agency)
  const round = (await views.rounds()).find(({ id }) => id === card.round)
  if (card.partnership !== partnership.id || !agency || !round)
    return refuse('This card is about a request that is no longer there. Please use the newest card in your channel.')
  if (!place.personal && place.channel !== agency.channel?.channel)
    return refuse(`This card belongs to the channel of ${agency.name}, so it cannot be used from here.`)
  const all = await views.views({ round: round.id, agency: agency.id })
  const actor = actorIn(room, person, round)
  const own = all.filter((view) => isOwn(actor, view))
  if (own.length === 0) {
    if (isOfPeople(all))
      return refuse(
        `This asks particular people of ${agency.name}, and you are not one of them. Nothing is needed from you here.`,
      )
    if (all.length > 0 || !relationsTo(person, { agency: agency.id, group: round.group }).has('agency'))
      return refuse(
        `This card is for those who answer for ${agency.name}. Ask the ${partnership.labels.ssu} if you should be one of them.`,
      )
  }
  return { partnership, person, actor, agency, round, views: own, definitions: await definitionsOf(views, own) }
}

/** The same person with their requests as they are by now. */
export const refreshed = async ({ views }: Pick<ArrivalRoom, 'views'>, standing: Standing): Promise<Standing> => {
  const { actor, agency, round } = standing
  const own = (await views.views({ round: round.id, agency: agency.id })).filter((view) => isOwn(actor, view))
  return { ...standing, views: own }
}

/** What this person may do to one of their requests now. */
export const mayDo = ({ actor, round, definitions }: Standing, { request }: View): readonly Doing[] => {
  const definition = definitions.get(request.definition)
  return definition ? mayNow(actor, { request, definition, closed: round.closed }) : []
}

/** The person's requests to which they may do this now. */
export const openTo = (standing: Standing, doing: Doing): readonly View[] =>
  standing.views.filter((view) => mayDo(standing, view).includes(doing))
