import type { Clock } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { type Issue, requestsOf, roundOf } from '../../assurance/issue-round.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Filing, Views } from '../../assurance/record.ts'
import type { Outcome } from '../../assurance/register.ts'
import type { Refusal } from '../../assurance/request.ts'
import { definitionOf } from '../../assurance/tool.ts'
import type { PersonRef } from '../../assurance/who.ts'

/** What issuing leans on. */
export interface IssueRoom {
  readonly views: Views
  readonly filing: Filing
  readonly clock: Clock
  readonly hash: (definition: Definition) => string
  /** Makes or widens the list a definition's requests are filed in; a job with an identity of its own (DESIGN §4). */
  readonly provisionDefinition: (definition: Definition) => Promise<void>
}

/** What issuing did: how many requests are new, how many were asked before. */
export interface Issued {
  readonly round: string
  readonly asked: number
  readonly before: number
}

/**
 * Issues a round (WORK R1): freezes its tool under a content hash, files the round and one request for each case and each
 * agency it may concern. Issuing twice asks nobody twice: keys are unique and what exists is left as it is.
 */
export const issueRound = async (
  room: IssueRoom,
  issue: Issue,
  by: PersonRef,
  at: Date = room.clock.now(),
): Promise<Issued | { readonly refusal: Refusal }> => {
  const partnership = await room.views.partnership()
  const entry = partnership.programme.find(({ id }) => id === issue.programme)
  if (!entry) return { refusal: { say: `The programme has no entry “${issue.programme}”.` } }
  const tool = partnership.tools.find(({ id }) => id === entry.tool)
  if (!tool) return { refusal: { say: `“${entry.title}” has no agreed tool yet, so it cannot be issued.` } }
  const kind = kindOf(tool.kind)
  if (!kind)
    return { refusal: { say: `The tool “${tool.title}” names the kind “${tool.kind}”, which does not exist.` } }
  const read = definitionOf(tool, kind)
  if ('faults' in read)
    return {
      refusal: { say: `The tool “${tool.title}” cannot be issued: ${read.faults.map(({ say }) => say).join(' ')}` },
    }

  const { definition } = read
  const hash = room.hash(definition)
  const round = roundOf(partnership, entry, kind, issue, { family: definition.family, hash })
  await room.provisionDefinition(definition)
  mustHold(await room.filing.addDefinition(hash, definition), 'the definition')
  mustHold(await room.filing.addRound(round), 'the round')

  const drawn = issue.cases.map(({ ref }) => ({ ref, round: round.id, drawnOn: issue.issuedOn, sample: issue.sample }))
  for (const outcome of await room.filing.addCases(drawn)) mustHold(outcome, 'a case reference')

  const done = { by, at: at.toISOString() }
  const known = new Set((await room.views.views({ round: round.id })).map(({ request }) => request.key))
  const requests = requestsOf(partnership, round, issue.cases, done).filter(({ key }) => !known.has(key))
  const outcomes = await room.filing.fileRequests(requests.map((request) => ({ request })))
  for (const outcome of outcomes) mustHold(outcome, 'a request')
  const asked = requests.filter((_, at) => outcomes[at]?.is === 'written')
  await room.filing.appendEvents(asked.flatMap(({ key, facts }) => facts.map((fact) => ({ key, fact }))))
  return { round: round.id, asked: asked.length, before: known.size + requests.length - asked.length }
}

/** Existing already is as good as written; anything else stops the issuing, which can be run again. */
const mustHold = (outcome: Outcome, what: string): void => {
  if (outcome.is === 'written' || outcome.is === 'taken') return
  const why = 'why' in outcome ? outcome.why : 'SharePoint is busy'
  throw new Error(
    `Issuing stopped: ${what} could not be filed (${outcome.is}: ${why}). Issue it again; nobody is asked twice.`,
  )
}
