import type { Round } from '../../assurance/record.ts'
import { type Doing, moves, type Request } from '../../assurance/request.ts'
import { type Actor, relationsTo } from '../../assurance/who.ts'

/** Moves by which an agency answers; none of them once the SSU has closed the round (WORK R2). */
export const agencyAnswers: ReadonlySet<Doing> = new Set(['confirm-key', 'return', 'nil', 'reverse-nil'])

/** What this person may do to a request now: the table of moves, and not what it would refuse at once. */
export const mayNow = (actor: Actor, request: Request, round: Round | undefined): readonly Doing[] => {
  const relations = relationsTo(actor, request)
  return (Object.keys(moves) as Doing[]).filter((doing) => {
    const rule = moves[doing]
    if (round?.closed && agencyAnswers.has(doing)) return false
    if (!rule.from.includes(request.state) || !rule.by.some((relation) => relations.has(relation))) return false
    if (doing === 'confirm-key') return request.caseRef !== undefined && !request.keyConfirmed
    if (doing === 'reverse-nil') return request.nil !== undefined
    const awaitsKey = request.caseRef !== undefined && !request.keyConfirmed
    if (doing === 'nil' || doing === 'return') return !awaitsKey && !(doing === 'return' && request.nil)
    return true
  })
}
