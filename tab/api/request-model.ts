import { type IsoDate, sayDay, sayMoment, sayShortDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { reviewDefinition } from '../../assurance/guards.ts'
import type { FormedMove, MoveForm } from '../../assurance/move-forms.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { nilLabels } from '../../assurance/read-nil.ts'
import type { Delivery, Reading } from '../../assurance/record.ts'
import type { Doing, Fact, Request, State } from '../../assurance/request.ts'
import { samePerson } from '../../assurance/who.ts'
import { answersShown, type SectionShown } from './answers-model.ts'
import { type Besides, besidesOf } from './besides-model.ts'
import { type AgencyName, agencyName, type Cell, cellOf } from './cell-model.ts'
import { type PartLine, partLines } from './form-model.ts'
import { type HistoryLine, historyOf, type SentLine, sentFor } from './history-model.ts'
import { formsOf, offeredMoves, releasableNow } from './offered-moves.ts'
import { versionOf } from './returns-model.ts'
import type { Opened } from './tab-access.ts'

/** One request as its panel shows it, as far as this person may see it. */
export interface RequestView extends Besides {
  readonly key: string
  readonly round: string
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly agency: AgencyName
  readonly caseRef?: string
  readonly about?: NonNullable<Request['about']>
  /** The one person asked, by name, for whoever may read the answers. */
  readonly person?: string
  readonly sample: boolean
  readonly cell: Cell
  readonly state: State
  readonly revision: number
  readonly issued: string
  readonly due: string
  readonly group: string
  readonly closed: boolean
  readonly keyConfirmed?: string
  readonly asked: { readonly questions: number; readonly sections: readonly string[] }
  readonly history: readonly HistoryLine[]
  readonly sent: readonly SentLine[]
  readonly nil?: { readonly kind: string; readonly systems: string; readonly period: string }
  /** Absent where this person may not read them, or there are none. */
  readonly answers?: readonly SectionShown[]
  /** What the panel judged, beside the agency's own words. */
  readonly ratings?: readonly SectionShown[]
  /** Why no answer is shown where there is one. */
  readonly withheld?: string
  /** What this person may do now, by the table of moves. */
  readonly may: readonly Doing[]
  /** The small forms of those moves that have one. */
  readonly forms: { readonly [Name in FormedMove]?: MoveForm }
  /** The rung a release would be of, where it may be released. */
  readonly releasable?: number
  /** Who was invited to which part; to a contributor their own alone. */
  readonly parts?: readonly PartLine[]
  readonly version: string
  readonly reading: Reading
}

/** The panel of one request. Answers, nil details, questions and reasons only where `answers` reaches it (WORK X2). */
export const requestView = (given: {
  readonly opened: Opened
  readonly partnership: Partnership
  readonly definition: Definition | undefined
  readonly events: readonly Fact[]
  readonly deliveries: readonly Delivery[]
  readonly today: IsoDate
  readonly reading: Reading
}): RequestView => {
  const { opened, partnership, definition, events, deliveries, today, reading } = given
  const { view, request, round, standings, reaches } = opened
  const reads = reaches('answers')
  const { nil, answers, ratings, keyConfirmed, about, person } = request
  const releasable = standings.has('ssu') ? releasableNow(request, round, partnership, today) : undefined
  const may = definition ? offeredMoves(opened, definition, releasable) : []
  const parts = partLines(reads ? request : ownParts(opened), definition)
  return {
    key: request.key,
    round: request.round,
    title: round?.title ?? request.round,
    why: round?.why ?? '',
    clause: round?.clause ?? '',
    agency: agencyName(partnership, request.agency),
    ...(request.caseRef ? { caseRef: request.caseRef } : {}),
    ...(about ? { about } : {}),
    ...(person && reads ? { person: person.name } : {}),
    sample: request.sample,
    cell: cellOf(view, partnership, today),
    state: request.state,
    revision: request.revision,
    issued: sayDay(request.issuedOn),
    due: sayDay(request.dueOn),
    group: partnership.groups.find(({ id }) => id === request.group)?.name ?? request.group,
    closed: round?.closed ?? false,
    ...(keyConfirmed ? { keyConfirmed: `${keyConfirmed.by.name}, ${sayMoment(keyConfirmed.at)}` } : {}),
    asked: {
      questions: definition?.fields.length ?? 0,
      sections: definition?.sections.map(({ title }) => title) ?? [],
    },
    history: historyOf(view, events, { words: reads, ssu: standings.has('ssu'), definition }),
    sent: sentFor(request, deliveries, standings.has('ssu')),
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
    ...(ratings && reads && definition ? { ratings: answersShown(reviewDefinition(definition), ratings) } : {}),
    ...((answers || nil) && !reads ? { withheld: sayWithheld(opened, partnership.labels.ssu) } : {}),
    ...(reads || standings.has('part') ? besidesOf(opened) : {}),
    may,
    forms: definition ? formsOf(may, opened, definition, partnership) : {},
    ...(may.includes('release') && releasable !== undefined ? { releasable } : {}),
    ...(parts.length > 0 ? { parts } : {}),
    version: versionOf([view], [today, deliveries.length, String(reading.complete)]),
    reading,
  }
}

const ownParts = ({ request, viewer }: Opened): Request => ({
  ...request,
  parts: (request.parts ?? []).filter(({ to }) => samePerson(to, viewer)),
})

const sayWithheld = ({ standings, round, request }: Opened, ssu: string): string => {
  const whose = request.person || request.pseudonym ? 'whoever was asked' : 'the agency itself'
  const later = standings.has('chair') && !round?.released ? ', and by the group once it is released to it' : ''
  return `What was answered is seen by ${whose} and the ${ssu}${later}.`
}
