import type { IsoDate } from './dates.ts'
import type { Kind } from './kinds/kind.ts'
import type { Partnership, ProgrammeEntry } from './partnership.ts'
import type { Round } from './record.ts'
import { type Fact, type Request, requestKey } from './request.ts'
import type { PersonRef } from './who.ts'

/** What the SSU decides when it issues a round: the entry of the programme, days, and the cases with the agencies each concerns. */
export interface Issue {
  readonly programme: string
  readonly issuedOn: IsoDate
  readonly dueOn: IsoDate
  readonly cases: readonly { readonly ref: string; readonly agencies: readonly string[] }[]
  readonly ladder?: string
  readonly sample: boolean
}

/** The round of an entry of the programme, with the frozen definition's family and hash. */
export const roundOf = (
  partnership: Partnership,
  entry: ProgrammeEntry,
  kind: Kind,
  issue: Issue,
  frozen: { readonly family: string; readonly hash: string },
): Round => ({
  id: entry.id,
  partnership: partnership.id,
  kind: kind.id,
  programme: entry.id,
  title: entry.title,
  why: entry.why,
  clause: entry.clause,
  group: entry.group,
  definition: frozen.hash,
  family: frozen.family,
  ladder: issue.ladder ?? kind.ladder.id,
  issuedOn: issue.issuedOn,
  dueOn: issue.dueOn,
  closed: false,
  sample: issue.sample,
})

/**
 * One request for each case and each agency it may concern (WORK R1, A3), for agencies that are asked. The keys are
 * readable and unique, so that issuing twice asks nobody twice.
 */
export const requestsOf = (
  partnership: Partnership,
  round: Round,
  cases: Issue['cases'],
  done: { readonly by: PersonRef; readonly at: string },
): readonly Request[] => {
  const asked = new Set(partnership.agencies.filter((agency) => agency.asked).map(({ id }) => id))
  return cases.flatMap(({ ref, agencies }) =>
    agencies
      .filter((agency) => asked.has(agency))
      .map((agency): Request => {
        const key = requestKey({
          partnership: partnership.id,
          kind: round.kind,
          round: round.id,
          caseRef: ref.toLowerCase(),
          agency,
        })
        const fact: Fact = {
          number: 1,
          move: `ask:${key}`,
          is: 'ask',
          from: 'none',
          to: 'asked',
          by: done.by,
          at: done.at,
        }
        return {
          key,
          partnership: partnership.id,
          kind: round.kind,
          round: round.id,
          agency,
          caseRef: ref,
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
      }),
  )
}
