import type { Request as Incoming } from 'restify'
import type { IssueFault, Plan } from '../../assurance/plan-round.ts'
import type { RoundChange } from '../../assurance/rounds.ts'
import type { AskPreview } from './ask-model.ts'
import { isObject, textIn } from './bodies.ts'
import { isSsu, mayAsk, type Viewer } from './permissions.ts'
import { readAsk } from './read-ask.ts'
import { readIssue } from './read-issue.ts'
import { type Answered, bodyOf, queryOf, Refused } from './replies.ts'
import type { Access, TabDeps } from './tab-access.ts'

const changes = ['close', 'reopen', 'release', 'hold-back'] as const satisfies readonly RoundChange[]
const isChange = (value: unknown): value is RoundChange => changes.some((one) => one === value)

const faulty = (faults: readonly IssueFault[]): Answered => ({ status: 422, body: { refusal: faults[0], faults } })

/** Issuing rounds, and closing and releasing them (WORK R1, R7, X2): the SSU's, and the scrutineer's own requests (C3). */
export const roundRoutes = (deps: TabDeps, { today }: Access) => {
  const { views, rounds, askCardFor } = deps
  const mustAsk = (viewer: Viewer): void => {
    if (!mayAsk(viewer)) throw new Refused(403, 'Requests are issued by the SSU, and by the scrutineer.')
  }
  const by = ({ oid, tid, name }: Viewer) => ({ oid, tid, name })

  /** What issuing would do, where the viewer may issue that kind. */
  const planned = async (viewer: Viewer, raw: unknown) => {
    const read = readIssue(raw, await views.partnership(), today())
    if ('faults' in read) return read
    const made = await rounds.plan(read.issue, by(viewer))
    if ('faults' in made) return made
    if (!mayAsk(viewer, made.plan.kind))
      throw new Refused(403, `A ${made.plan.kind.word} is not yours to issue. Ask the SSU to.`)
    return { issue: read.issue, plan: made.plan }
  }

  const previewOf = async ({ round, requests, agencies }: Plan, wanted: string | undefined): Promise<AskPreview> => {
    const shown = agencies.find(({ id }) => id === wanted) ?? agencies[0]
    if (!shown) throw new Error(`nobody would be asked in ${round.id}`)
    const own = (agency: string) => requests.filter((request) => request.agency === agency)
    return {
      round: round.id,
      title: round.title,
      requests: requests.length,
      agencies: agencies.map(({ id, name, channel }) => ({
        id,
        name,
        channel: channel !== undefined,
        lines: own(id).length,
      })),
      shown: shown.id,
      card: { ...(await askCardFor(round, shown, own(shown.id))) },
    }
  }

  return {
    /** `GET /api/ask` */
    options: async (viewer: Viewer): Promise<Answered> => {
      mustAsk(viewer)
      return { status: 200, body: await readAsk(deps, viewer, today()) }
    },

    /** `POST /api/ask/preview {issue}`, `?agency=` for whose card. Nothing is done. */
    preview: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      mustAsk(viewer)
      const body = bodyOf(req)
      const made = await planned(viewer, isObject(body) ? body['issue'] : undefined)
      if ('faults' in made) return faulty(made.faults)
      return { status: 200, body: await previewOf(made.plan, queryOf(req, 'agency')) }
    },

    /** `POST /api/ask {issue}`: taken on, durably, once it answers 202. */
    issue: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      mustAsk(viewer)
      const body = bodyOf(req)
      const made = await planned(viewer, isObject(body) ? body['issue'] : undefined)
      if ('faults' in made) return faulty(made.faults)
      const issued = await rounds.issue(made.issue, by(viewer))
      return 'faults' in issued ? faulty(issued.faults) : { status: 202, body: { progress: issued.progress } }
    },

    /** `GET /api/ask/progress?round=…` */
    progress: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      mustAsk(viewer)
      const progress = await rounds.progress(queryOf(req, 'round') ?? '')
      if (!progress) throw new Refused(404, 'Nothing of this name is being issued.')
      return { status: 200, body: progress }
    },

    /** `POST /api/rounds {round, change}` */
    change: async (viewer: Viewer, req: Incoming): Promise<Answered> => {
      if (!isSsu(viewer)) throw new Refused(403, 'Rounds are closed and released by the SSU.')
      const body = bodyOf(req)
      const { round, change } = isObject(body) ? body : {}
      const id = textIn(round, 100)
      if (!id || !isChange(change))
        throw new Refused(400, 'It was not said which round, or what to do with it. Reload the page and try again.')
      const done = await rounds.change(id, change, by(viewer))
      return 'refusal' in done ? { status: 409, body: done } : { status: 200, body: done }
    },
  }
}
