import type { Request as Incoming } from 'restify'
import { isTheirs } from '../../assurance/decide.ts'
import type { Definition, Fault } from '../../assurance/definition.ts'
import { readAnswers } from '../../assurance/read-answers.ts'
import { type RawCommand, readCommand } from '../../assurance/read-command.ts'
import { isOpen } from '../../assurance/request.ts'
import { isObject } from './bodies.ts'
import { type Earlier, readEarlier } from './earlier-answers.ts'
import { checkEvidence } from './evidence.ts'
import type { Raw } from './form-model.ts'
import { isUnread } from './offered-moves.ts'
import { draftOwner, onlyAsked, onlyParts, partsOf, readHandedIn, withoutHandedIn } from './parts.ts'
import type { Viewer } from './permissions.ts'
import { readMove } from './read-move.ts'
import { type Answered, bodyOf, Refused } from './replies.ts'
import type { Access, Opened, TabDeps } from './tab-access.ts'

const refusedWith = (faults: readonly Fault[]): Answered => ({ status: 422, body: { refusal: faults[0], faults } })

/** Keeps what somebody typed: a contributor's own parts alone; for whoever submits, less what repeats their colleagues' words. */
const keepDraft = async ({ drafts }: TabDeps, opened: Opened, definition: Definition, raw: Raw): Promise<string> => {
  const { request, viewer, reaches } = opened
  const owner = draftOwner(viewer, request)
  if (reaches('handed-in')) {
    const handedIn = await readHandedIn(drafts, request, definition, viewer)
    return drafts.save(request.key, owner, withoutHandedIn(raw, handedIn))
  }
  const open = partsOf(request, viewer).filter(({ done }) => done === undefined)
  if (open.length === 0)
    throw new Refused(
      409,
      'You have handed in your part, so it is kept as it was. Hand it in again, or ask your manager to invite you to it again.',
    )
  // A part handed in earlier keeps its words beside those of the parts still open.
  const mine = onlyParts(
    definition,
    open.map(({ part }) => part),
  )
  const before = (await drafts.read(request.key, owner))?.raw ?? {}
  const others = Object.fromEntries(Object.entries(before).filter(([id]) => !mine.fields.some((one) => one.id === id)))
  return drafts.save(request.key, owner, { ...others, ...onlyAsked(raw, mine) })
}

/** Why nothing more is kept for this request; undefined where it can still be answered. */
const sayOver = ({ request, round, reaches }: Opened): string | undefined => {
  if (round?.closed)
    return 'The SSU has closed this round, so drafts are no longer kept. Your words are still here to copy; speak to the SSU.'
  if (request.state === 'accepted' || request.state === 'excused' || request.state === 'withdrawn')
    return 'This request is over, so drafts are no longer kept. Your words are still here to copy; speak to the SSU.'
  if (request.state === 'returned' && !reaches('handed-in'))
    return 'This return has been sent, so nothing more is needed for your part. Your words are still here to copy.'
  return undefined
}

/** `PUT /api/draft`: keeps what somebody has typed, as typed, for them alone. */
export const saveDraft =
  (deps: TabDeps, { open, definitionOf }: Access) =>
  async (viewer: Viewer, req: Incoming): Promise<Answered> => {
    const body = bodyOf(req)
    const { key, raw } = isObject(body) ? body : {}
    if (typeof key !== 'string' || !isObject(raw))
      throw new Refused(
        400,
        'This draft could not be read, so it was not saved. Your words are still on this page; copy them before you reload it.',
      )
    const opened = await open(viewer, key, 'draft')
    const over = sayOver(opened)
    if (over) throw new Refused(409, over)
    return {
      status: 200,
      body: { savedAt: await keepDraft(deps, opened, await definitionOf(opened.request), raw) },
    }
  }

/**
 * Checks the words of the part somebody hands in, and keeps them: every fault where there are some. What was handed in
 * before stays as it was until it is handed in anew without a fault, so that nobody reads it half changed.
 */
const finishPart = async (
  { drafts, sign }: TabDeps,
  opened: Opened,
  definition: Definition,
  command: RawCommand,
): Promise<readonly Fault[]> => {
  const { request, viewer } = opened
  const { part, answers } = command
  const own = partsOf(request, viewer).find((one) => one.part === part)
  if (!own || !isObject(answers) || !isOpen(request) || sayOver(opened)) return []
  const asked = onlyParts(definition, [own.part])
  const checked = checkEvidence(sign, request, asked, onlyAsked(answers, asked))
  if ('faults' in checked) return checked.faults
  const read = readAnswers(asked, checked.raw)
  if ('answers' in read || own.done === undefined) {
    const owner = draftOwner(viewer, request)
    const before = (await drafts.read(request.key, owner))?.raw ?? {}
    const others = Object.entries(before).filter(([id]) => !asked.fields.some((one) => one.id === id))
    await drafts.save(request.key, owner, { ...Object.fromEntries(others), ...checked.raw })
  }
  return 'faults' in read ? read.faults : []
}

const nothingEarlier: Earlier = { answers: {} }

/**
 * `POST /api/moves`: 202 with when it was received; 409 or 422 with the refusal, and with every fault beside its field where
 * it is the words; 400 where it is no move, 403 where it is not theirs to make.
 */
export const submitMove =
  (deps: TabDeps, { open, definitionOf, today }: Access) =>
  async (somebody: Viewer, req: Incoming): Promise<Answered> => {
    const { views, intake, sign } = deps
    const move = readMove(bodyOf(req))
    if (typeof move === 'string') throw new Refused(400, move)
    const { id, key, base } = move
    const opened = await open(somebody, key, 'request')
    const { request, round, viewer } = opened
    const definition = await definitionOf(request)
    if (!isTheirs(move.command.do, { request, definition }, viewer))
      throw new Refused(
        403,
        'This is for another agency or role to do, so it was not done. Ask the SSU if it should be yours.',
      )
    if (isUnread(move.command.do, opened))
      throw new Refused(
        403,
        'The SSU has not released this round to the group yet, so it cannot be reviewed. Ask the SSU to release it.',
      )

    let command = move.command
    const answers = command['answers']
    if (command.do === 'return' && isObject(answers)) {
      const checked = checkEvidence(sign, request, definition, answers)
      if ('faults' in checked) return refusedWith(checked.faults)
      command = { ...command, answers: checked.raw }
    }
    // Made already, a part is kept as it was handed in.
    if (command.do === 'finish-part' && !request.moves.includes(id)) {
      const faults = await finishPart(deps, opened, definition, command)
      if (faults.length > 0) return refusedWith(faults)
    }

    const [earlier, partnership] = await Promise.all([
      command.do === 'return' ? readEarlier(views, request, round, definition) : nothingEarlier,
      views.partnership(),
    ])
    const read = readCommand(command, {
      request,
      definition,
      partnership,
      actor: viewer,
      today: today(),
      earlier: earlier.answers,
      ...(earlier.offer ? { offered: { from: earlier.offer.from, on: earlier.offer.on } } : {}),
    })
    if ('faults' in read) return refusedWith(read.faults)
    const outcome = await intake.submit(viewer, { id, key, base, command: read.command })
    if ('received' in outcome) return { status: 202, body: outcome }
    return { status: outcome.refusal.field ? 422 : 409, body: outcome }
  }
