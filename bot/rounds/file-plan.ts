import type { Definition } from '../../assurance/definition.ts'
import type { Plan } from '../../assurance/plan-round.ts'
import type { Filing, Views } from '../../assurance/record.ts'
import type { Outcome } from '../../assurance/register.ts'
import type { Request } from '../../assurance/request.ts'

/** What filing a plan leans on. */
export interface PlanRoom {
  readonly views: Views
  readonly filing: Filing
  readonly provisionDefinition: (definition: Definition) => Promise<void>
}

/** A plan filed to its last row: how many requests are new, how many were asked before. */
export interface FiledPlan {
  readonly round: string
  readonly asked: number
  readonly before: number
}

/** Why filing a plan ended early: SharePoint is busy or did not answer and it is to be tried again, or it refuses. */
export type Unfiled = { readonly busyMs: number } | { readonly stopped: string }

/** Who follows a filing: told how many are asked by now, and may end it between two chunks. */
interface Following {
  readonly onProgress?: (asked: number) => Promise<void>
  readonly signal?: AbortSignal
}

/** Rows that are written at once: a few batches, after which it is said how far it has come. */
const chunk = 60
/** How long to wait where SharePoint gave no answer and named no time. */
const unansweredMs = 2_000

/** Existing already is as good as written. Undefined where all is well. */
const heldUp = (outcomes: readonly Outcome[], what: string): Unfiled | undefined => {
  for (const outcome of outcomes) {
    if (outcome.is === 'refused')
      return {
        stopped: `SharePoint refused ${what}: ${outcome.why} Mend that and issue it again; nobody is asked twice.`,
      }
    if (outcome.is === 'stale')
      return { stopped: `Somebody changed ${what} at the same moment. Issue it again; nobody is asked twice.` }
  }
  const waits = outcomes.flatMap((outcome) =>
    outcome.is === 'busy' ? [outcome.afterMs] : outcome.is === 'unknown' ? [unansweredMs] : [],
  )
  return waits.length > 0 ? { busyMs: Math.max(...waits) } : undefined
}

/**
 * Files what was planned: the frozen questions, the round, the references drawn and the requests, in that order, so that a
 * request never lies in a list whose questions are unknown. Filing it again goes on where it ended.
 */
export const filePlan = async (
  { views, filing, provisionDefinition }: PlanRoom,
  { kind, round, definition, requests }: Plan,
  { onProgress, signal }: Following = {},
): Promise<FiledPlan | Unfiled> => {
  const known = new Set((await views.views({ round: round.id })).map(({ request }) => request.key))
  const missing = requests.filter(({ key }) => !known.has(key))
  if (missing.length === 0) return { round: round.id, asked: 0, before: requests.length }

  await provisionDefinition(definition)
  const early =
    heldUp([await filing.addDefinition(round.definition, definition)], 'the questions') ??
    heldUp([await filing.addRound(round)], 'the round')
  if (early) return early
  if (kind.asks === 'agency-and-case') {
    const refs = [...new Set(missing.flatMap(({ caseRef }) => caseRef ?? []))]
    const drawn = refs.map((ref) => ({ ref, round: round.id, drawnOn: round.issuedOn, sample: round.sample }))
    const held = heldUp(await filing.addCases(drawn), 'a case reference')
    if (held) return held
  }

  let before = requests.length - missing.length
  let asked = 0
  for (let from = 0; from < missing.length; from += chunk) {
    const some = missing.slice(from, from + chunk)
    const outcomes = await filing.fileRequests(some.map((request) => ({ request })))
    const written = some.filter((_, at) => outcomes[at]?.is === 'written')
    await appendFacts(filing, written)
    asked += written.length
    before += outcomes.filter(({ is }) => is === 'taken').length
    await onProgress?.(before + asked)
    const held = heldUp(outcomes, 'a request')
    if (held) return held
    if (signal?.aborted) return { busyMs: 0 }
  }
  return { round: round.id, asked, before }
}

/** Facts that are not copied now keep riding in their rows until they are. */
const appendFacts = async (filing: Filing, requests: readonly Request[]): Promise<void> => {
  if (requests.length > 0)
    await filing.appendEvents(requests.flatMap(({ key, facts }) => facts.map((fact) => ({ key, fact }))))
}
