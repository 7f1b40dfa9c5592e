import { type IsoDate, sayDay, sayMoment, sayShortDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { nilLabels } from '../../assurance/read-nil.ts'
import type { Delivery, Reading, Round, View } from '../../assurance/record.ts'
import type { Doing, Fact, State } from '../../assurance/request.ts'
import type { Actor } from '../../assurance/who.ts'
import { answersShown, type SectionShown } from './answers-model.ts'
import { type AgencyName, agencyName, type Cell, cellOf } from './cell-model.ts'
import { type HistoryLine, historyOf, type SentLine, sentFor } from './history-model.ts'
import { mayNow } from './may-now.ts'
import { reaches } from './permissions.ts'
import { versionOf } from './returns-model.ts'

/** One request as its panel shows it, as far as this person may see it. */
export interface RequestView {
  readonly key: string
  readonly round: string
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly agency: AgencyName
  readonly caseRef?: string
  readonly sample: boolean
  readonly cell: Cell
  readonly state: State
  readonly revision: number
  readonly issued: string
  readonly due: string
  readonly group: string
  readonly keyConfirmed?: string
  readonly asked: { readonly questions: number; readonly sections: readonly string[] }
  readonly history: readonly HistoryLine[]
  readonly sent: readonly SentLine[]
  readonly nil?: { readonly kind: string; readonly systems: string; readonly period: string }
  /** Absent where this person may not read them, or there are none. */
  readonly answers?: readonly SectionShown[]
  /** Why no answer is shown where there is one. */
  readonly withheld?: string
  /** What this person may do now, by the table of moves. */
  readonly may: readonly Doing[]
  readonly version: string
  readonly reading: Reading
}

/** The panel of one request. Answers, nil details and reasons only where `answers` reaches it (WORK X2). */
export const requestView = (given: {
  readonly actor: Actor
  readonly view: View
  readonly partnership: Partnership
  readonly round: Round | undefined
  readonly definition: Definition | undefined
  readonly events: readonly Fact[]
  readonly deliveries: readonly Delivery[]
  readonly today: IsoDate
  readonly reading: Reading
}): RequestView => {
  const { actor, view, partnership, round, definition, events, deliveries, today, reading } = given
  const { request } = view
  const reads = reaches(actor.holds, 'answers', request.agency)
  const { nil, answers, keyConfirmed } = request
  return {
    key: request.key,
    round: request.round,
    title: round?.title ?? request.round,
    why: round?.why ?? '',
    clause: round?.clause ?? '',
    agency: agencyName(partnership, request.agency),
    ...(request.caseRef ? { caseRef: request.caseRef } : {}),
    sample: request.sample,
    cell: cellOf(view, partnership, today),
    state: request.state,
    revision: request.revision,
    issued: sayDay(request.issuedOn),
    due: sayDay(request.dueOn),
    group: partnership.groups.find(({ id }) => id === request.group)?.name ?? request.group,
    ...(keyConfirmed ? { keyConfirmed: `${keyConfirmed.by.name}, ${sayMoment(keyConfirmed.at)}` } : {}),
    asked: {
      questions: definition?.fields.length ?? 0,
      sections: definition?.sections.map(({ title }) => title) ?? [],
    },
    history: historyOf(view, events, reads),
    sent: sentFor(request, deliveries),
    ...(nil && reads
      ? {
          nil: {
            kind: nilLabels[nil.kind],
            systems: nil.systems,
            period: `${sayShortDay(nil.from)} to ${sayShortDay(nil.to)}`,
          },
        }
      : {}),
    ...(answers && reads && definition ? { answers: answersShown(definition, answers) } : {}),
    ...((answers || nil) && !reads ? { withheld: 'What was answered is seen by the agency itself and the SSU.' } : {}),
    may: mayNow(actor, request, round),
    version: versionOf([view], [today, deliveries.length, String(reading.complete)]),
    reading,
  }
}
