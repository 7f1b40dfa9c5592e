import type { Kind } from './kinds/kind.ts'
import type { Partnership } from './partnership.ts'
import type { Issue, Planning } from './plan-round.ts'
import type { Round } from './record.ts'
import { type Fact, type Request, requestKey } from './request.ts'
import { sightline } from './who.ts'

const asked = (round: Round, planning: Planning, agency: string, ref: string | undefined): Request => {
  const { partnership, kind } = round
  const key = requestKey({ partnership, kind, round: round.id, agency, ...(ref ? { ref } : {}) })
  const fact: Fact = {
    number: 1,
    move: `ask:${key}`,
    is: 'ask',
    from: 'none',
    to: 'asked',
    by: planning.by,
    at: planning.at,
  }
  return {
    key,
    partnership,
    kind,
    round: round.id,
    agency,
    group: round.group,
    definition: round.definition,
    family: round.family,
    state: 'asked',
    issuedOn: round.issuedOn,
    dueOn: round.dueOn,
    revision: 1,
    sample: round.sample,
    moves: [fact.move],
    facts: [fact],
  }
}

/** One request for each agency, case or need, or person; keys are readable and unique, so that issuing twice asks nobody twice. */
export const requestsOf = (
  { people }: Partnership,
  round: Round,
  kind: Kind,
  issue: Issue,
  planning: Planning,
): readonly Request[] => {
  switch (kind.asks) {
    case 'agency':
      return [...new Set(issue.agencies)].map((agency) => asked(round, planning, agency, undefined))
    case 'agency-and-case':
      return issue.cases.flatMap(({ ref, agencies }) =>
        agencies.map((agency) => ({ ...asked(round, planning, agency, ref), caseRef: ref })),
      )
    case 'agency-and-need':
      return issue.cases.flatMap(({ ref, title = ref, agencies }) =>
        agencies.map((agency) => ({ ...asked(round, planning, agency, ref), about: { ref, title } })),
      )
    case 'person':
      return people
        .filter(({ id }) => issue.people?.includes(id))
        .flatMap((person) => {
          const agency = person.holds.find((held) => held.agency !== undefined)?.agency
          if (!agency) return []
          const pseudonym = planning.pseudonym(round.id, person)
          const who = round.anonymous
            ? { pseudonym }
            : { person: { oid: person.oid, tid: person.tid, name: person.name } }
          return [{ ...asked(round, planning, agency, pseudonym), ...who }]
        })
  }
}

/** A request that an agency opens by itself: in no state until its first move is filed. */
export const opened = (round: Round, agency: string, ref: string, group: string): Request => {
  const request = asked(round, { by: sightline, at: '', hash: () => '', pseudonym: () => '' }, agency, ref)
  return { ...request, group, revision: 0, moves: [], facts: [] }
}
