import { createHash, randomUUID } from 'node:crypto'
import type { Request as Incoming } from 'restify'
import type { Definition } from '../../assurance/definition.ts'
import { kinds } from '../../assurance/kinds/index.ts'
import type { Kind } from '../../assurance/kinds/kind.ts'
import { standingRound } from '../../assurance/plan-round.ts'
import { readAnswers } from '../../assurance/read-answers.ts'
import { opened } from '../../assurance/round-requests.ts'
import { isObject } from './bodies.ts'
import { agencyName } from './cell-model.ts'
import { sharesFor, type Viewer } from './permissions.ts'
import { type Answered, bodyOf, Refused } from './replies.ts'
import type { ShareView } from './share-model.ts'
import type { TabDeps } from './tab-access.ts'

/** What is shared has no request yet to which a file could be attached; that comes with a correction. */
const withoutFiles = (definition: Definition): Definition => {
  const fields = definition.fields.filter(({ type }) => type !== 'evidence')
  const used = new Set(fields.map(({ section }) => section))
  return { ...definition, fields, sections: definition.sections.filter(({ id }) => used.has(id)) }
}

/** The same for a second press, different for anybody else's, and not to be guessed from the day or the agency. */
const refFor = (id: string, { tid, oid }: Viewer): string =>
  `s-${createHash('sha256')
    .update(JSON.stringify([id, tid, oid]))
    .digest('hex')
    .slice(0, 10)}`

/** Sharing early (WORK R9): an agency opens and answers a request of its own, in one move. */
export const shareRoutes = (deps: TabDeps) => {
  const { views, intake, hash } = deps
  const kindFor = (viewer: Viewer, partnership: Parameters<typeof sharesFor>[1]): Kind => {
    const kind = kinds.find(({ askedBy }) => askedBy.includes('agency'))
    if (!kind || sharesFor(viewer, partnership).length === 0)
      throw new Refused(403, 'Sharing early is for those who answer for an agency. Tell your agency’s representative.')
    return kind
  }

  return {
    /** `GET /api/share` */
    form: async (viewer: Viewer): Promise<Answered> => {
      const partnership = await views.partnership()
      const kind = kindFor(viewer, partnership)
      const planned = standingRound(partnership, kind, partnership.groups[0]?.id ?? '', { hash })
      const existing = (await views.rounds()).find(({ id }) => id === planned.round.id)
      const frozen = existing && (await views.definition(existing.definition))
      const body: ShareView = {
        definition: withoutFiles(frozen ?? planned.definition),
        groups: partnership.groups.map(({ id, name }) => ({ id, name })),
        agencies: sharesFor(viewer, partnership).map(({ id }) => agencyName(partnership, id)),
        attempt: randomUUID(),
      }
      return { status: 200, body }
    },

    /** `POST /api/share {id, agency, group, answers}`: 202 with when it was received and the key it got. */
    share: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      const body = bodyOf(req)
      const { id, agency, group, answers } = isObject(body) ? body : {}
      const partnership = await views.partnership()
      const kind = kindFor(viewer, partnership)
      if (typeof id !== 'string' || !/^[\w-]{8,80}$/.test(id) || !isObject(answers))
        throw new Refused(400, 'What arrived is not what this page sends. Reload it, and copy your words across.')
      const own = sharesFor(viewer, partnership).find((one) => one.id === agency)
      if (!own) throw new Refused(403, 'You can share for your own agency alone.')
      const faults =
        typeof group === 'string' && partnership.groups.some((one) => one.id === group)
          ? []
          : [{ field: 'group', say: 'Choose whom to share it with.' }]
      const { round, definition } = await deps.standingRound(kind.id)
      if (round.closed)
        return {
          status: 409,
          body: {
            refusal: { say: 'The SSU has closed this for the year. Your words are still here; speak to the SSU.' },
          },
        }
      const read = readAnswers(withoutFiles(definition), answers)
      const all = [...faults, ...('faults' in read ? read.faults : [])]
      if ('faults' in read || typeof group !== 'string' || all.length > 0)
        return { status: 422, body: { refusal: all[0], faults: all } }
      const request = opened(round, own.id, refFor(id, viewer), group)
      const outcome = await intake.submit(viewer, {
        id,
        key: request.key,
        base: 0,
        command: { do: 'share', answers: read.answers, opens: request },
      })
      if ('received' in outcome) return { status: 202, body: { ...outcome, key: request.key } }
      return { status: outcome.refusal.field ? 422 : 409, body: outcome }
    },
  }
}
