import type { IsoDate } from '../../../assurance/dates.ts'
import { auditReturn } from '../../../assurance/kinds/audit-return/kind.ts'
import type { RungSent } from '../../../assurance/ladder.ts'
import type { Partnership } from '../../../assurance/partnership.ts'
import type { Delivery, Round } from '../../../assurance/record.ts'
import type { Request } from '../../../assurance/request.ts'
import { addWorkingDays } from '../../../assurance/working-days.ts'
import { definitionHash } from '../../../graph/hash.ts'
import { buildAgency, buildCalendar, buildPartnership, buildPerson } from '../../support/build-partnership.ts'
import { buildDefinition, buildDelivery, buildRequest, buildRound } from '../../support/build-request.ts'

export const today: IsoDate = '2026-11-18'
const calendar = buildCalendar()
const dayOf = (count: number) => addWorkingDays(calendar, today, count)

/** So much of it: `agencies` × `rounds` × `cases` requests are open, `owing` of which have just come to owe a rung. */
export interface Extent {
  readonly agencies: number
  readonly rounds: number
  readonly cases: number
  readonly families: number
  readonly owing: number
}

export const extent: Extent = { agencies: 400, rounds: 25, cases: 10, families: 5, owing: 500 }

const partnershipOf = ({ agencies }: Extent): Partnership => {
  const ids = Array.from({ length: agencies }, (_, at) => `agency-${at + 1}`)
  return buildPartnership({
    agencies: ids.map((id) => buildAgency(id, { channel: { team: `team-${id}`, channel: `19:${id}@thread.tacv2` } })),
    people: ids.flatMap((id) => [
      buildPerson(`${id}-representative`, 'Rowan Sample', [{ role: 'representative', agency: id }]),
      buildPerson(`${id}-lead`, 'Ines Sample', [{ role: 'lead', agency: id }]),
    ]),
    ladders: [auditReturn.ladder],
  })
}

/** Rounds due from nine working days ago to many weeks ahead: late ones, some soon due, most with time. */
const roundsOf = (
  { rounds, families }: Extent,
  definitions: readonly { hash: string; family: string }[],
): readonly Round[] =>
  Array.from({ length: rounds }, (_, at) => {
    const { hash = '', family = '' } = definitions[at % families] ?? {}
    return buildRound({
      id: `round-${at + 1}`,
      title: `Round ${at + 1}`,
      dueOn: dayOf(3 * at - 9),
      issuedOn: '2026-09-07',
      definition: hash,
      family,
    })
  })

/** Every request of these rounds. Those that owe got another due day lately, of which today is the fifth working day before. */
const requestsOf = ({ agencies, cases, owing }: Extent, rounds: readonly Round[]): readonly Request[] => {
  const all = rounds.flatMap((round) =>
    Array.from({ length: agencies * cases }, (_, at) =>
      buildRequest({
        round: round.id,
        agency: `agency-${(at % agencies) + 1}`,
        caseRef: `c-${Math.floor(at / agencies)}`,
        definition: round.definition,
        family: round.family,
        issuedOn: round.issuedOn,
        dueOn: round.dueOn,
        revision: 2,
        moves: [`ask-${at}`, `confirm-${at}`],
      }),
    ),
  )
  const each = Math.floor(all.length / owing) - 1
  return all.map((request, at) => (at % each === 0 && at / each < owing ? { ...request, dueOn: dayOf(5) } : request))
}

/** What went to the agencies before today: the card of each round, and a digest for each day on which rungs were reached. */
const deliveriesOf = (rounds: readonly Round[], requests: readonly Request[]): readonly Delivery[] => {
  const asks = new Map<string, Delivery>()
  const digests = new Map<string, RungSent[]>()
  const titles = new Map(rounds.map((round) => [round.id, round]))
  for (const { key, agency, round, dueOn } of requests) {
    const ask = `sample/ask:${round}:${agency}`
    if (!asks.has(ask))
      asks.set(ask, buildDelivery({ key: ask, sort: 'ask', agency, round, day: titles.get(round)?.issuedOn ?? today }))
    for (const { day } of auditReturn.ladder.rungs.filter(({ to }) => to !== 'chair')) {
      const on = addWorkingDays(calendar, dueOn, day)
      if (on >= today) continue
      const digest = `${agency} ${on}`
      const rungs = digests.get(digest) ?? []
      digests.set(digest, [...rungs, { request: key, rung: day, dueOn }])
    }
  }
  const told = [...digests].map(([at, rungs]) => {
    const [agency = '', day = today] = at.split(' ')
    return buildDelivery({ key: `sample/digest:${agency}:${day}`, agency, day, rungs })
  })
  return [...asks.values(), ...told].map((one) => ({ ...one, activity: '1', conversation: `19:${one.agency}` }))
}

/** All of it, the same in every process. */
export const openRequests = () => {
  const definitions = Array.from({ length: extent.families }, (_, at) =>
    buildDefinition({ family: `audit-return/tool-${at + 1}`, title: `Tool ${at + 1}` }),
  )
  const frozen = definitions.map((definition) => ({ definition, hash: definitionHash(definition) }))
  const rounds = roundsOf(
    extent,
    frozen.map(({ definition, hash }) => ({ hash, family: definition.family })),
  )
  return {
    partnership: partnershipOf(extent),
    calendar,
    frozen,
    rounds,
    /** Made when asked for, since they are many. */
    requests: () => requestsOf(extent, rounds),
    deliveries: (requests: readonly Request[]) => deliveriesOf(rounds, requests),
  }
}
