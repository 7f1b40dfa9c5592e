import { type Instant, type IsoDate, sayDay } from '../../assurance/dates.ts'
import { sayReturned } from '../../assurance/decide.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Reading, Round, View } from '../../assurance/record.ts'
import type { Doing } from '../../assurance/request.ts'
import type { Actor } from '../../assurance/who.ts'
import { type AgencyName, agencyName, type Cell, cellOf } from './cell-model.ts'
import { mayNow } from './may-now.ts'
import { reaches } from './permissions.ts'

/** Values as somebody typed them, by field id. */
export type Raw = { readonly [field: string]: unknown }

/** The long form for one request: what is asked, as frozen when issued, and what to start from. */
export interface FormView {
  readonly key: string
  readonly round: string
  readonly agency: AgencyName
  readonly caseRef?: string
  readonly sample: boolean
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly due: string
  readonly definition: Definition
  /** The revision the form was opened on; goes back as the move's base. */
  readonly revision: number
  readonly raw: Raw
  /** Where `raw` comes from. */
  readonly source: 'nothing' | 'draft' | 'filed'
  readonly savedAt?: Instant
  /** Who answered already and when, as a sentence. */
  readonly banner?: string
  readonly state: View['request']['state']
  /** Why it was sent back. */
  readonly reason?: string
  readonly nil: boolean
  readonly keyNeeded: boolean
  readonly may: readonly Doing[]
  readonly reading: Reading
}

/** One case of a form's list, where an agency is asked about more than one. */
export interface CaseLine {
  readonly key: string
  readonly round: string
  readonly title: string
  readonly caseRef?: string
  readonly cell: Cell
  readonly may: readonly Doing[]
}

/** The form as a page shows it. A draft newer than the filed return is a correction under way. */
export const formView = (given: {
  readonly actor: Actor
  readonly view: View
  readonly partnership: Partnership
  readonly round: Round | undefined
  readonly definition: Definition
  readonly draft: { readonly raw: Raw; readonly savedAt: Instant } | undefined
  readonly reading: Reading
}): FormView => {
  const { actor, view, partnership, round, definition, reading } = given
  const { request } = view
  const { answers, returned, reason } = request
  const reads = reaches(actor.holds, 'answers', request.agency)
  const draft = reaches(actor.holds, 'draft', request.agency) ? given.draft : undefined
  const filed = reads && answers ? { raw: answers, source: 'filed' as const } : undefined
  const fresh = draft && !(returned && draft.savedAt < returned.at) ? draft : undefined
  const start = fresh ? { raw: fresh.raw, source: 'draft' as const, savedAt: fresh.savedAt } : filed
  return {
    key: request.key,
    round: request.round,
    agency: agencyName(partnership, request.agency),
    ...(request.caseRef ? { caseRef: request.caseRef } : {}),
    sample: request.sample,
    title: round?.title ?? definition.title,
    why: round?.why ?? '',
    clause: definition.clause,
    due: sayDay(request.dueOn),
    definition,
    revision: request.revision,
    ...(start ?? { raw: {}, source: 'nothing' as const }),
    ...(returned ? { banner: sayReturned(request) } : {}),
    state: request.state,
    ...(reads && reason ? { reason } : {}),
    nil: request.nil !== undefined,
    keyNeeded: request.caseRef !== undefined && !request.keyConfirmed,
    may: mayNow(actor, request, round),
    reading,
  }
}

/** The cases of an agency, those still open first. */
export const caseLines = (
  actor: Actor,
  views: readonly View[],
  rounds: readonly Round[],
  partnership: Partnership,
  today: IsoDate,
): readonly CaseLine[] =>
  views
    .map(({ request, waiting }): CaseLine => {
      const round = rounds.find(({ id }) => id === request.round)
      return {
        key: request.key,
        round: request.round,
        title: round?.title ?? request.round,
        ...(request.caseRef ? { caseRef: request.caseRef } : {}),
        cell: cellOf({ request, waiting }, partnership, today),
        may: mayNow(actor, request, round),
      }
    })
    .toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)) || a.key.localeCompare(b.key))

const isDone = ({ cell }: CaseLine) => !['waiting', 'late', 'sent-back'].includes(cell.state)
