import { type Instant, type IsoDate, isIsoDate, londonTime, sayDay, sayMoment } from './dates.ts'
import type { Definition, Fault } from './definition.ts'
import { readAnswers } from './read-answers.ts'
import { nilLabels, readNil } from './read-nil.ts'
import type { Command, Doing, Move, Refusal, Request } from './request.ts'
import { type Actor, samePerson } from './who.ts'

/** What a guard is given: where the request stands, what it was asked with, who does what, and whether the round is closed. */
export interface Guarded<Name extends Doing = Doing> {
  readonly request: Request
  readonly definition: Definition
  readonly command: Extract<Command, { do: Name }>
  readonly move: Move
  readonly actor: Actor
}

/** Why a move is not made though its state and relation permit it; `'done'` where it was made already. */
type Guard<Name extends Doing> = (given: Guarded<Name>) => Refusal | 'done' | undefined

const firstFault = (read: { readonly faults: readonly Fault[] } | object): Refusal | undefined => {
  const fault = 'faults' in read ? read.faults[0] : undefined
  return fault && { say: fault.say, field: fault.field }
}

/** The review as one definition, so that ratings are read as answers are. */
export const reviewDefinition = (definition: Definition): Definition => {
  const { sections = [], fields = [] } = definition.review ?? {}
  return { ...definition, sections, fields }
}

const day = (given: IsoDate, field: string, after: IsoDate, say: string): Refusal | undefined =>
  isIsoDate(given) && given > after ? undefined : { say, field }

const dayOf = (moment: Instant): IsoDate => londonTime(new Date(moment)).day

const keyFirst: Refusal = {
  say: 'Please confirm first that you have the case key; it says which child or adult the reference is. Choose “I have the case key”.',
}
const awaitsKey = (request: Request): boolean => request.caseRef !== undefined && !request.keyConfirmed

/** Who answered and when, for somebody who answers second. */
export const sayReturned = (request: Request): string => {
  const { returned, nil } = request
  if (!returned) return 'This request has not been answered yet.'
  const how = nil ? `answered “${nilLabels[nil.kind]}”` : 'returned this'
  return `${returned.by.name} ${how} on ${sayMoment(returned.at)}.`
}

const judged = ({
  definition,
  command,
  move,
  actor,
  request,
}: Guarded<'accept'> | Guarded<'rate'> | Guarded<'send-back'>): Refusal | undefined => {
  const { review } = definition
  if (review?.how === 'none' && command.do !== 'send-back')
    return { say: 'Returns of this kind are not reviewed one by one.' }
  if (command.do === 'accept' && review?.how === 'rate')
    return { say: 'This return is rated: please give each judgement, then it is accepted.' }
  if (command.do === 'rate' && (!review || review.how === 'accept'))
    return { say: 'Returns of this kind are accepted as they are; there is nothing to rate.' }
  if (move.base !== request.revision)
    return { say: 'This return has changed since you opened it. Read it again, then decide.' }
  // Whoever answered it cannot judge it, whatever other role they hold (WORK R6).
  if (request.returned && samePerson(request.returned.by, actor))
    return { say: 'You answered this yourself, so somebody else has to review it.' }
  return undefined
}

/** What is checked of each move beyond the table of moves; a move without a guard has nothing more to hold. */
export const guards: { readonly [Name in Doing]?: Guard<Name> } = {
  'confirm-key': ({ request }) => (request.keyConfirmed ? 'done' : undefined),
  invite: ({ request, definition, command }) => {
    if (!definition.parts?.some(({ id }) => id === command.part))
      return { say: 'This return has no such part.', field: 'part' }
    const same = request.parts?.find(({ part, to }) => part === command.part && samePerson(to, command.to))
    // Invited again after handing it in, somebody starts anew.
    return same && same.done === undefined ? 'done' : undefined
  },
  'finish-part': ({ request, command, actor }) => {
    const own = request.parts?.find(({ part, to }) => part === command.part && samePerson(to, actor))
    if (!own) return { say: 'This part was given to somebody else. Ask your manager if it should be yours.' }
    return undefined
  },
  share: ({ definition, command }) => firstFault(readAnswers(definition, command.answers)),
  return: (given) => {
    const { request, definition, command, move } = given
    if (awaitsKey(request)) return keyFirst
    if (request.state === 'returned' && move.base !== request.revision)
      return { say: `${sayReturned(request)} Open it again to read it; you can correct it until it is reviewed.` }
    return firstFault(readAnswers(definition, command.answers))
  },
  nil: (given) => {
    if (!given.definition.nil) return { say: 'This request has no “not known” answer. Please answer the questions.' }
    if (awaitsKey(given.request)) return keyFirst
    return firstFault(readNil(given.command.nil, given.move.on.slice(0, 10)))
  },
  'reverse-nil': ({ request }) => (request.nil ? undefined : { say: 'There is no nil return to reverse here.' }),
  'hand-over': ({ request, command }) =>
    request.handed && samePerson(request.handed.to, command.to) ? 'done' : undefined,
  'ask-extension': ({ request, command }) =>
    request.extension && !request.extension.decided
      ? {
          say: `${request.extension.asked.by.name} has asked for more time already, until ${sayDay(request.extension.until)}. The SSU has yet to decide.`,
        }
      : day(
          command.until,
          'until',
          request.dueOn,
          `Please choose a day after ${sayDay(request.dueOn)}, when it is due.`,
        ),
  'grant-extension': ({ request, command }) => {
    if (!request.extension || request.extension.decided)
      return { say: 'No more time is being asked for here. You can change the due date instead.' }
    return day(
      command.until,
      'until',
      request.dueOn,
      `Please choose a day after ${sayDay(request.dueOn)}, when it is due.`,
    )
  },
  'refuse-extension': ({ request }) =>
    request.extension && !request.extension.decided ? undefined : { say: 'No more time is being asked for here.' },
  'set-due': ({ request, command }) => {
    if (command.dueOn === request.dueOn) return 'done'
    return day(
      command.dueOn,
      'dueOn',
      request.issuedOn,
      `Please choose a day after ${sayDay(request.issuedOn)}, when it was asked.`,
    )
  },
  'answer-question': ({ request }) => {
    if (!request.question) return { say: 'Nothing has been asked here.' }
    return undefined
  },
  remind: ({ request, move }) =>
    request.reminded && dayOf(request.reminded.at) === dayOf(move.on)
      ? { say: `${request.reminded.by.name} has sent a reminder today already. One a day is enough.` }
      : undefined,
  release: ({ request, command }) =>
    request.released?.rung === command.rung && request.released.dueOn === request.dueOn ? 'done' : undefined,
  accept: judged,
  'send-back': judged,
  rate: (given) => judged(given) ?? firstFault(readAnswers(reviewDefinition(given.definition), given.command.ratings)),
}

/** Texts that say why or what; none of them may be empty. */
export const mustSay: { readonly [Name in Doing]?: { readonly field: string; readonly say: string } } = {
  'send-back': { field: 'reason', say: 'Please give the reason in a sentence; it is kept with the request.' },
  excuse: { field: 'reason', say: 'Please give the reason in a sentence; it is kept with the request.' },
  withdraw: { field: 'reason', say: 'Please give the reason in a sentence; it is kept with the request.' },
  'set-due': { field: 'reason', say: 'Please say why the day changes; the agency is told.' },
  'ask-extension': { field: 'reason', say: 'Please say why more time is needed.' },
  'refuse-extension': { field: 'reason', say: 'Please say why not; the agency is told.' },
  'ask-question': { field: 'question', say: 'Please write your question.' },
  'answer-question': { field: 'answer', say: 'Please write your answer.' },
}

/** Moves that only hold while the round is open: what an agency answers with (WORK R2). */
export const endsWithRound: ReadonlySet<Doing> = new Set<Doing>([
  'confirm-key',
  'invite',
  'finish-part',
  'return',
  'nil',
  'reverse-nil',
  'hand-over',
  'ask-extension',
  'grant-extension',
  'set-due',
  'ask-question',
  'remind',
  'release',
])

/** Which relations may judge a return of this definition, of those the table names. */
export const judges = (definition: Definition): readonly string[] => definition.review?.by ?? ['ssu', 'group']
