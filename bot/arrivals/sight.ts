import { kindOf } from '../../assurance/kinds/index.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { Person } from '../../assurance/who.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { actorIn, type FromSomebody, isOwn, personOf, type Refused, refuse } from './standing.ts'

/** One agency's requests in one round, as far as somebody may see them. */
export interface OwnRound {
  readonly round: Round
  readonly views: readonly View[]
}

/** What somebody may see from where they ask (WORK X2): their own agencies' requests, and rounds of which they see every state. */
export interface Sight {
  readonly partnership: Partnership
  readonly person: Person
  readonly own: readonly { readonly agency: Agency; readonly rounds: readonly OwnRound[] }[]
  readonly whole: readonly OwnRound[]
  /** What the whole rounds are called: the partnership's, or the group's. */
  readonly wholeTitle: string
}

/** A round that agencies open by themselves has nothing due and nobody missing. */
const isAsked = ({ kind }: Round): boolean => kindOf(kind)?.askedBy.includes('agency') !== true

const grouped = (rounds: readonly Round[], views: readonly View[]): readonly OwnRound[] => {
  const byRound = Map.groupBy(views, ({ request }) => request.round)
  return rounds.flatMap((round) => {
    const own = byRound.get(round.id)
    return own && isAsked(round) ? [{ round, views: own }] : []
  })
}

/** Rounds of which this person sees how every agency stands: all of them, a chair's group's, or those a scrutineer asks. */
const seesWhole = ({ holds }: Person, round: Round): boolean =>
  holds.some(
    ({ role, group }) =>
      role === 'ssu' ||
      ((role === 'chair' || role === 'vice-chair') && group === round.group) ||
      (role === 'scrutineer' && kindOf(round.kind)?.askedBy.includes('scrutineer') === true),
  )

const inChannel = async (
  { views }: ArrivalRoom,
  partnership: Partnership,
  person: Person,
  channel: string | undefined,
): Promise<Sight | Refused> => {
  const agency = partnership.agencies.find((one) => one.channel?.channel === channel && channel !== undefined)
  if (!agency)
    return refuse(
      'This channel belongs to no agency that Sightline knows, so nothing of anybody is shown here. Ask in your own chat with Sightline.',
    )
  const belongs = person.holds.some((held) => held.agency === agency.id || held.role === 'ssu')
  if (!belongs)
    return refuse(
      `This channel belongs to ${agency.name}, and you to another organisation. Ask in your own channel, or in your own chat with Sightline.`,
    )
  const rounds = grouped(await views.rounds(), await views.views({ agency: agency.id }))
  return { partnership, person, own: [{ agency, rounds }], whole: [], wholeTitle: '' }
}

const inPerson = async (room: ArrivalRoom, partnership: Partnership, person: Person): Promise<Sight> => {
  const [rounds, all] = [await room.views.rounds(), await room.views.views()]
  const roundOf = new Map(rounds.map((round) => [round.id, round]))
  const agencies = partnership.agencies.filter(({ id }) => person.holds.some((held) => held.agency === id))
  const own = agencies.map((agency) => ({
    agency,
    rounds: grouped(
      rounds,
      all.filter((view) => {
        const round = roundOf.get(view.request.round)
        return view.request.agency === agency.id && round !== undefined && isOwn(actorIn(room, person, round), view)
      }),
    ),
  }))
  const whole = grouped(
    rounds.filter((round) => seesWhole(person, round)),
    all,
  )
  const isUnit = person.holds.some(({ role }) => role === 'ssu')
  const group = partnership.groups.find(({ id }) => person.holds.some((held) => held.group === id))
  return { partnership, person, own, whole, wholeTitle: isUnit || !group ? partnership.labels.partnership : group.name }
}

/** What somebody may see, or why nothing: in a channel the agency it is bound to and no other, in person what is their own. */
export const sightOf = async (room: ArrivalRoom, { by, place }: FromSomebody): Promise<Sight | Refused> => {
  const partnership = await room.views.partnership()
  const person = personOf(partnership, by)
  if ('refusal' in person) return person
  return place.personal ? inPerson(room, partnership, person) : inChannel(room, partnership, person, place.channel)
}
