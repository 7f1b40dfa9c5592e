import { sayShortDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { IssueFault, Plan } from '../../assurance/plan-round.ts'
import type { Round } from '../../assurance/record.ts'

const fault = (say: string) => ({ faults: [{ field: 'title', say }] })

/**
 * A plan whose round exists already: what is asked in addition is asked in the words frozen then, so that one round never
 * holds two versions of a question. Another thing under the same name is refused, not mixed in.
 */
export const joinRound = (
  plan: Plan,
  existing: Round,
  frozen: Definition | undefined,
): { readonly plan: Plan } | { readonly faults: readonly IssueFault[] } => {
  const { round, kind } = plan
  if (existing.closed)
    return fault(
      `“${existing.title}” was issued on ${sayShortDay(existing.issuedOn)} and is closed. Reopen it first, or give this one a title or period of its own.`,
    )
  const same = existing.definition === round.definition
  // A tool's rows may have been reworded since: the round goes on with the words it was issued with.
  const reworded = kind.fields.from === 'tool' && existing.family === round.family && frozen !== undefined
  if (existing.kind !== round.kind || existing.anonymous !== round.anonymous || !(same || reworded))
    return fault(
      `Something else was issued under this title on ${sayShortDay(existing.issuedOn)}. Give this one a title or period of its own.`,
    )
  const definition = same ? plan.definition : (frozen ?? plan.definition)
  return {
    plan: {
      ...plan,
      round: existing,
      definition,
      requests: plan.requests.map((request) => ({ ...request, definition: existing.definition })),
    },
  }
}
