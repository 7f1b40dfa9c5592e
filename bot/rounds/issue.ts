import type { Clock } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { type Issue, type IssueFault, type Plan, planRound } from '../../assurance/plan-round.ts'
import type { Filing, Views } from '../../assurance/record.ts'
import type { Refusal } from '../../assurance/request.ts'
import type { PersonRef } from '../../assurance/who.ts'
import { type FiledPlan, filePlan } from './file-plan.ts'
import { joinRound } from './join-round.ts'

/** What issuing leans on. */
export interface IssueRoom {
  readonly views: Views
  readonly filing: Filing
  readonly clock: Clock
  readonly hash: (definition: Definition) => string
  /** What stands for a person in an anonymous round; the same each time, and made by nobody who lacks its key. */
  readonly pseudonym: (round: string, person: PersonRef) => string
  /** Makes or widens the list a definition's requests are filed in; a job with an identity of its own (DESIGN §4). */
  readonly provisionDefinition: (definition: Definition) => Promise<void>
}

/** What issuing did: how many requests are new, how many were asked before. */
export type Issued = FiledPlan

/** Plans an issuing on the partnership and the rounds as they stand: pure but for reading them, and nothing done. */
export const planIssue = async (
  { views, hash, pseudonym }: Pick<IssueRoom, 'views' | 'hash' | 'pseudonym'>,
  issue: Issue,
  by: PersonRef,
  at: Date,
): Promise<{ readonly plan: Plan } | { readonly faults: readonly IssueFault[] }> => {
  const planned = planRound(await views.partnership(), issue, { hash, pseudonym, by, at: at.toISOString() })
  if ('faults' in planned) return planned
  const existing = (await views.rounds()).find(({ id }) => id === planned.plan.round.id)
  if (!existing) return planned
  return joinRound(planned.plan, existing, await views.definition(existing.definition))
}

/**
 * Issues a round in one go (WORK R1): freezes its questions under a content hash, files the round and its requests.
 * Issuing twice asks nobody twice: keys are unique and what exists is left as it is. For the sample's days and tests;
 * people issue through `createRounds`, which goes on after a restart.
 */
export const issueRound = async (
  room: IssueRoom,
  issue: Issue,
  by: PersonRef,
  at: Date = room.clock.now(),
): Promise<Issued | { readonly refusal: Refusal }> => {
  const planned = await planIssue(room, issue, by, at)
  if ('faults' in planned) return { refusal: { say: planned.faults.map(({ say }) => say).join(' ') } }
  const filed = await filePlan(room, planned.plan)
  if ('busyMs' in filed || 'stopped' in filed)
    throw new Error('stopped' in filed ? filed.stopped : 'SharePoint is busy. Issue it again; nobody is asked twice.')
  return filed
}
