import type { Request } from 'restify'
import { moves } from '../../assurance/request.ts'
import { type Actor, relationsTo } from '../../assurance/who.ts'
import { agencyAnswers } from './may-now.ts'
import { readCommand, readMove } from './read-move.ts'
import { bodyOf, Refused } from './replies.ts'
import type { Access, TabDeps } from './tab-access.ts'

/** A status with its body. */
export interface Answered {
  readonly status: number
  readonly body: unknown
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `PUT /api/draft`: keeps what somebody has typed, as typed, for them alone. */
export const saveDraft =
  ({ drafts }: TabDeps, { viewOf }: Access) =>
  async (actor: Actor, req: Request): Promise<Answered> => {
    const body = bodyOf(req)
    const { key, raw } = isObject(body) ? body : {}
    if (typeof key !== 'string' || !isObject(raw))
      throw new Refused(
        400,
        'This draft could not be read, so it was not saved. Your words are still on this page; copy them before you reload it.',
      )
    const { request } = await viewOf(actor, key, 'draft')
    return { status: 200, body: { savedAt: await drafts.save(request.key, actor, raw) } }
  }

/**
 * `POST /api/moves`: 202 with when it was received; 409 or 422 with the refusal, and with every fault beside its field where
 * it is the words; 400 where it is no move, 403 where it is not theirs to make.
 */
export const submitMove =
  ({ views, intake }: TabDeps, { viewOf, roundOf, today }: Access) =>
  async (actor: Actor, req: Request): Promise<Answered> => {
    const move = readMove(bodyOf(req))
    if (typeof move === 'string') throw new Refused(400, move)
    const { id, key, base } = move
    const { request } = await viewOf(actor, key, 'request')
    const relations = relationsTo(actor, request)
    if (!moves[move.command.do].by.some((relation) => relations.has(relation)))
      throw new Refused(
        403,
        'This is for another agency or role to do, so it was not done. Ask the SSU if it should be yours.',
      )
    // A move made already is acknowledged again whatever has happened since: `decide` knows it by its id.
    const made = request.moves.includes(id)
    if (!made && agencyAnswers.has(move.command.do) && (await roundOf(request.round))?.closed) {
      const say =
        'The SSU has closed this round, so no more answers are taken. Your words are still here to copy; speak to the SSU.'
      return { status: 409, body: { refusal: { say } } }
    }
    const read = readCommand(move, await views.definition(request.definition), today())
    if ('faults' in read) return { status: 422, body: { refusal: read.faults[0], faults: read.faults } }
    const outcome = await intake.submit(actor, { id, key, base, command: read.command })
    if ('received' in outcome) return { status: 202, body: outcome }
    return { status: outcome.refusal.field ? 422 : 409, body: outcome }
  }
