import type { Request as Incoming } from 'restify'
import { isOpen } from '../../assurance/request.ts'
import { safeFile } from '../../assurance/safe-file.ts'
import { handleOf, itemIn } from './evidence.ts'
import { offeredMoves } from './offered-moves.ts'
import { onlyParts, partsOf } from './parts.ts'
import type { Viewer } from './permissions.ts'
import { receiveFile } from './receive-file.ts'
import { type Answered, queryOf, Refused } from './replies.ts'
import type { Access, Opened, TabDeps } from './tab-access.ts'

/** Longest name of a file that is looked at; it is made safe and shorter before it is kept. */
const longestName = 400

const busy = 'The library is busy at the moment. Wait a minute and try again; nothing you typed is lost.'

/**
 * Evidence (WORK R2): a file goes straight to the library under its request, and is known from then on by a handle that
 * only this request's people ever learn. Who may answer now may add and remove; who may read the answers may read it.
 */
export const evidenceRoutes = (deps: TabDeps, { open, definitionOf }: Access) => {
  const { library, sign, log = () => undefined } = deps

  /** Whether somebody may still write here, to a question that takes files; a refusal otherwise. */
  const mayAttach = async (opened: Opened): Promise<void> => {
    const { request, round, standings, viewer } = opened
    const definition = await definitionOf(request)
    const answers = offeredMoves(opened, definition).includes('return')
    const contributes = standings.has('part') && isOpen(request) && !round?.closed
    if (!answers && !contributes)
      throw new Refused(409, 'Files can be added and removed only while this request can be answered.')
    const asked = answers
      ? definition
      : onlyParts(
          definition,
          partsOf(request, viewer).map(({ part }) => part),
        )
    if (!asked.fields.some(({ type }) => type === 'evidence'))
      throw new Refused(409, 'No question here takes a file. Write it down instead.')
  }
  const itemOf = (req: Incoming, key: string): string => {
    const item = itemIn(sign, key, queryOf(req, 'item') ?? '')
    if (item === undefined) throw new Refused(404, 'There is no such file with this request.')
    return item
  }

  return {
    /** `POST /api/evidence?key=…&name=…`, the bytes alone: 201 with the handle and the name it is kept under. */
    add: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      const opened = await open(viewer, queryOf(req, 'key'), 'draft')
      await mayAttach(opened)
      const { key } = opened.request
      const received = await receiveFile(req)
      if ('say' in received) throw new Refused(received.status, received.say)
      const file = { name: (queryOf(req, 'name') ?? '').slice(-longestName), bytes: received }
      const safe = safeFile(file)
      if ('refusal' in safe) return { status: 422, body: { refusal: { say: safe.refusal } } }
      const kept = await library.put(key, { name: safe.name, bytes: received })
      switch (kept.is) {
        case 'kept': {
          log(`evidence added to ${key}`)
          return { status: 201, body: { item: handleOf(sign, key, kept.item), name: kept.name, bytes: kept.bytes } }
        }
        case 'busy':
          throw new Refused(503, busy)
        case 'refused':
          return { status: 422, body: { refusal: { say: kept.say } } }
        default:
          return kept satisfies never
      }
    },

    /** `GET /api/evidence?key=…&item=…`: the file, to be kept and not shown in place. */
    read: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      const opened = await open(viewer, queryOf(req, 'key'), 'request')
      const { key } = opened.request
      if (!opened.reaches('answers') && !opened.reaches('draft'))
        throw new Refused(403, 'What was attached here is not shown to you. Ask the SSU if it should be.')
      const file = await library.read(itemOf(req, key))
      if (!file) throw new Refused(404, 'This file is no longer in the library; it was removed.')
      if ('refused' in file) throw new Refused(409, file.refused)
      log(`evidence read of ${key}`)
      return { file }
    },

    /** `DELETE /api/evidence?key=…&item=…`: gone, until the return is accepted. */
    remove: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      const opened = await open(viewer, queryOf(req, 'key'), 'draft')
      await mayAttach(opened)
      const { key } = opened.request
      const removed = await library.remove(itemOf(req, key))
      if (removed.is === 'busy') throw new Refused(503, busy)
      log(`evidence removed from ${key}`)
      return { status: 200, body: { removed: true } }
    },
  }
}
