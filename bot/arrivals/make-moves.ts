import { createHash } from 'node:crypto'
import type { Intake, View } from '../../assurance/record.ts'
import type { Command } from '../../assurance/request.ts'
import type { Person } from '../../assurance/who.ts'

/** What came of making one move on several requests. */
export interface Made {
  readonly received: readonly View[]
  /** The first refusal's sentence, and the requests it and the others were about. */
  readonly refused: readonly { readonly view: View; readonly say: string }[]
}

/**
 * Makes one command on each request. The move's id follows from who, what and `attempt` (which opening of the dialog), so
 * that a button pressed twice, or an invoke that Teams sends again, is one move; without one, from the revision seen.
 */
export const makeMoves = async (
  intake: Intake,
  person: Person,
  views: readonly View[],
  command: Command,
  attempt = '',
): Promise<Made> => {
  const received: View[] = []
  const refused: { view: View; say: string }[] = []
  for (const view of views) {
    const { key, revision } = view.request
    const id = createHash('sha256')
      .update(JSON.stringify([key, attempt || revision, person.oid, person.tid, command]))
      .digest('hex')
      .slice(0, 32)
    const result = await intake.submit(person, { id, key, base: revision, command })
    if ('refusal' in result) refused.push({ view, say: result.refusal.say })
    else received.push(view)
  }
  return { received, refused }
}
