import { decide } from './decide.ts'
import type { Definition, Fault } from './definition.ts'
import { evolve } from './evolve.ts'
import { kindOf } from './kinds/index.ts'
import type { Partnership, PathFault } from './partnership.ts'
import { type Plan, planRound, standingRound } from './plan-round.ts'
import { readAnswers } from './read-answers.ts'
import { type RawCommand, readCommand } from './read-command.ts'
import type { Command, Move, Request } from './request.ts'
import { opened } from './round-requests.ts'
import { concernedBy, type Sample, type SampleAnswer } from './sample.ts'
import { type Person, type PersonRef, sightline } from './who.ts'

/** Stands for what only the running product has: nothing that is rehearsed is kept. */
const pseudonym = (_: string, { oid }: PersonRef): string => `p-${oid}`
const hash = (definition: Definition): string => `${definition.family} ${definition.title}`

/** The plan of each sample round, or why it would not be issued. */
export const planSample = (
  partnership: Partnership,
  rounds: Sample['rounds'],
): { readonly plans: readonly Plan[]; readonly faults: readonly PathFault[] } => {
  const planned = rounds.map((round) =>
    planRound(partnership, round, { hash, pseudonym, by: sightline, at: `${round.issuedOn}T09:00:00.000Z` }),
  )
  return {
    plans: planned.flatMap((one) => ('plan' in one ? [one.plan] : [])),
    faults: planned.flatMap((one, at) =>
      'faults' in one
        ? one.faults.map(({ field, say }) => ({
            path: ['rounds', at, field],
            say: `round “${rounds[at]?.id}” cannot be issued: ${say}`,
          }))
        : [],
    ),
  }
}

/** The questions of requests that agencies open by themselves. */
export const standingDefinition = (partnership: Partnership, kind: string): Definition | undefined => {
  const found = kindOf(kind)
  if (!found?.askedBy.includes('agency')) return undefined
  return standingRound(partnership, found, partnership.groups[0]?.id ?? '', { hash }).definition
}

/** What sharing early opens, as it is before its move is laid on. */
const openedBy = (partnership: Partnership, { agency, opens }: SampleAnswer, at: number): Request | undefined => {
  const kind = opens && kindOf(opens.kind)
  if (!opens || !kind) return undefined
  const { round } = standingRound(partnership, kind, opens.group, { hash })
  return opened(round, agency, `sample-${at + 1}`, opens.group)
}

/** The words of a move that opens a request, which `readCommand` leaves to whoever opens it. */
export const readShare = (
  raw: RawCommand,
  opens: Request,
  definition: Definition,
): { readonly command: Command } | { readonly faults: readonly Fault[] } => {
  const { answers } = raw
  const read = readAnswers(definition, typeof answers === 'object' && answers !== null ? { ...answers } : {})
  return 'faults' in read ? read : { command: { do: 'share', answers: read.answers, opens } }
}

/** What rehearsing came to: the requests as the moves leave them, and the moves that did not go. */
export interface Rehearsed {
  readonly requests: readonly Request[]
  readonly faults: readonly PathFault[]
}

/**
 * Makes every sample move in its order on the requests its rounds would ask, through the rules everybody's moves go
 * through, and says which would be refused or would change nothing. `partnership` is the one with the sample laid on.
 */
export const rehearseSample = (
  partnership: Partnership,
  answers: Sample['answers'],
  plans: readonly Plan[],
): Rehearsed => {
  const requests = new Map(plans.flatMap((plan) => plan.requests.map((request) => [request.key, request])))
  const definitions = new Map(plans.map(({ round, definition }) => [round.id, definition]))
  const faults: PathFault[] = []
  const made = new Set<string>()
  // What comes after a fault on the same request would only be refused for it.
  const spoilt = new Set<string>()

  const make = (answer: SampleAnswer, at: number, person: Person, request: Request, definition: Definition) => {
    const { on, command: raw } = answer
    if (spoilt.has(request.key)) return
    const say = (field: string, words: string) => {
      spoilt.add(request.key)
      faults.push({ path: ['moves', at, field], say: `move ${at + 1} (${raw.do} by “${answer.by}”) ${words}` })
    }
    const actor = { ...person, pseudonym: pseudonym(request.round, person) }
    const id = `${on} ${raw.do} ${request.key}`
    const given = { request, definition, partnership, actor, today: on }
    const command = raw.do === 'share' ? readShare(raw, request, definition) : readCommand(raw, given)
    if ('faults' in command) {
      for (const { field, say: words } of command.faults) say(field, `does not read well, “${field}”: ${words}`)
      return
    }
    const move: Move = {
      id,
      key: request.key,
      base: request.revision,
      by: person,
      on: `${on}T10:30:00.000Z`,
      command: command.command,
    }
    const decision = decide({ request, definition }, move, actor)
    if ('refusal' in decision) say('do', `would be refused on ${request.key}: ${decision.refusal.say}`)
    else if (decision.facts.length === 0 || made.has(id)) say('do', `changes nothing on ${request.key}.`)
    else {
      made.add(id)
      const laid = decision.facts.reduce((one, fact) => evolve(one, fact, move), request)
      requests.set(request.key, laid)
    }
  }

  for (const [at, answer] of answers.entries()) {
    const person = partnership.people.find(({ id }) => id === answer.by)
    if (!person) continue
    const opening = openedBy(partnership, answer, at)
    const definition = answer.opens
      ? standingDefinition(partnership, answer.opens.kind)
      : definitions.get(answer.round ?? '')
    const concerned = opening
      ? [opening]
      : concernedBy(answer, [...requests.values()], person, pseudonym(answer.round ?? '', person))
    if (concerned.length === 0 || !definition)
      faults.push({
        path: ['moves', at],
        say: `move ${at + 1} is about nothing: “${answer.agency}” is not asked that in “${answer.round}”.`,
      })
    else for (const request of concerned) make(answer, at, person, request, definition)
  }
  return { requests: [...requests.values()], faults }
}
